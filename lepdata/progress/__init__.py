"""INTEGRATION -> the reviews that follow it: windows, health checks, second opinions, boards before and after."""

from lepdata.progress.assessments import FORM, Assessment, areas, figures, ratings, read_assessment
from lepdata.progress.before_after import CRITERIA, change, compare_boards
from lepdata.progress.carried_over import carried_over
from lepdata.progress.case import case, case_figures
from lepdata.progress.focus import focus_areas, focus_order
from lepdata.progress.integration import Integration, integration, integrations
from lepdata.progress.overview import overview
from lepdata.progress.periods import Period, read_period
from lepdata.progress.review_points import review_points, reviews_due
from lepdata.progress.second_opinion import compare
from lepdata.progress.successor_boards import Pair, boards_of, is_successor, leps_with_successors

__all__ = [
    "CRITERIA",
    "FORM",
    "Assessment",
    "Integration",
    "Pair",
    "Period",
    "areas",
    "boards_of",
    "carried_over",
    "case",
    "case_figures",
    "change",
    "compare",
    "compare_boards",
    "figures",
    "focus_areas",
    "focus_order",
    "integration",
    "integrations",
    "is_successor",
    "leps_with_successors",
    "overview",
    "ratings",
    "read_assessment",
    "read_period",
    "review_points",
    "reviews_due",
]
