"""The case to central government as one page, made of answers and computed lines alone."""

from __future__ import annotations

from collections.abc import Hashable
from html import escape
from typing import Any

from lepdata.model.dates import words
from lepdata.model.phrases import say
from lepdata.progress import case_figures
from lepdata.reviews.progress_review import ProgressReview
from lepdata.reviews.show import Markup

Row = dict[Hashable, Any]
_FILE = "progress"


def case_page(review: ProgressReview) -> Markup:
    """What an area needs from central government, the evidence it gave, its figures, and what is still missing.

    Parameters
    ----------
    review : ProgressReview
        With a self-assessment; without one, or where it states no need, the page says so.
    """
    title = f"<h2>{_said('case-title', lep=review.lep)}</h2>"
    if review.own is None:
        return Markup(f'{title}<p class="lep-note">{_said("case-no-form")}</p>')
    rows = review.case.to_dict("records")
    needs = [row for row in rows if row["need"]]
    if not needs:
        return Markup(f'{title}<p class="lep-note">{_said("case-none")}</p>')
    lead = f"<p>{_said('case-lead', lep=review.lep, day=words(review.own.assessed_on))}</p>"
    return Markup(title + _fiction(review) + lead + _needs(needs) + _figures(review) + _missing(rows))


def _needs(rows: list[Row]) -> str:
    items = "".join(
        f"<li><strong>{escape(row['need'])}</strong><br>{escape(row['section'])}{_colours(row)}. {_evidence(row)}</li>"
        for row in rows
    )
    return f"<h3>{_said('case-need')}</h3><ol>{items}</ol>"


def _evidence(row: Row) -> str:
    shown = " ".join(filter(None, (row["evidence"], row["boards"])))
    return f"{_said('case-shows')}: {escape(shown.rstrip('.') or say(_FILE, 'case-no-evidence'))}."


def _colours(row: Row) -> str:
    told = [f"{who}: {row[side]}" for side, who in (("own", "the area"), ("peer", "its peer")) if row[side]]
    return escape(f" ({'; '.join(told)})" if told else "")


def _figures(review: ProgressReview) -> str:
    assert review.own is not None  # case_page has looked
    given = case_figures(review.own).to_dict("records")
    if not given:
        return ""
    items = "".join(
        f"<li>{escape(row['what'])} <strong>{escape(row['number'])}</strong>{_note(row['note'])}</li>" for row in given
    )
    return f"<h3>{_said('case-figures')}</h3><ul>{items}</ul>"


def _note(note: str) -> str:
    return escape(f" ({note})" if note else "")


def _missing(rows: list[Row]) -> str:
    lacking = [row for row in rows if row["gap"]]
    if not lacking:
        return ""
    items = "".join(f"<li>{_said('case-missing-one', section=row['section'], gap=row['gap'])}</li>" for row in lacking)
    return f"<h3>{_said('case-missing')}</h3><ul>{items}</ul>"


def _fiction(review: ProgressReview) -> str:
    return f'<p class="lep-note"><strong>{_said("made-up")}</strong></p>' if review.made_up else ""


def _said(phrase: str, **values: object) -> str:
    return escape(say(_FILE, phrase, **values))
