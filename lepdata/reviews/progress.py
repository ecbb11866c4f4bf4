"""One area after integration: its reviews, its health check, and its boards before and after."""

from __future__ import annotations

import json
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
from lepdata.english import choose, joined, plural
from lepdata.nation.outcomes import how_many
from lepdata.registers.geography import DEMONSTRATION, MADE_UP, is_demonstration
from lepdata.registers.whose import per_collection
from lepdata.reviews import known, markup
from lepdata.reviews.markup import COMPLETENESS_WORDS, Columns, Markup, by_name
from lepdata.seating.boards import counts_of, with_counts
from lepdata.voice.councils import demonstration_seats

Row = dict[str, Any]


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

    @property
    def lep(self) -> str:
        return self.integration.lep

    @property
    def made_up(self) -> bool:
        return is_demonstration(self.lep)

    @cached_property
    def worded(self) -> list[Row]:
        """The rows of `changes` in the words of the page."""
        return display.row_dicts(self.changes.replace(dict.fromkeys(("before", "after", "change"), integration.SHOWN)))

    @property
    def ruling(self) -> list[Row]:
        """Those that rule, one for each criterion."""
        return [row for row in self.worded if row["rules"] == "yes"]

    @property
    def told(self) -> list[Row]:
        """Those of them that either list answers."""
        return [row for row in self.ruling if {row["before"], row["after"]} != {"no answer"}]


