"""One area after integration: its reviews, its health check, and its boards before and after."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from lepdata.actions.answers import Filled
from lepdata.actions.health_check import (
    AGREE,
    AMBER,
    BETTER,
    GREEN,
    NOT_KNOWN,
    RED,
    WORSE,
    case,
    compare,
    figures,
    focus_areas,
    read_assessment,
)
from lepdata.actions.integration import (
    BETWEEN,
    CANNOT_TELL,
    CHANGES,
    CONTINUES,
    DATED,
    EXACT,
    NO_DATE,
    NOT_SEEN,
    BoardPair,
    Integration,
    boards_of,
    carried_over,
    compare_boards,
    followed,
    leps_with_successors,
    reviews_due,
)
from lepdata.dates import interval, last_day, months_between, words
from lepdata.english import capital, choose, joined, plural
from lepdata.errors import Fault, InputFaults, UsageError
from lepdata.files import RAW, rule_file
from lepdata.registers.geography import DEMONSTRATION, MADE_UP, is_demonstration
from lepdata.reviews import known
from lepdata.reviews.show import Caveats, Columns, Markup, Sentences, Table, table_of
from lepdata.reviews.wording import COMPLETENESS_WORDS, CRITERION_WORDS, DEFINITION_WORDS, some
from lepdata.seating.boards import Board, with_counts
from lepdata.voice.demonstration import demonstration_seats

PathLike = str | os.PathLike[str]
Row = dict[Hashable, Any]


@dataclass(frozen=True)
class ProgressReview:
    """All that a progress page says; empty frames where a board or a self-assessment is missing."""

    lep: str
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
    made_up: bool

    @property
    def ruling(self) -> list[Row]:
        """The rows of `changes` that rule, one for each criterion."""
        return [row for row in self.changes.to_dict("records") if row["rules"] == "yes"]


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
    of, last = followed(lep), last_day(as_at)
    made_up = is_demonstration(of.lep)
    own, second = _assessments(of, health_check, peer, made_up)
    judged_at = last or (own.head["assessed_on"] if own else "")
    seats, counts = demonstration_seats() if made_up else known.seats(), known.read_table("compositions")
    found = boards_of(seats, of.lep, last, of.period.last)
    pair = BoardPair(*(with_counts(board, counts) if board else None for board in found))
    both = (pair.before, pair.after) if pair.before and pair.after else None
    changes = compare_boards(*both) if both else pd.DataFrame()
    compared = compare(own, second) if own else pd.DataFrame()
    focus = focus_areas(compared) if own else pd.DataFrame()
    return ProgressReview(
        lep=of.lep,
        as_at=judged_at,
        integration=of,
        due=reviews_due(of, judged_at),
        boards=pair,
        changes=changes,
        carried=carried_over(*both) if both else pd.DataFrame(),
        own=own,
        peer=second,
        compared=compared,
        focus=focus,
        case=case(own, focus, changes if both else None) if own else pd.DataFrame(),
        made_up=made_up,
    )


def progress_leps() -> list[str]:
    """The areas that have a page of their own: those of whose board and successor's board seats were published.

    The made-up area for demonstration stands last.
    """
    seats = known.seats()
    both = [lep for lep in leps_with_successors(seats) if all(boards_of(seats, lep, "", followed(lep).period.last))]
    return [*both, DEMONSTRATION]


def _assessments(
    of: Integration, health_check: PathLike, peer: PathLike, made_up: bool
) -> tuple[Filled | None, Filled | None]:
    if peer and not health_check:
        raise UsageError("A peer's assessment stands beside the area's own: give a self-assessment as well.")
    if made_up and not health_check:
        health_check, peer = (RAW / "demonstration" / f"health_check_{side}.csv" for side in ("own", "peer"))
    own, second = (read_assessment(path, of.lep) if path else None for path in (health_check, peer))
    if faults := list(_too_early(of, own, second)):
        raise InputFaults(faults)
    return own, second


def _too_early(of: Integration, own: Filled | None, second: Filled | None) -> Iterator[Fault]:
    name, first = "assessed_on", of.period.first
    for one in (own, second):
        if one and one.head[name] < first:
            yield one.in_head(name, f"a day on or after {first}, the earliest day of integration", "correct the date")
    if own and second and second.head[name] < own.head[name]:
        expected = f"a day on or after {own.head[name]}, that of the self-assessment"
        yield second.in_head(name, expected, "correct the date, or take the later form for the second assessment")


# --- tables


def _integration(review: ProgressReview) -> Table:
    of, period = review.integration, review.integration.period
    facts = {
        "What followed": of.successor or "not shown by a source seen",
        "Date in the register’s words": period.as_published or "none",
        "Read as": _between(period.first, period.last),
        "How well it is shown": of.status,
    }
    rows = [{"Fact": fact, "In the register": value} for fact, value in facts.items()]
    rows += [
        {"Fact": f"Source {n}", "In the register": page, "In the register address": page}
        for n, page in enumerate(of.sources, start=1)
    ]
    columns = ["Fact", "In the register", "In the register address"]
    return table_of(rows, columns, f"What followed {review.lep}", True)


def _reviews(review: ProgressReview) -> Table:
    columns: Columns = {
        "Review": "label",
        "Opens": lambda row: _between(row["opens_first"], row["opens_last"]),
        "Closes": lambda row: _between(row["closes_first"], row["closes_last"]),
        f"On {words(review.as_at)}" if review.as_at else "State": lambda row: row["state"] or "no date asked about",
        "What for": "about",
        "Source": lambda row: "the recommendation",
        "Source address": "source",
    }
    return table_of(review.due, columns, f"The reviews after the integration of {review.lep}")


def _between(first: str, last: str) -> str:
    """Two days between which something lies, in words."""
    if not last:
        return "not known"
    if not first:
        return f"by {words(last)}"
    return words(first) if first == last else f"between {words(first)} and {words(last)}"


def _boards(review: ProgressReview) -> Table:
    columns: Columns = {
        "Board": lambda found: found[0],
        "Body": lambda found: found[1].body,
        "Date": lambda found: words(found[1].as_at),
        "List": lambda found: COMPLETENESS_WORDS[found[1].completeness],
        "Members": lambda found: int((found[1].members["counts_as_member"] == "yes").sum()),
        "Bear in mind": lambda found: " ".join(found[1].caveats),
        "Source": lambda found: "the list" if len(found[1].members) else "",
        "Source address": lambda found: next(iter(found[1].members["source_url"]), ""),
    }
    found = [(side, board) for side, board in zip(("before", "after"), review.boards, strict=True) if board]
    return table_of(found, columns, "The lists compared")


def _changes(review: ProgressReview) -> Table:
    columns: Columns = {
        "Criterion": criterion,
        "Before": "before",
        "After": "after",
        "Change": "change",
        "Why before": lambda row: capital(row["before_reason"].removeprefix("cannot tell: ")),
        "Why after": lambda row: capital(row["after_reason"].removeprefix("cannot tell: ")),
    }
    return table_of(review.ruling, columns, f"The boards of {review.lep} before and after, by the same criteria")


def criterion(row: Row) -> str:
    """The name of a row's criterion."""
    return CRITERION_WORDS.get(row["criterion"], str(row["criterion"]))


