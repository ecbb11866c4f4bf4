"""The rules of voluntary voice, which are data: kinds of organisation, how a seat was filled, places of bodies."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lepdata.model.bodies import OTHER_KIND, body_kind
from lepdata.model.rule_files import rule_file
from lepdata.model.vocabulary import MAIN_BOARD

MAIN, SUB_BOARD, EU_FUNDS = "main board", "sub-board", "EU-funds committee"
EARLIER_OR_LATER = "board before or after the main board"
NOT_TOLD = "not told"
INFRASTRUCTURE, SINGLE_ISSUE = "infrastructure body", "single-issue charity"
NOT_PUBLISHED = "not published"


class Kind(NamedTuple):
    """The group an organisation belongs to, and why one might object to counting it; "" where nobody would."""

    group: str
    doubt: str


def rule_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one rule file of this room, as text."""
    return rule_file(f"representation/{name}")


@cache
def kind_of(organisation: str, sector_kind: str) -> Kind:
    """Infrastructure body, single-issue charity, social enterprise, other, or not told: the first rule that fits.

    Examples
    --------
    >>> kind_of("Northshire CVS", "infrastructure body").group, kind_of("", "voluntary seat").group
    ('infrastructure body', 'not told')
    >>> kind_of("Northshire Community Foundation", "charity").doubt[:22]
    'a community foundation'
    """
    cells = {"organisation": organisation, "sector_kind": sector_kind}
    for row in rule_rows("voluntary_kinds.csv"):
        if re.search(row["pattern"], cells[row["field"]].strip(), re.IGNORECASE):
            return Kind(row["group"], row["doubt"])
    return Kind("other" if organisation else NOT_TOLD, "")


@cache
def how_nominated(words: str) -> str:
    """How a seat was filled, as far as its published words say it.

    Examples
    --------
    >>> how_nominated("VCS representative"), how_nominated("chair")
    ('published as its representative', 'not published')
    """
    rules = rule_rows("voluntary_nominations.csv")
    return next((row["how"] for row in rules if re.search(row["pattern"], words, re.IGNORECASE)), NOT_PUBLISHED)


@cache
def place_of(body: str, last_day: str) -> str:
    """What a body is to its partnership: its main board, a sub-board, an EU-funds committee, a joint body and so on.

    Parameters
    ----------
    body : str
        Its name as the lists have it.
    last_day : str
        The last ISO day that the list's date may mean; "" where there is none.

    Examples
    --------
    >>> place_of("Business Board", "2013-09-04"), place_of("West Yorkshire Business Board", "2024-06-12")
    ('sub-board', 'successor board')
    """
    kind = body_kind(body)
    rows = [row for row in rule_rows("body_places.csv") if row["body_kind"] == kind]
    place = next((row["place"] for row in rows if not row["until"] or "" < last_day <= row["until"]), OTHER_KIND)
    return EARLIER_OR_LATER if place == MAIN and body not in ("", MAIN_BOARD) else place
