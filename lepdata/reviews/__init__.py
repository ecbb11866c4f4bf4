"""VERDICTS -> what they mean: one board, the nation, the audit; their charts, tables and sentences, for notebooks."""

from lepdata.reviews.audit import AccuracyReview, review_accuracy
from lepdata.reviews.boards import board, board_of, boards, check, coverage
from lepdata.reviews.engagement import NationalEngagement, grade_engagement, review_engagement
from lepdata.reviews.known import members, seats, sightings, verdicts
from lepdata.reviews.many_boards import check_many
from lepdata.reviews.national_review import NationalReview, review_national
from lepdata.reviews.one_board import BoardReview, review_board
from lepdata.reviews.parts import cards, caveats, chart, facts, finding, heading, left_out, sentences, table

__all__ = [
    "AccuracyReview",
    "BoardReview",
    "NationalEngagement",
    "NationalReview",
    "board",
    "board_of",
    "boards",
    "cards",
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
    "review_accuracy",
    "review_board",
    "review_engagement",
    "review_national",
    "seats",
    "sentences",
    "sightings",
    "table",
    "verdicts",
]
