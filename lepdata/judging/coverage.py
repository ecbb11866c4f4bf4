"""Coverage: every part of the area is spoken for: met or cannot tell, and never not met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lepdata.english import joined, plural
from lepdata.judging.bounds import Bounds, Tally
from lepdata.judging.criteria import Criterion, Question
from lepdata.judging.kind import UNDECIDED, Case, Kind
from lepdata.judging.roll import Roll
from lepdata.seating.boards import Board
from lepdata.vocabulary import Outcome
from lepdata.voice.councils import HOW, NOT_SEEN, area_of, read_seats, ways

_PART = "part of the area each member speaks for"


class Coverage(Kind):
    name = "coverage"
    expects = '"1" where the kind is coverage'
    counted = False
    of_seats = False

    def case(self, question: Question, roll: Roll, board: Board) -> Case:
        where, why_not = area_of(board)
        how = ways(where, read_seats(board, where)) if where else {}
        # Two districts of one name are one to a reader.
        by_name = {one.council.name: how[one.council.code] for one in where.districts} if where else {}
        missing = list(by_name.values()).count(NOT_SEEN)
        outcome = Outcome.MET if by_name and not missing else Outcome.CANNOT_TELL
        counted, bounds = Tally(len(by_name) - missing, 0, missing, unseen=roll.unseen), Bounds(outcome, outcome)
        return Case(question, roll.listing, counted, bounds, districts=tuple(by_name.items()), why_not=why_not)

    def reason(self, case: Case) -> str:
        missing, number = _missing(case), len(case.districts)
        area = f"{plural(number, 'district')} of the area"
        if case.why_not:
            return f"{UNDECIDED}{case.why_not}, and nothing published says which {_PART}"
        counts = Counter(how for _, how in case.districts)
        spoken_for = joined([f"{counts[how]} {how}" for how in HOW if counts[how] and how != NOT_SEEN])
        if not missing:
            return f"council seats speak for each of the {area}: {spoken_for}"
        if len(missing) == number:
            return f"{UNDECIDED}no council seat is seen for any of the {area}, and nothing published says which {_PART}"
        return (
            f"{UNDECIDED}council seats speak for {number - len(missing)} of the {area} ({spoken_for}), "
            f"and nothing published says who speaks for {_names(missing)}"
        )

    def settling(self, case: Case) -> str:
        missing = _missing(case)
        if len(missing) == len(case.districts):
            return f"a published statement of the {_PART}"
        return f"a council seat, own or shared, for {_names(missing)}, or a published statement of who speaks for them"

    def rule(self, question: Question) -> str:
        return "the whole area represented"

    def kpi(self, question: Question, members: int) -> str:
        return question.criterion.statement

    def settled_by(self, criterion: Criterion, counted: Tally) -> Iterator[str]:
        yield "places"


def _missing(case: Case) -> list[str]:
    return [name for name, how in case.districts if how == NOT_SEEN]


def _names(names: list[str]) -> str:
    others = len(names) - 3  # three are called by name, and a fourth is as short as "1 other"
    return joined(names) if others < 2 else joined([*names[:3], f"{others} others"])
