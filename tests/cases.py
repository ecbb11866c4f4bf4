"""Examples that read better as they would be printed than inside quotation marks: files of them beside the tests."""

import csv
import re
from pathlib import Path


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
