"""BOARD -> its council seats: which council each member sits for, and in whose name besides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from lepdata.members.texts import plain
from lepdata.model import Board
from lepdata.representation.councils_area import AUTHORITY, Area, every_council
from lepdata.representation.councils_collective import own_councils, spoken_for
from lepdata.representation.councils_rules import offices, speaks

DIRECTLY, COLLECTIVELY = "directly", "collectively"
OF_AREA, APART, OUTSIDE, GONE, NOT_YET, NOT_KNOWN = (
    "of the area",
    "combined authority",
    "outside the area",
    "abolished",
    "not yet a council",
    "not known",
)
_OWN_CELLS = ("organisation", "capacity_as_published", "job_title")
SEAT_CELLS = (
    *("seat_id", "counts_as_member", "place", "sector", "seat_sector", "sector_kind", "honorific"),
    *(*_OWN_CELLS, "council_elsewhere", "council_elsewhere_source"),
)
_FORMER = re.compile(r"\b(?:former(?:ly)?|previous(?:ly)?|ex(?!.officio)|late|retired|past)\b[^;,/()]*", re.IGNORECASE)


class Said(NamedTuple):
    """One council that a seat's texts speak of: its code ("" not known), how, by which words and why.

    `line` is 0 for the seat's own line, else which of the other lines about the same person it is.
    """

    code: str
    how: str
    words: str
    because: str
    line: int = 0


class CouncilSeat(NamedTuple):
    """A seat and one council it speaks for; `standing` is what that council is to the area."""

    seat_id: str
    counts: str
    said: Said
    standing: str
    source: str


class Seats(NamedTuple):
    """The council seats of a board, and how many other members may be from a council for all that is known."""

    seats: tuple[CouncilSeat, ...]
    unknown: int


def read_seats(board: Board, where: Area) -> Seats:
    """Every seat that counts as a member, or might, and speaks for a council.

    Parameters
    ----------
    board : Board
        Of its frame every column may be missing; without a sector, an organisation that is styled a council makes a
        council seat.
    where : Area
        The councils of its area.
    """
    frame = board.members
    columns = [frame[name].tolist() if name in frame else [""] * len(frame) for name in SEAT_CELLS]
    if "counts_as_member" not in frame:
        columns[1] = ["yes"] * len(frame)
    return seats_of(zip(*columns, strict=True), where)


def seats_of(rows: Iterable[tuple[str, ...]], where: Area) -> Seats:
    """The same from plain rows of `SEAT_CELLS`, for those who read many boards."""
    found: list[CouncilSeat] = []
    unknown = 0
    for at, (seat_id, counts, place, sector, seat_sector, kind, honorific, *texts) in enumerate(rows):
        if counts not in ("yes", "might") or place == "vacancy":
            continue
        if "council" in (sector, seat_sector) or kind == AUTHORITY or not sector:
            said = read_texts(*texts[:4], honorific, where)
            known = said if sector or seat_sector else tuple(one for one in said if one.code)
            found += [_seat(str(seat_id or at), counts, one, where, texts[4]) for one in known]
            unknown += not sector and not known
        else:
            unknown += sector == "unknown"
    return Seats(tuple(found), unknown)


@lru_cache(maxsize=65536)
def read_texts(
    organisation: str, capacity: str, title: str, elsewhere: str, honorific: str, where: Area
) -> tuple[Said, ...]:
    """The councils that the texts of one seat speak of; one `Said` without a code where they name none.

    Examples
    --------
    >>> from lepdata.representation.councils_area import area
    >>> here = area("Worcestershire", "2016-11-21")
    >>> said = read_texts("Wychavon District Council", "rep Southern DCs", "Leader", "", "Cllr", here)
    >>> [(one.code, one.how) for one in said]
    [('WYC', 'directly'), ('MAV', 'collectively'), ('WOC', 'collectively')]
    """
    own = dict(zip(_OWN_CELLS, (_FORMER.sub("", text) for text in (organisation, capacity, title)), strict=True))
    direct = _direct(own, where) or _by_office(" ; ".join((organisation, title, capacity, honorific)), where)
    shared = _shared(own, where)
    for line, text in enumerate(filter(None, elsewhere.split(" | ")), 1):
        direct = direct or _direct({"organisation": text}, where, line)[:1]
        shared = shared or _shared({"capacity_as_published": text}, where, line)
    named = {one.code for one in direct}
    said = (*direct, *(one for one in shared if one.code not in named))
    return said or (Said("", "", "; ".join(filter(None, (organisation, capacity, title))), ""),)


def _direct(cells: dict[str, str], where: Area, line: int = 0) -> list[Said]:
    found = {code: text for field, text in cells.items() if text for code in own_councils(text, field, where)}
    return [Said(code, DIRECTLY, text, "names the council", line) for code, text in found.items()]


def _shared(cells: dict[str, str], where: Area, line: int = 0) -> list[Said]:
    for field, text in cells.items():
        if found := spoken_for(text, field, where):
            return [Said(code, COLLECTIVELY, text, found.rule.because, line) for code in found.codes or ("",)]
    return []


def _by_office(text: str, where: Area) -> list[Said]:
    words = plain(text)
    rule = next((one for one in offices() if speaks(one, words)), None)
    area = [council.code for council in where.authorities]
    codes = [code for code in area if rule and rule.council_code in (code, "*")]
    return [Said(codes[0], DIRECTLY, text.strip(" ;"), rule.because)] if rule and len(codes) == 1 else []


def _seat(seat_id: str, counts: str, said: Said, where: Area, source: str) -> CouncilSeat:
    other = source.split(" | ")[said.line - 1] if said.line else ""
    return CouncilSeat(seat_id, counts, said, standing(said.code, where), other)


def standing(code: str, where: Area) -> str:
    """What a council is to an area: one of it, a combined authority, outside, abolished, not yet there, not known."""
    if not code:
        return NOT_KNOWN
    if every_council()[code].kind == AUTHORITY:
        return APART
    if code in where.codes():
        return OF_AREA
    if code in where.live:
        return OUTSIDE
    return GONE if every_council()[code].last_day else NOT_YET
