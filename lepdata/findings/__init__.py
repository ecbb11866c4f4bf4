"""ALL BOARDS -> what they show together, as frames."""

from lepdata.findings.outcomes_bands import places
from lepdata.findings.outcomes_counts import outcome_counts
from lepdata.findings.outcomes_definitions import definition_counts
from lepdata.findings.outcomes_distance import distance, furthest
from lepdata.findings.outcomes_everything import meets_everything
from lepdata.findings.outcomes_rows import judged, verdict_rows
from lepdata.findings.spread_alone import spread_of
from lepdata.findings.spread_change import change_between, paired
from lepdata.findings.spread_differences import heterogeneity
from lepdata.findings.spread_finding import Finding
from lepdata.findings.spread_funnel import funnel, funnel_limits
from lepdata.findings.spread_mix import diversity_indices, sector_counts
from lepdata.findings.spread_tallies import published_tallies, tallies, usable
from lepdata.findings.spread_tests import board_tests

__all__ = [
    "Finding",
    "board_tests",
    "change_between",
    "definition_counts",
    "distance",
    "diversity_indices",
    "funnel",
    "funnel_limits",
    "furthest",
    "heterogeneity",
    "judged",
    "meets_everything",
    "outcome_counts",
    "paired",
    "places",
    "published_tallies",
    "sector_counts",
    "spread_of",
    "tallies",
    "usable",
    "verdict_rows",
]