def _readings(review: ProgressReview) -> Table:
    """The other readings of a criterion, where they answer otherwise than the one that rules."""
    columns: Columns = {
        "Criterion": criterion,
        "Private as": lambda row: DEFINITION_WORDS[row["definition"]],
        "Of": "denominator",
        "Before": "before",
        "After": "after",
        "Change": "change",
    }
    ruling = {row["criterion"]: row["change"] for row in review.ruling}
    rows = [row for row in review.changes.to_dict("records") if row["change"] != ruling[row["criterion"]]]
    return table_of(rows, columns, "Other readings that answer otherwise", True)


def _carried(review: ProgressReview) -> Table:
    """How the members of the board after stand to the board before; only who counts as the same person is named."""
    columns: Columns = {
        "Seen on the board before?": lambda own: capital(own["standing"].iloc[0]),
        "Members": len,
        "Counts as carried over": lambda own: own["counts"].iloc[0],
        "Who": lambda own: "; ".join(own.loc[own["counts"] == "yes", "person"]),
    }
    found = [own for _, own in review.carried.groupby("standing", sort=False)] if len(review.carried) else []
    return table_of(found, columns, f"Who carried over to the board after in {review.lep}")


def _own(row: Row) -> str:
    return capital(row["own"])


def _peer(row: Row) -> str:
    return capital(row["peer"])


