"""VERDICTS -> what they mean: one board, the nation, the audit; their charts, tables and sentences, for notebooks."""

from lepdata.reviews.audit import AccuracyReview, review_accuracy
from lepdata.reviews.boards import board, board_of, boards, check, coverage
from lepdata.reviews.drafts import DraftReview, plan, review_draft
from lepdata.reviews.engagement import NationalEngagement, grade_engagement, review_engagement
from lepdata.reviews.known import members, seats, sightings, verdicts
from lepdata.reviews.many_boards import check_many
from lepdata.reviews.national_review import NationalReview, review_national
from lepdata.reviews.one_board import BoardReview, review_board
from lepdata.reviews.parts import cards, caveats, chart, facts, finding, heading, left_out, sentences, table
from lepdata.reviews.plan_review import PlanReview, review_plan
from lepdata.reviews.progress_case import case_page
from lepdata.reviews.progress_json import progress_as_json
from lepdata.reviews.progress_review import ProgressReview, progress_leps, review_progress
from lepdata.reviews.stocktake_review import StocktakeReview, review_stocktake

__all__ = [
    "AccuracyReview",
    "BoardReview",
    "DraftReview",
    "NationalEngagement",
    "NationalReview",
    "PlanReview",
    "ProgressReview",
    "StocktakeReview",
    "board",
    "board_of",
    "boards",
    "cards",
    "case_page",
    "caveats",
    "chart",
    "check",
    "check_many",
    "coverage",
    "facts",
    "finding",
    "grade_engagement",
    "heading",
    "left_out",
    "members",
    "plan",
    "progress_as_json",
    "progress_leps",
    "review_accuracy",
    "review_board",
    "review_draft",
    "review_engagement",
    "review_national",
    "review_plan",
    "review_progress",
    "review_stocktake",
    "seats",
    "sentences",
    "sightings",
    "table",
    "verdicts",
]
