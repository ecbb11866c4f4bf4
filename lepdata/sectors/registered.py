"""Organisations that bear exactly a registered name, or one spelt nearly like a council's or a university's."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, repeat
from pathlib import Path
from typing import NamedTuple

from lepdata.files import rule_file
from lepdata.names import one_slip, organisation_key
from lepdata.registers.councils import SHORT_WORDS, every_council
from lepdata.registers.full import RegisteredName, charity_names, company_names, require_extracts
from lepdata.registers.geography import universities
from lepdata.sectors.evidence import excerpt
from lepdata.sectors.rulebook import PER_POSITION, affiliations
from lepdata.sectors.settling import SPELT_NEARLY

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
    wanted: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, text in enumerate(texts):
        for position, part in enumerate(affiliations(text)):
            wanted[organisation_key(part)].append((at, position))
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


MOST_NAMES = 20  # a word in more of the known names than this tells nobody which organisation is meant
LOWEST_SCORE = 85
MOST_SLIPS = 2
_SHORTEST_FOR_A_SLIP, _LONG_WORD = 5, 9
# Words that one spelling may lack. A council's kind must not contradict the other's: a county is no city.
_SMALL = frozenset(["of", "the", "and", "on", "upon", "in", "at", "for", "by", "under", "with", "co"])
_KINDS = frozenset(["borough", "city", "county", "district", "metropolitan", "royal", "unitary"])
_PLAIN = frozenset(["north", "south", "east", "west", "great", "greater", "new", "old", "mid", "central"])
_FORMS = frozenset(["ltd", "plc", "llp", "inc"])


class Name(NamedTuple):
    """A name made ready for pairing: the words that carry it, and those that only say its kind or legal form."""

    words: tuple[str, ...]
    kinds: frozenset[str]
    forms: frozenset[str]


@lru_cache(maxsize=65536)
def name_words(text: str) -> Name:
    said, short = organisation_key(text).split(), SHORT_WORDS
    # some short forms mean more at a name's end than elsewhere: "Exbridge BC"
    at_the_end = {row["short"]: row["long"] for row in rule_file("councils/endings.csv")}
    whole = [part for word in said[:-1] for part in short.get(word, word).split()]
    last = [part for word in said[-1:] for part in at_the_end.get(word, short.get(word, word)).split()]
    words = whole + (last if len(said) > 1 else said)
    of_council = "borough" in words or any(word[0] == "c" and one_slip(word, "council") for word in words)
    kinds = _KINDS if of_council else frozenset()  # elsewhere "city" tells two names apart
    carrying = tuple(dict.fromkeys(word for word in words if word not in _SMALL | kinds | _FORMS))
    return Name(carrying, kinds & set(words), _FORMS & set(words))


def _distinctive(word: str, names_with: Mapping[str, int]) -> bool:
    """Whether a word tells organisations apart: a word of some length, in few known names."""
    plain = len(word) < 3 or word.isdigit() or word in _PLAIN
    return not plain and names_with.get(word, 0) <= MOST_NAMES


def likeness(one: str, other: str, names_with: Mapping[str, int]) -> tuple[int, tuple[str, ...]] | None:
    """How alike two names are out of 100 and the distinctive words they share, if they may be one organisation."""
    from rapidfuzz import fuzz

    asked, known = name_words(one), name_words(other)
    shared = tuple(w for w in asked.words if w in known.words and _distinctive(w, names_with))
    both = ((asked.kinds, known.kinds), (asked.forms, known.forms))
    if not shared or any(here and there and not here & there for here, there in both):
        return None
    # every other word must be one of the other name's misspelt
    left, right = (sorted({*one} - {*two}) for one, two in ((asked.words, known.words), (known.words, asked.words)))
    slips = len(left) == len(right) <= MOST_SLIPS and all(map(_slipped, left, right, repeat(names_with)))
    if not slips:
        return None
    score = round(fuzz.ratio(" ".join(sorted(asked.words)), " ".join(sorted(known.words))))
    return (score, shared) if score >= LOWEST_SCORE else None


def _slipped(word: str, meant: str, names_with: Mapping[str, int]) -> bool:
    """Whether one word is the other misspelt: not where both are words of several known names ("marina", "marine")."""
    from rapidfuzz.distance import OSA

    shorter = min(len(word), len(meant))
    if shorter < _SHORTEST_FOR_A_SLIP or word[0] != meant[0] or not (word + meant).isalpha():
        return False
    if names_with.get(word, 0) > 1 and names_with.get(meant, 0) > 1:
        return False
    most = 2 if shorter >= _LONG_WORD else 1
    return OSA.distance(word, meant, score_cutoff=most) <= most


STRONGEST_FUZZY, KIND = 40, "fuzzy match"
COUNCILS, UNIVERSITIES = "council register (ONS, mySociety)", "register of degree-awarding institutions (DfE)"


class Known(NamedTuple):
    """An organisation of a register, by which others may be meant."""

    name: str
    sector: str
    sector_kind: str
    source: str


@cache
def _known_names() -> dict[str, Known]:
    """Every organisation to compare with, by its name made comparable."""
    known = [Known(one.name, "council", one.kind, COUNCILS) for one in every_council().values()]
    rows = universities()
    others = rows.loc[rows["kind_by_name"] != "other provider", "name"]
    known += [Known(name, "education", "university", UNIVERSITIES) for name in others]
    return {organisation_key(one.name): one for one in reversed(known)}


@cache
def names_with() -> dict[str, int]:
    return Counter(word for known in _known_names().values() for word in set(name_words(known.name).words))


@cache
def _telling_words() -> frozenset[str]:
    """The distinctive words as printed, with short forms: a quick look, so that few cells need more."""
    telling = {word for word in names_with() if _distinctive(word, names_with())}
    return frozenset({word for word, long in SHORT_WORDS.items() if long in telling} | telling - SHORT_WORDS.keys())


@cache
def _by_initials() -> dict[tuple[str, ...], list[Known]]:
    """Words are paired one by one, and never with a word of another initial: most names need not be compared."""
    found: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    for known in _known_names().values():
        found[tuple(sorted(word[0] for word in name_words(known.name).words))].append(known)
    return found


@lru_cache(maxsize=65536)
def near_name(text: str) -> tuple[Known, int, tuple[str, ...]] | None:
    """The known organisation that a name may be another spelling of, and how alike; none where the best disagree."""
    words = name_words(text).words
    if organisation_key(text) in _known_names():
        return None
    candidates = _by_initials().get(tuple(sorted(word[0] for word in words)), ())
    alike = [(known, likeness(text, known.name, names_with())) for known in candidates]
    near = [(known, *found) for known, found in alike if found]
    best = [one for one in near if one[1] == max(score for _, score, _ in near)]
    return best[0] if len({known.sector for known, _, _ in best}) == 1 else None


def near_reasons(text: str, key: str) -> list[tuple]:
    """What known organisation a published one may mean: weaker than any rule about words of the organisation."""
    reasons: list[tuple] = []
    for position, part in enumerate(affiliations(text) if not _telling_words().isdisjoint(key.split()) else ()):
        if near := near_name(part):
            known, score, shared = near
            strength = max(1, STRONGEST_FUZZY - (100 - score) - PER_POSITION * position)
            matched = f"score {score}; shared words: {', '.join(shared)}"
            told = ("organisation", matched, strength, excerpt(text), excerpt(known.name), known.source)
            reasons.append(("sector", known.sector, known.sector_kind, SPELT_NEARLY, KIND, *told))
    return reasons
