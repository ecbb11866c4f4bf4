"""CRITERION + EVIDENCE -> one verdict, with its sum and words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lepdata.english import joined, plural
from lepdata.errors import UsageError, unknown
from lepdata.files import RULES
from lepdata.judging import bounds
from lepdata.judging.bounds import Bounds, Tally
from lepdata.judging.caveats import Chosen, choose, fragment_caveat, list_caveats
from lepdata.judging.counts import Evidence, sources_used, speaking, weigh
from lepdata.judging.frameworks import Criterion, Framework
from lepdata.judging.questions import UNDECIDED, Case, narrowed, tally
from lepdata.judging.reasons import reason, remedy
from lepdata.judging.records import Judgement, Verdict
from lepdata.judging.roll import Roll, call_roll
from lepdata.seating.boards import Board, PublishedCount
from lepdata.vocabulary import DEFINITIONS, MAIN_BOARD
from lepdata.voice.areas import Area
from lepdata.voice.councils import HOW, NOT_SEEN, Seats, area_of, read_seats, ways

UNTOLD = "cannot tell"


class Asked(NamedTuple):
    """One criterion under one definition ("" where none matters) of one set of members, and whether it is due."""

    criterion: Criterion
    definition: str
    denominator: str
    timing: str


def asked_of(chosen: Chosen, co_opted: bool) -> Iterator[Asked]:
    """Every question that a framework asks of a board, the ruling definition first.

    Where nobody is co-opted the two denominators are one, and saying it twice would only tire.
    """
    definitions = (chosen.ruling, *(one for one in DEFINITIONS if one != chosen.ruling))
    for criterion in chosen.framework.criteria:
        for definition in definitions if criterion.who == "private" else ("",):
            for denominator in criterion.denominators:
                if denominator == "all" or co_opted or "all" not in criterion.denominators:
                    yield Asked(criterion, definition, denominator, chosen.timing(criterion))


def verdict(asked: Asked, evidence: Evidence) -> Verdict:
    """The verdict on one question asked of one board: whatever is said of it is said here, also where many are judged.

    Of the roll behind `evidence` it may depend on: how its members answer the question, how many of them the rule
    excepts, completeness, published size and where from, number of lists, and, where nobody is asked, whether anybody
    is a member, how many others are listed and how many vacancies.
    """
    return _verdict(_case(asked[:3], evidence), asked.timing)


def _case(asked: tuple[Criterion, str, str], evidence: Evidence) -> Case:
    """The list's answer where it decides, else the answer of list and published counts together."""
    criterion, _, denominator = asked
    bounded = _of_list(asked, evidence.bounded)
    listed = bounded if evidence.bounded is evidence.listed else _of_list(asked, evidence.listed)
    count = evidence.count_for(*asked)
    if listed.bounds.outcome != "cannot tell" or (count is None and evidence.size is None):
        return bounded
    exact = narrowed(bounded.tally, count.count or 0, count.of) if count else None
    found = _decided(criterion, denominator, exact, bounded.roll) if exact else bounded.bounds
    told = replace(found, as_listed=bounded.bounds.as_listed, overturned_by=bounded.bounds.overturned_by)
    used = count or evidence.size
    if used is None or (told == listed.bounds and not (evidence.no_list and count)):
        return bounded
    case = replace(bounded, tally=exact or bounded.tally, bounds=told, count_used=used)
    alone = evidence.no_list or _alone(case, used)
    return replace(case, basis="published count" if alone else "list and published count")


def _of_list(asked: tuple[Criterion, str, str], roll: Roll) -> Case:
    counted = tally(*asked, roll)
    return Case(*asked, roll, counted, _decided(asked[0], asked[2], counted, roll))


def _alone(case: Case, count: PublishedCount) -> bool:
    """Whether a count says the same without the list."""
    roll = Roll((), "not stated", count.size)
    nobody = Tally(unseen=roll.unseen, room=roll.room)
    exact = narrowed(nobody, count.count or 0, count.of) if case.tally.all_counted else None
    return _decided(case.criterion, case.denominator, exact or nobody, roll).outcome == case.bounds.outcome != UNTOLD


