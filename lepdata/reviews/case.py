"""An area's case to central government as one page, made of its own answers and computed lines alone."""

from __future__ import annotations

from collections.abc import Hashable
from html import escape
from typing import Any, NamedTuple

from lepdata.actions.health_check import figures
from lepdata.dates import words
from lepdata.registers.geography import MADE_UP
from lepdata.reviews.markup import Markup
from lepdata.reviews.progress import ProgressReview

Row = dict[Hashable, Any]


class Block(NamedTuple):
    """One piece of the case, for a page or a document: its kind, its text, and the items of a list.

    The kind is title, warning, note, lead, heading, numbered or bullets. Each item of a list is runs of text, and
    whether a run is to stand out.
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


def case_blocks(review: ProgressReview) -> list[Block]:
    """The case as plain pieces, in order: see `Block`."""
    title = Block("title", f"The case to central government: {review.lep}")
    if review.own is None:
        return [title, Block("note", "Without a self-assessment there is no case to make.")]
    rows = review.case.to_dict("records")
    if not any(row["need"] for row in rows):
        return [title, Block("note", "The self-assessment states no need, so there is no case to make.")]
    lead = (
        f"What {review.lep} says it needs, in the order of the areas that need attention first. Every line is the "
        f"area’s own answer of {words(review.own.head['assessed_on'])} or computed from published lists; nothing was "
        "added."
    )
    blocks = [title, *([Block("warning", MADE_UP)] if review.made_up else []), Block("lead", lead)]
    blocks += [
        Block("heading", "What is needed"),
        Block("numbered", items=tuple(_need(row) for row in rows if row["need"])),
    ]
    if given := tuple(_figure(row) for row in figures(review.own).to_dict("records")):
        blocks += [Block("heading", "Figures given"), Block("bullets", items=given)]
    if lacking := tuple(((f"{row['section']}: {row['gap']}.", False),) for row in rows if row["gap"]):
        blocks += [Block("heading", "Before the case can be made"), Block("bullets", items=lacking)]
    return blocks


def _need(row: Row) -> tuple[tuple[str, bool], ...]:
    colours = "".join(f", {who} {row[side]}" for side, who in (("own", "the area"), ("peer", "its peer")) if row[side])
    shown = " ".join(filter(None, (row["evidence"], row["boards"]))).rstrip(".") or "no evidence was given"
    return ((row["need"], True), (f"\n{row['section']}{colours}. What shows it: {shown}.", False))


def _figure(row: Row) -> tuple[tuple[str, bool], ...]:
    return ((f"{row['what']} ", False), (row["number"], True), (f" ({row['note']})" if row["note"] else "", False))
