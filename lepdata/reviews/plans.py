"""Improvement plans: how each promise of one stands and what lists show of it; and the draft of one for a board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import pandas as pd

from lepdata.actions import plans, standing
from lepdata.change.action_plan import DEMONSTRATION, DRAFTED, KPI, MILESTONE, MONITORING, PUBLISHED, Item, Plan
from lepdata.change.draft import Draft, Stage, draft_plan, stage_of
from lepdata.dates import DONE_ALREADY, RECURRING, AskedDate, asked_date, interval, last_day, period_days, words
from lepdata.display import Record
from lepdata.english import capital, choose, joined, plural, spelled
from lepdata.errors import UsageError
from lepdata.files import rule_file
from lepdata.judging.framework_files import YARDSTICK
from lepdata.judging.verdicts import judge
from lepdata.reviews import known
from lepdata.reviews.boards import BoardReview, review_board, voice_answers
from lepdata.reviews.markup import Markup

_WHAT = {
    PUBLISHED: "An improvement plan as published, and how its promises stand.",
    DRAFTED: "A drafted improvement plan, and how its promises stand.",
    DEMONSTRATION: "Fictional: an invented plan of an area that does not exist, to show how a plan is followed.",
}


@dataclass(frozen=True, repr=False)
class PlanReview(Record):
    """All that a plan's page says: the plan, the reports until a day, and how each promise stands on it."""

    plan: Plan
    as_at: str
    as_at_basis: str  # "given", "update" (of the last report) or "known" (of its LEP's latest list, or its first day)
    since: str  # from when on what slipped is counted
    updates: pd.DataFrame
    status: pd.DataFrame
    slipped: pd.DataFrame
    facts: pd.DataFrame

    @property
    def can_pass(self) -> pd.Series:
        """Which items name a date that can pass: not those that the plan itself calls done."""
        return (self.status["due_to"] != "") & (self.status["due_kind"] != DONE_ALREADY)

    @property
    def by_date(self) -> pd.DataFrame:
        """The items with a date that can pass, the earliest first."""
        return self.status[self.can_pass].sort_values(["due_to", "due_from"], kind="stable")


@dataclass(frozen=True, repr=False)
class DraftReview(Record):
    """A board's draft and its stage; both None where no dated list was published."""

    board: BoardReview
    draft: Draft | None
    stage: Stage | None

    @property
    def items(self) -> tuple[Item, ...]:
        return self.draft.plan.items if self.draft else ()


def review_plan(plan: str = "lancashire-2019", as_at: AskedDate = "", updates: str = "") -> PlanReview:
    """Review one improvement plan; hand it to `sentences` and `caveats`, or take its frames.

    Parameters
    ----------
    plan : str
        The id of a shipped plan ("lancashire-2019", "south-east-2019", "exampleshire-2023"), a name of its LEP, or the
        path of a plan file.
    as_at : str
        The date to tell it at; by default that of the last report, else the latest date known of the LEP's lists.
    updates : str
        The path of a file of quarterly updates; by default those that ship with the plan, if any.

    Examples
    --------
    >>> review = review_plan("lancashire-2019")
    >>> review.as_at, sorted(set(review.status["rating"]))
    ('2023-09-20', ['green', 'not rated'])
    """
    found, seats = plans.find_plan(plan), known.seats()
    reports = plans.read_updates(updates, found)
    chosen, basis = last_day(as_at), "given"
    if not chosen and len(reports):
        chosen, basis = str(reports["reported_on"].max()), "update"
    elif not chosen:
        days = [*seats.loc[seats["lep"] == found.lep, "date_to"], *(period_days(found.period) or ())[:1]]
        chosen, basis = max(days, default=""), "known"
    if not chosen:
        raise UsageError(f"Nothing says at which date to review {found.plan_id}: give as_at (--as-at 2024-01-31).")
    until = reports[reports["reported_on"] <= chosen].reset_index(drop=True)
    stands = standing.status(found, reports, chosen)
    slips = standing.slipped(found, reports, stands, chosen)
    facts = standing.board_facts(found, seats, chosen)
    return PlanReview(found, chosen, basis, standing.last_quarter_began(chosen), until, stands, slips, facts)


def heading(review: PlanReview | DraftReview) -> Markup:
    if isinstance(review, DraftReview):
        return Markup(f"<h1>{escape(review.draft.plan.title if review.draft else review.board.lep)}</h1>")
    return Markup(f"<h1>{escape(review.plan.title)}</h1><p>{escape(_WHAT[review.plan.kind])}</p>")


def sentences(review: PlanReview | DraftReview) -> Iterator[str]:
    if isinstance(review, PlanReview):
        yield from (*_size(review), *_standing(review), *_shown(review))
    elif review.draft and review.stage:
        yield from (review.draft.message, review.stage.reason)
    else:
        yield f"No dated list of the main board of {review.board.lep} was found, so no plan can be drafted."


def _size(review: PlanReview) -> Iterator[str]:
    items = review.status
    count = Counter(items["kind"])
    improvements = plural(spelled(items["improvement"].nunique()), "improvement")
    milestones, kpis = plural(count[MILESTONE], "milestone"), plural(spelled(count[KPI]), "KPI")
    monitoring = plural(spelled(count[MONITORING]), "monitoring measure")
    yield (
        f"{review.plan.title} promises {improvements} through {milestones}, {kpis} and {monitoring}. "
        f"{review.can_pass.sum()} of these {len(items)} have a deadline; "
        f"{sum(items['state'] == RECURRING)} recur."
    )
    basis = {"given": "the date asked about", "update": "the day of the last report"}
    day = basis.get(review.as_at_basis, "the latest date known of this board")
    yield f"How each item stands is given as at {words(review.as_at)}, {day}."


