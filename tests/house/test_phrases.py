"""Every sentence that the code says stands in a file of words, with just the values that the code hands over."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from lepdata.model.phrases import FIELD

Files = dict[str, dict[str, str]]
# A number beside one of these words must choose between the singular and the plural.
NOUNS = ["areas", "boards", "bodies", "changes", "chairs", "counts", "criteria", "districts", "documents", "figures", "lines", "lists", "members", "months", "names", "organisations", "partnerships", "people", "persons", "requirements", "rows", "rules", "seats", "shortfalls", "sources", "vacancies", "votes", "women"]
VERBS = ("are", "were", "have")
# Numbers that are never one, or stand before a verb that goes with something else.
NEVER_ONE = {
    ("audit", "asked"): "of the thousands of published lines",
    ("audit", "right"): "of the hundreds of labelled lines",
}
NUMBERED = re.compile(r"\{(\w+)\} (?:[\w-]+ )?(" + "|".join((*NOUNS, *VERBS)) + r")\b")
AFTER_ONE = re.compile(r"(?<![\w/.,])1 (?:\w+ )?(" + "|".join((*NOUNS, *VERBS)) + r")\b")


def files_of(folder: Path) -> Files:
    """Every file of phrases: id to text. The other files of the folder have other columns."""
    found: Files = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        if rows and {"id", "text"} <= rows[0].keys():
            found[path.stem] = {row["id"]: row["text"] for row in rows}
    return found


def fields_of(phrases: dict[str, str]) -> dict[str, set[str]]:
    return {phrase: {name for name, _, _ in FIELD.findall(text)} for phrase, text in phrases.items()}
