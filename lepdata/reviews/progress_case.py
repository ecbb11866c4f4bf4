"""The case to central government as one page, made of answers and computed lines alone."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from html import escape
from typing import Any, NamedTuple

from lepdata.dates import words
from lepdata.progress.assessments import Assessment
from lepdata.progress.case import case_figures
from lepdata.reviews.progress_review import ProgressReview
from lepdata.reviews.show import Markup
from lepdata.words_by_id import say

Row = dict[Hashable, Any]
_FILE = "progress"


class Block(NamedTuple):
    """One piece of the case, for a page or a document: its kind, its text, and the items of a list.

    Attributes
    ----------
    kind : str
        title, warning, note, lead, heading, numbered or bullets.
    text : str
        Plain text; "" for a list.
    items : tuple of tuple of (str, bool)
        Of a list: each item as runs of text, and whether a run is to stand out.
    """

    kind: str
    text: str = ""
    items: tuple[tuple[tuple[str, bool], ...], ...] = ()


_TAGS = {"title": "h2", "lead": "p", "heading": "h3"}


def case_page(review: ProgressReview) -> Markup:
    """What an area needs from central government, the evidence it gave, its figures, and what is still missing.

    Parameters
    ----------
    review : ProgressReview
        With a self-assessment; without one, or where it states no need, the page says so.
    """
    return Markup("".join(map(_html, case_blocks(review))))


def case_blocks(review: ProgressReview) -> list[Block]:
    """The same as plain pieces, in order: see `Block`."""
    title = Block("title", say(_FILE, "case-title", lep=review.lep))
    if review.own is None:
        return [title, Block("note", say(_FILE, "case-no-form"))]
    rows = review.case.to_dict("records")
    needs = [row for row in rows if row["need"]]
    if not needs:
        return [title, Block("note", say(_FILE, "case-none"))]
    fiction = [Block("warning", say(_FILE, "made-up"))] if review.made_up else []
    lead = Block("lead", say(_FILE, "case-lead", lep=review.lep, day=words(review.own.assessed_on)))
    return [title, *fiction, lead, *_needs(needs), *_figures(review.own), *_missing(rows)]


def _html(block: Block) -> str:
    if block.kind in _TAGS:
        return f"<{_TAGS[block.kind]}>{escape(block.text)}</{_TAGS[block.kind]}>"
    if block.kind in ("note", "warning"):
        return f'<p class="lep-note">{_run(block.text, block.kind == "warning")}</p>'
    tag = "ol" if block.kind == "numbered" else "ul"
    items = "".join(f"<li>{''.join(_run(*run) for run in item)}</li>" for item in block.items)
    return f"<{tag}>{items}</{tag}>"


def _run(text: str, stands_out: bool) -> str:
    shown = escape(text).replace("\n", "<br>")
    return f"<strong>{shown}</strong>" if stands_out else shown


def _needs(rows: list[Row]) -> Iterator[Block]:
    yield Block("heading", say(_FILE, "case-need"))
    rest = [f"\n{row['section']}{_colours(row)}. {_evidence(row)}" for row in rows]
    yield Block(
        "numbered", items=tuple(((row["need"], True), (said, False)) for row, said in zip(rows, rest, strict=True))
    )


def _evidence(row: Row) -> str:
    shown = " ".join(filter(None, (row["evidence"], row["boards"])))
    return f"{say(_FILE, 'case-shows')}: {shown.rstrip('.') or say(_FILE, 'case-no-evidence')}."


def _colours(row: Row) -> str:
    told = [f"{who}: {row[side]}" for side, who in (("own", "the area"), ("peer", "its peer")) if row[side]]
    return f" ({'; '.join(told)})" if told else ""


def _figures(own: Assessment) -> Iterator[Block]:
    given = case_figures(own).to_dict("records")
    if given:
        yield Block("heading", say(_FILE, "case-figures"))
        yield Block("bullets", items=tuple(_figure(row) for row in given))


def _figure(row: Row) -> tuple[tuple[str, bool], ...]:
    note = f" ({row['note']})" if row["note"] else ""
    return ((f"{row['what']} ", False), (row["number"], True), (note, False))


def _missing(rows: list[Row]) -> Iterator[Block]:
    lacking = [say(_FILE, "case-missing-one", section=row["section"], gap=row["gap"]) for row in rows if row["gap"]]
    if lacking:
        yield Block("heading", say(_FILE, "case-missing"))
        yield Block("bullets", items=tuple(((text, False),) for text in lacking))
