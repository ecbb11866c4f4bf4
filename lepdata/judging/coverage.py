"""Coverage: every part of the area is spoken for: met or cannot tell, and never not met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lepdata.english import joined, plural
from lepdata.judging.bounds import Bounds, Tally
from lepdata.judging.criteria import Criterion, Question
from lepdata.judging.kind import UNDECIDED, Case, Kind, Parts
from lepdata.judging.roll import Roll
from lepdata.seating.boards import Board
from lepdata.vocabulary import Outcome
from lepdata.voice.councils import HOW, NOT_SEEN, area_of, read_seats, ways

_NAMED = 3  # so many districts are called by name
_PART = "part of the area each member speaks for"


def _parts(board: Board) -> Parts:
    where, why_not = area_of(board)
    if where is None:
        return Parts((), why_not)
    how = ways(where, read_seats(board, where))
    # Two districts of one name are one to a reader.
    return Parts(tuple({one.council.name: how[one.council.code] for one in where.districts}.items()))


class Coverage(Kind):
    name = "coverage"
    expects = '"1" where the kind is coverage'
    counted = False
    of_seats = False

    def case(self, question: Question, roll: Roll, board: Board) -> Case:
        parts = _parts(board)
        missing = len(_missing(parts))
        outcome = Outcome.MET if parts.how and not missing else Outcome.CANNOT_TELL
        counted = Tally(len(parts.how) - missing, 0, missing, unseen=roll.unseen)
        return Case(question, roll.listing, counted, Bounds(outcome, outcome), parts=parts)

    def reason(self, case: Case) -> str:
        parts, missing = case.parts, _missing(case.parts)
        area = f"{plural(len(parts.how), 'district')} of the area"
        if parts.why_not:
            return f"{UNDECIDED}{parts.why_not}, and nothing published says which {_PART}"
        if not missing:
            return f"council seats speak for each of the {area}: {_ways(parts)}"
        if len(missing) == len(parts.how):
            return f"{UNDECIDED}no council seat is seen for any of the {area}, and nothing published says which {_PART}"
        return (
            f"{UNDECIDED}council seats speak for {len(parts.how) - len(missing)} of the {area} ({_ways(parts)}), "
            f"and nothing published says who speaks for {_names(missing)}"
        )

    def settling(self, case: Case) -> str:
        missing = _missing(case.parts)
        if len(missing) == len(case.parts.how):
            return f"a published statement of the {_PART}"
        return f"a council seat, own or shared, for {_names(missing)}, or a published statement of who speaks for them"

    def kpi(self, question: Question, members: int) -> str:
        return question.criterion.statement

    def seen(self, counted: Tally, reason: str) -> str:
        return reason.removeprefix(UNDECIDED)

    def settled_by(self, criterion: Criterion, counted: Tally) -> Iterator[str]:
        yield "places"


def _missing(parts: Parts) -> list[str]:
    return [name for name, how in parts.how if how == NOT_SEEN]


def _ways(parts: Parts) -> str:
    counts = Counter(how for _, how in parts.how)
    return joined([f"{counts[how]} {how}" for how in HOW if counts[how] and how != NOT_SEEN])


def _names(names: list[str]) -> str:
    others = len(names) - _NAMED  # one name is as short as "1 other"
    return joined(names) if others < 2 else joined([*names[:_NAMED], f"{others} others"])
