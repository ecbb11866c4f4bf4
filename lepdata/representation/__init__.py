"""MEMBERS -> whom a board gives a seat: councils, the voluntary sector, and what is published of it."""

from lepdata.representation.characteristics import characteristics
from lepdata.representation.characteristics_declared import count_declared
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
    "characteristics",
    "count_declared",
    "publication",
    "publication_by_document",
    "publication_duties",
    "publication_tally",
    "publications",
    "voluntary_answers",
    "voluntary_measures",
    "voluntary_questions",
    "voluntary_seats",
    "voluntary_voice",
]
