"""The remedy of a share is the smallest that is enough, asked of every small board."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lepdata.judging.bounds import Tally, share
from lepdata.judging.reasons import more_needed

small = st.integers(0, 3)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(
    st.lists(small, min_size=6, max_size=6),
    st.integers(0, 4),
    st.none() | st.integers(4, 7),
    st.fractions(Fraction(1, 12), Fraction(11, 12), max_denominator=12),
)
def test_the_remedy_is_the_smallest_that_is_enough(counts, unseen, room, least):
    tally = Tally(*counts, unseen=unseen, room=room)
    assume(tally.members)

    def with_more(count: int) -> str:
        return share(Tally(tally.for_ + count, *counts[1:], unseen=unseen, room=room), least).outcome

    needed = more_needed(tally, least)
    assert needed is not None
    assert with_more(needed) == "met"
    assert needed == 0 or with_more(needed - 1) != "met"
