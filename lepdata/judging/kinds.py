"""The kinds of criterion, made from one class: a new one is a class, a name in `KINDS` and `framework.schema.json`."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from operator import attrgetter

from lepdata.english import capital, choose, joined, plural, spelled
from lepdata.judging.bounds import NEVER, SOMEBODY, UNTOLD, Bounds, Demand, Overturned, Tally, decide
from lepdata.judging.criteria import Criterion, Question, Terms, fraction_words
from lepdata.judging.roll import Listing, Roll, excepted, tally
from lepdata.seating.boards import Board, PublishedCount
from lepdata.vocabulary import FRAGMENTS, Outcome
from lepdata.voice.councils import HOW, NOT_SEEN, area_of, read_seats, ways

UNDECIDED = "cannot tell: "  # what begins the reason of every verdict that cannot be told


@dataclass(frozen=True)
class Case:
    """Everything that settles one verdict and its words: equal cases have equal verdicts."""

    question: Question
    listing: Listing
    tally: Tally
    bounds: Bounds
    firm: "Case | None" = None  # the same with every guess as unknown, where somebody's sector is a guess
    excepted: int = 0  # holders of an office who count only because the rule excepts them
    districts: tuple[tuple[str, str], ...] = ()  # of the board's area, by name: how each is represented
    why_not: str = ""  # why that cannot be told
    basis: str = "list"
    count_used: PublishedCount | None = None

    criterion = cached_property[Criterion](attrgetter("question.criterion"))
    terms = cached_property[Terms](attrgetter("question.terms"))

    @property
    def is_settled(self) -> bool:
        """Whether all who are for are known, and nothing is open."""
        return self.tally.all_counted or (self.tally.unknown == self.tally.might == self.tally.unseen == 0)

    def group(self, count: int) -> str:
        """Such as "12 members", or "12 members who are not co-opted"."""
        if self.question.denominator == "all":
            return plural(count, "member")
        return plural(count, "member who is not co-opted", "members who are not co-opted")

    def count(self, as_listed: bool = False) -> str:
        """Such as "8 of 12 members are private", or, of those listed alone, "on the 14 listed 10 are private"."""
        for_, members = self.tally.for_, self.tally.members
        nobody = f"is {'known to be ' if self.tally.unknown else ''}{self.terms.one}"
        if self.tally.all_counted or not as_listed:
            group = ("at least " if self.tally.all_counted and self.tally.unseen != 0 else "") + self.group(members)
            if not for_:
                return f"none of {group} {nobody}"
            return f"{for_} of {group} {choose(for_, 'is', 'are')} {self.terms.what(for_)}"
        if self.criterion.who == "everyone":
            return f"{self.group(members)} {choose(members, 'is', 'are')} listed"
        listed = f"on the {members} listed{'' if self.question.denominator == 'all' else ' who are not co-opted'}"
        return f"{listed} {plural(for_, 'is', 'are')} {self.terms.what(for_)}" if for_ else f"{listed} none {nobody}"

    def with_open(self, sentence: str, and_unseen: bool = False) -> str:
        """The sentence, and what the list leaves open, such as "2 are unknown"."""
        unknown, might, unseen = self.tally.unknown, self.tally.might, self.tally.unseen
        left = [f"{plural(unknown, 'is', 'are')} unknown"] if unknown else []
        left += [f"{plural(might, 'other')} may or may not be {choose(might, 'a member', 'members')}"] if might else []
        left += [f"{'others' if unseen is None else unseen} may be unseen"] if and_unseen and unseen != 0 else []
        return joined([sentence, *left])


class Kind:
    """What verdicts, plans, findings and framework files ask of a kind of criterion."""

    name = ""
    counted = True  # whether a count published without names can answer it
    of_seats = True  # whether changes of members can mend it
    limits = False  # whether it asks for fewer members, not for more
    hangs_on_unseen = True  # whether members who are not listed can change the answer
    told_by = ""  # what has to be published for it to be told, where that is no list: as `settled_by` says it

    # what each kind says for itself
    bounds: Callable[[Question, Tally, Listing], Bounds]
    decided: Callable[[Case], str]  # the sum of a verdict that is met or not met
    demands: Callable[[Question, Roll], Iterator[Demand]]  # what the numbers of a board must satisfy for it to be met
    rule: Callable[[Question], str]  # what it asks, in a few words, such as "two-thirds private"

    def case(self, question: Question, roll: Roll, board: Board) -> Case:
        counted, by_exception = tally(question, roll), excepted(question, roll) if question.criterion.exempt else 0
        bounds = self.bounds(question, counted, roll.listing)
        return Case(question, roll.listing, counted, bounds, excepted=by_exception)

    def reason(self, case: Case) -> str:
        """Why a verdict is what it is, in one sentence without a full stop."""
        if case.bounds.outcome != Outcome.CANNOT_TELL:
            return self.decided(case)
        return UNDECIDED + (self.undecided(case) if case.tally.members else _nobody(case))

    def undecided(self, case: Case) -> str:
        """The sum of a verdict that cannot be told."""
        counted, found, so_far = case.tally, case.bounds, case.with_open(case.count(as_listed=True))
        is_share = found.lowest is not None
        if case.listing.completeness in FRAGMENTS:
            fragment = "only a part of the board" if case.listing.completeness == "partial" else "cut off"
            so_far = f"the list is {fragment}; {so_far}"
        if is_share and found.as_listed == Outcome.NOT_MET and counted.for_ and not counted.all_counted:
            so_far += ": too few"
        if found.as_listed != Outcome.CANNOT_TELL and not counted.all_counted:
            fewest, n = "as few as " if counted.unknown or counted.might else "", found.overturned.by or 0
            return f"{so_far}, and it would take {fewest}{plural(n, 'unseen other')} to overturn that"
        if counted.unseen is None:
            return f"{so_far}, and others may be unseen"
        lies = f", so the share lies between {found.lowest} and {found.highest}" if is_share else ""
        return so_far + lies + (f", where {fraction_words(case.criterion.limit)} would be enough" if lies else "")

    def remedy(self, case: Case) -> str | None:
        """What would settle a verdict that cannot be told, or make one met that is not; None where it is met."""
        if case.bounds.outcome == Outcome.MET:
            return None
        return self.settling(case) if case.bounds.outcome == Outcome.CANNOT_TELL else self.mending(case)

    def settling(self, case: Case) -> str:
        """What would have to be published."""
        unknown, might = case.tally.unknown, case.tally.might
        if case.tally.members == 0 and might == 0:
            return "a list that names the members"
        wanted = ["a full list"] if case.tally.unseen != 0 else []
        if case.bounds.as_listed == Outcome.CANNOT_TELL:
            wanted += [f"the {case.terms.unknown} of {plural(unknown, 'member')}"] if unknown else []
            wanted += [f"whether {plural(might, 'person is a member', 'people are members')}"] if might else []
        return joined(wanted)

    def mending(self, case: Case) -> str:
        """What would have to change."""
        return self.rule(case.question)

    def kpi(self, question: Question, members: int) -> str:
        """What it asks of a board of so many members, as a target of a plan; here of so many at least or at most."""
        number = question.criterion.limit.numerator
        bound = "most" if self.limits else "least"
        return f"At {bound} {spelled(number)} {question.terms.nouns_of(number)} on the board."

    def seen(self, counted: Tally, reason: str) -> str:
        """What a list shows of it, to follow "On the list of 1 May 2020: "."""
        if not self.counted:
            return reason.removeprefix(UNDECIDED)
        of = f" of {counted.members}" if self.name == "share" else ""
        unknown = f", and {counted.unknown} of whom it is not known" if counted.unknown and not self.limits else ""
        return f"{counted.for_ or 'none'}{of}{unknown}"

    def settled_by(self, criterion: Criterion, counted: Tally) -> list[str]:
        """What would have to be published for it to be told, as drafts of plans name it (`lepdata.change.draft`)."""
        if told_by := "titles" if criterion.who == "words" else self.told_by:
            return [told_by]
        needed = {"list": counted.unseen != 0, "membership": counted.might > 0}
        needed["gender"] = counted.unknown > 0 and criterion.who == "women"
        needed["sector"] = counted.unknown > 0 and criterion.who in ("private", "sectors")
        return [what for what, is_needed in needed.items() if is_needed]


def _nobody(case: Case) -> str:
    might, listing = case.tally.might, case.listing
    if might:
        return f"{plural(might, 'person', 'people')} listed may or may not be {choose(might, 'a member', 'members')}"
    if case.question.denominator != "all" and listing.anybody:
        return "only co-opted members are listed"
    if listing.others:
        return f"none of the {plural(listing.others, 'person', 'people')} listed counts as a member"
    if listing.vacancies:
        return f"only {plural(listing.vacancies, 'vacancy is', 'vacancies are')} listed"
    return "no member is listed"


def _overturned(tally: Tally, least: Fraction, as_listed: Outcome) -> Overturned:
    """The fewest unseen members who turn a share: against where it is met, for where it is not."""
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


def more_needed(tally: Tally, least: Fraction) -> tuple[int, int] | None:
    """The fewest seats that must pass to those who are for, or that must be added, whatever is still open."""
    if least == 1 or tally.unseen is None:
        return None
    open_ones = tally.might_against + tally.might_unknown + tally.unseen
    largest = tally.members + (open_ones if tally.room is None else min(open_ones, tally.room))
    short = max(least * largest - tally.for_, Fraction(0))
    return ceil(short), ceil(short / (1 - least))


class Share(Kind):
    """Whether at least a fraction of the members (above 0, at most 1) are for."""

    name = "share"

    def bounds(self, question: Question, counted: Tally, listing: Listing) -> Bounds:
        least = question.criterion.limit
        if counted.members == 0:
            nobody = counted.might == 0 and counted.unseen == 0
            return UNTOLD if nobody else replace(UNTOLD, lowest=Fraction(0), highest=Fraction(1))
        said = []
        for unseen in (0, counted.unseen):
            low, high, reached = counted.share_limits(unseen)
            said.append(decide(low >= least, high > least or (reached and high == least)))
        return Bounds(said[1], said[0], _overturned(counted, least, said[0]), low, high)

    def decided(self, case: Case) -> str:
        least, found, threshold = case.criterion.limit, case.bounds, fraction_words(case.criterion.limit)
        if found.outcome == Outcome.NOT_MET:
            compared = "not all" if least == 1 else f"less than {threshold}"
        elif least == 1:
            compared = "all"
        else:
            more = found.lowest is not None and found.lowest > least
            compared = f"{'more than' if more else 'exactly' if found.highest == least else 'at least'} {threshold}"
        if case.is_settled:
            return f"{case.count()}: {compared}"
        return f"{case.with_open(case.count(), and_unseen=True)}: {compared} however that turns out"

    def mending(self, case: Case) -> str:
        against, words, more = case.tally.against, case.terms, more_needed(case.tally, case.criterion.limit)
        if more is None:
            return f"{against} {words.nouns_of(against)} in place of those who are not"
        return f"{plural(more[0], 'more seat')} held by {words.nouns}, or {more[1]} {words.nouns_of(more[1])} added"

    def demands(self, question: Question, roll: Roll) -> Iterator[Demand]:
        top, bottom = question.criterion.limit.as_integer_ratio()
        yield Demand((bottom - top, -top, -top, 0, -top, -top), 0, by_room=True)
        yield SOMEBODY

    def rule(self, question: Question) -> str:
        return f"{fraction_words(question.criterion.limit)} {question.terms.many}"

    def kpi(self, question: Question, members: int) -> str:
        limit, who = question.criterion.limit, question.terms.many
        needed = ceil(limit * members)
        return f"At least {fraction_words(limit)} of the members are {who}: {needed} or more on a board of {members}."


class Presence(Kind):
    """Whether at least so many members are for: met as soon as they are seen."""

    name = "presence"

    def bounds(self, question: Question, counted: Tally, listing: Listing) -> Bounds:
        least, met = question.criterion.limit.numerator, counted.for_ >= question.criterion.limit
        if counted.members == 0 and not counted.all_counted:
            return UNTOLD
        most, most_listed = counted.most_for(counted.unseen), counted.most_for(0)
        as_listed = decide(met, most_listed is None or most_listed >= least)
        needed = least - most_listed if as_listed == Outcome.NOT_MET and most_listed is not None else None
        overturned = counted.overturned(needed, counted.might_for + counted.might_unknown)
        return Bounds(decide(met, most is None or most >= least), as_listed, overturned)

    def decided(self, case: Case) -> str:
        for_ = case.tally.for_
        if case.bounds.outcome == Outcome.MET:
            return f"{plural(for_, 'member')} {choose(for_, 'is', 'are')} {case.terms.what(for_)}"
        if for_ == 0 and case.is_settled:
            return case.count()
        return f"{case.with_open(case.count(), and_unseen=True)}: fewer than {case.criterion.limit}"

    def undecided(self, case: Case) -> str:
        if case.criterion.who != "words":
            return super().undecided(case)
        said = f'nothing printed on this list of the {case.group(case.tally.members)} says "{case.criterion.among[0]}"'
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
        return f"{'a' if least == 1 else f'at least {spelled(least)}'} {question.terms.nouns_of(least)}"


class Ceiling(Kind):
    """Whether no more than so many members are for."""

    name = "ceiling"
    limits = True

    def bounds(self, question: Question, counted: Tally, listing: Listing) -> Bounds:
        allowed, size = question.criterion.limit.numerator, (listing.size if question.is_board_size else None) or 0
        if counted.members == 0 and not size:
            return UNTOLD
        most, most_listed = counted.most_for(counted.unseen), counted.most_for(0)
        outcome = decide(most is not None and most <= allowed, max(counted.for_, size) <= allowed)
        as_listed = decide(most_listed is not None and most_listed <= allowed, counted.for_ <= allowed)
        as_listed = as_listed if counted.members else Outcome.CANNOT_TELL
        needed = allowed - most_listed + 1 if as_listed == Outcome.MET and most_listed is not None else None
        return Bounds(outcome, as_listed, counted.overturned(needed, counted.might_for + counted.might_unknown))

    def decided(self, case: Case) -> str:
        compared = f"{'more than' if case.bounds.outcome == Outcome.NOT_MET else 'at most'} {case.criterion.limit}"
        size = case.listing.size
        if case.question.is_board_size and size is not None:
            if case.basis != "list":
                return f"the board has {plural(size, 'member')}: {compared}"
            if size > case.tally.for_:
                return f"the published size of the board is {size}: {compared}"
        return f"{case.with_open(case.count(as_listed=case.criterion.who == 'everyone'))}: {compared}"

    def mending(self, case: Case) -> str:
        size = case.listing.size if case.question.is_board_size else None
        too_many = max(case.tally.for_, size or 0) - case.criterion.limit.numerator
        return f"{too_many} {case.terms.nouns_of(too_many)} fewer"

    def demands(self, question: Question, roll: Roll) -> Iterator[Demand]:
        most = question.criterion.limit.numerator
        yield Demand((-1, 0, -1, -1, 0, -1), -most, by_room=True)
        yield SOMEBODY
        if question.is_board_size and roll.size is not None:
            yield Demand((-1, -1, -1, 0, 0, 0), max(roll.size - roll.sure, 0) - most)

    def rule(self, question: Question) -> str:
        most = question.criterion.limit.numerator
        return f"at most {most} {question.terms.nouns_of(most)}"


OFFICES = ("chair", "deputy chair")


class Office(Kind):
    """Whether all listed as the chair are for, or at least one deputy chair: rules say "the chair", but "a deputy"."""

    name = "office"
    counted = False
    hangs_on_unseen = False
    told_by = "office"

    def bounds(self, question: Question, counted: Tally, listing: Listing) -> Bounds:
        for_, against = counted.for_ > 0, counted.against > 0
        if question.criterion.office == "chair":
            in_doubt = counted.unknown + counted.might_against + counted.might_unknown > 0
            outcome = decide(for_ and not against and not in_doubt, not against)
            return Bounds(outcome, outcome)
        outcome = decide(for_, not against or counted.unknown + counted.might_for + counted.might_unknown > 0)
        if outcome == Outcome.NOT_MET and counted.unseen != 0:  # another holder need not be on the list
            return Bounds(Outcome.CANNOT_TELL, outcome, Overturned(1, counted.members + 1))
        return Bounds(outcome, outcome)

    def reason(self, case: Case) -> str:
        more = f", and another {case.criterion.office} may be unseen" if case.bounds.overturned.by else ""
        return UNDECIDED * (case.bounds.outcome == Outcome.CANNOT_TELL) + _holders(case) + more

    def settling(self, case: Case) -> str:
        name, counted = case.criterion.office, case.tally
        if counted.members + counted.might == 0:
            return f"a list that names the {name}"
        if counted.unknown:
            whom = choose(counted.unknown, f"the {name}", f"{counted.unknown} {name}s")
            return f"the {case.terms.unknown} of {whom}"
        if case.bounds.overturned.by:
            return "a full list"
        return f"whether the {choose(counted.might, f'{name} listed was a member', f'{name}s listed were members')}"

    def demands(self, question: Question, roll: Roll) -> Iterator[Demand]:
        yield Demand((1, 0, 0, 0, 0, 0), 1)
        if question.criterion.office == "chair":
            yield Demand((0, -1, -1, 0, -1, -1), 0)

    def rule(self, question: Question) -> str:
        return f"a {question.criterion.office} who is {question.terms.one}"

    def kpi(self, question: Question, members: int) -> str:
        return f"The {question.criterion.office} is {question.terms.one}."


def _holders(case: Case) -> str:
    counted, rule, name, what = case.tally, case.criterion, case.criterion.office, case.terms.what
    excepted = f"excepted, because {rule.exempt_because} ({rule.exempt_source})"
    if counted.members > 1:
        plain, against = counted.for_ - case.excepted, counted.against
        told = {what(plain): plain, f"not {what(against)}": against, excepted: case.excepted}
        known = joined([f"{plural(number, 'is', 'are')} {of_whom}" for of_whom, number in told.items() if number])
        return f"of {counted.members} {name}s listed {case.with_open(known)}"
    if not counted.members:
        listed = choose(counted.might, f"{name} listed counted as a member", f"{name}s listed counted as members")
        return f"it is unclear whether the {listed}" if counted.might else f"no {name} is listed"
    if counted.unknown:
        return f"whether the {name} is {what(1)} is not known"
    doubt = counted.might and case.bounds.outcome == Outcome.CANNOT_TELL
    another = f", but another {name} listed may have been a member" if doubt else ""
    return f"the {name} is {excepted if case.excepted else 'not ' * counted.against + what(1)}{another}"


_PART = "part of the area each member speaks for"


class Coverage(Kind):
    """Whether a council seat speaks for every district of the area."""

    name = "coverage"
    counted = False
    of_seats = False
    told_by = "places"

    def case(self, question: Question, roll: Roll, board: Board) -> Case:
        where, why_not = area_of(board.lep, board.as_at)
        by_name: dict[str, str] = {}  # two districts of one name are one to a reader
        if where:
            how = ways(where, read_seats(board, where)[0])
            by_name = {one.council.name: how[one.council.code] for one in where.districts}
        missing = list(by_name.values()).count(NOT_SEEN)
        outcome = Outcome.MET if by_name and not missing else Outcome.CANNOT_TELL
        counted, bounds = Tally(len(by_name) - missing, 0, missing, unseen=roll.unseen), Bounds(outcome, outcome)
        return Case(question, roll.listing, counted, bounds, districts=tuple(by_name.items()), why_not=why_not)

    def reason(self, case: Case) -> str:
        counts, number = Counter(how for _, how in case.districts), len(case.districts)
        area, missing = f"{plural(number, 'district')} of the area", counts.pop(NOT_SEEN, 0)
        spoken_for = joined([f"{counts[how]} {how}" for how in HOW if counts[how]])
        if not missing and not case.why_not:
            return f"council seats speak for each of the {area}: {spoken_for}"
        if missing == number:
            unseen = case.why_not or f"no council seat is seen for any of the {area}"
            return f"{UNDECIDED}{unseen}, and nothing published says which {_PART}"
        unseen = f"nothing published says who speaks for {_not_seen(case)}"
        return f"{UNDECIDED}council seats speak for {number - missing} of the {area} ({spoken_for}), and {unseen}"

    def settling(self, case: Case) -> str:
        if case.tally.unknown == len(case.districts):
            return f"a published statement of the {_PART}"
        return f"a council seat, own or shared, for {_not_seen(case)}, or a published statement of who speaks for them"

    def rule(self, question: Question) -> str:
        return "the whole area represented"


def _not_seen(case: Case) -> str:
    """The districts for which nobody was seen; three are called by name, and a fourth is as short as "1 other"."""
    names = [name for name, how in case.districts if how == NOT_SEEN]
    return joined(names if len(names) < 5 else [*names[:3], f"{len(names) - 3} others"])


KINDS: dict[str, Kind] = {kind.name: kind for kind in (Share(), Presence(), Ceiling(), Office(), Coverage())}


def kind_of(criterion: Criterion) -> Kind:
    return KINDS[criterion.kind]


def label(criterion: Criterion) -> str:
    """What a criterion is called in labels: its own name, or what it asks, such as "Two-thirds private"."""
    reading = "business" if criterion.who == "private" else ""
    return criterion.name or capital(kind_of(criterion).rule(Question(criterion, reading, "all")))
