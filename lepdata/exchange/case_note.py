"""An area's case to central government on one page, to send or to paste into a paper."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from lepdata.model.files import write_atomically
from lepdata.model.unseen import visible
from lepdata.read.xlsx import without_clock
from lepdata.reviews.progress_case import Block, case_blocks
from lepdata.reviews.progress_review import ProgressReview

_STYLES = {"title": "Title", "heading": "Heading 1", "numbered": "List Number", "bullets": "List Bullet"}


def write_case_note(review: ProgressReview, path: Path, stamp: str = "") -> Path:
    """Write the case of an area as a Word document. See `case_note`."""
    write_atomically(Path(path), case_note(review, stamp))
    return Path(path)


def case_note(review: ProgressReview, stamp: str = "") -> bytes:
    """What an area needs, its evidence, its figures, and what is missing, as a Word document.

    Parameters
    ----------
    review : ProgressReview
        What `review_progress` returns. Nothing stands in the case but its answers and computed lines.
    stamp : str
        The last line: which data and which version it was made from.

    Returns
    -------
    bytes
        A DOCX file; the same review gives the same bytes.
    """
    from lepdata.exchange.note_parts import blank_note

    blocks = case_blocks(review)
    document = blank_note(blocks[0].text)
    for block in [*blocks, *([Block("lead", stamp)] if stamp else [])]:
        _add(document, block)
    content = io.BytesIO()
    document.save(content)
    return without_clock(content.getvalue())


def _add(document: Any, block: Block) -> None:
    for runs in block.items or (((block.text, block.kind == "warning"),),):
        paragraph = document.add_paragraph(style=_STYLES.get(block.kind))
        for text, stands_out in runs:
            paragraph.add_run(visible(text)).bold = stands_out or None
