"""A board on one page, to paste into a committee paper."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from lepdata.model.files import write_atomically
from lepdata.model.phrases import capital, say
from lepdata.model.unseen import visible
from lepdata.read.xlsx import without_clock
from lepdata.reviews import BoardReview, caveats, sentences, table
from lepdata.reviews.verdict_cards import by_criterion, ruling_verdict
from lepdata.reviews.words import CRITERION_WORDS

MOST_SOURCES = 5  # more would run over the page
WIDTH = 17.0  # centimetres between the margins


def write_board_note(review: BoardReview, path: Path, stamp: str = "") -> Path:
    """Write a board's note. See `board_note`.

    Returns
    -------
    Path
        The file written.
    """
    write_atomically(Path(path), board_note(review, stamp))
    return Path(path)


def board_note(review: BoardReview, stamp: str = "") -> bytes:
    """A board's review on one page, as a Word document; the same review gives the same bytes.

    Parameters
    ----------
    review : BoardReview
        What `review_board` returns.
    stamp : str
        The last line: which data and which version it was made from.

    Returns
    -------
    bytes
        A DOCX file: what was read, the verdicts, the members by sector, caveats and sources.
    """
    from lepdata.exchange.note_parts import blank_note

    title = say("board_note", "title", lep=review.lep)
    document = blank_note(title)
    document.add_paragraph(visible(title), style="Title")
    for said in sentences(review):
        document.add_paragraph(visible(said))
    if review.board is not None:
        _add_verdicts(document, review)
        _add_sectors(document, review)
    _add_list(document, say("board_note", "caveats"), [*caveats(review), say("board_note", "reading")])
    _add_list(document, say("board_note", "sources"), _sources(review))
    if stamp:
        document.add_paragraph(visible(stamp))
    content = io.BytesIO()
    document.save(content)
    return without_clock(content.getvalue())


def _add_verdicts(document: Any, review: BoardReview) -> None:
    from lepdata.exchange.note_parts import add_table

    judgement = review.judgement
    assert judgement is not None  # a board that was found was judged
    ruling = [ruling_verdict(own, judgement.ruling_definition) for own in by_criterion(judgement).values()]
    rows = [
        (
            CRITERION_WORDS.get(verdict.criterion, verdict.criterion),
            verdict.outcome.capitalize(),
            verdict.as_listed.capitalize(),
            _sentence(verdict.reason),
        )
        for verdict in ruling
    ]
    document.add_paragraph(say("board_note", "verdicts"), style="Heading 1")
    add_table(
        document,
        ("Rule", "Outcome", "As listed", "The sum"),
        rows,
        (4.2, 2.3, 2.3, 8.2),
        say("board_note", "verdicts-alt"),
    )


def _sentence(reason: str) -> str:
    """The sum without the outcome, which stands beside it."""
    return capital(reason.removeprefix("cannot tell: "))


def _add_sectors(document: Any, review: BoardReview) -> None:
    from lepdata.exchange.note_parts import add_table

    counted = table(review, "sectors")
    if counted.empty:
        return
    headings = counted["Sector"].tolist()
    document.add_paragraph(say("board_note", "sectors"), style="Heading 1")
    numbers = [str(number) for number in counted["Members"]]
    add_table(document, headings, [numbers], [WIDTH / len(headings)] * len(headings), say("board_note", "sectors-alt"))


def _add_list(document: Any, heading: str, items: list[str]) -> None:
    document.add_paragraph(heading, style="Heading 1")
    for item in items:
        document.add_paragraph(visible(item), style="List Bullet")


def _sources(review: BoardReview) -> list[str]:
    """Title and address of the documents, as text: a link in published words is nobody's to follow unseen."""
    documents = table(review, "sources")
    pairs = documents[["Source", "Source address"]].itertuples(index=False, name=None)
    shown = [f"{title}: {address}" for title, address in pairs]
    more = len(shown) - MOST_SOURCES
    return shown if more <= 0 else [*shown[:MOST_SOURCES], say("board_note", "more", more=more)]