def _verdict(case: Case, timing: str) -> Verdict:
    criterion, counted, found = case.criterion, case.tally, case.bounds
    return Verdict(
        criterion=criterion.id,
        definition=case.definition or None,
        denominator=case.denominator,
        outcome=found.outcome,
        as_listed=found.as_listed,
        overturned_by=found.overturned_by,
        for_=counted.for_,
        against=counted.against,
        unknown=counted.unknown,
        might=counted.might,
        unseen=counted.unseen,
        lowest_share=_text(found.lowest),
        highest_share=_text(found.highest),
        threshold=criterion.threshold,
        strength=criterion.strength,
        timing=timing,
        due=criterion.due or None,
        reason=reason(case),
        remedy=remedy(case),
        statement=criterion.statement,
        source=criterion.source,
        basis=case.basis,
    )


def _decided(criterion: Criterion, denominator: str, counted: Tally, roll: Roll) -> Bounds:
    limit = criterion.limit
    match criterion.kind:
        case "share":
            return bounds.share(counted, limit)
        case "presence":
            return bounds.presence(counted, limit.numerator)
        case "ceiling":
            size = roll.size if criterion.is_board_size(denominator) else None
            found = bounds.ceiling(counted, limit.numerator, size or 0)
            return found if size and size > limit else _at_once(found, roll)
        case "office":
            return bounds.office(counted, criterion.every_holder)
    return Bounds("cannot tell", "cannot tell")


def _at_once(found: Bounds, roll: Roll) -> Bounds:
    """Lists of several dates put together name people who need not have sat at once: they prove no excess."""
    return replace(found, outcome="cannot tell") if roll.lists > 1 and found.outcome == "not met" else found


def _text(share: Fraction | None) -> str | None:
    return None if share is None else str(share)


_NAMED = 3


@dataclass(frozen=True)
class Parts:
    """How each district of an area is represented, by name; `why_not` says why that cannot be told."""

    how: dict[str, str]
    why_not: str = ""

    @property
    def missing(self) -> list[str]:
        """The districts for which no council seat is seen."""
        return [name for name, how in self.how.items() if how == NOT_SEEN]


def with_geography(verdicts: tuple[Verdict, ...], framework: Framework, board: Board) -> tuple[Verdict, ...]:
    """The verdicts with those of kind "coverage" settled from the board's council seats.

    Parameters
    ----------
    verdicts : tuple of Verdict
        As the criteria without a look at the area leave them.
    framework : Framework
    board : Board
    """
    ids = {criterion.id for criterion in framework.criteria if criterion.kind == "coverage"}
    if not ids:
        return verdicts
    parts = parts_of(board)
    return tuple(settle_geography(one, parts) if one.criterion in ids else one for one in verdicts)


def parts_of(board: Board) -> Parts:
    """How each part of a board's area is represented on it."""
    where, why_not = area_of(board)
    return Parts({}, why_not) if where is None else parts_in(where, read_seats(board, where))


def parts_in(where: Area, seats: Seats) -> Parts:
    """How each part of an area is represented by council seats."""
    how = ways(where, seats)
    return Parts({one.council.name: how[one.council.code] for one in where.districts})


def settle_geography(verdict: Verdict, parts: Parts) -> Verdict:
    """One verdict of kind "coverage", settled."""
    outcome = "met" if parts.how and not parts.missing else "cannot tell"
    return replace(
        verdict,
        outcome=outcome,
        as_listed=outcome,
        overturned_by=None,
        for_=len(parts.how) - len(parts.missing),
        against=0,
        unknown=len(parts.missing),
        might=0,
        reason=_reason(parts),
        remedy=_remedy(parts) if outcome != "met" else None,
    )


def _reason(parts: Parts) -> str:
    if parts.why_not:
        return UNDECIDED + (
            f"{parts.why_not}, and nothing published says which part of the area each member speaks for"
        )
    n, seen = len(parts.how), len(parts.how) - len(parts.missing)
    if not parts.missing:
        return f"council seats speak for each of the {plural(n, 'district')} of the area: {_ways(parts)}"
    if not seen:
        return UNDECIDED + (
            f"no council seat is seen for any of the {plural(n, 'district')} of the "
            "area, and nothing published says which part of the area each member "
            "speaks for"
        )
    names = _named(parts.missing)
    return UNDECIDED + (
        f"council seats speak for {seen} of the {plural(n, 'district')} of the area ({_ways(parts)}), "
        f"and nothing published says who speaks for {names}"
    )


