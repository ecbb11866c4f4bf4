"""MEMBERS -> whom a board gives a seat: councils, the voluntary sector, and what is published of it."""

from lepdata.representation.characteristics import characteristics
from lepdata.representation.characteristics_declared import count_declared
from lepdata.representation.councils import council_coverage, council_seats, councils_of
from lepdata.representation.councils_bodies import other_bodies
from lepdata.representation.councils_elsewhere import with_councils
from lepdata.representation.councils_summary import CouncilSummary, People, council_summaries, summarise_councils
from lepdata.representation.demonstration import demonstration_seats
from lepdata.representation.publication import (
    publication,
    publication_by_document,
    publication_duties,
    publication_tally,
    publications,
)
from lepdata.representation.voluntary import voluntary_answers, voluntary_questions
from lepdata.representation.voluntary_seats import voluntary_seats
from lepdata.representation.voluntary_summary import voluntary_measures, voluntary_voice

__all__ = [
    "CouncilSummary",
    "People",
    "characteristics",
    "council_coverage",
    "council_seats",
    "council_summaries",
    "councils_of",
    "count_declared",
    "demonstration_seats",
    "other_bodies",
    "publication",
    "publication_by_document",
    "publication_duties",
    "publication_tally",
    "publications",
    "summarise_councils",
    "voluntary_answers",
    "voluntary_measures",
    "voluntary_questions",
    "voluntary_seats",
    "voluntary_voice",
    "with_councils",
]
