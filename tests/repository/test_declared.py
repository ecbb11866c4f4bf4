"""What is imported is declared; conda and pip ask for the same; the locks hold it; one version everywhere."""

import ast
import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

EXTRAS = ("batch", "docs", "notebooks", "test")
# What a package is called when imported, where that differs from its name.
IMPORT_NAMES = {"vl-convert-python": "vl_convert", "jupyter-client": "jupyter_client", "python-docx": "docx"}
IMPORT_NAMES["python-calamine"] = "python_calamine"
INDIRECT = {"ipykernel"}  # never imported here, but needed: the kernel that papermill starts
# The other half of a declared package's own interface.
BROUGHT = {"numpy", "markupsafe", "tornado", "traitlets", "IPython", "xlsxwriter", "jupyter_client"}


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def imported(package: Path) -> set[str]:
    """Top-level names of everything imported below a folder, but the standard library and the package itself."""
    found = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add((node.module or "").split(".")[0])
    return found - set(sys.stdlib_module_names) - {"lepdata"}


def asked(project: dict[str, Any], *extras: str) -> dict[str, SpecifierSet]:
    """Name to versions: the project's own requirements, those of extras, and of the extras that they name."""
    own = project["project"]
    lines = [*own["dependencies"], *(line for extra in extras for line in own["optional-dependencies"][extra])]
    found = {}
    for wanted in map(Requirement, lines):
        if wanted.name == own["name"]:
            found |= asked(project, *wanted.extras)
        else:
            found[canonicalize_name(wanted.name)] = wanted.specifier
    return found


def test_what_is_imported_is_declared_and_the_other_way_round(root: Path, project: dict[str, Any]) -> None:
    names = {IMPORT_NAMES.get(name, name) for name in asked(project, "batch", "cluster", "parquet")}
    found = imported(root / "lepdata")
    assert (found - names - BROUGHT, names - found - INDIRECT) == (set(), set())


def of_conda(lines: list[Any]) -> dict[str, SpecifierSet]:
    """Name to versions of the lines of `environment.yml`, those for pip among them."""
    by_pip = [line for part in lines if isinstance(part, dict) for line in part["pip"] if not line.startswith("-e")]
    parts = [
        re.match(r"([\w.-]+)\s*(\S*)$", line) for line in (*filter(lambda one: isinstance(one, str), lines), *by_pip)
    ]
    return {canonicalize_name(part[1]): SpecifierSet(part[2]) for part in parts if part and part[1] != "pip"}


def test_conda_asks_for_what_pip_asks_for(root: Path, project: dict[str, Any]) -> None:
    environment = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))
    wanted = asked(project, *project["project"]["optional-dependencies"])
    wanted["python"] = SpecifierSet(project["project"]["requires-python"])
    wanted |= {
        canonicalize_name(one.name): one.specifier for one in map(Requirement, project["build-system"]["requires"])
    }
    assert of_conda(environment["dependencies"]) == wanted
    assert all(any(one.operator == ">=" for one in bound) for bound in wanted.values())


def locked(text: str) -> dict[str, set[str]]:
    """Package to the versions pinned; an entry that is not one version with a hash is an error."""
    whole = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    found: dict[str, set[str]] = {}
    for entry in filter(str.strip, whole.splitlines()):
        pin = re.match(r"([\w.-]+)==([^\s=;]+) .*--hash=sha256:[0-9a-f]{64}", entry)
        assert pin, f"not one exact version with a hash: {entry[:80]}"
        found.setdefault(canonicalize_name(pin[1]), set()).add(pin[2])
    return found


def test_the_locks_hold_what_is_asked_for_and_agree(root: Path, project: dict[str, Any]) -> None:
    locks = {extra: locked((root / "requirements" / f"{extra}.txt").read_text(encoding="utf-8")) for extra in EXTRAS}
    for extra, pins in locks.items():
        wrong = {
            name
            for name, bound in asked(project, extra).items()
            if not pins.get(name) or not all(bound.contains(v) for v in pins[name])
        }
        assert wrong == set(), extra
        assert all(pins[name] == other[name] for other in locks.values() for name in pins.keys() & other.keys())
    assert "jupyterlab" in locks["notebooks"] and "jupyterlab" not in locks["batch"] | locks["test"]


def test_one_version_wherever_it_stands(root: Path, project: dict[str, Any]) -> None:
    import lepdata

    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert {released[0], str(citation["version"]), version("lepdata"), lepdata.__version__} == {
        project["project"]["version"]
    }


def test_the_places_to_fill_in_at_a_release(root: Path) -> None:
    """Every placeholder of an address, by file: none of them is missed when the project has its own."""
    held = (".ci", ".github", "CITATION.cff", "mkdocs.yml", "pyproject.toml", "lepdata", "docs")
    files = [path for name in held for path in ((root / name).rglob("*") if (root / name).is_dir() else [root / name])]
    found: dict[str, int] = {}
    for path in files:
        if path.suffix in (".cff", ".md", ".py", ".toml", ".yml", ".html"):
            number = len(re.findall(r"example\.org/lepdata|zenodo\.0000000", path.read_text(encoding="utf-8")))
            found |= {path.relative_to(root).as_posix(): number} if number else {}
    assert found == {"pyproject.toml": 5, "CITATION.cff": 3}


def test_other_systems_do_what_linux_does(root: Path) -> None:
    """The steps of `.ci/run`, by their names, in the workflow for macOS and Windows."""
    asked = re.findall(r'^step "([^"]+)"', (root / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    jobs = yaml.safe_load((root / ".github" / "workflows" / "checks.yml").read_text(encoding="utf-8"))["jobs"]
    assert {"run": "bash .ci/run"} in jobs["linux"]["steps"]
    assert set(asked) - {"What the machine needs"} <= {step.get("name") for step in jobs["elsewhere"]["steps"]}