def _ways(parts: Parts) -> str:
    counts = Counter(parts.how.values())
    return joined([f"{counts[how]} {how}" for how in HOW if counts[how] and how != NOT_SEEN])


def _named(names: list[str]) -> str:
    others = len(names) - _NAMED
    if others < 2:  # one name is as short as "1 other"
        return joined(names)
    return joined([*names[:_NAMED], f"{others} others"])


def _remedy(parts: Parts) -> str:
    if len(parts.missing) == len(parts.how):
        return "a published statement of the part of the area each member speaks for"
    return (
        f"a council seat, own or shared, for {_named(parts.missing)}, or a published statement of who speaks for them"
    )


def judge(board: Board, framework: Framework | str | Path | None = None, definition: str | None = None) -> Judgement:
    """Judge a board by a framework, under every definition of private and every denominator.

    Parameters
    ----------
    board : Board
        Its frame needs `counts_as_member`; the other columns count as empty where they are missing.
    framework : Framework, str or Path, optional
        A framework, the id of a shipped one or the path of the user's own; by default the one for such a body at the
        board's date.
    definition : str, optional
        Which definition rules, instead of the framework's; all are judged in any case, the ruling one first.

    Returns
    -------
    Judgement

    Raises
    ------
    UsageError
        If the framework or the definition does not exist.
    InputFaults
        If the framework file has faults.

    Examples
    --------
    >>> import pandas as pd
    >>> members = pd.DataFrame({"counts_as_member": ["yes"] * 3, "sector": ["private", "private", "council"]})
    >>> judge(Board("", "main board", "2020-06-01", "full", members)).verdicts[0].reason
    '2 of 3 members are private: exactly two-thirds'
    """
    if definition is not None and definition not in DEFINITIONS:
        raise unknown("definition", definition, DEFINITIONS)
    roll = call_roll(board)
    return judged(board, weigh(roll, speaking(board)), framework, definition)


def judged(
    board: Board, evidence: Evidence, framework: Framework | str | Path | None, definition: str | None
) -> Judgement:
    """The judgement of a board whose list and published counts are weighed already. See `judge`."""
    roll = evidence.bounded
    chosen = choose(board.body, board.as_at, framework, definition)
    co_opted = any(member.role == "co-opted" for member in evidence.listed.members)
    answered = tuple(verdict(asked, evidence) for asked in asked_of(chosen, co_opted))
    verdicts = with_geography(answered, chosen.framework, board)
    used = sources_used(evidence) if any(one.basis != "list" for one in verdicts) else ()
    of_list = caveats_of(roll, board.caveats, chosen)
    return Judgement(
        board=board,
        framework=chosen.framework,
        ruling_definition=chosen.ruling,
        members=roll.sure,
        verdicts=verdicts,
        caveats=tuple(dict.fromkeys((*of_list, *evidence.caveats, *used))),
    )


def caveats_of(roll: Roll, of_board: Iterable[str], chosen: Chosen) -> tuple[str, ...]:
    """What a reader must know of a list and of the rules it is judged by, whatever is published beside it."""
    every = (*fragment_caveat(roll), *of_board, *chosen.caveats, *list_caveats(roll))
    return tuple(dict.fromkeys(every))


