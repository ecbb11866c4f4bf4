"""Examples that read better as they would be printed than inside quotation marks: files of them beside the tests."""

import ast
import csv
import gzip
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def cases(path: Path) -> dict[str, list[str]]:
    """Of each example, told by a line "== its name", the parts, told apart by lines of "--"."""
    _, *told = re.split(r"^== (.*)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    parts = (re.split(r"\n--(?:\n|$)", text.rstrip("\n")) for text in told[1::2])
    return dict(zip(told[::2], parts, strict=True))


def table(path: Path) -> tuple[str, list[list[str]]]:
    """The names and the rows of a CSV of examples, for `parametrize`; a line that begins with # says why."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines = [line for line in lines if not line.startswith("#")]
    names, *rows = csv.reader(lines)
    return ",".join(names), rows


def cells(text: str) -> dict[str, str]:
    """Of "column: words | column: words" what stands in each column."""
    return dict(cell.split(": ", 1) for cell in text.split(" | ") if cell)


def rows(text: str) -> list[tuple[str, dict[str, str]]]:
    """Of "2×Ada | role: chair + Bo" each row: its first word or words and its cells; twice Ada, then Bo."""
    found = []
    for row in filter(None, text.split(" + ")):
        first, _, rest = row.partition(" | ")
        times, _, name = first.rpartition("×")
        found += [(name, cells(rest))] * int(times or 1)
    return found


def numbers(text: str) -> dict[str, int | None]:
    """Of "column: 3 | column: any" the numbers; any number at all is None."""
    return {column: None if said == "any" else int(said) for column, said in cells(text).items()}


def unpacked(content: bytes) -> bytes:
    """All that a file says, to search in, with the names of what is packed in it."""
    if content.startswith(b"PAR1"):
        return pd.read_parquet(io.BytesIO(content)).to_csv().encode("utf-8", "surrogatepass")
    if content.startswith(b"\x1f\x8b"):
        return gzip.decompress(content)
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(name.encode() + unpacked(archive.read(name)) for name in archive.namelist())


def shown_by(notebook: str, **parameters: object) -> tuple[dict[str, Any], list[Any]]:
    """The names a notebook leaves behind, and what each of its cells shows."""
    names: dict[str, Any] = {}
    shown = []
    for cell in json.loads((NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            tree = ast.parse("".join(cell["source"]))
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, notebook, "exec"), names)
            names |= parameters if "parameters" in cell["metadata"].get("tags", []) else {}
            shown += [eval(compile(ast.Expression(last.value), notebook, "eval"), names)] if last else []
    return names, shown
