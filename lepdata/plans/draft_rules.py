"""The lines that an improvement of a draft is made of, which are data: `rules/plans/draft_items.csv`."""

from __future__ import annotations

from collections.abc import Iterator

from lepdata.plans.draft_lines import WORDS, Line
from lepdata.plans.rulebook import rows
from lepdata.words_by_id import fill, say

Row = dict[str, str]
ANY = "*"  # an item that several improvements may have


def templates(improvement: str, kind: str, given: tuple[str, ...] = ("",)) -> Iterator[Row]:
    """The items of one kind that an improvement has, where one of the conditions `given` holds.

    Examples
    --------
    >>> [row["when"] for row in templates("private", "milestone")]
    ['3']
    """
    every = rows("draft_items.csv")
    return (row for row in every if (row["improvement"], row["kind"]) == (improvement, kind) and row["given"] in given)


def template(kind: str, given: str) -> Row:
    """The one item of a kind that any improvement may have under a condition."""
    return next(templates(ANY, kind, (given,)))


def said(text: str, **values: object) -> str:
    """A template's text with its values put in, and a capital.

    Examples
    --------
    >>> said("{people} {n|joins|join} the board.", people="two members", n=2)
    'Two members join the board.'
    """
    filled = fill(text, values)
    return filled[:1].upper() + filled[1:]


def line(row: Row, **values: object) -> Line:
    """A template as a line of a draft; why it is there is the template's own reason.

    Examples
    --------
    >>> next(line(row) for row in templates("private", "monitoring")).when
    'quarterly'
    """
    asks = "because-ours" if row["ours"] == "yes" else "because-asked"
    because = say(WORDS, asks, reason=row["reason"])
    return Line(row["kind"], said(row["text"], **values), row["when"], row["owner"], because)
