"""Examples that read better as they would be printed than inside quotation marks: files of them beside the tests."""

import re
from pathlib import Path


def cases(path: Path) -> dict[str, list[str]]:
    """Of each example, told by a line "== its name", the parts, told apart by lines of "--"."""
    _, *told = re.split(r"^== (.*)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    parts = (re.split(r"\n--(?:\n|$)", text.rstrip("\n")) for text in told[1::2])
    return dict(zip(told[::2], parts, strict=True))
