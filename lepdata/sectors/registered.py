"""Organisations that bear exactly the name of a charity or a company in a register the user has downloaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from lepdata.names import organisation_key
from lepdata.registers.full import RegisteredName, charity_names, company_names, require_extracts
from lepdata.sectors.evidence import excerpt
from lepdata.sectors.matching import PER_POSITION
from lepdata.sectors.texts import affiliations

# A charity that is incorporated stands in both registers, so being a company says nothing against being a charity,
# while no ordinary business is a charity: the charity's word goes before the company's. Schools, colleges and hospital
# funds are charities too: it stays below the words that name them. A company limited by guarantee may be anything.
CHARITY, SOCIAL, COMPANY, GUARANTEE = 75, 62, 59, 41
OLD_NAME, REMOVED = 3, 3
_SOCIAL = {"community interest company": "social enterprise", "charitable incorporated organisation": "charity"}
_NO_WORD = ("registered society", "industrial and provident society", "royal charter company", "other company type")


class Reading(NamedTuple):
    rule: str
    says: str
    sector_kind: str
    strength: int


def register_reasons(texts: Sequence[str], folder: Path) -> list[list[tuple]]:
    """What the full registers in a folder say of each organisation that bears exactly a registered name."""
    require_extracts(folder)
    wanted: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, text in enumerate(texts):
        for position, part in enumerate(affiliations(text)):
            wanted[organisation_key(part)].append((at, position))
    by_text: list[list[tuple]] = [[] for _ in texts]
    for key, name, reading in find_names(wanted, chain(charity_names(folder), company_names(folder))):
        for at, position in wanted[key]:
            by_text[at].append(_reason(texts[at], position, name, reading))
    return by_text


def find_names(wanted: Iterable[str], names: Iterable[RegisteredName]) -> Iterator[tuple[str, RegisteredName, Reading]]:
    """The registered names that are exactly wanted: of each rule and answer the strongest, the first among equals."""
    keys = frozenset(key for key in wanted if key)
    starts = frozenset(key[:2] for key in keys) | {"th", "li"}  # keys have lost "the", and say "ltd"
    best: dict[tuple[str, str, str], tuple[RegisteredName, Reading]] = {}
    for name in names:
        # a quick look, so that few of some millions of names need be made comparable
        start = name.name[:2].lower()
        if name.name.isascii() and start.isalnum() and start not in starts:
            continue
        key = organisation_key(name.name)
        reading = read_name(name) if key in keys else None
        if reading:
            place = (key, reading.rule, reading.says)
            if place not in best or best[place][1].strength < reading.strength:
                best[place] = (name, reading)
    return ((key, name, reading) for (key, _, _), (name, reading) in best.items())


def read_name(name: RegisteredName) -> Reading | None:
    """What a registered name says of the sector; None where the kind of body leaves it open."""
    weaker = OLD_NAME if name.use != "name" else 0
    if name.register == "charity":
        removed = REMOVED if name.standing == "removed" else 0
        return Reading("charity-register", "voluntary", "charity", CHARITY - weaker - removed)
    category = name.category.casefold()
    if category in _NO_WORD:
        return None
    if category in _SOCIAL:
        return Reading("company-register", "voluntary", _SOCIAL[category], SOCIAL - weaker)
    by_guarantee = "guar" in category or "lbg" in category
    return Reading("company-register", "private", "business", (GUARANTEE if by_guarantee else COMPANY) - weaker)


def _reason(text: str, position: int, name: RegisteredName, reading: Reading) -> tuple:
    charity = name.register == "charity"
    body = f"{name.standing} charity" if charity else f"company ({name.category})"
    seen = f"{name.use} of a {body}, number {name.number}"
    strength = max(1, reading.strength - PER_POSITION * position)
    matched = f"{name.name} ({name.register} {name.number})"
    told = (reading.rule, "register", "organisation", matched, strength, excerpt(text), seen, name.source)
    return "sector", reading.says, reading.sector_kind, *told
