"""One board -> the draft of a formal action plan, and the stage at which the board stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from lepdata.dates import interval
from lepdata.errors import UsageError
from lepdata.judging.judge import judge
from lepdata.plans.drafting import Draft, draft_plan
from lepdata.plans.records import Plan
from lepdata.plans.stages import Stage, stage
from lepdata.reviews.boards import YARDSTICK, BoardReview, review_board, voice_answers


@dataclass(frozen=True)
class DraftReview:
    """A board's draft and its stage; both None where no dated list was published."""

    board: BoardReview
    draft: Draft | None
    stage: Stage | None


def review_draft(
    lep: str | BoardReview,
    as_at: str | None = None,
    framework: str | Path | None = None,
    *,
    guidance_given: str = "",
    start: str = "",
) -> DraftReview:
    """The draft of a plan for one LEP's main board, and the stage of the 2020 study at which it stands.

    Parameters
    ----------
    lep, as_at
        As in `review_board`; or the review of the board itself, which spares the work of a second.
    framework : str or Path, optional
        Rules that the plan is to meet; by default the last that LEPs were under, since a plan looks ahead.
    guidance_given : str
        When good-practice guidance was given; "no" where none was; "" where it is not known.
    start : str
        The ISO day from which milestones are dated; "" leaves them as months from the start.

    Raises
    ------
    UsageError
        If LEP, a date or the framework do not exist.

    Examples
    --------
    >>> found = review_draft("New Anglia", start="2023-06-01")
    >>> found.draft.plan.items[1].when_as_published, found.stage.may_be
    ('by 1 September 2023', ('guidance', 'plan'))
    """
    review = lep if isinstance(lep, BoardReview) else review_board(lep, as_at)
    return draft_of(review, framework, guidance_given=guidance_given, start=_day(start))


def draft_of(
    review: BoardReview, framework: str | Path | None = None, *, guidance_given: str = "", start: str = ""
) -> DraftReview:
    """The same from a review of the board."""
    if review.board is None or review.judgement is None:
        return DraftReview(review, None, None)
    asked = judge(review.board, framework) if framework else review.yardstick or judge(review.board, YARDSTICK)
    answers = _answers(review)
    drafted = draft_plan(asked, answers, review.facts["slug"], start)
    stands = stage(review.judgement, answers, guidance_given)
    noted = replace(drafted.plan, note=f"{stands.reason} {drafted.plan.note}")
    return DraftReview(review, replace(drafted, plan=noted), stands)


def plan(
    lep: str,
    as_at: str | None = None,
    framework: str | Path | None = None,
    *,
    start: str = "",
) -> Plan:
    """The draft of a plan for one LEP's main board: see `review_draft`.

    Raises
    ------
    UsageError
        Also where no list of the board is that old.

    Examples
    --------
    >>> plan("New Anglia").items[1].when_as_published
    'within 3 months of the start'
    """
    found = review_draft(lep, as_at, framework, start=start).draft
    if found is None:
        raise UsageError(f"No published list of the main board of {lep} is dated {as_at} or earlier. Try a later date.")
    return found.plan


def _day(start: str) -> str:
    try:
        found = interval(start)
    except ValueError as error:
        raise UsageError(f"The start date cannot be read: {error}.") from None
    if found and found[0] != found[1]:
        raise UsageError(f"The start date is {start}; a plan starts on one day, such as {found[0]}.")
    return start.strip()


def _answers(review: BoardReview) -> dict[str, dict[str, str]]:
    """The answers about the partnership under review, by question."""
    own = voice_answers(review.lep, review.last_day).astype(str).to_dict("records")
    return {str(row["question"]): {str(name): str(value) for name, value in row.items()} for row in own}
