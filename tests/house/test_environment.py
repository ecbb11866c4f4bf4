"""environment.yml (conda) and pyproject.toml (pip) ask for the same packages from the same versions on."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

# conda's own name for a package, where it differs from the index of Python packages.
CONDA_NAMES: dict[str, str] = {}
TOOLS_OF_CONDA = {"pip"}
SPECIFICATION = re.compile(
    r"^(?:[\w-]+::)?(?P<name>[A-Za-z0-9][\w.-]*)\s*(?P<version>[<>=!~][^\s]*)?(?P<build>\s+\S+)?$"
)

Bounds = dict[str, SpecifierSet]


def match_specification(line: str) -> tuple[str, SpecifierSet]:
    """Name and versions of a conda line such as `conda-forge::pandas >=2.2,<4`; a fuzzy `=2.2` means `==2.2.*`."""
    found = SPECIFICATION.match(line.strip())
    if not found or found["build"]:
        raise ValueError(f"not a match specification of name and versions: {line!r}")
    version = re.sub(r"^=(?!=)(.+?)(?:\.\*)?$", r"==\1.*", found["version"] or "")
    return CONDA_NAMES.get(found["name"], canonicalize_name(found["name"])), SpecifierSet(version)


def of_conda(environment: dict) -> Bounds:
    lines = [line for line in environment["dependencies"] if isinstance(line, str)]
    by_pip = [line for part in environment["dependencies"] if isinstance(part, dict) for line in part["pip"]]
    lines += [line for line in by_pip if not line.startswith("-e")]
    return {name: bound for name, bound in map(match_specification, lines) if name not in TOOLS_OF_CONDA}


def of_pip(pyproject: dict) -> Bounds:
    """Every requirement of the project, its extras and its build, and Python itself; its own extras left out."""
    project = pyproject["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    asked = map(Requirement, [*project["dependencies"], *extras, *pyproject["build-system"]["requires"]])
    bounds = {canonicalize_name(r.name): r.specifier for r in asked if r.name != project["name"]}
    return bounds | {"python": SpecifierSet(project["requires-python"])}


def drift(conda: Bounds, pip: Bounds) -> list[str]:
    """What one asks for and the other does not, in words."""
    return [
        f"{name}: conda {conda.get(name, 'nothing')}, pip {pip.get(name, 'nothing')}"
        for name in sorted(conda.keys() | pip.keys())
        if conda.get(name) != pip.get(name)
    ]


@pytest.fixture(scope="module")
def pyproject(root: Path) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def environment(root: Path) -> dict:
    return yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))


def test_conda_and_pip_agree(environment: dict, pyproject: dict) -> None:
    assert drift(of_conda(environment), of_pip(pyproject)) == []


def test_every_requirement_has_a_lower_bound(pyproject: dict) -> None:
    assert [name for name, bound in of_pip(pyproject).items() if not any(s.operator == ">=" for s in bound)] == []


def test_conda_installs_the_project_itself(environment: dict) -> None:
    (by_pip,) = [part["pip"] for part in environment["dependencies"] if isinstance(part, dict)]
    assert "-e ." in by_pip
    assert environment["channels"][0] == "conda-forge"


def test_the_build_is_locked_as_declared(root: Path, pyproject: dict) -> None:
    lines = (root / "requirements" / "build.in").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == pyproject["build-system"]["requires"]


@pytest.mark.parametrize(
    ("conda", "pip", "fault"),
    [
        (["pandas >=2.2"], ["pandas>=2.1"], "pandas: conda >=2.2, pip >=2.1"),
        (["pandas =2.2"], ["pandas>=2.2"], "pandas: conda ==2.2.*, pip >=2.2"),
        (["pandas"], ["pandas>=2.2"], "pandas: conda , pip >=2.2"),
        (["pandas >=2.2,<4"], ["pandas>=2.2"], "pandas: conda <4,>=2.2, pip >=2.2"),
        ([], ["pandas>=2.2"], "pandas: conda nothing, pip >=2.2"),
        (["pandas >=2.2", "polars >=1"], ["pandas>=2.2"], "polars: conda >=1, pip nothing"),
        (["conda-forge::pandas>=2.2"], ["Pandas >= 2.2"], None),
        (["vl-convert-python >=1.7"], ["vl_convert_python>=1.7"], None),
        (["pandas >=2.2,<4", "pip"], ["pandas<4,>=2.2"], None),
    ],
)
def test_drift_is_caught(conda: list[str], pip: list[str], fault: str | None) -> None:
    project = {"name": "lepdata", "requires-python": ">=3.11", "dependencies": pip, "optional-dependencies": {}}
    pyproject = {"project": project, "build-system": {"requires": []}}
    found = drift(of_conda({"dependencies": ["python >=3.11", *conda]}), of_pip(pyproject))
    assert found == ([fault] if fault else [])


@pytest.mark.parametrize("line", ["pandas >=2.2 py311_0", ">=2.2", "pandas > = 2"])
def test_a_line_that_is_no_specification_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="not a match specification"):
        match_specification(line)
