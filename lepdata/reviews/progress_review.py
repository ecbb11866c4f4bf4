"""One area after integration: its reviews and when they fall, its health check, and its boards before and after."""

from __future__ import annotations

import os
from dataclasses import dataclass

import pandas as pd

from lepdata.errors import Fault, InputFaults, UsageError
from lepdata.files import RAW
from lepdata.progress.assessments import Assessment, fault_in_head, read_assessment
from lepdata.progress.before_after import compare_boards
from lepdata.progress.carried_over import carried_over
from lepdata.progress.case import case
from lepdata.progress.focus import focus_areas
from lepdata.progress.integration import Integration, integration
from lepdata.progress.overview import overview
from lepdata.progress.review_points import reviews_due
from lepdata.progress.second_opinion import compare
from lepdata.progress.successor_boards import Pair, boards_of, leps_with_successors
from lepdata.registers import leps
from lepdata.reviews import known
from lepdata.reviews.boards import day
from lepdata.seating.boards import with_counts
from lepdata.voice.demonstration import demonstration_seats

PathLike = str | os.PathLike[str]
_SHIPPED = ("health_check_own.csv", "health_check_peer.csv")


@dataclass(frozen=True)
class ProgressReview:
    """All that a progress page says.

    Attributes
    ----------
    lep, as_at : str
        The area, and the ISO day that the reviews are judged at: the one asked for, else that of the self-assessment;
        "" for none.
    integration : Integration
        What followed the partnership, and when.
    due : DataFrame
        Its reviews, see `reviews_due`.
    boards : Pair
        The partnership's board and its successor's; None for one of which no dated list was published.
    changes, carried : DataFrame
        Each criterion before and after, and who carried over; no row where a board is missing.
    own, peer : Assessment or None
        The two health checks.
    compared, focus, case : DataFrame
        Every rated question, the areas ranked, what is needed with its evidence; no row without a self-assessment.
    made_up : bool
        Whether the area is invented.
    """

    lep: str
    as_at: str
    integration: Integration
    due: pd.DataFrame
    boards: Pair
    changes: pd.DataFrame
    carried: pd.DataFrame
    own: Assessment | None
    peer: Assessment | None
    compared: pd.DataFrame
    focus: pd.DataFrame
    case: pd.DataFrame
    made_up: bool


def review_progress(lep: str, as_at: str = "", health_check: PathLike = "", peer: PathLike = "") -> ProgressReview:
    """Review one area's progress after integration.

    Parameters
    ----------
    lep : str
        Its name, brand or slug; "Exampleshire" is the made-up area, which brings its own health checks along.
    as_at : str, optional
        A date to judge the reviews at; later lists of members are left out. By default the reviews are judged at the
        day of the self-assessment.
    health_check, peer : path-like, optional
        The area's self-assessment and a peer's second one, filled in on the form of `lepdata progress --form`.

    Returns
    -------
    ProgressReview
        Hand it to `heading`, `sentences`, `table`, `chart`, `caveats` and `case_page`.

    Raises
    ------
    UsageError
        If LEP or date do not exist, or a peer's assessment comes without the area's own.
    InputFaults
        With every fault of the forms and its cell; if an assessment is of a day before integration.

    Examples
    --------
    >>> review = review_progress("The Marches", "2024-11-01")
    >>> review.due["state"].tolist()
    ['past', 'now', 'now', 'not yet']
    """
    name = leps.find_area(lep)
    made_up = leps.is_demonstration(name)
    last_day = day(as_at)
    of = integration(name)
    own, second = _assessments(of, health_check, peer, made_up)
    judged_at = last_day or (own.assessed_on if own else "")
    pair = _pair(of, last_day, made_up)
    changes, carried = _between(pair)
    compared = compare(own, second) if own else pd.DataFrame()
    focus = focus_areas(compared) if own else pd.DataFrame()
    return ProgressReview(
        lep=name,
        as_at=judged_at,
        integration=of,
        due=reviews_due(of, judged_at),
        boards=pair,
        changes=changes,
        carried=carried,
        own=own,
        peer=second,
        compared=compared,
        focus=focus,
        case=case(own, focus, changes if len(changes) else None) if own else pd.DataFrame(),
        made_up=made_up,
    )


def progress(as_at: str = "") -> pd.DataFrame:
    """Every partnership: what followed it, and which reviews are open. See `lepdata.progress.overview`.

    Parameters
    ----------
    as_at : str, optional
        A date at which the reviews are judged; without one the columns of states are empty.

    Returns
    -------
    DataFrame
        One row per LEP, all text.

    Raises
    ------
    UsageError
        If the date is none.

    Examples
    --------
    >>> progress("2024-12-31").shape[0]
    38
    """
    return overview(day(as_at) or "")


def progress_leps() -> list[str]:
    """The areas that have a page of their own: those of whose board and successor's board seats were published.

    The made-up area for demonstration stands last.

    Examples
    --------
    >>> progress_leps()[-1], len(progress_leps())
    ('Exampleshire', 5)
    """
    seats = known.seats()
    both = [lep for lep in leps_with_successors(seats) if all(boards_of(seats, lep, "", integration(lep).period.last))]
    return [*both, leps.DEMONSTRATION]


def _pair(of: Integration, last_day: str, made_up: bool) -> Pair:
    """Both boards with the counts published of them; of the made-up area no count is published."""
    seats = demonstration_seats() if made_up else known.seats()
    counts = known.read_table("compositions")
    found = boards_of(seats, of.lep, last_day, of.period.last)
    return Pair(*(with_counts(board, counts) if board else None for board in found))


def _between(pair: Pair) -> tuple[pd.DataFrame, pd.DataFrame]:
    if pair.before is None or pair.after is None:
        return pd.DataFrame(), pd.DataFrame()
    return compare_boards(pair.before, pair.after), carried_over(pair.before, pair.after)


def _assessments(
    of: Integration, health_check: PathLike, peer: PathLike, made_up: bool
) -> tuple[Assessment | None, Assessment | None]:
    if peer and not health_check:
        raise UsageError("A peer's assessment stands beside the area's own: give a self-assessment as well.")
    if made_up and not health_check:
        health_check, peer = (RAW / "demonstration" / name for name in _SHIPPED)
    own, second = (read_assessment(path, of.lep) if path else None for path in (health_check, peer))
    if faults := [*_too_early(own, of), *_too_early(second, of), *_second_first(own, second)]:
        raise InputFaults(faults)
    return own, second


def _too_early(one: Assessment | None, of: Integration) -> list[Fault]:
    if one is None or not one.assessed_on or one.assessed_on >= of.period.first:
        return []
    expected = f"a day on or after {of.period.first}, the earliest day of integration"
    return [fault_in_head(one, "assessed_on", expected, "correct the date")]


def _second_first(own: Assessment | None, second: Assessment | None) -> list[Fault]:
    if own is None or second is None or second.assessed_on >= own.assessed_on:
        return []
    expected = f"a day on or after {own.assessed_on}, that of the self-assessment"
    remedy = "correct the date, or take the later form for the second assessment"
    return [fault_in_head(second, "assessed_on", expected, remedy)]