def _ratings(review: ProgressReview) -> Table:
    own: Columns = {"Question": "question", "Area of work": "section", "The area": _own, "Its reason": "reason"}
    peer: Columns = {"The peer": _peer, "The peer’s reason": "peer_reason", "Together": "reading"}
    columns: Columns = {**own, **peer} if review.peer else own
    caption = f"The health check of {review.lep}, question by question"
    return table_of(review.compared, columns, caption, True)


def _differences(review: ProgressReview) -> Table:
    """Where the area and its peer see it differently, furthest apart first, then where nobody can tell how far."""
    rows = [row for row in review.compared.to_dict("records") if row["peer"] and row["own"] != row["peer"]]
    rows.sort(key=lambda row: 0 if pd.isna(row["apart"]) else -row["apart"])
    columns: Columns = {
        "Question": "question",
        "The area": _own,
        "The peer": _peer,
        "Steps apart": lambda row: "not known" if pd.isna(row["apart"]) else int(row["apart"]),
        "Reading": "reading",
        "The area’s reason": "reason",
        "The peer’s reason": "peer_reason",
    }
    return table_of(rows, columns, "Where the area and its peer see it differently")


def _focus(review: ProgressReview) -> Table:
    peer = {"The peer": _peer} if review.peer else {}
    columns: Columns = {"Rank": "rank", "Area of work": "section", "The area": _own, **peer, "Because": "because"}
    caption = "What to look at first: reds, then disagreements, then ambers, then the unknown"
    return table_of(review.focus, columns, caption)


def _case(review: ProgressReview) -> Table:
    columns: Columns = {
        "Area of work": "section",
        "What is needed": "need",
        "Evidence given": "evidence",
        "From the boards": "boards",
        "Missing": "gap",
    }
    caption = "The case to central government: what is needed, and what shows it"
    return table_of(review.case, columns, caption, True)


def _figures(review: ProgressReview) -> Table:
    columns: Columns = {"Asked": "what", "Figure": "number", "Where it comes from": "note"}
    return table_of(figures(review.own) if review.own else [], columns, "Figures given in the self-assessment")


def _scale(_review: ProgressReview) -> Table:
    columns: Columns = {"Rating": "label", "Meaning": "meaning", "Whose scale": _whose, "Version": "version"}
    rows = [row for row in rule_file("forms/scales.csv") if row["scale"] == "rag"]
    return table_of(rows, columns, "What each colour means", True)


def _order(_review: ProgressReview) -> Table:
    columns: Columns = {
        "Order": lambda row: int(row["order"]),
        "Counts": "counts",
        "Why": "reason",
        "Whose rule": _whose,
        "Version": "version",
    }
    return table_of(rule_file("progress/focus_order.csv"), columns, "How the areas of work are ranked", True)


def _whose(row: Row) -> str:
    return "lepdata’s own" if row["ours"] == "yes" else "the source’s"


TABLES: dict[str, Callable[[ProgressReview], Table]] = {
    "integration": _integration,
    "reviews": _reviews,
    "boards": _boards,
    "changes": _changes,
    "readings": _readings,
    "carried over": _carried,
    "ratings": _ratings,
    "differences": _differences,
    "focus": _focus,
    "case": _case,
    "figures": _figures,
    "scale": _scale,
    "order": _order,
}


# --- sentences


def heading(review: ProgressReview) -> Markup:
    """The page's heading; a made-up area says so at once."""
    note = f'<p class="lep-note"><strong>{escape(MADE_UP)}</strong></p>' if review.made_up else ""
    return Markup(f"<h1>{escape(f'Progress after integration: {review.lep}')}</h1>{note}")


def sentences(review: ProgressReview) -> Sentences:
    """What followed, which reviews are open, what the boards show, what the health check says."""
    told = (_integrated(review), _open_now(review), _both_boards(review), _who_carried(review), *_health(review))
    return Sentences(tuple(filter(None, told)))