def _standing(review: PlanReview) -> Iterator[str]:
    count = Counter(review.status["state"])
    done, passed = count[plans.DONE], count[standing.PASSED]
    if len(review.updates):
        of_all = f"Of the {len(review.status)} items, {done} {choose(done, 'is', 'are')} done"
        yield f"{of_all}, {count['dropped']} given up and {count[standing.OVERDUE]} overdue."
        if passed:
            no_report = "the date has passed and no report made since was seen"
            yield f"Of {passed} more {no_report}: whether they are done cannot be told."
        names = [item.partition("/")[2] for item in review.slipped["item_id"].unique()]
        slips = f"{plural(len(names), 'item')} slipped: {joined(names)}"
        yield f"Since {words(review.since)}, {slips if names else 'nothing slipped that a report shows'}."
        return
    told = "whether what was promised was done cannot be told from the plan: nothing is called overdue"
    since = f". {plural(passed, 'date has', 'dates have')} passed since, and {told}."
    yield f"No quarterly report on this plan was seen{since if passed else ', and no date has passed yet.'}"
    if done:
        yield f"The plan itself calls {plural(done, 'item')} done."


def _shown(review: PlanReview) -> Iterator[str]:
    answers = {
        standing.SHOWN: "The board's published lists show",
        standing.OTHERWISE: "A list shows otherwise",
        standing.NOT_SHOWN: "A whole list does not show",
        standing.CANNOT_TELL: "The lists seen cannot tell whether these hold",
    }
    for answer, begin in answers.items():
        own = review.facts[review.facts["answer"] == answer]
        pairs = zip(own["statement"], own["list_date"], strict=True)
        facts = [fact[:1].lower() + fact[1:] + (f" ({words(day)})" if day else "") for fact, day in pairs]
        if facts:
            yield f"{begin}: {'; '.join(facts)}."


def caveats(review: PlanReview | DraftReview) -> Iterator[str]:
    if isinstance(review, DraftReview):
        yield from review.draft.notes if review.draft else ()
        return
    plan, began = review.plan, period_days(review.plan.period)
    if plan.fictional:
        invented = "It was invented to show how a plan is followed; no such area, body or plan exists."
        yield f"This plan is fictional. {invented}"
    if plan.kind == PUBLISHED:
        yield "The items are given in our own words; their dates stand as they were published."
    if plan.note and not plan.fictional:
        yield plan.note
    for item in plan.items:
        named, when = f"“{item.when_as_published}” ({item.label})", item.when
        if when.doubt and when.first:
            yield f"{named}: {when.doubt}. Both readings are kept."
        # Within a year before it began lies what a plan looks back upon.
        if began and when.first and when.first < f"{int(began[0][:4]) - 1}{began[0][4:]}":
            slip = "lies more than a year before the plan, probably by a slip of the pen"
            yield f"{named} {slip}. It is kept as published."
    late = "so that nothing is called late too early; the table of dates shows each"
    yield f"Where a date in words can mean several days, the reading is ours and the later one is used, {late}."
    version = max(row["version"] for row in rule_file("plans/ratings.csv"))
    unrated = "What nobody reported on is not rated, and an improvement is green only where each of its items is."
    yield f"Red, amber and green follow a rule of ours (version {version}), since the plan has none. {unrated}"
    if len(review.facts):
        seldom = "It seldom shows when somebody came, and never that nothing else was done."
        yield f"A list shows who sat on a board at its date. {seldom}"


_ANYTHING = {"*": "anything"}
_WORDS = {  # of the codes in a column, where a capital is not enough
    "kind": {KPI: "KPI"},
    "state": _ANYTHING | {row["id"]: row["label"] for row in rule_file("plans/states.csv")},
    "reported": _ANYTHING | {"none": "none seen"},
    "moved": {"*": "either"},
    **{name: {} for name in ("rating", "how", "answer", "status", "in_time")},
}


def worded(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of a review in the words of its page, with the items without the name of their plan."""
    known = {name: frame[name].replace(_WORDS[name]).map(capital) for name in _WORDS if name in frame}
    known |= {"item": frame["item_id"].str.split("/").str[-1]} if "item_id" in frame else {}
    return frame.assign(**known)


# --- one board -> the draft of a plan, and the stage of the 2020 study at which the board stands


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
        Rules that the plan is to meet; by default those of the folder of one's own boards, else the last that LEPs
        were under, since a plan looks ahead.
    guidance_given : str
        When good-practice guidance was given; "no" where none was; "" where it is not known.
    start : str
        The ISO day from which milestones are dated; "" leaves them as months from the start.

    Examples
    --------
    >>> found = review_draft("New Anglia", start="2023-06-01")
    >>> found.draft.plan.items[1].when_as_published, found.stage.may_be
    ('by 1 September 2023', ('guidance', 'plan'))
    """
    review = lep if isinstance(lep, BoardReview) else review_board(lep, as_at)
    try:
        day = asked_date(start)
    except UsageError as error:
        raise UsageError(str(error).replace("date asked for", "start date")) from None
    first, last = interval(day) or ("", "")
    if first != last:
        raise UsageError(f"The start date is {day}; a plan starts on one day, such as {first}.")
    if review.board is None or review.judgement is None:
        return DraftReview(review, None, None)
    rules = framework or review.board.framework  # of the board's own folder or document
    asked = judge(review.board, rules) if rules else review.yardstick or judge(review.board, YARDSTICK)
    answers = voice_answers(review.lep, review.last_day).astype(str).set_index("question", drop=False).to_dict("index")
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
