"""Imports run only downwards, so that a room can be read without the rooms above it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

STOREYS = [
    "rules",
    "model",
    "statistics",
    "registers",
    "sightings",
    "seats",
    "members",
    "representation",
    "verdicts",
    "changes",
    "findings",
    "forms",
    "plans",
    "engagement",
    "progress",
    "stocktakes",
    "reviews",
    "exchange",
    "batch",
    "publish",
    "__init__",
    "pipeline",
    "reports",
    "papermill_engine",
    "cli",
    "__main__",
]


def room(path: Path, package: Path) -> str:
    """The folder of a module below the package, or the module itself at the top."""
    first = path.relative_to(package).parts[0]
    return first.removesuffix(".py")


def absolute(node: ast.ImportFrom, path: Path, package: Path) -> str:
    """The full name of what `from ... import` imports from."""
    if not node.level:
        return node.module or ""
    here = ["lepdata", *path.relative_to(package).parts[:-1]]
    return ".".join([*here[: len(here) - node.level + 1], *filter(None, [node.module])])


def imported(path: Path, package: Path) -> Iterator[tuple[str, int]]:
    """Rooms that a module imports from, with the line; `import lepdata` itself is the front door, `__init__`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            source = absolute(node, path, package)
            names = [f"lepdata.{alias.name}" for alias in node.names] if source == "lepdata" else [source]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "lepdata":
                target = [*name.split("."), "__init__"][1]
                yield (target if target in STOREYS else "__init__"), node.lineno


def climbing(package: Path) -> list[str]:
    """Every import that runs up the house, and every room that the plan does not know."""
    faults = []
    for path in sorted(package.rglob("*.py")):
        own = room(path, package)
        if own not in STOREYS:
            faults.append(f"{path.relative_to(package)}: no such room in the plan")
            continue
        for other, line in imported(path, package):
            if STOREYS.index(other) > STOREYS.index(own):
                faults.append(f"{path.relative_to(package)}:{line}: {own} imports {other}")
    return faults


def test_imports_run_downwards(root: Path) -> None:
    assert climbing(root / "lepdata") == []


def test_rules_hold_no_python(root: Path) -> None:
    assert list((root / "lepdata" / "rules").rglob("*.py")) == []
    assert list((root / "lepdata" / "rules").rglob("*.csv"))


@pytest.mark.parametrize(
    "text",
    [
        "from lepdata.reviews.boards import review_board",
        "from ..reviews import review_board",
        "from .. import reviews",
        "import lepdata.reviews.sentences",
        "from lepdata import reviews",
        "from lepdata import check",
        "import lepdata as lep",
        "def late():\n    from lepdata.reviews.boards import review_board",
    ],
)
def test_an_upward_import_is_caught(text: str, plant) -> None:
    package = plant({"seats/people.py": text})
    assert len(climbing(package)) == 1


@pytest.mark.parametrize(
    "text", ["from lepdata.errors import Fault", "from ..model import Fault", "from . import roles", "import pandas"]
)
def test_a_downward_import_is_not(text: str, plant) -> None:
    assert climbing(plant({"seats/people.py": text})) == []


def test_an_unplanned_room_is_caught(plant) -> None:
    assert climbing(plant({"attic/box.py": ""})) == ["attic/box.py: no such room in the plan"]
