"""Notebooks show the analysis: one cell of typed literal parameters, short cells an analyst can change, no outputs."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.Try, ast.With)
KNOWN = {"altair", "lepdata", "pandas"}  # no files, network or clock
LONGEST = 15  # lines of a cell
OUTSIDE = {"open", "eval", "exec", "compile", "__import__", "input"}


def is_literal(node: ast.expr | None) -> bool:
    try:
        ast.literal_eval(node)  # type: ignore[arg-type]
    except (ValueError, TypeError):
        return False
    return True


def logic(tree: ast.Module) -> list[str]:
    """What a cell does that belongs into the library."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, LOGIC):
            found.append(f"holds logic ({type(node).__name__})")
        if isinstance(node, ast.Import) and any(alias.name not in KNOWN for alias in node.names):
            found.append("imports something other than lepdata, pandas and altair")
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] not in KNOWN:
            found.append(f"imports from {node.module}")
        if isinstance(node, ast.Name) and node.id in OUTSIDE:
            found.append(f"calls {node.id}")
    return found


def not_literal(tree: ast.Module) -> list[str]:
    """Lines of a parameters cell that are not `name = literal`."""
    return [
        f"parameters: line {node.lineno} is not a name and a literal"
        for node in tree.body
        if not (isinstance(node, ast.Assign | ast.AnnAssign) and is_literal(node.value))
    ]


def cell_faults(cell: dict) -> list[str]:
    source = "".join(cell["source"])
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return [f"not plain Python: {source.splitlines()[0]!r}"]
    found = logic(tree) + (["is too long"] if len(source.splitlines()) > LONGEST else [])
    if cell.get("outputs") or cell.get("execution_count"):
        found.append("committed with outputs")
    return found + (not_literal(tree) if "parameters" in cell["metadata"].get("tags", []) else [])


def faults(notebook: Path) -> list[str]:
    """Every rule that a notebook breaks."""
    cells = [c for c in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    tagged = sum("parameters" in c["metadata"].get("tags", []) for c in cells)
    found = [] if tagged == 1 else [f"{tagged} cells tagged parameters, not one"]
    return found + [fault for cell in cells for fault in cell_faults(cell)]


def test_there_are_notebooks(root: Path) -> None:
    names = {path.name for path in (root / "notebooks").glob("*.ipynb")}
    assert {"how_far_to_trust.ipynb", "lep_review.ipynb", "national_review.ipynb"} <= names


def test_the_notebooks_keep_the_rules(root: Path) -> None:
    found = {path.name: faults(path) for path in sorted((root / "notebooks").rglob("[!.]*.ipynb"))}
    assert {name: why for name, why in found.items() if why} == {}


def cell(source: str, *tags: str, outputs: list | None = None) -> dict:
    return {"cell_type": "code", "source": source, "metadata": {"tags": list(tags)}, "outputs": outputs or []}


PARAMETERS = cell('lep = "Ada"\nas_at = None\ndepth: int = 2', "parameters")


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ([], "0 cells tagged"),
        ([PARAMETERS, PARAMETERS], "2 cells tagged"),
        ([cell("x = f(1)", "parameters")], "line 1 is not"),
        ([cell("lep = 'Ada'\nslug = lep", "parameters")], "line 2 is not"),
        ([PARAMETERS, cell("def f():\n    return 1")], "FunctionDef"),
        ([PARAMETERS, cell("class C: pass")], "ClassDef"),
        ([PARAMETERS, cell("for x in y:\n    z(x)")], "For"),
        ([PARAMETERS, cell("x = 1\n" * 16)], "too long"),
        ([PARAMETERS, cell("while x:\n    y()")], "While"),
        ([PARAMETERS, cell("try:\n    x()\nexcept E:\n    y()")], "Try"),
        ([PARAMETERS, cell("import requests")], "other than lepdata"),
        ([PARAMETERS, cell("from re import sub")], "imports from re"),
        ([PARAMETERS, cell("open('x')")], "calls open"),
        ([PARAMETERS, cell("%pip install x")], "not plain Python"),
        ([PARAMETERS, cell("x", outputs=[{"output_type": "stream"}])], "committed with outputs"),
    ],
)
def test_a_broken_notebook_is_caught(cells: list, fault: str, plant) -> None:
    folder = plant({"n.ipynb": json.dumps({"cells": cells})})
    assert any(fault in found for found in faults(folder / "n.ipynb"))


def test_a_sound_notebook_is_not(plant) -> None:
    cells = [PARAMETERS, cell("import lepdata as lep"), cell("review = lep.review_board(lep)\nreview")]
    assert faults(plant({"n.ipynb": json.dumps({"cells": cells})}) / "n.ipynb") == []
