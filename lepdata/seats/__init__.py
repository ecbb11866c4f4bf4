"""SIGHTINGS -> one row per place on one body at one date."""

from lepdata.seats.assembly import assemble, merge_lists
from lepdata.seats.corrections import apply_corrections
from lepdata.seats.describe import SEAT_COLUMNS, describe
from lepdata.seats.lists import list_seats, published_lists
from lepdata.seats.organisations import organisation_key, organisation_shown
from lepdata.seats.people import Person, fold, read_person, same_name
from lepdata.seats.published_counts import count_days, published_counts, with_counts
from lepdata.seats.roles import membership

__all__ = [
    "SEAT_COLUMNS",
    "Person",
    "apply_corrections",
    "assemble",
    "count_days",
    "describe",
    "fold",
    "list_seats",
    "membership",
    "merge_lists",
    "organisation_key",
    "organisation_shown",
    "published_counts",
    "published_lists",
    "read_person",
    "same_name",
    "with_counts",
]