def review_progress(
    lep: str, as_at: AskedDate = "", health_check: PathLike = "", peer: PathLike = ""
) -> ProgressReview:
    """Review one area's progress after integration: for `heading`, `sentences`, `table`, `chart` and `case_page`.

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
    before, after = boards = BoardPair(*(board and with_counts(board, counts) for board in found))
    changes = carried = compared = focus = case = pd.DataFrame()
    if before and after:
        changes, carried = integration.compare_boards(before, after), integration.carried_over(before, after)
    if own:
        compared = integration.compare(own, second)
        focus = integration.focus_areas(compared)
        case = integration.case(own, focus, changes)
    due = integration.reviews_due(of, judged_at)
    return ProgressReview(judged_at, of, due, boards, changes, carried, own, second, compared, focus, case)


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
    if faults:
        raise errors.InputFaults(faults)
    return own, second


def _between(first: str, last: str) -> str:
    if not last:
        return "not known"
    if not first:
        return f"by {words(last)}"
    return words(first) if first == last else f"between {words(first)} and {words(last)}"


_CHANGES: Columns = {"Criterion": "name", "Before": "before", "After": "after", "Change": "change"}


def _of_boards(review: ProgressReview) -> Iterator[tuple[Any, ...]]:
    """What followed, when the reviews fall, and the boards before and after."""
    of, lep = review.integration, review.lep
    facts = [
        ("What followed", of.successor or "not shown by a source seen", ""),
        ("Date in the register’s words", of.date_as_published or "none", ""),
        ("Read as", _between(of.first_day, of.last_day), ""),
        ("How well it is shown", of.status, ""),
        *((f"Source {n}", page, page) for n, page in enumerate(filter(None, of.sources.split(" | ")), start=1)),
    ]
    yield "integration", facts, ("Fact", "In the register", "In the register address"), f"What followed {lep}", True
    columns: Columns = {
        "Review": "label",
        "Opens": lambda row: _between(row["opens_first"], row["opens_last"]),
        "Closes": lambda row: _between(row["closes_first"], row["closes_last"]),
        f"On {words(review.as_at)}" if review.as_at else "State": lambda row: row["state"] or "no date asked about",
        **{"What for": "about", "Source": lambda row: "the recommendation", "Source address": "source"},
    }
    yield "reviews", review.due, columns, f"The reviews after the integration of {lep}"
    lists = []
    for side, board in review.boards._asdict().items():
        if board:
            members, kind = board.members, COMPLETENESS_WORDS[board.completeness]
            n, address = int((members["counts_as_member"] == "yes").sum()), next(iter(members["source_url"]), "")
            listed = (board.body, words(board.as_at), kind, n, " ".join(board.caveats))
            lists.append((side, *listed, "the list" if len(members) else "", address))
    headings = ("Board", "Body", "Date", "List", "Members", "Bear in mind", "Source", "Source address")
    yield "boards", lists, headings, "The lists compared"
    columns = {**_CHANGES, "Why before": "before_reason", "Why after": "after_reason"}
    caption = f"The boards of {lep} before and after: the criteria that either list answers"
    yield "changes", review.told, columns, caption
    ruling = {row["criterion"]: row["change"] for row in review.ruling}
    others = [row for row in review.worded if row["change"] != ruling[row["criterion"]]]
    read_as: Columns = {"Private as": lambda row: markup.DEFINITION_WORDS[row["definition"]]}
    columns = {**_CHANGES, **read_as, "Of which members": "denominator"}
    yield "readings", others, columns, "Readings of “private” that answer otherwise", True
    seen = []  # only who counts as the same person is named
    for standing, own in review.carried.groupby("standing", sort=False) if len(review.carried) else ():
        same = "; ".join(own.loc[own["counts"] == "yes", "person"])
        seen.append((standing, len(own), own["counts"].iloc[0], same))
    columns_ = ("Seen on the board before?", "Members", "Counts as the same person", "Who")
    yield "carried over", seen, columns_, f"Who of the board after sat on the board before in {lep}"


def _of_health(review: ProgressReview) -> Iterator[tuple[Any, ...]]:
    """The ratings of the area and its peer, where they differ, what to look at first, and what that asks for."""
    rated, peer = review.compared, {"The peer": "peer"} if review.peer else {}
    columns = {"Question": "question", "Area of work": "section", "The area": "own", "Its reason": "reason", **peer}
    columns |= {"The peer’s reason": "peer_reason", "Together": "reading"} if peer else {}
    yield "ratings", rated, columns, f"The health check of {review.lep}, question by question", True
    if peer:  # furthest apart first, then where nobody can tell how far
        rated = rated[rated["own"] != rated["peer"]].sort_values("apart", ascending=False, kind="stable")
        rated = rated.assign(apart=rated["apart"].astype(object).fillna("not known"))
    columns = {"Question": "question", "The area": "own", "The peer": "peer", "Steps between them": "apart"}
    columns |= {"Reading": "reading", "The area’s reason": "reason", "The peer’s reason": "peer_reason"}
    yield "differences", rated if peer else [], columns, "Where the area and its peer see it differently"
    columns = {"Rank": "rank", "Area of work": "section", "The area": "own", **peer, "Because": "because"}
    first = "What to look at first: reds, then disagreements, then ambers, then the unknown"
    yield "focus", review.focus, columns, first
    columns = {"Area of work": "section", "What is needed": "need", "Evidence given": "evidence"}
    columns |= {"From the boards": "boards", "Missing": "gap"}
    yield "case", review.case, columns, "What is needed from central government, and what shows it", True
    scale = [row for row in files.rule_file("forms/scales.csv") if row["scale"] == "rag"]
    columns, ours = {"Rating": "label", "Meaning": "meaning"}, {"lepdata’s own": "ours", "Version": "version"}
    yield "scale", scale, columns | ours, "What each colour means", True
    columns = {"Order": "order", "Counts": "counts", "Why": "reason", **ours}
    yield "order", files.rule_file("progress/focus_order.csv"), columns, "How the areas of work are ranked", True


TABLES = {
    **by_name(_of_boards, "integration", "reviews", "boards", "changes", "readings", "carried over"),
    **by_name(_of_health, "ratings", "differences", "focus", "case", "scale", "order"),
}


def heading(review: ProgressReview) -> Markup:
    note = f'<p class="lep-note"><strong>{escape(MADE_UP)}</strong></p>' if review.made_up else ""
    return Markup(f"<h1>{escape(f'Progress after integration: {review.lep}')}</h1>{note}")


def sentences(review: ProgressReview) -> Iterator[str]:
    yield from followed_words(review)
    yield boards_words(review)
    named = review.carried[review.carried["person"] != ""] if len(review.carried) else review.carried
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
        integration.BETWEEN: f"{_between(of.first_day, of.last_day)} (in the register’s words: "
        f"“{of.date_as_published}”)",
        integration.OPEN_START: f"by {words(of.last_day)}; no source seen says how much earlier",
    }
    known = f"{lep} was integrated {when.get(of.how_dated)}. What followed, by the register: {of.successor}."
    yield unseen.get(of.standing, known)
    if of.last_day and not review.as_at:
        yield "When each review falls is shown below."
    elif of.last_day:
        states = [
            f"the {label} is {state.replace('not yet', 'not yet open').replace('now', 'open')}"
            for label, state in zip(review.due["label"], review.due["state"], strict=True)
            if state != integration.CANNOT_TELL
        ]
        yield f"On {words(review.as_at)}: {joined(states) or 'it cannot be told which reviews are open'}."


def boards_words(review: ProgressReview) -> str:
    """What both boards show of the same criteria, or which of them is missing."""
    before, after = review.boards
    if before is None or after is None:
        then, now = (words(board.as_at) if board else "none" for board in (before, after))
        dated = f"of the board before {then}, of its successor’s {now}"
        return f"The boards cannot be compared. Dated lists found: {dated}."
    found = Counter(row["change"] for row in review.ruling)
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
            yield (
                f"The two lists are {months} apart: what changed between them need not be the work of integration, and "
                "members may have changed since."
            )
    if review.own:
        yield (
            "The red, amber and green scale, the questions and the ranking are lepdata’s own (version "
            f"{review.own.form.version}): the source recommends a rating and prints none."
        )
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
            **{"successor": of.successor, "date_as_published": of.date_as_published},
            **{"first_day": of.first_day or None, "last_day": of.last_day or None},
            **{"standing": of.standing, "status": of.status},
            "sources": [page for page in of.sources.split(" | ") if page],
        },
        "reviews": _records(review.due),
        "boards": {
            side: board and {name: getattr(board, name) for name in ("body", "as_at", "completeness")}
            for side, board in review.boards._asdict().items()
        },
        "changes": _records(review.changes),
        "carried_over": {str(k): int(v) for k, v in review.carried.get("standing", pd.Series()).value_counts().items()},
        "assessments": {
            side: one
            and {name: one.head[name] for name in ("assessed_on", "assessed_by")} | {"form_version": one.form.version}
            for side, one in (("own", review.own), ("peer", review.peer))
        },
        "ratings": _records(review.compared),
        "focus": _records(review.focus),
        "case": _records(review.case),
        "figures": _records(integration.figures(review.own)),
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values; an unknown number is null."""
    records: list[dict[str, Any]] = json.loads(frame.to_json(orient="records"))
    return records
