"""ALL BOARDS -> what they show together, as frames."""

from lepdata.findings.outcomes_bands import regions_and_waves
from lepdata.findings.outcomes_counts import outcome_counts
from lepdata.findings.outcomes_definitions import definition_counts
from lepdata.findings.outcomes_distance import distance, furthest
from lepdata.findings.outcomes_everything import meets_everything
from lepdata.findings.outcomes_rows import judged, verdict_rows
from lepdata.findings.people import people_on_several_boards, people_to_review
from lepdata.findings.people_chairs import chairs
from lepdata.findings.people_followed import followed
from lepdata.findings.people_organisations import organisations_on_several_boards
from lepdata.findings.people_successors import reappearances
from lepdata.findings.people_turnover import turnover
from lepdata.findings.places import places
from lepdata.findings.places_councils import council_voice
from lepdata.findings.places_voices import council_tiers, rural_voices
from lepdata.findings.reconciliation import reconcile
from lepdata.findings.reconciliation_arithmetic import check_arithmetic
from lepdata.findings.reconciliation_signed import moved
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
    "chairs",
    "change_between",
    "check_arithmetic",
    "council_tiers",
    "council_voice",
    "definition_counts",
    "distance",
    "diversity_indices",
    "followed",
    "funnel",
    "funnel_limits",
    "furthest",
    "heterogeneity",
    "judged",
    "meets_everything",
    "moved",
    "organisations_on_several_boards",
    "outcome_counts",
    "paired",
    "people_on_several_boards",
    "people_to_review",
    "places",
    "published_tallies",
    "reappearances",
    "reconcile",
    "regions_and_waves",
    "rural_voices",
    "sector_counts",
    "spread_of",
    "tallies",
    "turnover",
    "usable",
    "verdict_rows",
]
