"""The bounds against examples on both sides of each boundary, and against counting every board that is possible."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from cases import numbers, table
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lepdata.judging.bounds import UNTOLD, Bounds, Tally, narrowed
from lepdata.judging.criteria import Criterion, Question
from lepdata.judging.kinds import KINDS, more_needed
from lepdata.judging.roll import Listing

LISTING = Listing("full", None, True, 0, 0)
calmly = settings(max_examples=100, derandomize=True, deadline=None)


def bounds(kind: str, tally: Tally, threshold: object, office: str = "") -> Bounds:
    rule = Criterion("", "", kind, str(threshold), "women", "expectation", "", "partial", office=office)
    return KINDS[kind].bounds(Question(rule, "", "all"), tally, LISTING)


@pytest.mark.parametrize(*table(Path(__file__).with_name("examples") / "shares_and_offices.csv"))
def test_shares_and_offices_on_both_sides(kind, tally, least, outcome):
    found = bounds(kind, Tally(**numbers(tally)), least, "chair" if kind == "office" else "")
    assert found.outcome == outcome and (kind == "share" or found == Bounds(outcome, outcome))


def test_nobody_tells_nothing():
    assert bounds("share", Tally(), "2/3") == bounds("share", Tally(), 1) == UNTOLD


@pytest.mark.parametrize(("unseen", "outcome", "by"), [(0, "not met", None), (None, "cannot tell", 1)])
def test_another_deputy_chair_may_be_unseen(unseen, outcome, by):
    found = bounds("office", Tally(0, 1, unseen=unseen), 1, "deputy chair")
    assert (found.outcome, found.as_listed, found.overturned.by) == (outcome, "not met", by)


# Everything below counts each possible board one by one and never uses the formulas under test.

thresholds = st.fractions(min_value=Fraction(1, 12), max_value=1, max_denominator=12)
FAR = 150  # no example of a dozen members and a threshold of at most eleven twelfths asks for more unseen members


@st.composite
def tallies(draw, most: int = 3, unlimited: bool = False):
    """Boards of at most a dozen, with a limit to the unseen or, if asked, perhaps without."""
    counts = [draw(st.integers(0, most)) for _ in range(6)]
    unseen = draw(st.none() | st.integers(0, 3)) if unlimited else draw(st.integers(0, 4))
    room = None if unseen is None else draw(st.none() | st.integers(unseen, unseen + 3))
    made = Tally(*counts, unseen=unseen, room=room)
    assume((unlimited or made.members) and made.members + made.might + (unseen or 0) <= 12)
    return made


def completions(tally: Tally, unseen: Iterable[int]) -> set[tuple[int, int]]:
    """Every (for, members) that the counts allow with one of these numbers of unseen members."""
    found = set()
    for yes, m_for, m_against, m_yes, m_no, more in product(
        range(tally.unknown + 1),
        range(tally.might_for + 1),
        range(tally.might_against + 1),
        range(tally.might_unknown + 1),
        range(tally.might_unknown + 1),
        unseen,
    ):
        added = m_for + m_against + m_yes + m_no + more
        if m_yes + m_no > tally.might_unknown or (tally.room is not None and added > tally.room):
            continue
        for more_for in range(more + 1):
            found.add((tally.for_ + yes + m_for + m_yes + more_for, tally.members + added))
    return found


def allowed(tally: Tally, far: int = 14) -> set[tuple[int, int]]:
    """All of them; unlimited lists are counted further than every number that the examples can ask for."""
    return completions(tally, range((far if tally.unseen is None else tally.unseen) + 1))


def verdict(answers: set[bool]) -> str:
    return "cannot tell" if len(answers) != 1 else "met" if answers.pop() else "not met"


def asked(tally: Tally, least: Fraction, number: int) -> list[tuple[Bounds, Callable[[tuple[int, int]], bool]]]:
    """What the formulas say of a share, a presence and a ceiling, and how one board is asked the same."""
    return [
        (bounds("share", tally, least), lambda one: Fraction(*one) >= least),
        (bounds("presence", tally, number), lambda one: one[0] >= number),
        (bounds("ceiling", tally, number), lambda one: one[0] <= number),
    ]


def turned_by(tally: Tally, passes: Callable[[tuple[int, int]], bool], listed: str) -> int | None:
    """The fewest unseen members with whom some board answers otherwise, counted up from none."""
    for number in range(FAR if tally.unseen is None else tally.unseen + 1):
        if any(passes(one) != (listed == "met") for one in completions(tally, [number])):
            return number
    return None


@calmly
@given(tallies(), thresholds, st.integers(1, 8))
def test_outcomes_equal_brute_force(tally, least, number):
    for found, passes in asked(tally, least, number):
        assert found.outcome == verdict({passes(one) for one in allowed(tally)})
        assert found.as_listed == verdict({passes(one) for one in completions(tally, [0])})
        if found.as_listed != "cannot tell":
            assert found.overturned.by == turned_by(tally, passes, found.as_listed)
        if found.outcome != "cannot tell":
            assert (found.as_listed, found.overturned.by) == (found.outcome, None)
    shares = [Fraction(*one) for one in allowed(tally)]
    found = bounds("share", tally, least)
    assert (found.lowest, found.highest) == (min(shares), max(shares))


@settings(max_examples=30, derandomize=True, deadline=None)  # counts up to 150 unseen members each time
@given(tallies(), thresholds, st.integers(1, 6))
def test_overturned_by_is_the_fewest_where_nothing_limits_the_unseen(tally, least, number):
    tally = replace(tally, unseen=None, room=None)
    for found, passes in asked(tally, least, number):
        if found.as_listed != "cannot tell":
            assert found.overturned.by == turned_by(tally, passes, found.as_listed)


@calmly
@given(tallies(), thresholds, thresholds)
def test_more_for_a_lower_threshold_or_fewer_unseen_never_make_it_worse(tally, one, other):
    order = ("not met", "cannot tell", "met")
    low, high = sorted((one, other))
    outcome = bounds("share", tally, high).outcome
    assert order.index(bounds("share", replace(tally, for_=tally.for_ + 1), high).outcome) >= order.index(outcome)
    assert order.index(bounds("share", tally, low).outcome) >= order.index(outcome)
    assert bounds("share", replace(tally, unseen=None, room=None), high).outcome in (outcome, "cannot tell")


@calmly
@given(tallies(2, unlimited=True), st.integers(0, 8), st.integers(1, 12), thresholds)
def test_count_and_size_equal_brute_force(tally, count, of, least):
    boards = {board for board in allowed(tally) if board == (count, of)}
    found = narrowed(tally, count, of)
    assert (found is None) == (not boards)
    if found is None:
        return
    assert (found.for_, found.members, found.unknown, found.might, found.unseen) == (count, of, 0, 0, 0)
    assert bounds("share", found, least).outcome == verdict({Fraction(*board) >= least for board in boards})


@calmly
@given(tallies(2, unlimited=True), st.integers(0, 8), thresholds, st.integers(1, 6))
def test_a_count_without_a_size_equals_brute_force(tally, count, least, number):
    boards = {board for board in allowed(tally) if board[0] == count}
    found = narrowed(tally, count)
    assert (found is None) == (not boards)
    if found is None or found.members == 0:
        return
    assert found.members == min(members for _, members in boards)
    shares = [Fraction(*board) for board in boards]
    said = bounds("share", found, least)
    assert said.highest == max(shares)
    if tally.unseen is None and tally.room is None:
        assert said.lowest == 0
        assert said.outcome == ("not met" if max(shares) < least else "cannot tell")
    else:
        assert said.lowest == min(shares)
        assert said.outcome == verdict({one >= least for one in shares})
    assert bounds("presence", found, number).outcome == verdict({count >= number})
    assert bounds("ceiling", found, number).outcome == verdict({count <= number})


@calmly
@given(tallies(2, unlimited=True), st.integers(0, 8), st.none() | st.integers(1, 12), thresholds)
def test_a_count_never_turns_a_verdict_of_the_list(tally, count, of, least):
    alone, found = bounds("share", tally, least), narrowed(tally, count, of)
    if found is not None and alone.outcome != "cannot tell" and found.members:
        assert bounds("share", found, least).outcome == alone.outcome


@calmly
@given(tallies(), st.fractions(Fraction(1, 12), Fraction(11, 12), max_denominator=12))
def test_the_remedy_of_a_share_is_the_smallest_that_is_enough(tally, least):
    passed, needed = more_needed(tally, least)
    assert passed <= needed
    assert bounds("share", replace(tally, for_=tally.for_ + needed), least).outcome == "met"
    assert needed == 0 or bounds("share", replace(tally, for_=tally.for_ + needed - 1), least).outcome != "met"