def _integrated(review: ProgressReview) -> str:
    of, period, lep = review.integration, review.integration.period, review.lep
    if of.standing == NO_DATE:
        return (
            f"{of.successor} is named as the successor of {lep}, and no source seen gives a date ({of.status}): "
            "no review can be reckoned."
        )
    if of.standing == CONTINUES:
        return f"{lep} was reported as continuing: no successor, and so no review to reckon."
    if of.standing != DATED:
        return (
            f"No source seen says when the functions of {lep} passed on, and to whom: the reviews cannot be reckoned."
        )
    after = f"What followed, by the register: {of.successor}."
    first, last = words(period.first), words(period.last)
    if period.how == EXACT:
        return f"{lep} was integrated on {first}. {after}"
    if period.how == BETWEEN:
        in_words = f"(in the register’s words: “{period.as_published}”)"
        return f"{lep} was integrated between {first} and {last} {in_words}. {after}"
    return f"{lep} was integrated by {last}; no source seen says how much earlier. {after}"


_STATES = {
    "not yet": "the {} is not yet open",
    "now": "the {} is open",
    "past": "the {} is past",
    "not yet or now": "the {} is not yet open or just open",
    "now or past": "the {} is open or past",
    "not yet or past": "the {} is not yet open or past",
    CANNOT_TELL: "how the {} stands cannot be told",
}


def _open_now(review: ProgressReview) -> str:
    if not review.integration.period.last:
        return ""
    if not review.as_at:
        return "When each review falls is shown below."
    if (review.due["state"] == CANNOT_TELL).all():
        return f"On {words(review.as_at)} it cannot be told which reviews are open."
    states = zip(review.due["label"], review.due["state"], strict=True)
    return f"On {words(review.as_at)}: {joined([_STATES[state].format(label) for label, state in states])}."


def _both_boards(review: ProgressReview) -> str:
    before, after = review.boards
    if before is None and after is None:
        return "No dated list of either board was published: they cannot be compared."
    if after is None:
        return (
            f"A list of the board before was published ({_date(before)}) and none of its successor’s: "
            "they cannot be compared."
        )
    if before is None:
        return (
            f"A list of {after.body} was published ({_date(after)}) and none of the board before: "
            "they cannot be compared."
        )
    found = [row["change"] for row in review.ruling]
    known_as = dict.fromkeys(CHANGES) | {"cannot tell": "not known either time"}
    told = [f"{some(found.count(name))} {known_as[name] or name}" for name in CHANGES if name in found]
    then, now = (f"{_date(board)}, {COMPLETENESS_WORDS[board.completeness]}" for board in (before, after))
    of = plural(len(found), "criterion", "criteria")
    return f"Of {of} asked of the board before ({then}) and of {after.body} after ({now}): {joined(told)}."


def _who_carried(review: ProgressReview) -> str:
    if review.carried.empty:
        return ""
    named = review.carried[review.carried["person"] != ""]
    counted = int((named["counts"] == "yes").sum())
    unseen = int((named["standing"] == NOT_SEEN).sum())
    left_open = len(named) - counted - unseen
    on_both = choose(counted, "is", "are") + " on the board before too, by name and organisation or by a reviewed match"
    shared = choose(left_open, "shares", "share") + " a name with somebody there, which alone is not enough"
    not_found = choose(unseen, "is", "are") + " not found on the board before"
    groups = ((counted, on_both), (left_open, shared), (unseen, not_found))
    told = "; ".join(f"{some(number)} {what}" for number, what in groups if number)
    return f"The list of the board after names {plural(len(named), 'person', 'people')}: {told}." if told else ""


def _health(review: ProgressReview) -> list[str]:
    if review.own is None:
        return ["No self-assessment was given: how the functions do cannot be told from board lists."]
    own = review.compared["own"].tolist()
    red, amber, green, unknown = (some(own.count(colour)) for colour in (RED, AMBER, GREEN, NOT_KNOWN))
    said = [
        f"The self-assessment of {words(review.own.head['assessed_on'])} gives {red} red, {amber} amber and {green} "
        f"green {choose(green, 'answer', 'answers')} and leaves {unknown} not known."
    ]
    if review.peer is not None:
        said.append(_second(review.compared["reading"].tolist(), review.peer.head["assessed_on"]))
    return [*said, _first(review.focus)]


