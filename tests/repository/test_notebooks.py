"""Notebooks show the analysis: one cell of typed parameters, short cells of pandas, Altair and lepdata, no outputs."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

PROGRAMS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.While, ast.Try)
OUTSIDE = {"open", "eval", "exec", "compile", "__import__", "input"}  # files and more; a page rests on data alone
IMPORTS = {"lepdata", "pandas", "altair"}
LONGEST_CELL = 16


def cell_faults(cell: dict) -> list[str]:
    """What a code cell holds that it must not."""
    source = "".join(cell["source"])
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ["not plain Python"]
    nodes = list(ast.walk(tree))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    found = [f"holds a program ({type(node).__name__})" for node in nodes if isinstance(node, PROGRAMS)]
    found += [f"imports {name}" for name in names if name.split(".")[0] not in IMPORTS]
    found += [f"calls {node.id}" for node in nodes if isinstance(node, ast.Name) and node.id in OUTSIDE]
    if len(source.splitlines()) > LONGEST_CELL:
        found.append("a long cell")
    if cell.get("outputs") or cell.get("execution_count"):
        found.append("committed with outputs")
    return found + (parameter_faults(source, tree) if "parameters" in cell["metadata"].get("tags", []) else [])


def parameter_faults(source: str, tree: ast.Module) -> list[str]:
    """Lines of the parameters' cell that are not `name: type = literal  # what it means`."""
    lines = source.splitlines()
    return [
        f"line {node.lineno} is no typed parameter with a comment"
        for node in tree.body
        if not (isinstance(node, ast.AnnAssign) and is_literal(node.value) and "#" in lines[node.lineno - 1])
    ]


def is_literal(node: ast.expr | None) -> bool:
    try:
        ast.literal_eval(node)  # type: ignore[arg-type]
    except (ValueError, TypeError):
        return False
    return True


def faults(notebook: Path) -> list[str]:
    """Every rule that a notebook breaks."""
    cells = [c for c in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    tagged = sum("parameters" in c["metadata"].get("tags", []) for c in cells)
    found = [] if tagged == 1 else [f"{tagged} cells tagged parameters, not one"]
    return found + [fault for cell in cells for fault in cell_faults(cell)]


@pytest.mark.parametrize(
    "name",
    ["engagement", "how_far_to_trust", "lep_review", "national_review", "plan_review", "progress_review", "stocktake"],
)
def test_a_notebook_keeps_the_rules(name: str, root: Path) -> None:
    assert faults(root / "notebooks" / f"{name}.ipynb") == []
