"""What a published figure counts, and how one member of ours answers: `rules/figures/measures.csv`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from lepdata.model.faults import unknown
from lepdata.model.places import RULES
from lepdata.model.vocabulary import SECTORS
from lepdata.verdicts.questions import says
from lepdata.verdicts.roll import Member

FIGURES = RULES / "figures"
PUBLIC = frozenset({"council", "education", "health", "other_public"})
_ANY = frozenset(SECTORS) - {"unknown"}


@dataclass(frozen=True)
class Measure:
    """One row of the rules: what is counted, and what it is called.

    `level` is "members" (counted on a list), "boards" (boards with at least `least` members as `asked`), "study" (the
    measure `asked` of `representation.voluntary_measures`) or "none" (nothing held here answers it, `why_not`).
    """

    name: str
    level: str
    asked: str
    least: int
    turned: bool
    sectors: frozenset[str]
    by: str
    gender: str
    phrases: tuple[str, ...]
    base: str
    one: str
    many: str
    open: str
    why_not: str


def measure(name: str) -> Measure:
    """The measure of that name.

    Raises
    ------
    UsageError
        If the rules hold none.

    Examples
    --------
    >>> measure("council women").base
    'council'
    """
    if name not in measures():
        raise unknown("measure", name, list(measures()))
    return measures()[name]


@cache
def measures() -> dict[str, Measure]:
    """Every measure of the rules, by name."""
    rows = pd.read_csv(FIGURES / "measures.csv", dtype=str, keep_default_na=False).to_dict("records")
    return {str(row["measure"]): _measure({str(key): str(value) for key, value in row.items()}) for row in rows}


def _measure(row: dict[str, str]) -> Measure:
    return Measure(
        name=row["measure"],
        level=row["level"],
        asked=row["asked"],
        least=int(row["least"] or 0),
        turned=row["turned"] == "yes",
        sectors=frozenset(_cells(row["sectors"])),
        by=row["by"],
        gender=row["gender"],
        phrases=_cells(row["phrases"]),
        base=row["base"],
        one=row["one"],
        many=row["many"],
        open=row["open"],
        why_not=row["why_not"],
    )


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


def answer(member: Member, asked: Measure) -> str:
    """Whether a member is counted: "for", "against" or "unknown".

    Examples
    --------
    >>> ada = Member(True, "member", "council", "", "", "public", "woman", "")
    >>> [answer(ada, measure(name)) for name in ("women", "private", "council women", "rural")]
    ['for', 'against', 'for', 'unknown']
    """
    answers = {_sector(member, asked), _gender(member, asked), _words(member, asked)}
    return "against" if "against" in answers else "unknown" if "unknown" in answers else "for"


def _sector(member: Member, asked: Measure) -> str:
    if not asked.sectors:
        return "for"
    seat = _meant(member.seat_sector)
    known = _meant(member.sector)
    if asked.by == "seat":
        return _among(seat or known or _ANY, asked.sectors)
    if asked.by == "either" and ((seat and seat <= asked.sectors) or (known and known <= asked.sectors)):
        return "for"
    return _among(known or seat or _ANY, asked.sectors)


def _meant(sector: str) -> frozenset[str]:
    """The sectors that a published one may mean; "public" names none of the four. Empty where nothing was published."""
    if sector in ("", "unknown"):
        return frozenset()
    return PUBLIC if sector == "other_public" else frozenset({sector})


def _among(possible: frozenset[str], wanted: frozenset[str]) -> str:
    if possible <= wanted:
        return "for"
    return "unknown" if possible & wanted else "against"


def _gender(member: Member, asked: Measure) -> str:
    if not asked.gender or member.gender == asked.gender:
        return "for"
    return "against" if member.gender in ("woman", "man") else "unknown"


def _words(member: Member, asked: Measure) -> str:
    return "for" if not asked.phrases or says(member.words, asked.phrases) else "unknown"


def by_organisation(asked: Measure) -> Measure:
    """The same measure with members counted by their organisation before their seat."""
    return replace(asked, by="organisation") if asked.by == "seat" else asked
