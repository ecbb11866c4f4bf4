"""How one seat is said to a reader: who, with which job and organisation, printed where."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from lepdata.model.phrases import say
from lepdata.read.words import read_role

Seat = Mapping[Hashable, Any]
_MAY_REPEAT = ("job_title", "capacity_as_published")


def who(seat: Seat) -> str:
    """The name as shown, with honorific and letters; "(vacant)" or "(holder not named)" where nobody is named.

    Examples
    --------
    >>> who({"honorific": "Cllr", "person": "Ada Example", "postnominals": "", "place": "person"})
    'Cllr Ada Example'
    """
    name = " ".join(filter(None, (str(seat["honorific"]), str(seat["person"]), str(seat["postnominals"]))))
    return name or say("seats", "vacant" if seat["place"] == "vacancy" else "not-named")


def job_and_organisation(seat: Seat) -> str:
    """The job, and the organisation or else the capacity; words that only repeat the role are left out."""
    role = seat["role_read"]
    job, capacity = ("" if read_role(seat[column]) == role else seat[column] for column in _MAY_REPEAT)
    return ", ".join(filter(None, (job, seat["organisation_shown"] or capacity)))


def source(seat: Seat) -> tuple[str, str]:
    """Title and address of the document that printed it."""
    return str(seat["source_title"]), str(seat["source_url"])
