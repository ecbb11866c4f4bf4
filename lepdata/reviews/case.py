"""An area's case to central government as one page, made of its own answers and computed lines alone."""

from __future__ import annotations

from html import escape
from itertools import groupby
from operator import itemgetter

from lepdata.actions.health_check import figures
from lepdata.dates import words
from lepdata.registers.geography import MADE_UP
from lepdata.reviews.markup import Markup
from lepdata.reviews.progress import ProgressReview, Row

Runs = tuple[tuple[str, bool], ...]  # the pieces of a paragraph, and whether each is to stand out
Paragraph = tuple[str, Runs]  # its kind: title, note, lead, heading, or an item of a numbered or a bulleted list
_TAGS = {"title": "h2", "lead": "p", "heading": "h3", "note": 'p class="lep-note"'}
_LISTS = {"numbered": "ol", "bullets": "ul"}


def case_page(review: ProgressReview) -> Markup:
    """What an area needs from central government, the evidence it gave, its figures, and what is still missing.

    Parameters
    ----------
    review : ProgressReview
        With a self-assessment; without one, or where it states no need, the page says so.
    """
    return Markup("".join(_html(kind, list(some)) for kind, some in groupby(case_paragraphs(review), itemgetter(0))))


def _html(kind: str, paragraphs: list[Paragraph]) -> str:
    items = ["".join(_run(*run) for run in runs) for _, runs in paragraphs]
    if tag := _LISTS.get(kind):
        return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"
    return "".join(f"<{_TAGS[kind]}>{item}</{_TAGS[kind][:2].rstrip()}>" for item in items)


def _run(text: str, stands_out: bool) -> str:
    shown = escape(text).replace("\n", "<br>")
    return f"<strong>{shown}</strong>" if stands_out else shown


def case_title(review: ProgressReview) -> str:
    return f"The case to central government: {review.lep}"


def case_paragraphs(review: ProgressReview) -> list[Paragraph]:
    title = _plain("title", case_title(review))
    if review.own is None:
        return [title, _plain("note", "Without a self-assessment there is no case to make.")]
    rows = review.case.to_dict("records")
    if not any(row["need"] for row in rows):
        return [title, _plain("note", "The self-assessment states no need, so there is no case to make.")]
    lead = (
        f"What {review.lep} says it needs, in the order of the areas that need attention first. Every line is the "
        f"area’s own answer of {words(review.own.head['assessed_on'])} or computed from published lists; nothing was "
        "added."
    )
    paragraphs = [title, *([("note", ((MADE_UP, True),))] if review.made_up else []), _plain("lead", lead)]
    paragraphs += [_plain("heading", "What is needed"), *(("numbered", _need(row)) for row in rows if row["need"])]
    if len(given := figures(review.own)):
        paragraphs += [_plain("heading", "Figures given")]
        paragraphs += [("bullets", _figure(row)) for row in given.to_dict("records")]
    if lacking := [_plain("bullets", f"{row['section']}: {row['gap']}.") for row in rows if row["gap"]]:
        paragraphs += [_plain("heading", "Before the case can be made"), *lacking]
    return paragraphs


def _plain(kind: str, text: str) -> Paragraph:
    return kind, ((text, False),)


def _need(row: Row) -> Runs:
    colours = "".join(f", {who} {row[side]}" for side, who in (("own", "the area"), ("peer", "its peer")) if row[side])
    shown = " ".join(filter(None, (row["evidence"], row["boards"]))).rstrip(".") or "no evidence was given"
    return ((row["need"], True), (f"\n{row['section']}{colours}. What shows it: {shown}.", False))


def _figure(row: Row) -> Runs:
    return ((f"{row['what']} ", False), (row["number"], True), (f" ({row['note']})" if row["note"] else "", False))