def judge_counts(
    counts: Iterable[PublishedCount],
    framework: Framework | str | Path | None = None,
    lep: str = "",
    body: str = MAIN_BOARD,
) -> Judgement:
    """Verdicts of counts alone, for a date of which no list is known.

    Parameters
    ----------
    counts : iterable of PublishedCount
        Counts of one body at one date, as `by_date` parts them.
    framework : Framework, str or Path, optional
        As in `judge`; by default the one for such a body at the counts' date.
    lep, body : str
        Whose counts they are.

    Returns
    -------
    Judgement
        Only the criteria that the counts speak of, each with the basis "published count" and nothing as listed: exact
        where a count and its size were printed. `members` is the published size, 0 where none was.

    Raises
    ------
    UsageError
        If there is no count, or counts of several dates.

    Examples
    --------
    >>> counts = [PublishedCount("private", 10, 14, "2021-05", "2021-05-01", "2021-05-31")]
    >>> found = judge_counts(counts).verdicts[0]
    >>> found.definition, found.outcome, found.lowest_share
    ('as-published', 'met', '5/7')
    """
    counts = tuple(counts)
    dates = sorted({one.as_at for one in counts})
    if len(dates) != 1:
        found = f"counts of {len(dates)} dates ({', '.join(dates)})" if dates else "no count"
        raise UsageError(f"Counts are judged one date at a time; here are {found}. Part them with by_date.")
    evidence = weigh(Roll((), "not stated"), counts)
    board = Board(lep, body, dates[0], "not stated", pd.DataFrame(), published=counts)
    judgement = judged(board, evidence, framework, None)
    of_a_list = set(list_caveats(evidence.bounded))
    return replace(
        judgement,
        members=evidence.bounded.size or 0,
        verdicts=tuple(one for one in judgement.verdicts if one.basis == "published count"),
        caveats=tuple(caveat for caveat in judgement.caveats if caveat not in of_a_list),
    )


def by_date(counts: Iterable[PublishedCount]) -> tuple[tuple[PublishedCount, ...], ...]:
    """Counts parted by date, oldest first, as `judge_counts` takes them.

    A count without a date, or of a year that was not printed, stands only with those of its own source: nothing shows
    that two of them speak of one board.

    Examples
    --------
    >>> parted = by_date([PublishedCount("women", 3, as_at="2019"), PublishedCount("women", 2, as_at="2018-05")])
    >>> [one[0].as_at for one in parted]
    ['2018-05', '2019']
    """
    found: dict[tuple[str, str, str], list[PublishedCount]] = {}
    for one in sorted(counts, key=lambda one: one.as_at):
        own_source = "" if one.date_from else one.source_url
        found.setdefault((one.as_at, one.date_from, own_source), []).append(one)
    return tuple(map(tuple, found.values()))


VERDICT_COLUMNS = (
    "criterion",
    "definition",
    "denominator",
    "outcome",
    "as_listed",
    "overturned_by",
    "for",
    "against",
    "unknown",
    "might",
    "unseen",
    "lowest_share",
    "highest_share",
    "threshold",
    "strength",
    "timing",
    "due",
    "reason",
    "remedy",
    "basis",
)
_COUNTS = ("overturned_by", "for", "against", "unknown", "might", "unseen")


def as_json(judgement: Judgement) -> dict[str, Any]:
    """A judgement in the form that `lepdata check --format json` prints; what is missing is null.

    `check_schema()` describes it.
    """
    board = judgement.board
    return {
        "board": {
            "lep": board.lep,
            "body": board.body,
            "as_at": board.as_at,
            "members": judgement.members,
            "completeness": board.completeness,
        },
        "framework": {
            "id": judgement.framework.id,
            "version": judgement.framework.version,
            "ruling_definition": judgement.ruling_definition,
        },
        "verdicts": [_row(one) for one in judgement.verdicts],
        "caveats": list(judgement.caveats),
    }


def as_frame(judgement: Judgement) -> pd.DataFrame:
    """The verdicts one a row under the names of the JSON; missing text is "", a missing count <NA>."""
    return verdict_frame(judgement.verdicts)


def verdict_frame(verdicts: Iterable[Verdict]) -> pd.DataFrame:
    """Verdicts one a row, as in `as_frame`."""
    frame = pd.DataFrame([_row(one) for one in verdicts], columns=list(VERDICT_COLUMNS))
    texts = [name for name in VERDICT_COLUMNS if name not in _COUNTS]
    return frame.fillna(dict.fromkeys(texts, "")).astype(dict.fromkeys(texts, str) | dict.fromkeys(_COUNTS, "Int64"))


@cache
def check_schema() -> dict[str, Any]:
    """The JSON Schema of `as_json`'s output."""
    schema: dict[str, Any] = json.loads((RULES / "check.schema.json").read_text(encoding="utf-8"))
    return schema


def _row(one: Verdict) -> dict[str, Any]:
    return {name: getattr(one, "for_" if name == "for" else name) for name in VERDICT_COLUMNS}
