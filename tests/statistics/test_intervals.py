"""Intervals agree with statsmodels and with published examples; nobody's share is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from lepdata.errors import UsageError
from lepdata.nation.chance import clopper_pearson, wilson

PAIRS = np.array([(count, size) for size in range(1, 41) for count in range(size + 1)]).T


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.998])
@pytest.mark.parametrize(("ours", "theirs"), [(wilson, "wilson"), (clopper_pearson, "beta")])
def test_every_share_of_up_to_forty_agrees_with_statsmodels(ours, theirs, level):
    low, high = ours(*PAIRS, level)
    expected_low, expected_high = proportion_confint(*PAIRS, alpha=1 - level, method=theirs)
    np.testing.assert_allclose(low, np.clip(expected_low, 0, 1), atol=1e-9, rtol=0)
    np.testing.assert_allclose(high, np.clip(expected_high, 0, 1), atol=1e-9, rtol=0)


# Four decimals as in R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872: its four examples.
@pytest.mark.parametrize(
    ("count", "size", "score", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_the_examples_of_the_literature(count, size, score, exact):
    assert tuple(np.round(wilson(count, size), 4)) == score
    assert tuple(np.round(clopper_pearson(count, size), 4)) == exact


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
@given(size=st.integers(1, 200), data=st.data())
def test_the_share_lies_inside_and_the_other_side_is_its_mirror(interval, size, data):
    count = data.draw(st.integers(0, size))
    low, high = interval(count, size)
    assert 0 <= low <= count / size <= high <= 1
    mirrored = interval(size - count, size)
    assert low == pytest.approx(1 - mirrored[1], abs=1e-12)
    assert high == pytest.approx(1 - mirrored[0], abs=1e-12)


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
def test_nobody_and_everybody_reach_the_ends(interval):
    assert interval(0, 7)[0] == 0 and interval(7, 7)[1] == 1
    assert interval(0, 7)[1] < 1 and interval(7, 7)[0] > 0


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
@pytest.mark.parametrize(
    ("count", "size", "words"),
    [
        (0, 0, "share of nobody"),
        (3, 2, "above its size"),
        (-1, 2, "below nought"),
        (0.5, 2, "not whole"),
        (float("nan"), 2, "not whole"),
        ("3", 4, "not numbers"),
        ([1, 2], [3], "2 counts for 1 sizes"),
        ([], [], "nothing to count"),
    ],
)
def test_what_is_no_share_is_refused_in_words(interval, count, size, words):
    with pytest.raises(UsageError, match=words):
        interval(count, size)


@pytest.mark.parametrize("level", [0, 1, -0.1, 95])
def test_a_level_is_a_chance(level):
    with pytest.raises(UsageError, match="between nought and one"):
        wilson(1, 2, level)
