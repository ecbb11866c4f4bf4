"""One area after integration: its reviews, its health check, and its boards before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

import pandas as pd

from lepdata import display, errors, files
from lepdata.actions import integration
from lepdata.actions.forms import Filled, PathLike
from lepdata.actions.integration import BoardPair, Integration
from lepdata.dates import AskedDate, interval, last_day, months_between, words
from lepdata.english import choose, how_many, joined, plural
from lepdata.registers.geography import DEMONSTRATION, MADE_UP, is_demonstration
from lepdata.registers.whose import per_collection
from lepdata.reviews import known
from lepdata.reviews.markup import COMPLETENESS_WORDS, Markup
from lepdata.seating.boards import counts_of, with_counts
from lepdata.voice.councils import demonstration_seats


@dataclass(frozen=True, repr=False)
class ProgressReview(display.Record):
    """All that a progress page says; empty frames where a board or a self-assessment is missing."""

    as_at: str  # the ISO day that the reviews are judged at: the one asked for, else that of the self-assessment
    integration: Integration
    due: pd.DataFrame
    boards: BoardPair
    changes: pd.DataFrame
    carried: pd.DataFrame
    own: Filled | None
    peer: Filled | None
    compared: pd.DataFrame
    focus: pd.DataFrame
    case: pd.DataFrame

    lep = cached_property[str](lambda self: self.integration.lep)
    made_up = cached_property[bool](lambda self: is_demonstration(self.lep))

    @cached_property
    def worded(self) -> pd.DataFrame:
        """The rows of `changes` in the words of the page."""
        return self.changes.replace(dict.fromkeys(("before", "after", "change"), integration.SHOWN))

    @property
    def ruling(self) -> pd.DataFrame:
        """Those that rule, one for each criterion."""
        return self.worded[self.worded["rules"] == "yes"]


def review_progress(
    lep: str, as_at: AskedDate = "", health_check: PathLike = "", peer: PathLike = ""
) -> ProgressReview:
    """Review one area's progress after integration: for `sentences`, `caveats` and `case_page`, and with frames.

    Parameters
    ----------
    lep : str
        Its name, brand or slug; "Exampleshire" is the made-up area, which brings its own health checks along.
    as_at : str, optional
        A date to judge the reviews at; later lists of members are left out. By default the reviews are judged at the
        day of the self-assessment.
    health_check, peer : path-like, optional
        The area's self-assessment and a peer's second one, filled in on the form of `lepdata progress --form`.

    Examples
    --------
    >>> review = review_progress("The Marches", "2024-11-01")
    >>> review.due["state"].tolist()
    ['past', 'now', 'now', 'not yet']
    """
    of, last = integration.followed(lep), last_day(as_at)
    own, second = _assessments(of, health_check, peer)
    judged_at = last or (own.head["assessed_on"] if own else "")
    seats = demonstration_seats() if is_demonstration(of.lep) else known.seats()
    counts, found = counts_of(known.read_table("compositions")), integration.boards_of(seats, of.lep, last, of.last_day)
    boards = BoardPair(*(board and with_counts(board, counts) for board in found))
    changes, carried = integration.compare_boards(*boards), integration.carried_over(*boards)
    compared = integration.compare(own, second)
    focus = integration.focus_areas(compared)
    frames = (changes, carried, own, second, compared, focus, integration.case(own, focus, changes))
    return ProgressReview(judged_at, of, integration.reviews_due(of, judged_at), boards, *frames)


@per_collection(maxsize=2)
def progress_leps() -> list[str]:
    """The areas that have a page of their own: those with dated lists of both boards, and the made-up area last."""
    seats, found = known.seats(), integration.progress().sort_values("lep")
    pairs = zip(found["lep"], found["last_day"], strict=True)
    return [*(lep for lep, day in pairs if all(integration.boards_of(seats, lep, "", day))), DEMONSTRATION]


def _assessments(of: Integration, health_check: PathLike, peer: PathLike) -> tuple[Filled | None, Filled | None]:
    if peer and not health_check:
        raise errors.UsageError("A peer's assessment stands beside the area's own: give a self-assessment as well.")
    if is_demonstration(of.lep) and not health_check:
        health_check, peer = (files.RAW / "demonstration" / f"health_check_{side}.csv" for side in ("own", "peer"))
    own, second = (integration.read_assessment(path, of.lep) if path else None for path in (health_check, peer))
    name, first = "assessed_on", f"a day on or after {of.first_day}, the earliest day of integration"
    early = (one for one in (own, second) if one and one.head[name] < of.first_day)
    faults = [one.in_head(name, first, "correct the date") for one in early]
    if own and second and second.head[name] < own.head[name]:
        expected = f"a day on or after {own.head[name]}, that of the self-assessment"
        faults += [second.in_head(name, expected, "correct the date, or take the later form for the second assessment")]
    errors.refuse_all(faults)
    return own, second


def between(first: str, last: str) -> str:
    if not last:
        return "not known"
    if not first:
        return f"by {words(last)}"
    return words(first) if first == last else f"between {words(first)} and {words(last)}"


def heading(review: ProgressReview) -> Markup:
    note = f'<p class="lep-note"><strong>{escape(MADE_UP)}</strong></p>' if review.made_up else ""
    return Markup(f"<h1>{escape(f'Progress after integration: {review.lep}')}</h1>{note}")


def sentences(review: ProgressReview) -> Iterator[str]:
    yield from followed_words(review)
    yield boards_words(review)
    named = review.carried[review.carried["person"] != ""]
    if len(named):
        counted, unseen = int((named["counts"] == "yes").sum()), int((named["standing"] == integration.NOT_SEEN).sum())
        namesakes = len(named) - counted - unseen
        share = choose(namesakes, "shares", "share")
        alike = f"{share} the name of somebody on the board before (perhaps another person)"
        groups = {"sat on the board before": counted, alike: namesakes, "did not sit on the board before": unseen}
        told = joined([f"{how_many(n)} {what}" for what, n in groups.items() if n])
        yield f"{plural(len(named), 'person is', 'people are')} named on the board after: {told}."
    yield from health_words(review)
    if review.own and review.focus.empty:
        yield "Every answer is green: no area stands out."
    elif review.own:
        top = review.focus[review.focus["rank"] == 1]
        yield f"First to look at: {joined(top['section'].tolist())} ({top['because'].iloc[0]})."


def followed_words(review: ProgressReview) -> Iterator[str]:
    of, lep = review.integration, review.lep
    unseen = {
        integration.NO_DATE: f"{of.successor} is named as the successor of {lep}, and no source seen gives a date "
        f"({of.status}): no day of review can be worked out.",
        integration.CONTINUES: f"{lep} was reported as continuing: no successor, and so no review to date.",
        integration.NOT_SHOWN: f"No source seen says when the functions of {lep} passed on, and to whom: no review can "
        "be worked out.",
    }
    when = {
        integration.EXACT: f"on {words(of.first_day)}",
        integration.BETWEEN: f"{between(of.first_day, of.last_day)} (in the register’s words: "
        f"“{of.date_as_published}”)",
        integration.OPEN_START: f"by {words(of.last_day)}; no source seen says how much earlier",
    }
    known = f"{lep} was integrated {when.get(of.how_dated)}. What followed, by the register: {of.successor}."
    yield unseen.get(of.standing, known)
    if of.last_day and not review.as_at:
        yield "When each review falls is shown below."
    elif of.last_day:
        told = review.due[review.due["state"] != integration.CANNOT_TELL]
        open_or_not = told["state"].str.replace("not yet", "not yet open").str.replace("now", "open")
        states = ("the " + told["label"] + " is " + open_or_not).tolist()
        yield f"On {words(review.as_at)}: {joined(states) or 'it cannot be told which reviews are open'}."


def boards_words(review: ProgressReview) -> str:
    """What both boards show of the same criteria, or which of them is missing."""
    before, after = review.boards
    if before is None or after is None:
        then, now = (words(board.as_at) if board else "none" for board in (before, after))
        dated = f"of the board before {then}, of its successor’s {now}"
        return f"The boards cannot be compared. Dated lists found: {dated}."
    found = Counter(review.ruling["change"])
    parts = []
    for change in [integration.SHOWN.get(one, one) for one in integration.CHANGES]:
        verb = ("has", "have") if change == "no answer" else ("is", "are")
        parts += [f"{how_many(n)} {choose(n, *verb)} {change}"] if (n := found[change]) else []
    then, now = (f"{words(board.as_at)}, {COMPLETENESS_WORDS[board.completeness]}" for board in (before, after))
    of = plural(found.total(), "criterion", "criteria")
    return f"Of {of} asked of the board before ({then}) and of {after.body} after ({now}): {joined(parts)}."


def health_words(review: ProgressReview) -> Iterator[str]:
    if review.own is None:
        yield "No self-assessment was given: how the functions do cannot be told from board lists."
        return
    given, readings = (review.compared[name].tolist() for name in ("own", "reading"))
    colours = (integration.RED, integration.AMBER, integration.GREEN, integration.NOT_KNOWN)
    red, amber, green, unknown = (how_many(given.count(colour)) for colour in colours)
    answers = f"{red} red, {amber} amber and {green} green {choose(green, 'answer', 'answers')}"
    day = words(review.own.head["assessed_on"])
    yield f"The self-assessment of {day} gives {answers} and leaves {unknown} not known."
    if review.peer:
        kinds = (integration.AGREE, integration.WORSE, integration.BETTER)
        agree, worse, better = (readings.count(kind) for kind in kinds)
        rest = how_many(len(readings) - agree - worse - better)
        yield (
            f"A peer answered the same questions on {words(review.peer.head['assessed_on'])}: both agree on {agree} of "
            f"{len(readings)}, the peer sees {how_many(worse)} worse and {how_many(better)} better, and on {rest} one "
            "or neither could tell."
        )


def caveats(review: ProgressReview) -> Iterator[str]:
    if review.made_up:
        yield MADE_UP
    if review.integration.how_dated in (integration.BETWEEN, integration.OPEN_START):
        yield "A review opens and closes between two days where the date of integration is known only as an interval."
    before, after = review.boards
    if before and after:
        free = "No rule says who must sit on the board of a successor, so one where an answer is worse breaks no rule."
        yield f"The criteria are those of the last rules that partnerships were under. {free}"
        better = "means that more was published, not that anything got better"
        yield f"“Now known” {better}; “no longer known” that less was."
        lists = [COMPLETENESS_WORDS[board.completeness] for board in (before, after)]
        whole = {before.completeness, after.completeness} == {"full"}
        meaning = "Both answers speak of whole boards." if whole else "What an incomplete list leaves open stays open."
        yield f"Of the board before: {lists[0]}. Of the board after: {lists[1]}. {meaning}"
        if (then := interval(before.as_at)) and (now := interval(after.as_at)):
            months = plural(months_between(then[0], now[1], whole=True), "month")
            unsure = "need not be the work of integration, and members may have changed since"
            yield f"The two lists are {months} apart: what changed between them {unsure}."
    if review.own:
        ours = f"lepdata’s own (version {review.own.form.version}): the source recommends a rating and prints none"
        yield f"The red, amber and green scale, the questions and the ranking are {ours}."
        bare = int((review.compared["reason"] == "").sum())
        without = f"; {plural(bare, 'rating has', 'ratings have')} no reason beside it" if bare else ""
        yield f"A self-assessment is what the area says of itself{without}."
        if (day := review.own.head["assessed_on"]) > review.as_at:
            yield f"The self-assessment is of {words(day)}, later than the date asked about."


def progress_as_json(review: ProgressReview) -> dict[str, Any]:
    of = review.integration
    return {
        "lep": review.lep,
        "made_up": review.made_up,
        "as_at": review.as_at or None,
        "integration": {
            **{name: getattr(of, name) for name in ("successor", "date_as_published")},
            **{name: getattr(of, name) or None for name in ("first_day", "last_day")},
            **{"standing": of.standing, "status": of.status, "sources": of.sources.split(" | ") if of.sources else []},
        },
        "reviews": display.row_dicts(review.due),
        "boards": {
            side: board and {name: getattr(board, name) for name in ("body", "as_at", "completeness")}
            for side, board in review.boards._asdict().items()
        },
        "changes": display.row_dicts(review.changes),
        "carried_over": {str(k): int(v) for k, v in review.carried["standing"].value_counts().items()},
        "assessments": {
            side: one
            and {name: one.head[name] for name in ("assessed_on", "assessed_by")} | {"form_version": one.form.version}
            for side, one in (("own", review.own), ("peer", review.peer))
        },
        "ratings": display.row_dicts(review.compared),
        "focus": display.row_dicts(review.focus),
        "case": display.row_dicts(review.case),
        "figures": display.row_dicts(integration.figures(review.own)),
    }
