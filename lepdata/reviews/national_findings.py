"""What all boards show together, by name: each with two sentences, a frame, and the boards that could not be used."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from lepdata import findings
from lepdata.findings import Finding
from lepdata.model.board import Board
from lepdata.model.faults import unknown
from lepdata.reviews import known
from lepdata.reviews.national_review import NationalReview
from lepdata.reviews.place_findings import councils, people, reconciled, study

WOMEN_TABLE_OF = "2018"  # the one year of which counts of women are published for many boards
BEFORE_THE_RULE = "2018-07-23"  # the day before two-thirds private was announced


def find(review: NationalReview, name: str) -> Finding:
    """One finding of a national review, worked out once.

    Parameters
    ----------
    review : NationalReview
        What `review_national` returns.
    name : str
        One of `FINDINGS`.

    Raises
    ------
    UsageError
        If there is no such finding, with those there are.

    Examples
    --------
    >>> from lepdata.reviews.national_review import review_national
    >>> find(review_national("2013-01-01"), "furthest").answer
    'counted'
    """
    if name not in FINDINGS:
        raise unknown("finding", name, FINDINGS)
    if name not in review.found:
        review.found[name] = FINDINGS[name](review)
    return review.found[name]


def boards(review: NationalReview) -> list[Board]:
    """The best list of each board that has one."""
    return [one.board for one in review.boards if one.board is not None]


def _verdicts(review: NationalReview) -> pd.DataFrame:
    return findings.verdict_rows([one.yardstick for one in review.boards if one.yardstick is not None])


def _private(review: NationalReview) -> pd.DataFrame:
    return findings.tallies(_verdicts(review), "private-two-thirds")


def _voluntary(review: NationalReview) -> pd.DataFrame:
    return findings.tallies(_verdicts(review), "voluntary-voice")


def _women(_review: NationalReview) -> pd.DataFrame:
    return findings.published_tallies(known.read_table("compositions"), "women", WOMEN_TABLE_OF)


def _change(review: NationalReview, criterion: str, group: str) -> Finding:
    before = findings.verdict_rows(findings.judged(known.seats(), as_at=BEFORE_THE_RULE))
    now = findings.tallies(_verdicts(review), criterion)
    return findings.paired(findings.tallies(before, criterion), now, BEFORE_THE_RULE, group)


FINDINGS: dict[str, Callable[[NationalReview], Finding]] = {
    "outcomes": lambda review: findings.outcome_counts(_verdicts(review)),
    "definitions": lambda review: findings.definition_counts(_verdicts(review)),
    "furthest": lambda review: findings.furthest(_verdicts(review)),
    "meets everything": lambda review: findings.meets_everything(_verdicts(review)),
    "business funnel": lambda review: findings.funnel(_private(review)),
    "business differences": lambda review: findings.heterogeneity(_private(review)),
    "business boards": lambda review: findings.board_tests(_private(review)),
    "business change": lambda review: _change(review, "private-two-thirds", "private"),
    "mix": lambda review: findings.diversity_indices(findings.sector_counts(boards(review))),
    "women differences": lambda review: findings.heterogeneity(_women(review), "women"),
    "women spread": lambda review: findings.spread_of(_women(review), "women"),
    "voluntary spread": lambda review: findings.spread_of(_voluntary(review), "voluntary"),
    "voluntary study": lambda review: study(review.as_at),
    "councils": lambda review: councils(boards(review)),
    "people": lambda _review: people(),
    "reconciled": lambda _review: reconciled(),
}
