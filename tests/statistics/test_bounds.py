"""The bounds against examples on both sides of each boundary, and against counting every board that is possible."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lepdata.judging.bounds import Bounds, Tally, ceiling, office, presence, share, share_limits

TWO_THIRDS = Fraction(2, 3)
calmly = settings(max_examples=150, derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("tally", "least", "outcome"),
    [
        (Tally(8, 4), "2/3", "met"),
        (Tally(7, 4), "2/3", "not met"),
        (Tally(2, 1), "2/3", "met"),
        (Tally(66, 34), "2/3", "not met"),
        (Tally(1, 1), "1/2", "met"),
        (Tally(4, 5), "1/2", "not met"),
        (Tally(5, 10), "1/3", "met"),
        (Tally(4, 10), "1/3", "not met"),
        (Tally(3, 0), "1", "met"),
        (Tally(3, 1), "1", "not met"),
        (Tally(8, 2, 2), "2/3", "met"),
        (Tally(7, 4, 1), "2/3", "cannot tell"),
        (Tally(5, 5, 2), "2/3", "not met"),
        (Tally(8, 4, might_against=1), "2/3", "cannot tell"),
        (Tally(8, 4, might_for=1), "2/3", "met"),
        (Tally(7, 4, might_for=1), "2/3", "cannot tell"),
        (Tally(10, 4, unseen=1), "2/3", "met"),
        (Tally(10, 4, unseen=2), "2/3", "cannot tell"),
        (Tally(10, 4, unseen=None), "2/3", "cannot tell"),
        (Tally(0, 9, unseen=None), "2/3", "cannot tell"),
        (Tally(3, 1, unseen=None), "1", "not met"),
        (Tally(3, 0, unseen=None), "1", "cannot tell"),
        (Tally(8, 4, might_against=1, unseen=0, room=0), "2/3", "met"),
        (Tally(), "2/3", "cannot tell"),
        (Tally(unseen=None), "2/3", "cannot tell"),
        (Tally(might_for=3), "2/3", "cannot tell"),
    ],
)
def test_share_on_both_sides(tally, least, outcome):
    assert share(tally, Fraction(least)).outcome == outcome


@pytest.mark.parametrize(
    ("tally", "as_listed", "overturned_by"),
    [
        (Tally(10, 4, unseen=None), "met", 2),
        (Tally(10, 4, unseen=2), "met", 2),
        (Tally(10, 4, unseen=1), "met", None),
        (Tally(10, 4, unseen=0), "met", None),
        (Tally(8, 4, unseen=None), "met", 1),
        (Tally(5, 9, unseen=None), "not met", 13),
        (Tally(0, 1, unseen=None), "not met", 2),
        (Tally(7, 4, 1, unseen=None), "cannot tell", None),
        (Tally(3, 1, unseen=None), "met", 1),
        (Tally(10, 4, might_against=1, unseen=5, room=5), "met", 1),
    ],
)
def test_share_overturned_by(tally, as_listed, overturned_by):
    found = share(tally, TWO_THIRDS)
    assert (found.as_listed, found.overturned_by) == (as_listed, overturned_by)


@pytest.mark.parametrize(
    ("tally", "lowest", "highest"),
    [
        (Tally(8, 4), "2/3", "2/3"),
        (Tally(6, 3, 3), "1/2", "3/4"),
        (Tally(10, 4, unseen=6), "1/2", "4/5"),
        (Tally(10, 4, unseen=None), "0", "1"),
        (Tally(unseen=None), "0", "1"),
    ],
)
def test_share_limits_are_exact(tally, lowest, highest):
    found = share(tally, TWO_THIRDS)
    assert (str(found.lowest), str(found.highest)) == (lowest, highest)


@pytest.mark.parametrize(
    ("tally", "limits"),
    [
        (Tally(), None),
        (Tally(might_for=1), None),
        (Tally(1, 1, 1), ("1/3", "2/3")),
        (Tally(1, 1, 1, might_for=1, might_unknown=1), ("1/4", "4/5")),
        (Tally(1, 1, unseen=2), ("1/4", "3/4")),
        (Tally(1, 1, might_for=2, unseen=2, room=2), ("1/4", "3/4")),
        (Tally(1, 1, unseen=None), ("0", "1")),
    ],
)
def test_a_share_without_a_threshold(tally, limits):
    assert share_limits(tally) == (None if limits is None else tuple(map(Fraction, limits)))


def test_nobody_at_all_has_no_share():
    assert share(Tally(), TWO_THIRDS) == Bounds("cannot tell", "cannot tell")


@pytest.mark.parametrize(
    ("tally", "least", "outcome", "as_listed", "overturned_by"),
    [
        (Tally(1, 11), 1, "met", "met", None),
        (Tally(0, 12), 1, "not met", "not met", None),
        (Tally(0, 11, 1), 1, "cannot tell", "cannot tell", None),
        (Tally(0, 12, might_for=1), 1, "cannot tell", "cannot tell", None),
        (Tally(1, 3, unseen=None), 1, "met", "met", None),
        (Tally(0, 3, unseen=None), 1, "cannot tell", "not met", 1),
        (Tally(0, 3, unseen=1), 2, "not met", "not met", None),
        (Tally(0, 3, unseen=2), 2, "cannot tell", "not met", 2),
        (Tally(), 1, "cannot tell", "cannot tell", None),
    ],
)
def test_presence(tally, least, outcome, as_listed, overturned_by):
    assert presence(tally, least) == Bounds(outcome, as_listed, overturned_by)


@pytest.mark.parametrize(
    ("tally", "size", "outcome", "as_listed", "overturned_by"),
    [
        (Tally(20), 0, "met", "met", None),
        (Tally(21), 0, "not met", "not met", None),
        (Tally(21, unseen=None), 0, "not met", "not met", None),
        (Tally(12, unseen=None), 0, "cannot tell", "met", 9),
        (Tally(12, unseen=8, room=8), 20, "met", "met", None),
        (Tally(12, unseen=9, room=9), 21, "not met", "met", 9),
        (Tally(21, unseen=0, room=0), 21, "not met", "not met", None),
        (Tally(unseen=14, room=14), 14, "met", "cannot tell", None),
        (Tally(20, might_for=1), 0, "cannot tell", "cannot tell", None),
        (Tally(), 0, "cannot tell", "cannot tell", None),
    ],
)
def test_ceiling_of_twenty(tally, size, outcome, as_listed, overturned_by):
    assert ceiling(tally, 20, size) == Bounds(outcome, as_listed, overturned_by)


@pytest.mark.parametrize(
    ("tally", "outcome"),
    [
        (Tally(1), "met"),
        (Tally(1, unseen=None), "met"),
        (Tally(0, 1), "not met"),
        (Tally(2), "met"),
        (Tally(1, 1), "not met"),
        (Tally(1, 0, 1), "cannot tell"),
        (Tally(0, 1, 1), "not met"),
        (Tally(1, might_against=1), "cannot tell"),
        (Tally(1, might_for=1), "met"),
        (Tally(might_for=1), "cannot tell"),
        (Tally(), "cannot tell"),
    ],
)
def test_office(tally, outcome):
    assert office(tally) == Bounds(outcome, outcome)


# Everything below counts each possible board one by one and never uses the formulas under test.

small = st.integers(0, 3)
thresholds = st.fractions(min_value=Fraction(1, 12), max_value=1, max_denominator=12)


@st.composite
def tallies(draw, least_members: int = 1):
    """Boards of at most a dozen, with a limit to the unseen."""
    counts = [draw(small) for _ in range(6)]
    unseen = draw(st.integers(0, 4))
    room = draw(st.none() | st.integers(unseen, unseen + 3))
    made = Tally(*counts, unseen=unseen, room=room)
    assume(made.members >= least_members and made.members + made.might + unseen <= 12)
    return made


def completions(tally: Tally, unseen: int | None = None) -> set[tuple[int, int]]:
    """Every (for, members) that the counts allow; `unseen` fixes how many unseen members there are."""
    numbers = range((tally.unseen or 0) + 1) if unseen is None else (unseen,)
    found = set()
    for yes, m_for, m_against, m_yes, m_no, more in product(
        range(tally.unknown + 1),
        range(tally.might_for + 1),
        range(tally.might_against + 1),
        range(tally.might_unknown + 1),
        range(tally.might_unknown + 1),
        numbers,
    ):
        added = m_for + m_against + m_yes + m_no + more
        if m_yes + m_no > tally.might_unknown or (tally.room is not None and added > tally.room):
            continue
        for more_for in range(more + 1):
            found.add((tally.for_ + yes + m_for + m_yes + more_for, tally.members + added))
    return found


def verdict(answers: set[bool]) -> str:
    return "cannot tell" if len(answers) != 1 else "met" if answers.pop() else "not met"


def passes(board: tuple[int, int], least: Fraction) -> bool:
    return Fraction(*board) >= least


@calmly
@given(tallies(), thresholds)
def test_share_equals_brute_force(tally, least):
    found = share(tally, least)
    assert found.outcome == verdict({passes(one, least) for one in completions(tally)})
    assert found.as_listed == verdict({passes(one, least) for one in completions(tally, 0)})
    shares = [Fraction(*one) for one in completions(tally)]
    assert (found.lowest, found.highest) == (min(shares), max(shares))


@calmly
@given(tallies(), thresholds)
def test_overturned_by_is_the_fewest(tally, least):
    found = share(tally, least)
    assume(found.as_listed != "cannot tell")
    overturning = [
        number
        for number in range((tally.unseen or 0) + 1)
        if any(passes(one, least) != (found.as_listed == "met") for one in completions(tally, number))
    ]
    assert found.overturned_by == (overturning[0] if overturning else None)


FAR = 150  # no example of a dozen members and a threshold of at most eleven twelfths asks for more unseen members


def turned_by(tally: Tally, passing, listed: str) -> int | None:
    """The fewest unseen members with whom some board answers otherwise, counted up from none."""
    for number in range(FAR if tally.unseen is None else tally.unseen + 1):
        if any(passing(one) != (listed == "met") for one in completions(tally, number)):
            return number
    return None


@calmly
@given(tallies(), thresholds, st.integers(1, 6))
def test_overturned_by_is_the_fewest_where_nothing_limits_the_unseen(tally, least, number):
    tally = replace(tally, unseen=None, room=None)
    for found, passing in (
        (share(tally, least), lambda one: passes(one, least)),
        (presence(tally, number), lambda one: one[0] >= number),
        (ceiling(tally, number), lambda one: one[0] <= number),
    ):
        if found.as_listed != "cannot tell":
            assert found.overturned_by == turned_by(tally, passing, found.as_listed)


@calmly
@given(tallies(), st.integers(1, 6))
def test_presence_equals_brute_force(tally, least):
    found = presence(tally, least)
    assert found.outcome == verdict({for_ >= least for for_, _ in completions(tally)})
    assert found.as_listed == verdict({for_ >= least for for_, _ in completions(tally, 0)})
    numbers = range((tally.unseen or 0) + 1)
    turns = [n for n in numbers if any(for_ >= least for for_, _ in completions(tally, n))]
    assert found.overturned_by == (turns[0] if found.as_listed == "not met" and turns else None)


@calmly
@given(tallies(), st.integers(0, 8))
def test_ceiling_equals_brute_force(tally, most):
    found = ceiling(tally, most)
    assert found.outcome == verdict({for_ <= most for for_, _ in completions(tally)})
    assert found.as_listed == verdict({for_ <= most for for_, _ in completions(tally, 0)})
    numbers = range((tally.unseen or 0) + 1)
    turns = [n for n in numbers if any(for_ > most for for_, _ in completions(tally, n))]
    assert found.overturned_by == (turns[0] if found.as_listed == "met" and turns else None)


@calmly
@given(tallies(), thresholds)
def test_one_more_member_for_never_turns_met_into_not_met(tally, least):
    more = Tally(
        tally.for_ + 1,
        tally.against,
        tally.unknown,
        tally.might_for,
        tally.might_against,
        tally.might_unknown,
        tally.unseen,
        tally.room,
    )
    order = ("not met", "cannot tell", "met")
    assert order.index(share(more, least).outcome) >= order.index(share(tally, least).outcome)


@calmly
@given(tallies(), thresholds, st.sampled_from(["against", "unknown"]))
def test_one_more_of_the_right_sort_never_unmakes_a_share_that_is_met(tally, least, instead_of):
    """A member for in place of another, or of one of unknown sector, is no loss either."""
    assume(getattr(tally, instead_of) > 0)
    exchanged = replace(tally, **{instead_of: getattr(tally, instead_of) - 1})
    exchanged = replace(exchanged, for_=exchanged.for_ + 1)
    order = ("not met", "cannot tell", "met")
    assert order.index(share(exchanged, least).outcome) >= order.index(share(tally, least).outcome)
    assert order.index(share(exchanged, least).as_listed) >= order.index(share(tally, least).as_listed)


@calmly
@given(tallies(), st.integers(0, 8), st.integers(0, 8))
def test_a_higher_ceiling_is_no_harder_and_a_higher_number_no_easier(tally, one, other):
    order = ("not met", "cannot tell", "met")
    low, high = sorted((one, other))
    assert order.index(ceiling(tally, high).outcome) >= order.index(ceiling(tally, low).outcome)
    assert order.index(presence(tally, low).outcome) >= order.index(presence(tally, high).outcome)


@calmly
@given(tallies(), thresholds, thresholds)
def test_a_lower_threshold_is_no_harder(tally, one, other):
    order = ("not met", "cannot tell", "met")
    low, high = sorted((one, other))
    assert order.index(share(tally, low).outcome) >= order.index(share(tally, high).outcome)


@calmly
@given(tallies(), thresholds)
def test_a_strict_outcome_is_also_the_listed_one(tally, least):
    found = share(tally, least)
    if found.outcome != "cannot tell":
        assert found.as_listed == found.outcome
        assert found.overturned_by is None


@calmly
@given(tallies(), thresholds)
def test_a_longer_list_of_unseen_only_opens_the_verdict(tally, least):
    counts = (tally.for_, tally.against, tally.unknown, tally.might_for, tally.might_against, tally.might_unknown)
    bounded = share(Tally(*counts, unseen=3), least).outcome
    unbounded = share(Tally(*counts, unseen=None), least).outcome
    assert unbounded in (bounded, "cannot tell")