def _second(readings: list[str], day: str) -> str:
    agree, worse, better = (readings.count(name) for name in (AGREE, WORSE, BETTER))
    rest = some(len(readings) - agree - worse - better)
    return (
        f"A peer answered the same questions on {words(day)}: both agree on {agree} of {len(readings)}, the peer sees "
        f"{some(worse)} worse and {some(better)} better, and on {rest} one or neither could tell."
    )


def _first(focus: pd.DataFrame) -> str:
    if focus.empty:
        return "Every answer is green: no area stands out."
    top = focus[focus["rank"] == 1]
    return f"First to look at: {joined(top['section'].tolist())} ({top['because'].iloc[0]})."


def _date(board: Board | None) -> str:
    return words(board.as_at) if board else ""


def caveats(review: ProgressReview) -> Caveats:
    """What a reader must know before quoting a progress page."""
    said = [MADE_UP] if review.made_up else []
    if review.integration.period.how not in (EXACT, "not known"):
        said.append(
            "A review opens and closes between two days where the date of integration is known only as an interval."
        )
    return Caveats((*said, *_of_boards(review), *_of_forms(review)))


def _of_boards(review: ProgressReview) -> Iterator[str]:
    before, after = review.boards
    if before is None or after is None:
        return
    yield (
        "The criteria are those of the last rules that partnerships were under; no rule on composition binds a "
        "successor, so a “slipped” breaks nothing."
    )
    yield ("“Now known” means that more was published, not that anything got better; “no longer known” that less was.")
    lists = [COMPLETENESS_WORDS[board.completeness] for board in (before, after)]
    whole = {before.completeness, after.completeness} == {"full"}
    meaning = "Both answers speak of whole boards." if whole else "What an incomplete list leaves open stays open."
    yield f"Of the board before: {lists[0]}. Of the board after: {lists[1]}. {meaning}"
    then, now = interval(before.as_at), interval(after.as_at)
    if then and now:
        months = plural(months_between(then[0], now[1], whole=True), "month")
        yield (
            f"The two lists are {months} apart: what changed between them need not be the work of integration, and "
            "members may have changed since."
        )


def _of_forms(review: ProgressReview) -> Iterator[str]:
    if review.own is None:
        return
    yield (
        f"The red, amber and green scale, the questions and the ranking are lepdata’s own (version "
        f"{review.own.form.version}): the source recommends a rating and prints none."
    )
    bare = int((review.compared["reason"] == "").sum())
    beside = f"{plural(bare, 'rating')} {choose(bare, 'has', 'have')} no reason beside {choose(bare, 'it', 'them')}"
    beside = beside if bare else "every rating has a reason beside it"
    yield f"A self-assessment is what the area says of itself; {beside}."
    if review.own.head["assessed_on"] > review.as_at:
        day = words(review.own.head["assessed_on"])
        yield f"The self-assessment is of {day}, later than the date asked about."


# --- for other people's programs


def progress_as_json(review: ProgressReview) -> dict[str, Any]:
    """Everything a progress page says as dictionaries, lists, texts, numbers and null."""
    of = review.integration
    return {
        "lep": review.lep,
        "made_up": review.made_up,
        "as_at": review.as_at or None,
        "integration": {
            "successor": of.successor,
            "date_as_published": of.period.as_published,
            "first_day": of.period.first or None,
            "last_day": of.period.last or None,
            "standing": of.standing,
            "status": of.status,
            "sources": list(of.sources),
        },
        "reviews": _records(review.due),
        "boards": {"before": _board(review.boards.before), "after": _board(review.boards.after)},
        "changes": _records(review.changes),
        "carried_over": {str(k): int(v) for k, v in review.carried.get("standing", pd.Series()).value_counts().items()},
        "assessments": {"own": _assessment(review.own), "peer": _assessment(review.peer)},
        "ratings": _records(review.compared),
        "focus": _records(review.focus),
        "case": _records(review.case),
        "figures": _records(figures(review.own)) if review.own else [],
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values; an unknown number is null."""
    records: list[dict[str, Any]] = json.loads(frame.to_json(orient="records"))
    return records


def _board(board: Board | None) -> dict[str, str] | None:
    return {"body": board.body, "as_at": board.as_at, "completeness": board.completeness} if board else None


def _assessment(one: Filled | None) -> dict[str, str] | None:
    if one is None:
        return None
    return {name: one.head[name] for name in ("assessed_on", "assessed_by")} | {"form_version": one.form.version}
