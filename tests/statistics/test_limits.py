"""Control limits agree with exact arithmetic, and with the tests and intervals that share their tails."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest

from lepdata.errors import UsageError
from lepdata.nation.chance import FURTHER, LEVEL, against_share, clopper_pearson, control_limits

SHARES = [Fraction(1, 20), Fraction(23, 100), Fraction(2, 3)]
EXACT_LEVELS = {LEVEL: Fraction(95, 100), FURTHER: Fraction(998, 1000)}


def law(size, share):
    return [comb(size, k) * share**k * (1 - share) ** (size - k) for k in range(size + 1)]


@pytest.mark.parametrize("level", [LEVEL, FURTHER])
@pytest.mark.parametrize("share", SHARES, ids=str)
def test_limits_and_their_tails_are_exact(share, level):
    sizes = range(1, 31)
    found = control_limits(float(share), sizes, level)
    tail = (1 - EXACT_LEVELS[level]) / 2
    for place, size in enumerate(sizes):
        chances = law(size, share)
        fewest = max(c for c in range(size + 1) if sum(chances[:c]) <= tail)
        most = min(c for c in range(size + 1) if sum(chances[c + 1 :]) <= tail)
        assert (found.fewest[place], found.most[place]) == (fewest, most), size
        assert found.below[place] == pytest.approx(float(sum(chances[:fewest])), abs=1e-12)
        assert found.above[place] == pytest.approx(float(sum(chances[most + 1 :])), abs=1e-12)


@pytest.mark.parametrize("share", [0.23, 0.48, 0.67])
@pytest.mark.parametrize("level", [LEVEL, FURTHER])
def test_a_board_is_outside_exactly_where_its_test_and_its_interval_say_so(share, level):
    for size in (1, 5, 12, 20, 27):
        limits = control_limits(share, size, level)
        counts = np.arange(size + 1)
        outside = (counts < limits.fewest) | (counts > limits.most)
        p_values = against_share(counts, np.full(size + 1, size), share)
        low, high = clopper_pearson(counts, np.full(size + 1, size), level)
        assert (outside == (p_values <= 1 - level)).all()
        assert (outside == ((share < low) | (share > high))).all()


@pytest.mark.parametrize(("share", "expected"), [(0.0, (0, 0)), (1.0, (9, 9))])
def test_a_target_of_none_or_all_leaves_no_room(share, expected):
    found = control_limits(share, 9)
    assert (found.fewest[0], found.most[0]) == expected


@pytest.mark.parametrize(("share", "sizes"), [(1.1, 5), (-0.1, 5), (0.5, 0), (0.5, [])])
def test_what_is_no_target_is_refused(share, sizes):
    with pytest.raises(UsageError):
        control_limits(share, sizes)
