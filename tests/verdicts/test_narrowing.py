"""A list and a count together, against every board that both allow."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lepdata.judging.bounds import Tally, ceiling, presence, share
from lepdata.judging.questions import narrowed

calmly = settings(max_examples=200, derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("tally", "count", "of", "exact"),
    [
        (Tally(2, 0, 14), 3, 16, (3, 13, 0)),
        (Tally(2, 0, 14), 2, 16, (2, 14, 0)),
        (Tally(2, 0, 14), 16, 16, (16, 0, 0)),
        (Tally(4, 0, 12), 3, 16, None),
        (Tally(2, 14, 0), 3, 16, None),
        (Tally(2, 0, 14), 3, 15, None),
        (Tally(2, 0, 14), 3, 17, None),
        (Tally(2, 0, 14, unseen=None), 3, 17, (3, 14, 0)),
        (Tally(2, 0, 14, unseen=1, room=1), 3, 17, (3, 14, 0)),
        (Tally(2, 0, 14, unseen=1, room=1), 3, 18, None),
        (Tally(2, 0, 14, might_for=1), 3, 17, (3, 14, 0)),
        (Tally(2, 3, might_for=1), 2, 6, None),
        (Tally(2, 3, might_for=1), 3, 6, (3, 3, 0)),
        (Tally(2, 0, 14), 3, None, (3, 13, 0)),
        (Tally(4, 3, unseen=None), 6, None, (6, 3, None)),
        (Tally(4, 3, unseen=4, room=4), 6, None, (6, 3, 2)),
        (Tally(4, 3, unseen=1, room=1), 6, None, None),
        (Tally(unseen=None), 10, 14, (10, 4, 0)),
    ],
)
def test_what_a_count_leaves(tally, count, of, exact):
    found = narrowed(tally, count, of)
    assert (found and (found.for_, found.against, found.unseen)) == exact


LIMIT = 14  # unlimited lists are counted this far, which is beyond every number that the examples can ask for


@st.composite
def tallies(draw):
    """Boards of at most a dozen, with a limit to the unseen or without."""
    counts = [draw(st.integers(0, 2)) for _ in range(6)]
    unseen = draw(st.none() | st.integers(0, 3))
    room = None if unseen is None else draw(st.none() | st.integers(unseen, unseen + 3))
    return Tally(*counts, unseen=unseen, room=room)


def completions(tally: Tally, unseen_up_to: int) -> set[tuple[int, int]]:
    """Every (for, members) that the list allows, one by one."""
    unseen = unseen_up_to if tally.unseen is None else tally.unseen
    found = set()
    for yes, m_for, m_against, m_yes, m_no, more in product(
        range(tally.unknown + 1),
        range(tally.might_for + 1),
        range(tally.might_against + 1),
        range(tally.might_unknown + 1),
        range(tally.might_unknown + 1),
        range(unseen + 1),
    ):
        added = m_for + m_against + m_yes + m_no + more
        if m_yes + m_no > tally.might_unknown or (tally.room is not None and added > tally.room):
            continue
        for more_for in range(more + 1):
            found.add((tally.for_ + yes + m_for + m_yes + more_for, tally.members + added))
    return found


def verdict(answers: set[bool]) -> str:
    return "cannot tell" if len(answers) != 1 else "met" if answers.pop() else "not met"


@calmly
@given(tallies(), st.integers(0, 8), st.integers(1, 12), st.fractions(Fraction(1, 12), 1, max_denominator=12))
def test_count_and_size_equal_brute_force(tally, count, of, least):
    allowed = {board for board in completions(tally, LIMIT) if board == (count, of)}
    found = narrowed(tally, count, of)
    assert (found is None) == (not allowed)
    if found is None:
        return
    assert (found.for_, found.members, found.unknown, found.might, found.unseen) == (count, of, 0, 0, 0)
    assert share(found, least).outcome == verdict({Fraction(*board) >= least for board in allowed})


@calmly
@given(tallies(), st.integers(0, 8), st.fractions(Fraction(1, 12), 1, max_denominator=12), st.integers(1, 6))
def test_a_count_without_a_size_equals_brute_force(tally, count, least, number):
    allowed = {board for board in completions(tally, LIMIT) if board[0] == count}
    found = narrowed(tally, count)
    assert (found is None) == (not allowed)
    if found is None or found.members == 0:
        return
    assert found.members == min(members for _, members in allowed)
    shares = [Fraction(*board) for board in allowed]
    bounds = share(found, least)
    assert bounds.highest == max(shares)
    if tally.unseen is None and tally.room is None:
        assert bounds.lowest == 0
        assert bounds.outcome == ("not met" if max(shares) < least else "cannot tell")
    else:
        assert bounds.lowest == min(shares)
        assert bounds.outcome == verdict({one >= least for one in shares})
    assert presence(found, number).outcome == verdict({count >= number})
    assert ceiling(found, number).outcome == verdict({count <= number})


@calmly
@given(
    tallies(), st.integers(0, 8), st.none() | st.integers(1, 12), st.fractions(Fraction(1, 12), 1, max_denominator=12)
)
def test_a_count_never_turns_a_verdict_of_the_list(tally, count, of, least):
    alone, found = share(tally, least), narrowed(tally, count, of)
    if found is not None and alone.outcome != "cannot tell" and found.members:
        assert share(found, least).outcome == alone.outcome
