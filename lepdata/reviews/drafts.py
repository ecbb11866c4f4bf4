"""One board -> the draft of a formal action plan, and the stage of the 2020 study at which the board stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from pathlib import Path

from lepdata.change.action_plan import KPI, MILESTONE, Item, Plan
from lepdata.change.draft import Draft, Stage, draft_plan, stage_of
from lepdata.dates import AskedDate, asked_date, interval, words
from lepdata.display import Record
from lepdata.english import capital
from lepdata.errors import UsageError
from lepdata.files import rule_file
from lepdata.judging.framework_files import YARDSTICK
from lepdata.judging.verdicts import judge
from lepdata.reviews.boards import BoardReview, review_board, voice_answers
from lepdata.reviews.markup import Caveats, Markup, Sentences, Table, table_of
from lepdata.reviews.plans import KIND_WORDS


@dataclass(frozen=True, repr=False)
class DraftReview(Record):
    """A board's draft and its stage; both None where no dated list was published."""

    board: BoardReview
    draft: Draft | None
    stage: Stage | None

    @property
    def items(self) -> tuple[Item, ...]:
        """What the draft asks for, if anything."""
        return self.draft.plan.items if self.draft else ()


_Review = BoardReview | DraftReview


def review_draft(
    lep: str | BoardReview,
    as_at: AskedDate = None,
    framework: str | Path | None = None,
    *,
    guidance_given: str = "",
    start: AskedDate = "",
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
    day = _day(start)
    if review.board is None or review.judgement is None:
        return DraftReview(review, None, None)
    asked = judge(review.board, framework) if framework else review.yardstick or judge(review.board, YARDSTICK)
    own = voice_answers(review.lep, review.last_day).astype(str).set_index("question", drop=False)
    answers = own.to_dict("index")
    drafted = draft_plan(asked, answers, review.facts["slug"], day)
    stands = stage_of(review.judgement, answers, guidance_given)
    noted = replace(drafted.plan, note=f"{stands.reason} {drafted.plan.note}")
    return DraftReview(review, replace(drafted, plan=noted), stands)


def plan(lep: str, as_at: AskedDate = None, framework: str | Path | None = None, *, start: AskedDate = "") -> Plan:
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


def _day(given: AskedDate) -> str:
    try:
        start = asked_date(given)
    except UsageError as error:
        raise UsageError(str(error).replace("date asked for", "start date")) from None
    found = interval(start)
    if found and found[0] != found[1]:
        raise UsageError(f"The start date is {start}; a plan starts on one day, such as {found[0]}.")
    return start


def heading(review: DraftReview) -> Markup:
    """The page's heading."""
    return Markup(f"<h1>{escape(review.draft.plan.title if review.draft else review.board.lep)}</h1>")


def sentences(review: DraftReview) -> Sentences:
    """What the draft asks for, and the stage at which the board stands."""
    if review.draft is None or review.stage is None:
        no_list = f"No dated list of the main board of {review.board.lep} was found"
        return Sentences((f"{no_list}, so no plan can be drafted.",))
    return Sentences((review.draft.message, review.stage.reason))


def caveats(review: DraftReview) -> Caveats:
    """What the draft rests on."""
    return Caveats(review.draft.notes if review.draft else ())


# --- tables


def _drafted(review: _Review) -> DraftReview:
    return review_draft(review) if isinstance(review, BoardReview) else review


def _action_plan(review: _Review) -> Table:
    """Each improvement with its KPIs and its first milestone."""
    found, rows = _drafted(review), []
    for number, own in groupby(found.items, key=lambda item: item.improvement):
        items = list(own)
        first = next(item for item in items if item.kind == MILESTONE)
        kpis = " ".join(item.text for item in items if item.kind == KPI)
        rows.append((f"{number}. {first.improvement_summary}", kpis, first.text, first.when_as_published))
    columns = ("Improvement", "How it is measured", "First milestone", "When")
    return table_of(rows, columns, f"What a formal action plan for {found.board.lep} would ask")


def _every_line(review: _Review) -> Table:
    found = _drafted(review)
    rows = [
        (one.label, KIND_WORDS[one.kind], one.text, one.when_as_published, one.owner, one.because)
        for one in found.items
    ]
    caption = f"Every line of a draft action plan for {found.board.lep}"
    return table_of(rows, ("Item", "Kind", "What", "When", "Who", "Why"), caption, True)


def _stages(review: _Review) -> Table:
    found = _drafted(review)
    date = words(found.board.board.as_at if found.board.board else "")
    stages = rule_file("plans/stages.csv")
    rows = [(row["stage"], row["what"], row["who_acts"], _here(row["id"], found.stage)) for row in stages]
    caption = f"The stages of the 2020 study, and where {found.board.lep} stands by the list of {date}"
    return table_of(rows, ("Stage", "What", "Who acts", "Here"), caption)


def _here(name: str, found: Stage | None) -> str:
    if found is None or name == "support":
        return capital(found.support if found else "cannot tell")
    if name not in found.may_be:
        return "Not now"
    return "Yes" if found.stage == name else "It may be"


TABLES: dict[str, Callable[[_Review], Table]] = {
    **{"action plan": _action_plan, "action plan lines": _every_line, "stages": _stages}
}
