"""COUNTS -> intervals, limits, tests and indices: pure numbers, which know nothing of boards."""

from lepdata.statistics.change import Change, paired_change, sign_test, sign_test_bounds
from lepdata.statistics.counts import DRAWS, LEVEL, SEED
from lepdata.statistics.dealing import deals, mixed_deals
from lepdata.statistics.diversity import MeanIndex, blau, board_range, expected, mean_indices, shannon
from lepdata.statistics.finite import WholeBoard, whole_board
from lepdata.statistics.intervals import clopper_pearson, wilson
from lepdata.statistics.limits import FURTHER, Limits, control_limits
from lepdata.statistics.overdispersion import Heterogeneity, heterogeneity
from lepdata.statistics.per_board import Spread, exact_spread, expected_boards, spread, spreads
from lepdata.statistics.tails import adjusted, against_others, against_rest, against_share

__all__ = [
    "DRAWS",
    "FURTHER",
    "LEVEL",
    "SEED",
    "Change",
    "Heterogeneity",
    "Limits",
    "MeanIndex",
    "Spread",
    "WholeBoard",
    "adjusted",
    "against_others",
    "against_rest",
    "against_share",
    "blau",
    "board_range",
    "clopper_pearson",
    "control_limits",
    "deals",
    "exact_spread",
    "expected",
    "expected_boards",
    "heterogeneity",
    "mean_indices",
    "mixed_deals",
    "paired_change",
    "shannon",
    "sign_test",
    "sign_test_bounds",
    "spread",
    "spreads",
    "whole_board",
    "wilson",
]
