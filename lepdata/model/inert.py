"""Words that a spreadsheet would take for a formula, made harmless in a CSV file without being lost.

In a workbook a cell says itself that it is text. A CSV file cannot: a spreadsheet runs a cell that begins with "=",
even in quotation marks.
"""

from __future__ import annotations

import re

_SIGNS = "=+@\t\r\n＝＋－＠-"  # the wide signs count as the narrow ones under some languages
_RISKY = re.compile(rf"'*[{_SIGNS}]")
_MADE_INERT = re.compile(rf"'+[{_SIGNS}]")


def inert(text: str) -> str:
    """The text with an apostrophe before it, if a spreadsheet could take it for a formula.

    `published` gives the text back, whatever it was.

    Examples
    --------
    >>> inert("=1+1"), inert("Ada Example"), inert("'=1")
    ("'=1+1", 'Ada Example', "''=1")
    """
    return "'" + text if _RISKY.match(text) else text


def published(text: str) -> str:
    """The text as it was before `inert`.

    Examples
    --------
    >>> published("'=1+1"), published("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if _MADE_INERT.match(text) else text
