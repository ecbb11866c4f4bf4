"""The search against every board that is possible: nothing fewer would do, what is found does, what conflicts does."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations_with_replacement, product

from hypothesis import given, settings
from hypothesis import strategies as st

from lepdata.change.planning import change_set
from lepdata.change.programme import Goal, best_way, in_the_way
from lepdata.judging.criteria import Criterion, Question
from lepdata.judging.kinds import kind_of
from lepdata.judging.roll import Member, Roll, tally

calmly = settings(max_examples=40, derandomize=True, deadline=None)
BOTH = ("all", "without co-opted")


def rule(name: str, kind: str, threshold: object, who: str, **more: object) -> Criterion:
    return Criterion(name, "", kind, str(threshold), who, "requirement", "", "", **more)  # type: ignore[arg-type]


def person(
    sector: str = "private", gender: str = "man", role: str = "member", sure: bool = True, **more: str
) -> Member:
    national = {"unknown": "unknown", "council": "public"}.get(sector, "private")
    return Member(sure, role, sector, "", "", national, gender, "")._replace(**more)


def roll_of(members: list[Member], room: int | None) -> Roll:
    """A roll of a full list, or of one on which so many more may be unseen."""
    sure = sum(member.sure for member in members)
    return Roll(tuple(members), "full") if room is None else Roll(tuple(members), "not stated", sure + room)


def goal(
    members: list[Member],
    criteria: tuple[Criterion, ...],
    room: int | None = None,
    keep_councils: bool = False,
    keep_size: bool = False,
    hopeful: bool = False,
) -> Goal:
    return Goal(roll_of(members, room), criteria, "business", keep_councils, keep_size, hopeful)


def changes(asked: Goal) -> int | None:
    found = best_way(asked)
    return None if found is None else change_set(found, asked).changes


def holds(asked: Goal, members: list[Member], settled: int = 0) -> bool:
    """Whether every criterion is met on the list, by the bounds of verdicts; `settled` took seats of the room left."""
    room = asked.roll.room
    roll = roll_of(members, None if room is None else room - settled)
    return all(
        met(criterion, denominator, roll, asked.definition)
        for criterion in asked.criteria
        for denominator in criterion.denominators
    )


def met(criterion: Criterion, denominator: str, roll: Roll, definition: str) -> bool:
    question = Question(criterion, definition if criterion.who == "private" else "", denominator)
    size = roll.size or 0 if question.is_board_size else 0
    found = kind_of(criterion).bounds(question, tally(question, roll), roll.listing)
    return found.as_listed == "met" and (not size or size <= criterion.limit)


# Every sort of member that is wholly known and holds no office.
SORTS = [person(sector, gender) for sector in ("private", "council", "education") for gender in ("woman", "man")]
KNOWN = st.lists(st.sampled_from(SORTS), min_size=1, max_size=8)
SHARES = st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1), Fraction(3, 7)])
MOST = 9


@st.composite
def plain_rules(draw: st.DrawFn) -> tuple[Criterion, ...]:
    size = rule("size", "ceiling", draw(st.integers(1, MOST)), "everyone")
    every = [
        rule("private", "share", draw(SHARES), "private"),
        rule("women", "share", draw(SHARES), "women"),
        rule("education", "presence", draw(st.integers(1, 2)), "sectors", among=("education",)),
        rule("few-men", "ceiling", draw(st.integers(0, 3)), "sectors", among=("private",)),
    ]
    return (size, *(one for one in every if draw(st.booleans())))


def fewest_by_listing(asked: Goal) -> int | None:
    """Over every board that the ceiling allows: how far the nearest one is that meets everything."""
    before = [asked.roll.members.count(sort) for sort in SORTS]
    councils = [at for at, sort in enumerate(SORTS) if sort.sector == "council"]
    most = min(int(asked.criteria[0].limit), MOST)
    nearest = None
    for size in range(1, most + 1):
        if asked.keep_size and size != sum(before):
            continue
        for board in combinations_with_replacement(range(len(SORTS)), size):
            after = [board.count(at) for at in range(len(SORTS))]
            if asked.keep_councils and sum(after[at] for at in councils) < sum(before[at] for at in councils):
                continue
            left = sum(max(b - a, 0) for b, a in zip(before, after, strict=True))
            cost = max(left, left + size - sum(before))
            if (nearest is None or cost < nearest) and holds(asked, [SORTS[at] for at in board]):
                nearest = cost
    return nearest


@calmly
@given(KNOWN, plain_rules(), st.booleans(), st.booleans())
def test_nothing_fewer_would_do_over_every_board(members, criteria, keep_councils, keep_size):
    asked = goal(members, criteria, None, keep_councils, keep_size)
    assert changes(asked) == fewest_by_listing(asked)


# Members with offices, unknowns, and people who might be members.
ANY = st.builds(
    person,
    st.sampled_from(["private", "council", "voluntary", "unknown"]),
    st.sampled_from(["woman", "man", "not published"]),
    st.sampled_from(["member", "member", "member", "chair", "co-opted"]),
    st.sampled_from([True, True, True, False]),
)


@st.composite
def mixed_rules(draw: st.DrawFn) -> tuple[Criterion, ...]:
    denominators = draw(st.sampled_from([("all",), BOTH, ("without co-opted",)]))
    every = [
        rule("private", "share", draw(st.sampled_from(["1/2", "2/3", "1"])), "private", denominators=denominators),
        rule("women", "share", draw(st.sampled_from(["1/3", "1/2"])), "women"),
        rule("size", "ceiling", draw(st.integers(2, 5)), "everyone", denominators=denominators),
        rule("chair", "office", 1, "private", office="chair"),
        rule("woman-chair", "office", 1, "women", office="chair"),
        rule("voluntary", "presence", 1, "sectors", among=("voluntary",)),
        rule("few-councils", "ceiling", 1, "sectors", among=("council",)),
        rule("co-opted", "ceiling", draw(st.integers(0, 1)), "co-opted"),
    ]
    chosen = draw(st.lists(st.sampled_from(range(len(every))), min_size=1, max_size=3, unique=True))
    return tuple(every[at] for at in sorted(chosen))


BOARDS = st.lists(ANY, min_size=1, max_size=5).filter(lambda members: any(member.sure for member in members))
ROOM = st.sampled_from([None, None, 0, 1, 5])

State = tuple[tuple[Member, ...], int]


def joiners(asked: Goal) -> list[Member]:
    offices = {criterion.office for criterion in asked.criteria if criterion.office}
    everybody = product(("private", "council", "voluntary", "unknown"), ("woman", "not published"))
    roles = ["member", "co-opted", *sorted(offices)]
    return [person(sector, gender, role) for (sector, gender), role in product(everybody, roles)]


def one_change(state: State, asked: Goal, arrivals: list[Member]) -> Iterator[State]:
    """Every board one change away; the second number counts the council seats gained, less those perhaps lost."""
    members, gained = state
    sure = sorted({member for member in members if member.sure})
    for new, old in product([None, *arrivals], [None, *sure]):
        rest, net = list(members), gained
        if old is not None:
            rest.remove(old)
            net -= old.sector in ("council", "unknown")
        if new is not None:
            rest.append(new)
            net += new.sector == "council"
        if (new, old) != (None, None):
            yield tuple(sorted(rest)), net
    for office in {criterion.office for criterion in asked.criteria if criterion.office}:
        holders = [None, *sorted({member for member in members if member.role == office})]
        takers = [None, *(member for member in sure if member.role == "member")]
        for holder, taker in product(holders, takers):
            rest = list(members)
            for old, role in ((holder, "member"), (taker, office)):
                if old is not None:
                    rest.remove(old)
                    rest.append(old._replace(role=role))
            yield tuple(sorted(rest)), gained


def reached(state: State, asked: Goal) -> bool:
    members, gained = state
    if asked.keep_councils and gained < 0:
        return False
    if asked.keep_size and sum(member.sure for member in members) != asked.roll.sure:
        return False
    for office in {criterion.office for criterion in asked.criteria if criterion.office}:
        before = sum(member.role == office for member in asked.roll.members)
        if sum(member.role == office and member.sure for member in members) > max(before, 1):
            return False
    return holds(asked, list(members))


@calmly
@given(BOARDS, mixed_rules(), ROOM, st.booleans(), st.booleans())
def test_nothing_fewer_would_do_step_by_step(members, criteria, room, keep_councils, keep_size):
    asked = goal(members, criteria, room, keep_councils, keep_size)
    start, found = (tuple(sorted(members)), 0), changes(asked)
    assert (found == 0) == reached(start, asked)
    if found:
        assert (found == 1) == any(reached(state, asked) for state in set(one_change(start, asked, joiners(asked))))


@settings(calmly, max_examples=80)
@given(BOARDS, mixed_rules(), ROOM, st.booleans(), st.booleans(), st.booleans())
def test_what_is_found_does(members, criteria, room, keep_councils, keep_size, hopeful):
    asked = goal(members, criteria, room, keep_councils, keep_size, hopeful)
    if found := best_way(asked):
        made = [(one.choice, one.amount) for one in found.made if one.choice.action not in ("leave", "out")]
        after = [choice.member for choice, amount in made for _ in range(amount)]
        settled = sum(amount for choice, amount in made for fact in choice.facts if fact.value == "in")
        assert holds(asked, after, settled)
        assert not keep_size or sum(one.sure for one in after) - settled == asked.roll.sure
        told = change_set(found, asked)
        assert bool(told.summary) == bool(told.steps)


def versions(member: Member) -> Iterator[tuple[int, Member | None]]:
    """A member as they may turn out to be, each with how many facts that takes; None where they are no member."""
    inside = [(0, member)] if member.sure else [(0, member), (1, member._replace(sure=True))]
    if not member.sure:
        yield 1, None
    for facts, one in inside:
        sectors = ("private", "council", "voluntary") if one.sector == "unknown" and one.sure else ()
        genders = ("woman", "man") if one.gender == "not published" and one.sure else ()
        for sector, gender in product((None, *sectors), (None, *genders)):
            known = one._replace(sector=sector or one.sector, gender=gender or one.gender)
            yield facts + (sector is not None) + (gender is not None), known


def turned_out(asked: Goal) -> Iterator[tuple[int, list[Member]]]:
    """Every way in which what is unknown may turn out, wholly or in part."""
    offices = {criterion.office for criterion in asked.criteria if criterion.office}
    vacant = [one for one in offices if all(member.role != one for member in asked.roll.members)]
    for chosen in product(*(list(versions(member)) for member in asked.roll.members)):
        facts, members = sum(fact for fact, _ in chosen), [member for _, member in chosen if member]
        settled = sum(member.sure for member in members) - asked.roll.sure
        if asked.roll.room is not None and settled > asked.roll.room:
            continue
        yield facts, members
        for office in vacant:
            for at, member in enumerate(members):
                if member.sure and member.role == "member":
                    yield facts + 1, [*members[:at], member._replace(role=office), *members[at + 1 :]]


@calmly
@given(st.lists(ANY, min_size=1, max_size=3).filter(lambda own: any(one.sure for one in own)), mixed_rules(), ROOM)
def test_fewest_facts_over_every_way_it_may_turn_out(members, criteria, room):
    asked = goal(members, criteria, room, hopeful=True)
    found = best_way(asked)
    ways = [(facts, own, sum(one.sure for one in own) - asked.roll.sure) for facts, own in turned_out(asked)]
    enough = [facts for facts, own, settled in ways if holds(asked, own, settled)]
    if enough:
        assert found is not None and change_set(found, asked).changes == 0
        assert sum(len(one.choice.facts) * one.amount for one in found.made) == min(enough)
    else:
        assert found is None or change_set(found, asked).changes > 0


@calmly
@given(KNOWN, plain_rules(), st.booleans(), st.booleans())
def test_what_conflicts_cannot_hold_and_all_but_one_of_it_can(members, criteria, keep_councils, keep_size):
    asked = goal(members, criteria, None, keep_councils, keep_size)
    if changes(asked) is not None:
        return
    labels = in_the_way(asked)
    assert changes(only(asked, labels)) is None
    for label in labels:
        assert changes(only(asked, tuple(one for one in labels if one != label))) is not None


def only(asked: Goal, labels: tuple[str, ...]) -> Goal:
    return replace(
        asked,
        criteria=tuple(one for one in asked.criteria if one.id in labels),
        keep_councils="councils kept" in labels,
        keep_size="size kept" in labels,
    )
