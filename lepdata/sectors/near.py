"""Organisations spelt nearly like a council or a university of the registers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

import pandas as pd

from lepdata.files import rule_file
from lepdata.names import one_slip, organisation_key
from lepdata.registers.geography import councils, universities
from lepdata.sectors.councils import council_kind, short_words
from lepdata.sectors.evidence import excerpt
from lepdata.sectors.matching import PER_POSITION
from lepdata.sectors.texts import affiliations
from lepdata.sectors.wording import SPELT_NEARLY

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
    said, short = organisation_key(text).split(), short_words()
    whole = [part for word in said[:-1] for part in short.get(word, word).split()]
    last = [part for word in said[-1:] for part in _endings().get(word, short.get(word, word)).split()]
    words = whole + (last if len(said) > 1 else said)
    kinds = _KINDS if any(map(_means_a_council, words)) else frozenset()  # elsewhere "city" tells two names apart
    carrying = tuple(dict.fromkeys(word for word in words if word not in _SMALL | kinds | _FORMS))
    return Name(carrying, kinds & set(words), _FORMS & set(words))


@cache
def _endings() -> dict[str, str]:
    """Short forms that mean more at a name's end than elsewhere: "Exbridge BC"."""
    return {row["short"]: row["long"] for row in rule_file("councils/endings.csv")}


@lru_cache(maxsize=65536)
def _means_a_council(word: str) -> bool:
    return one_slip(word, "council") if word[0] == "c" else word == "borough"


def distinctive(word: str, names_with: Mapping[str, int]) -> bool:
    """Whether a word tells organisations apart: a word of some length, in few known names."""
    plain = len(word) < 3 or word.isdigit() or word in _PLAIN
    return not plain and names_with.get(word, 0) <= MOST_NAMES


def likeness(one: str, other: str, names_with: Mapping[str, int]) -> tuple[int, tuple[str, ...]] | None:
    """How alike two names are out of 100 and the distinctive words they share, if they may be one organisation."""
    asked, known = name_words(one), name_words(other)
    shared = tuple(w for w in asked.words if w in known.words and distinctive(w, names_with))
    if not shared or _contradict(asked.kinds, known.kinds) or _contradict(asked.forms, known.forms):
        return None
    slips = _slips(asked, known, names_with)
    if slips is None or slips > MOST_SLIPS:
        return None
    from rapidfuzz import fuzz

    score = round(fuzz.ratio(" ".join(sorted(asked.words)), " ".join(sorted(known.words))))
    return (score, shared) if score >= LOWEST_SCORE else None


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _slips(asked: Name, known: Name, names_with: Mapping[str, int]) -> int | None:
    """How many words differ by a slip of the pen; None where a word has no counterpart."""
    left = [word for word in asked.words if word not in known.words]
    right = [word for word in known.words if word not in asked.words]
    if len(left) != len(right):
        return None
    for word in left:
        meant = next((candidate for candidate in right if _slipped(word, candidate, names_with)), None)
        if meant is None:
            return None
        right.remove(meant)
    return len(left)


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


class KnownName(NamedTuple):
    name: str
    sector: str
    sector_kind: str
    source: str


class NearName(NamedTuple):
    known: KnownName
    score: int
    shared: tuple[str, ...]


@cache
def known_names() -> dict[str, KnownName]:
    """Every organisation to compare with, by its name made comparable."""
    kinds = [KnownName(row["official_name"], "council", council_kind(row["type"]), COUNCILS) for row in _rows(councils)]
    others = [row for row in _rows(universities) if row["kind_by_name"] != "other provider"]
    kinds += [KnownName(row["name"], "education", "university", UNIVERSITIES) for row in others]
    return {organisation_key(known.name): known for known in reversed(kinds)}


def _rows(register: Callable[[], pd.DataFrame]) -> list[dict[Any, str]]:
    return register().to_dict("records")


@cache
def names_with() -> dict[str, int]:
    return Counter(word for known in known_names().values() for word in set(name_words(known.name).words))


@lru_cache(maxsize=65536)
def near_name(text: str) -> NearName | None:
    """The known organisation that a name may be another spelling of; none where equally good ones disagree."""
    words, key = name_words(text).words, organisation_key(text)
    rare = _distinctive().intersection(words)
    # words are paired one by one, and never with a word of another initial: most names need not be compared
    candidates = _by_initials().get(_initials(words), []) if rare and key not in known_names() else []
    alike = [(known, likeness(text, known.name, names_with())) for known in candidates]
    near = [NearName(known, *found) for known, found in alike if found]
    best = [one for one in near if one.score == max(other.score for other in near)]
    return best[0] if len({one.known.sector for one in best}) == 1 else None


@cache
def _distinctive() -> frozenset[str]:
    return frozenset(word for word in names_with() if distinctive(word, names_with()))


@cache
def _by_initials() -> dict[tuple[str, ...], list[KnownName]]:
    found: dict[tuple[str, ...], list[KnownName]] = defaultdict(list)
    for known in known_names().values():
        found[_initials(name_words(known.name).words)].append(known)
    return found


def _initials(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(word[0] for word in words))


@cache
def _telling_words() -> frozenset[str]:
    """The distinctive words, and the short forms that stand for them: quick, so that most cells need no more."""
    short = {word for word, long in short_words().items() if long in _distinctive()}
    return frozenset(short | (_distinctive() - short_words().keys()))


def near_reasons(text: str, key: str) -> list[tuple]:
    """What known organisation a published one may mean: weaker than any rule about words of the organisation."""
    if _telling_words().isdisjoint(key.split()):
        return []
    parts = enumerate(affiliations(text))
    return [_reason(text, position, near) for position, part in parts if (near := near_name(part))]


def _reason(text: str, position: int, near: NearName) -> tuple:
    known, score, shared = near
    strength = max(1, STRONGEST_FUZZY - (100 - score) - PER_POSITION * position)
    matched = f"score {score}; shared words: {', '.join(shared)}"
    told = (SPELT_NEARLY, KIND, "organisation", matched, strength, excerpt(text), excerpt(known.name), known.source)
    return "sector", known.sector, known.sector_kind, *told
