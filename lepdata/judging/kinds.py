"""The kinds of criterion: a new one is a class, a name in `KINDS` and one in `framework.schema.json`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor
from typing import Any

from lepdata.english import capital, choose, joined, plural, spelled
from lepdata.judging.bounds import (
    LARGEST_BOARD,
    NEVER,
    SOMEBODY,
    UNTOLD,
    Bounds,
    Demand,
    Overturned,
    Tally,
    decide,
    reached_limits,
)
from lepdata.judging.criteria import Criterion, Question, fraction_words
from lepdata.judging.kind import UNDECIDED, Case, Kind, Wrong
from lepdata.judging.roll import Listing, Roll, excepted
from lepdata.seating.boards import Board
from lepdata.vocabulary import Outcome
from lepdata.voice.councils import HOW, NOT_SEEN, area_of, read_seats, ways


def share_bounds(tally: Tally, least: Fraction) -> Bounds:
    """Whether at least `least` of the members are for (0 < least <= 1)."""
    if tally.members == 0:
        nobody = tally.might == 0 and tally.unseen == 0
        return UNTOLD if nobody else Bounds(UNTOLD.outcome, UNTOLD.as_listed, NEVER, Fraction(0), Fraction(1))
    low, high, reached = reached_limits(tally, tally.unseen)
    low_listed, high_listed, reached_listed = reached_limits(tally, 0)
    as_listed = decide(low_listed >= least, high_listed > least or (reached_listed and high_listed == least))
    outcome = decide(low >= least, high > least or (reached and high == least))
    return Bounds(outcome, as_listed, _overturned(tally, least, as_listed), low, high)


def _overturned(tally: Tally, least: Fraction, as_listed: Outcome) -> Overturned:
    if as_listed == Outcome.MET:
        used = tally.might_against + tally.might_unknown
        board = tally.members + (tally.most_added(used, 0) or 0)
        return tally.overturned(floor(tally.for_ / least) - board + 1, used)
    if as_listed == Outcome.CANNOT_TELL or least == 1 or tally.all_counted:
        return NEVER
    used = tally.might_for + tally.might_unknown
    more = tally.most_added(used, 0) or 0
    needed = (least * (tally.members + more) - (tally.for_ + tally.unknown + more)) / (1 - least)
    return tally.overturned(ceil(needed), used)


def more_needed(tally: Tally, least: Fraction) -> int | None:
    """The fewest further members for, and no other change, that reach a share whatever is still open."""
    largest = _largest_board(tally)
    if least == 1 or largest is None:
        return None
    return max(0, ceil((least * largest - tally.for_) / (1 - least)))


def _largest_board(tally: Tally) -> int | None:
    if tally.unseen is None:
        return None
    open_ones = tally.might_against + tally.might_unknown + tally.unseen
    return tally.members + (open_ones if tally.room is None else min(open_ones, tally.room))


def _within_reach(least: Fraction) -> Fraction:
    """The smallest share not below `least` that a board of `LARGEST_BOARD` can have: the same boards reach both."""
    if least.denominator <= LARGEST_BOARD:
        return least
    return min(Fraction(ceil(least * size), size) for size in range(1, LARGEST_BOARD + 1))


class Share(Kind):
    name = "share"
    expects = "a share above 0 and at most 1"

    def bounds(self, question: Question, counted: Tally, listing: Listing) -> Bounds:
        return share_bounds(counted, question.criterion.limit)

    def decided(self, case: Case) -> str:
        if not case.is_open or case.tally.all_counted:
            return f"{case.count()}: {_compared(case)}"
        return f"{case.with_all_open()}: {_compared(case)} however that turns out"

    def as_listed(self, case: Case) -> str:
        too_few = case.bounds.as_listed == Outcome.NOT_MET and case.tally.for_ and not case.tally.all_counted
        return super().as_listed(case) + (": too few" if too_few else "")

    def left_open(self, case: Case) -> str:
        found, limit = case.bounds, fraction_words(case.criterion.limit)
        return f", so the share lies between {found.lowest} and {found.highest}, where {limit} would be enough"

    def mending(self, case: Case) -> str:
        words, least, counted = case.terms, case.criterion.limit, case.tally
        more = more_needed(counted, least)
        if more is None:
            return f"{counted.against} {words.nouns_of(counted.against)} in place of those who are not"
        seats = plural(max(0, ceil(least * (_largest_board(counted) or 0) - counted.for_)), "more seat")
        return f"{seats} held by {words.nouns}, or {more} {words.nouns_of(more)} added"

    def demands(self, question: Question, roll: Roll) -> Iterator[Demand]:
        least = _within_reach(question.criterion.limit)
        top, bottom = least.numerator, least.denominator
        yield Demand((bottom - top, -top, -top, 0, 0, 0), 0, top, (0, 1, 1))
        yield SOMEBODY

    def rule(self, question: Question) -> str:
        return f"{fraction_words(question.criterion.limit)} {question.terms.many}"

    def kpi(self, question: Question, members: int) -> str:
        limit, who = question.criterion.limit, question.terms.many
        needed = ceil(limit * members)
        return f"At least {fraction_words(limit)} of the members are {who}: {needed} or more on a board of {members}."

    def seen(self, counted: Tally, reason: str) -> str:
        return f"{counted.for_ or 'none'} of {counted.members}{_not_known(counted)}"

    def fits(self, threshold: str) -> bool:
        top, _, bottom = threshold.partition("/")
        return 0 < int(top) <= int(bottom or 1)


def _not_known(counted: Tally) -> str:
    """Of how many the answer is not known, to follow a number."""
    return f", and {counted.unknown} of whom it is not known" if counted.unknown else ""


def _compared(case: Case) -> str:
    least, lowest = case.criterion.limit, case.bounds.lowest
    threshold = fraction_words(least)
    if case.bounds.outcome == Outcome.NOT_MET:
        return "not all" if least == 1 else f"less than {threshold}"
    if least == 1:
        return "all"
    if lowest is not None and lowest > least:
        return f"more than {threshold}"
    return f"{'exactly' if case.bounds.highest == least else 'at least'} {threshold}"


def presence_bounds(tally: Tally, least: int) -> Bounds:
    """Whether at least `least` members are for: met as soon as they are seen."""
    most, most_listed = tally.most_for(tally.unseen), tally.most_for(0)
    outcome = decide(tally.for_ >= least, most is None or most >= least)
    as_listed = decide(tally.for_ >= least, most_listed is None or most_listed >= least)
    if tally.members == 0 and not tally.all_counted:
        return UNTOLD
    needed = least - most_listed if as_listed == Outcome.NOT_MET and most_listed is not None else None
    return Bounds(outcome, as_listed, tally.overturned(needed, tally.might_for + tally.might_unknown))


class Presence(Kind):
    name = "presence"
    expects = "a whole number of members"

    def bounds(self, question: Question, counted: Tally, listing: Listing) -> Bounds:
        return presence_bounds(counted, question.criterion.limit.numerator)

    def decided(self, case: Case) -> str:
        for_ = case.tally.for_
        if case.bounds.outcome == Outcome.MET:
            return f"{plural(for_, 'member')} {choose(for_, 'is', 'are')} {case.terms.what(for_)}"
        if for_ == 0 and (not case.is_open or case.tally.all_counted):
            return case.count()
        return f"{case.with_all_open()}: fewer than {case.criterion.limit}"

    def undecided(self, case: Case) -> str:
        if case.criterion.who != "words":
            return super().undecided(case)
        members = case.group(case.tally.members)
        said = f'nothing printed on this list of the {members} says "{case.criterion.among[0]}"'
        return f"{said}, and a list need not print it"

    def settling(self, case: Case) -> str:
        if case.criterion.who == "words":
            return f'a published title or capacity that says "{case.criterion.among[0]}"'
        return super().settling(case)

    def mending(self, case: Case) -> str:
        needed = case.criterion.limit.numerator - case.tally.for_
        return f"{needed} {'more ' if case.tally.for_ else ''}{case.terms.nouns_of(needed)}"

    def demands(self, question: Question, roll: Roll) -> Iterator[Demand]:
        yield Demand((1, 0, 0, 0, 0, 0), question.criterion.limit.numerator)

    def rule(self, question: Question) -> str:
        least = question.criterion.limit.numerator
        noun = question.terms.nouns_of(least)
        return f"a {noun}" if least == 1 else f"at least {spelled(least)} {noun}"

    def kpi(self, question: Question, members: int) -> str:
        least = question.criterion.limit.numerator
        return f"At least {spelled(least)} {question.terms.nouns_of(least)} on the board."

    def seen(self, counted: Tally, reason: str) -> str:
        return str(counted.for_ or "none") + _not_known(counted)

    def settled_by(self, criterion: Criterion, counted: Tally) -> Iterator[str]:
        return iter(["titles"]) if criterion.who == "words" else super().settled_by(criterion, counted)

    def not_less(self, criterion: Criterion, now: int) -> Criterion:
        more = criterion.who == "sectors" and now > criterion.limit
        return replace(criterion, threshold=str(now)) if more else criterion

    def fits(self, threshold: str) -> bool:
        return "/" not in threshold and int(threshold) > 0


def ceiling_bounds(tally: Tally, most_allowed: int, at_least: int = 0) -> Bounds:
    """Whether no more than `most_allowed` members are for."""
    if tally.members == 0 and not at_least:
        return UNTOLD
    above = max(tally.for_, at_least) > most_allowed
    most, most_listed = tally.most_for(tally.unseen), tally.most_for(0)
    outcome = decide(most is not None and most <= most_allowed, not above)
    as_listed = decide(most_listed is not None and most_listed <= most_allowed, tally.for_ <= most_allowed)
    as_listed = as_listed if tally.members else Outcome.CANNOT_TELL
    needed = most_allowed - most_listed + 1 if as_listed == Outcome.MET and most_listed is not None else None
    return Bounds(outcome, as_listed, tally.overturned(needed, tally.might_for + tally.might_unknown))


class Ceiling(Kind):
    name = "ceiling"
    expects = "a whole number of members"
    limits = True

    def bounds(self, question: Question, counted: Tally, listing: Listing) -> Bounds:
        most = question.criterion.limit
        size = listing.size if question.is_board_size else None
        return ceiling_bounds(counted, most.numerator, size or 0)

    def decided(self, case: Case) -> str:
        compared = f"{'more than' if case.bounds.outcome == Outcome.NOT_MET else 'at most'} {case.criterion.limit}"
        size = case.listing.size
        if case.question.is_board_size and size is not None:
            if case.basis != "list":
                return f"the board has {plural(size, 'member')}: {compared}"
            if size > case.tally.for_:
                return f"the published size of the board is {size}: {compared}"
        shown = case.listed() if case.criterion.who == "everyone" else case.count()
        return f"{case.with_open(shown)}: {compared}"

    def mending(self, case: Case) -> str:
        size = case.listing.size if case.question.is_board_size else None
        too_many = max(case.tally.for_, size or 0) - case.criterion.limit.numerator
        return f"{too_many} {case.terms.nouns_of(too_many)} fewer"

    def demands(self, question: Question, roll: Roll) -> Iterator[Demand]:
        most = question.criterion.limit.numerator
        yield Demand((-1, 0, -1, 0, 0, 0), -most, 1, (1, 0, 1))
        yield SOMEBODY
        if question.is_board_size and roll.size is not None:
            yield Demand((-1, -1, -1, 0, 0, 0), max(roll.size - roll.sure, 0) - most)

    def rule(self, question: Question) -> str:
        most = question.criterion.limit.numerator
        return f"at most {most} {question.terms.nouns_of(most)}"

    def kpi(self, question: Question, members: int) -> str:
        most = question.criterion.limit.numerator
        return f"At most {spelled(most)} {question.terms.nouns_of(most)} on the board."

    def seen(self, counted: Tally, reason: str) -> str:
        return str(counted.for_ or "none")

    def fits(self, threshold: str) -> bool:
        return "/" not in threshold


OFFICES = ("chair", "deputy chair")


def office_bounds(tally: Tally, every: bool = True) -> Bounds:
    """Whether everyone listed as holding an office is for, or, where `every` is false, at least one of them."""
    if every:
        in_doubt = tally.unknown + tally.might_against + tally.might_unknown
        outcome = decide(tally.for_ > 0 and tally.against == 0 and in_doubt == 0, tally.against == 0)
    else:
        one_may_be = tally.unknown + tally.might_for + tally.might_unknown > 0
        outcome = decide(tally.for_ > 0, tally.against == 0 or one_may_be)
        if outcome == Outcome.NOT_MET and tally.unseen != 0:  # another holder need not be on the list
            return Bounds(Outcome.CANNOT_TELL, outcome, Overturned(1, tally.members + 1))
    return Bounds(outcome, outcome)


def _every_holder(name: str) -> bool:
    """Whether all who hold the office must be for: rules speak of the chair, but of a deputy chair."""
    return name == "chair"


class Office(Kind):
    name = "office"
    expects = '"1" where the kind is office'
    counted = False
    hangs_on_unseen = False

    def bounds(self, question: Question, counted: Tally, listing: Listing) -> Bounds:
        return office_bounds(counted, _every_holder(question.criterion.office))

    def case(self, question: Question, roll: Roll, board: Board) -> Case:
        return replace(super().case(question, roll, board), excepted=excepted(question, roll))

    def reason(self, case: Case) -> str:
        by_number = {0: _no_holder, 1: _one_holder}.get(case.tally.members, _several_holders)
        sentence = _with_exceptions(case) if case.excepted else by_number(case)
        more = f", and another {case.criterion.office} may be unseen" if case.bounds.overturned_by else ""
        return (UNDECIDED if case.bounds.outcome == Outcome.CANNOT_TELL else "") + sentence + more

    def settling(self, case: Case) -> str:
        name, counted = case.criterion.office, case.tally
        if counted.members + counted.might == 0:
            return f"a list that names the {name}"
        if counted.unknown:
            return f"the {case.terms.unknown} of {plural(counted.unknown, name)}"
        if case.bounds.overturned_by:
            return "a full list"
        return f"whether the {choose(counted.might, f'{name} listed was a member', f'{name}s listed were members')}"

    def demands(self, question: Question, roll: Roll) -> Iterator[Demand]:
        yield Demand((1, 0, 0, 0, 0, 0), 1)
        if _every_holder(question.criterion.office):
            yield Demand((0, -1, -1, 0, -1, -1), 0)

    def rule(self, question: Question) -> str:
        return f"a {question.criterion.office} who is {question.terms.one}"

    def kpi(self, question: Question, members: int) -> str:
        return f"The {question.criterion.office} is {question.terms.one}."

    def settled_by(self, criterion: Criterion, counted: Tally) -> Iterator[str]:
        yield "office"

    def faults(self, lines: dict[str, Any]) -> Iterator[Wrong]:
        if lines.get("office") is None:
            yield Wrong("office", "nothing", "one of " + ", ".join(OFFICES), 'add a line such as office = "chair"')


def _with_exceptions(case: Case) -> str:
    counted, rule, what = case.tally, case.criterion, case.terms.what
    why = f"excepted, because {rule.exempt_because} ({rule.exempt_source})"
    if counted.members == 1:
        sentence = f"the {rule.office} is {why}"
    else:
        plain, against = counted.for_ - case.excepted, counted.against
        counts = [f"{plural(plain, 'is', 'are')} {what(plain)}"] if plain else []
        counts += [f"{plural(against, 'is', 'are')} not {what(against)}"] if against else []
        counts += [f"{plural(case.excepted, 'is', 'are')} {why}"]
        sentence = f"of {counted.members} {rule.office}s listed {joined(counts)}"
    return case.with_open(sentence) if case.bounds.outcome == Outcome.CANNOT_TELL else sentence


def _no_holder(case: Case) -> str:
    might, name = case.tally.might, case.criterion.office
    if not might:
        return f"no {name} is listed"
    holders = choose(might, f"{name} listed counted as a member", f"{name}s listed counted as members")
    return f"it is unclear whether the {holders}"


def _one_holder(case: Case) -> str:
    name, what = case.criterion.office, case.terms.one
    if case.tally.unknown:
        return f"whether the {name} is {what} is not known"
    doubt = case.tally.might and case.bounds.outcome == Outcome.CANNOT_TELL
    another = f", but another {name} listed may have been a member" if doubt else ""
    return f"the {name} is {'not ' if case.tally.against else ''}{what}{another}"


def _several_holders(case: Case) -> str:
    counted, outcome, members = case.tally, case.bounds.outcome, case.tally.members
    listed, what = f"{case.criterion.office}s listed", case.terms.what
    if outcome == Outcome.MET and counted.for_ == members:
        return f"{'both' if members == 2 else f'all {members}'} {listed} are {case.terms.many}"
    if not counted.against and not counted.for_:
        return f"of {members} {listed} {plural(counted.unknown, 'is', 'are')} unknown"
    not_, n = ("not ", counted.against) if counted.against and outcome != Outcome.MET else ("", counted.for_)
    sentence = f"{n} of {members} {listed} {choose(n, 'is', 'are')} {not_}{what(n)}"
    return case.with_open(sentence) if outcome == Outcome.CANNOT_TELL else sentence


_PART = "part of the area each member speaks for"


class Coverage(Kind):
    name = "coverage"
    expects = '"1" where the kind is coverage'
    counted = False
    of_seats = False

    def case(self, question: Question, roll: Roll, board: Board) -> Case:
        where, why_not = area_of(board.lep, board.as_at)
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


KINDS: dict[str, Kind] = {kind.name: kind for kind in (Share(), Presence(), Ceiling(), Office(), Coverage())}


def kind_of(criterion: Criterion) -> Kind:
    return KINDS[criterion.kind]


def label(criterion: Criterion) -> str:
    """What a criterion is called in labels: its own name, or what it asks, such as "Two-thirds private"."""
    reading = "business" if criterion.who == "private" else ""
    return criterion.name or capital(kind_of(criterion).rule(Question(criterion, reading, "all")))
