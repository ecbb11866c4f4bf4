"""How many boards have none, one or several: against every deal there is; error rate, power and reproducibility."""

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import binom, hypergeom

from lepdata.errors import UsageError
from lepdata.nation import chance as dealing
from lepdata.nation.chance import HITS, deals, exact_spread, expected_boards, mixed_deals, spread

SMALL = [([1, 1, 2], 2), ([3, 2, 4], 3), ([2, 2, 2, 2], 4), ([5, 1, 3], 0), ([2, 3], 5), ([4, 3, 2], 8)]


def hit(number, kind):
    return {"none": number == 0, "one": number == 1, "several": number > 1}[kind]


def every_deal(sizes, total):
    """Each way of choosing seats, as members per board."""
    board_of = [board for board, size in enumerate(sizes) for _ in range(size)]
    for seats in combinations(range(len(board_of)), total):
        yield np.bincount([board_of[seat] for seat in seats], minlength=len(sizes))


@pytest.mark.parametrize("kind", HITS)
@pytest.mark.parametrize(("sizes", "total"), SMALL)
def test_the_exact_distribution_is_that_of_every_deal(sizes, total, kind):
    hits = [sum(hit(number, kind) for number in deal) for deal in every_deal(sizes, total)]
    wanted = np.bincount(hits, minlength=len(sizes) + 1) / len(hits)
    np.testing.assert_allclose(exact_spread(sizes, total, kind), wanted, atol=1e-9, rtol=0)
    assert expected_boards(sizes, total, kind) == pytest.approx(np.mean(hits), abs=1e-9)


def poisson_binomial(chances):
    """The number of successes among independent trials, by plain convolution."""
    law = np.array([1.0])
    for chance in chances:
        law = np.convolve(law, [1 - chance, chance])
    return law


def test_boards_taken_as_independent_come_close():
    """On forty boards the exact distribution and the Poisson-binomial one of the same chances differ by little."""
    sizes = np.resize([10, 12, 15, 18, 20], 40)
    chances = hypergeom.pmf(1, sizes.sum(), 30, sizes)
    apart = np.abs(exact_spread(sizes, 30) - poisson_binomial(chances)).sum() / 2
    assert apart < 0.08
    mean = (np.arange(41) * exact_spread(sizes, 30)).sum()
    assert mean == pytest.approx(chances.sum(), abs=1e-9)


@pytest.mark.parametrize("kind", HITS)
def test_deals_agree_with_the_exact_distribution(kind):
    rng = np.random.default_rng(3)
    for _ in range(5):
        sizes = rng.integers(8, 25, size=16)
        counts = rng.binomial(sizes, 0.08)
        found = spread(counts, sizes, kind)
        error = np.sqrt(found.p * (1 - found.p) / 10_000) + 2 / 10_000
        assert found.is_exact and abs(found.p - found.p_dealt) <= 6 * error
        assert found.low <= found.expected <= found.high


def test_chance_is_called_no_oftener_than_it_should_be():
    """Three hundred seeded deals, tested at 5 in 100 by their own deals: no more than binomial chance calls."""
    rng = np.random.default_rng(8)
    sizes = rng.integers(8, 25, size=16)
    called = sum(
        spread(rng.multivariate_hypergeometric(sizes, 14), sizes, draws=199, seed=n).p_dealt <= 0.05 for n in range(300)
    )
    assert called <= binom.isf(0.001, 300, 0.05)


def test_no_p_value_from_deals_is_nought():
    assert spread([1] * 40, [12] * 40, draws=199).p_dealt == 2 / 200


def test_one_seat_each_is_seen():
    """Where eight boards in ten keep one seat for the sector, most of a hundred seeded nations show it."""
    rng = np.random.default_rng(9)
    sizes = rng.integers(10, 25, size=16)
    called = sum(spread(rng.binomial(1, 0.8, size=16), sizes, draws=200, seed=n).p <= 0.05 for n in range(100))
    assert called >= 80


def test_the_same_seed_gives_the_same_answer_whatever_the_memory(monkeypatch):
    sizes, counts = [9, 12, 15, 20], [1, 1, 1, 0]
    first = spread(counts, sizes, draws=500)
    monkeypatch.setattr(dealing, "CELLS", 100)
    assert spread(counts, sizes, draws=500) == first
    assert spread(counts, sizes, draws=500, seed=1).p_dealt != first.p_dealt


def test_where_the_exact_way_is_too_dear_the_deals_answer(monkeypatch):
    sizes, counts = [9, 12, 15, 20], [1, 1, 1, 0]
    exact = spread(counts, sizes)
    monkeypatch.setattr("lepdata.nation.chance.LARGEST_SUM", 1)
    dealt = spread(counts, sizes)
    assert not dealt.is_exact and dealt.p == dealt.p_dealt == exact.p_dealt
    assert (dealt.low, dealt.high, dealt.expected) == (exact.low, exact.high, exact.expected)


@pytest.mark.parametrize(("counts", "observed"), [([0, 0, 0], 0), ([4, 4, 4], 0), ([1, 0, 0], 1)])
def test_where_there_is_only_one_way_nothing_is_rare(counts, observed):
    found = spread(counts, [4, 4, 4])
    assert (found.observed, found.expected) == (observed, pytest.approx(observed))
    assert found.p == found.p_dealt == 1.0


def test_deals_keep_sizes_and_totals():
    dealt = np.concatenate(list(deals([3, 10, 7], 9, draws=300)))
    assert (dealt.sum(axis=1) == 9).all() and (dealt <= [3, 10, 7]).all()
    assert dealt.mean(axis=0) == pytest.approx([1.35, 4.5, 3.15], abs=0.25)
    mixed = np.concatenate(list(mixed_deals([3, 10, 7], [9, 0, 11], draws=300)))
    assert (mixed.sum(axis=1) == [9, 0, 11]).all() and (mixed.sum(axis=2) == [3, 10, 7]).all()
    assert mixed[:, :, 0].mean(axis=0) == pytest.approx([1.35, 4.5, 3.15], abs=0.25)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: spread([1], [5]), "One board only"),
        (lambda: spread([1, 0], [5, 0]), "share of nobody"),
        (lambda: spread([1, 0], [5, 5], "two"), "'two' cannot be counted"),
        (lambda: spread([1, 0], [5, 5], draws=10), "10 deals say too little"),
        (lambda: exact_spread([2, 2], 5), "above its size"),
        (lambda: next(deals([2, 2], 5)), "above its size"),
        (lambda: next(mixed_deals([2, 2], [3, 2])), "above its size"),
        (lambda: next(mixed_deals([2, 2], [1, 2])), "above its size"),
    ],
)
def test_what_cannot_be_dealt_is_refused(call, words):
    with pytest.raises(UsageError, match=words):
        call()
