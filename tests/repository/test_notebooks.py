"""Notebooks are committed without outputs, with headings, one cell of typed parameters, and short cells."""

import ast
import json
from pathlib import Path

import pytest

PROGRAMS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.While, ast.Try)
NAMES = sorted(path.stem for path in (Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
LONGEST_CELL = 16


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_keeps_the_rules(name: str, root: Path) -> None:
    every = json.loads((root / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    cells = [cell for cell in every if cell["cell_type"] == "code"]
    assert not any(cell["outputs"] or cell["execution_count"] for cell in cells)
    for cell in cells:
        tree = ast.parse("".join(cell["source"]))
        assert not any(isinstance(node, PROGRAMS) for node in ast.walk(tree)) and len(cell["source"]) <= LONGEST_CELL
    headings = [line for cell in every if cell["cell_type"] == "markdown" for line in cell["source"] if line[0] == "#"]
    assert headings[0].startswith("# ") and sum(line.startswith("## ") for line in headings) >= 2  # a table of contents
    (parameters,) = ("".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", []))
    lines = parameters.splitlines()
    for node in ast.parse(parameters).body:
        assert isinstance(node, ast.AnnAssign) and "#" in lines[node.lineno - 1]  # papermill shows type and comment
        ast.literal_eval(node.value or "none")


def test_all_boards_are_drawn_by_the_same_cells_in_both_notebooks(root: Path) -> None:
    paths = (root / "notebooks" / f"{name}_review.ipynb" for name in ("national", "collection"))
    books = (json.loads(path.read_text(encoding="utf-8"))["cells"] for path in paths)
    nation, collection = ({cell["id"]: cell["source"] for cell in book} for book in books)
    shared = {name for name in nation if name.startswith(("review", "ranges", "readings", "squares", "matrix"))}
    assert [name for name in shared if nation[name] != collection[name]] == [] and len(shared) == 8
