"""What the library imports is declared, and what is declared is used."""

from __future__ import annotations

import ast
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

# What a package is called when imported, where that differs from its name.
IMPORT_NAMES = {"vl-convert-python": "vl_convert", "jupyter-client": "jupyter_client", "python-docx": "docx"}
# Never imported here, but needed: the kernel that papermill starts.
INDIRECT = {"ipykernel"}
# The other half of a declared package's own interface.
BROUGHT = {"numpy": "pandas", "markupsafe": "jinja2", "tornado": "jupyter_client", "traitlets": "jupyter_client"}
BROUGHT |= {"IPython": "ipykernel"}


def imports(package: Path) -> set[str]:
    """Top-level names of everything imported below a folder, the standard library and the package itself left out."""
    found = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add((node.module or "").split(".")[0])
    return found - set(sys.stdlib_module_names) - {"lepdata", "__future__"}


def declared(pyproject: dict) -> set[str]:
    """Import names of what the library and the extras that its commands need ask for."""
    project = pyproject["project"]
    extras = [line for extra in ("batch", "cluster") for line in project["optional-dependencies"].get(extra, [])]
    names = {Requirement(line).name for line in [*project["dependencies"], *extras]} - {"lepdata"}
    return {IMPORT_NAMES.get(name, name) for name in names}


@pytest.fixture(scope="module")
def known(root: Path) -> set[str]:
    return declared(tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8")))


def test_everything_imported_is_declared(root: Path, known: set[str]) -> None:
    assert imports(root / "lepdata") - known - BROUGHT.keys() == set()


def test_everything_declared_is_used(root: Path, known: set[str]) -> None:
    assert known - imports(root / "lepdata") - INDIRECT == set()


def test_an_import_is_seen(plant) -> None:
    package = plant(
        {"a.py": "import os\nfrom lepdata.model import x\nimport polars.io\ndef f():\n    from rich import y\n"}
    )
    assert imports(package) == {"polars", "rich"}
