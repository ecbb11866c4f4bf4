"""Organisations that bear exactly a registered name, or a misspelt one of a council or a university."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from lepdata.display import gathered
from lepdata.files import rule_file
from lepdata.registers.councils import every_council
from lepdata.registers.frozen import read_raw
from lepdata.registers.full import RegisteredName, charity_names, company_names, require_extracts
from lepdata.sectors.evidence import excerpt
from lepdata.sectors.institutions import REGISTERS
from lepdata.sectors.rulebook import PER_POSITION, affiliations
from lepdata.sectors.settling import SPELT_NEARLY
from lepdata.spelling import one_slip, organisation_key, plain

# A charity that is incorporated stands in both registers, so being a company says nothing against being a charity,
# while no ordinary business is a charity: the charity's word goes before the company's. Schools, colleges and hospital
# funds are charities too: it stays below the words that name them.
CHARITY, OLD_NAME, REMOVED = 75, 3, 3
_Reading = tuple[str, str, str, int]  # rule, sector, its kind, strength


def register_reasons(texts: Sequence[str], folder: Path) -> list[list[tuple]]:
    """What the full registers in a folder say of each organisation that bears exactly a registered name.

    Of each rule and answer the strongest name speaks, the first among equals.
    """
    require_extracts(folder)
    parts = ((at, *one) for at, text in enumerate(texts) for one in enumerate(affiliations(text)))
    wanted = gathered((organisation_key(part), (at, position)) for at, position, part in parts)
    starts = {key[:2] for key in wanted if key} | {"th", "li"}  # keys have lost "the", and say "ltd"
    best: dict[tuple[str, str, str], tuple[RegisteredName, _Reading]] = {}
    for name in chain(charity_names(folder), company_names(folder)):
        # a quick look, so that few of some millions of names need be made comparable
        start = name.name[:2].lower()
        if name.name.isascii() and start.isalnum() and start not in starts:
            continue
        key = organisation_key(name.name)
        if key in wanted and key and (reading := read_name(name)):
            held = best.setdefault((key, *reading[:2]), (name, reading))
            if held[1][3] < reading[3]:
                best[key, *reading[:2]] = (name, reading)
    by_text: list[list[tuple]] = [[] for _ in texts]
    for (key, *_), (name, (rule, says, kind, strength)) in best.items():
        body = f"{name.standing} charity" if name.register == "charity" else f"company ({name.category})"
        seen = f"{name.use} of a {body}, number {name.number}"
        matched = f"{name.name} ({name.register} {name.number})"
        for at, position in wanted[key]:
            weight = max(1, strength - PER_POSITION * position)
            told = (rule, "register", "organisation", matched, weight, excerpt(texts[at]), seen, name.source)
            by_text[at].append(("sector", says, kind, *told))
    return by_text


def read_name(name: RegisteredName) -> _Reading | None:
    """What a registered name says of the sector; None where the kind of body leaves it open."""
    weaker = OLD_NAME * (name.use != "name") + REMOVED * (name.standing == "removed")
    if name.register == "charity":
        return "charity-register", "voluntary", "charity", CHARITY - weaker
    category, rules = name.category.casefold(), rule_file("members/company_kinds.csv")
    kind = next(row for row in rules if re.fullmatch(row["pattern"], category))
    says = (kind["sector"], kind["sector_kind"], int(kind["strength"]) - weaker)
    return ("company-register", *says) if kind["sector"] else None


STRONGEST_FUZZY, KIND = 40, "fuzzy match"
MOST_NAMES = 20  # a word in more of the known names than this tells nobody which organisation is meant
_MOST_SLIPS = 2
_SHORTEST_FOR_A_SLIP = 5
_PLAIN = frozenset(["north", "south", "east", "west", "great", "greater", "new", "old", "mid", "central"])
# what a register calls its organisations, how a rule asks it for one, and the sector of these
_KNOWN = {
    "council register (ONS, mySociety)": ("council names", "council"),
    "register of degree-awarding institutions (DfE)": ("university names", "education"),
}


@cache
def _known_words() -> tuple[Counter[str], frozenset[str], dict[str, list[str]]]:
    """In how many names of the registers each word stands; those that tell organisations apart; long ones by letter."""
    rows = read_raw("registers/universities.csv")
    names = [one.name for one in every_council().values()]
    names += rows.loc[rows["kind_by_name"] != "other provider", "name"].tolist()
    known = Counter(word for name in names for word in set(plain(name).split()))
    few = (word for word, names in known.items() if names <= MOST_NAMES)
    telling = frozenset(word for word in few if len(word) > 2 and not word.isdigit() and word not in _PLAIN)
    return known, telling, gathered((word[0], word) for word in known if len(word) >= _SHORTEST_FOR_A_SLIP)


@lru_cache(maxsize=65536)
def word_meant(word: str) -> str:
    """The one known word that another may be a slip of the pen for, else the word itself."""
    known, _, by_initial = _known_words()
    if len(word) < _SHORTEST_FOR_A_SLIP or word in known or not word.isalpha():
        return word
    near = [other for other in by_initial.get(word[0], ()) if one_slip(word, other)]
    return near[0] if len(near) == 1 else word


def near_reasons(text: str, key: str) -> list[tuple]:
    """What known organisation a misspelt one may mean: weaker than any rule about words of the organisation."""
    from rapidfuzz import fuzz

    reasons: list[tuple] = []
    _, telling, _ = _known_words()  # a quick look, so that few cells need more
    for position, part in enumerate(affiliations(text) if not telling.isdisjoint(key.split()) else ()):
        words = plain(part).split()
        if telling.isdisjoint(words):
            continue
        meant = [word_meant(word) for word in words]
        slips = sum(one != other for one, other in zip(words, meant, strict=True))
        shared = [word for word in dict.fromkeys(words) if word in telling and word in meant]
        for source, (register, sector) in _KNOWN.items() if shared and 0 < slips <= _MOST_SLIPS else ():
            if known := REGISTERS[register](part, " ".join(meant)):
                name, kind = known
                score = round(fuzz.ratio(" ".join(words), name))
                strength = max(1, STRONGEST_FUZZY - (100 - score) - PER_POSITION * position)
                matched = f"score {score}; shared words: {', '.join(shared)}"
                told = ("organisation", matched, strength, excerpt(text), name, source)
                reasons.append(("sector", sector, kind, SPELT_NEARLY, KIND, *told))
    return reasons
