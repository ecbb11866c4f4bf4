"""The organisations whose sector is known: both registers, and published names that a stronger rule settles."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from lepdata.members.councils import KIND_BY_TYPE, SHORT_WORDS
from lepdata.members.matching import Match, match_cell
from lepdata.members.near_names import distinctive, likeness, name_words
from lepdata.members.rulebook import load_rules
from lepdata.members.texts import affiliations
from lepdata.read.board import read_raw_boards
from lepdata.registers import councils, universities
from lepdata.seats import organisation_key

STRONG_KINDS = ("register", "organisation words", "legal form")
STRONGEST_FUZZY = 40
COUNCIL_REGISTER = "council register (ONS, mySociety)"
UNIVERSITY_REGISTER = "register of degree-awarding institutions (DfE)"
PUBLISHED = "published boards"


class KnownName(NamedTuple):
    """One organisation, its sector, and where the sector is known from."""

    name: str
    sector: str
    sector_kind: str
    source: str


class NearName(NamedTuple):
    """A known organisation that a name may mean."""

    known: KnownName
    score: int
    shared: tuple[str, ...]


@cache
def known_names() -> tuple[KnownName, ...]:
    """Every organisation to compare with, once; a register's word goes before a rule's."""
    found: dict[str, KnownName] = {}
    for known in (*_councils(), *_universities(), *_published()):
        found.setdefault(organisation_key(known.name), known)
    return tuple(found.values())


@cache
def names_with() -> dict[str, int]:
    """How many known names hold each word."""
    return Counter(word for known in known_names() for word in set(name_words(known.name).words))


@cache
def ordinary_words() -> frozenset[str]:
    """Single words by which a rule tells a sector ("chamber", "housing"): they say what, not who."""
    rules = [
        rule for rule in load_rules() if rule.kind in ("organisation words", "legal form") and rule.form != "regex"
    ]
    return frozenset(phrase for rule in rules for phrase in rule.phrases if " " not in phrase)


def may_be_near(key: str) -> bool:
    """Whether a cell's key holds any distinctive word of a known name: quick, so that most cells need no more.

    Examples
    --------
    >>> may_be_near("gt yarmouth councl"), may_be_near("brave badger group")
    (True, False)
    """
    return not _telling_words().isdisjoint(key.split())


@lru_cache(maxsize=65536)
def near_name(text: str) -> NearName | None:
    """The known organisation that a name may be another spelling of.

    Parameters
    ----------
    text : str
        One organisation as published.

    Returns
    -------
    NearName or None
        The best match with its score; None where there is none, where the name itself is in a register, or where
        equally good matches are of different sectors.

    Examples
    --------
    >>> found = near_name("Stockton on Tees Borough Councl")
    >>> found.known.name, found.shared
    ('Stockton-on-Tees Borough Council', ('stockton', 'tees'))
    """
    words = name_words(text).words
    rare = [word for word in words if word in _by_word()]
    # words are paired one by one, and never with a word of another initial: most names need not be compared
    initials = _initials(words)
    candidates = {at for word in rare for at in _by_word()[word] if _known_initials()[at] == initials}
    key = organisation_key(text) if candidates else ""
    if not candidates or key in _registered():
        return None
    near = [found for at in sorted(candidates) if (found := _compare(text, key, known_names()[at]))]
    best = [one for one in near if one.score == max(other.score for other in near)]
    return best[0] if len({one.known.sector for one in best}) == 1 else None


def _compare(text: str, key: str, known: KnownName) -> NearName | None:
    alike = likeness(text, known.name, names_with(), ordinary_words())
    if alike is None or organisation_key(known.name) == key:
        return None
    return NearName(known, alike.score, alike.shared)


@cache
def _registered() -> frozenset[str]:
    return frozenset(organisation_key(known.name) for known in (*_councils(), *_universities()))


@cache
def _by_word() -> dict[str, tuple[int, ...]]:
    """Where to look: the known names that hold each distinctive word."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, known in enumerate(known_names()):
        for word in name_words(known.name).words:
            if distinctive(word, names_with(), ordinary_words()):
                places[word].append(at)
    return {word: tuple(found) for word, found in places.items()}


def _initials(words: tuple[str, ...]) -> list[str]:
    return sorted(word[0] for word in words)


@cache
def _known_initials() -> tuple[list[str], ...]:
    return tuple(_initials(name_words(known.name).words) for known in known_names())


@cache
def _telling_words() -> frozenset[str]:
    """The distinctive words, and the short forms that stand for them."""
    short = {word for word, long in SHORT_WORDS.items() if long in _by_word()}
    return frozenset(short | (_by_word().keys() - SHORT_WORDS.keys()))


def _councils() -> list[KnownName]:
    rows = councils().to_dict("records")
    kinds = [KIND_BY_TYPE.get(row["type"], "council") for row in rows]
    return [
        KnownName(row["official_name"], "council", kind, COUNCIL_REGISTER)
        for row, kind in zip(rows, kinds, strict=True)
    ]


def _universities() -> list[KnownName]:
    rows = [row for row in universities().to_dict("records") if row["kind_by_name"] != "other provider"]
    return [KnownName(row["name"], "education", "university", UNIVERSITY_REGISTER) for row in rows]


def _published() -> list[KnownName]:
    """Published organisations about which the strongest rules agree; a cell that names several is left out."""
    cells = [text for text in read_raw_boards()["organisation"].unique() if len(affiliations(text)) == 1]
    settled = [(text, _settling(match_cell(text, "organisation"))) for text in cells]
    return [KnownName(text, m.rule.sector, m.sector_kind, PUBLISHED) for text, m in settled if m]


def _settling(matches: tuple[Match, ...]) -> Match | None:
    best = [match for match in matches if match.strength == max(other.strength for other in matches)]
    strong = [match for match in best if match.rule.kind in STRONG_KINDS and match.strength > STRONGEST_FUZZY]
    agreed = len({match.rule.sector for match in best}) == 1 and best[0].rule.sector != "unknown" if best else False
    return strong[0] if agreed and strong else None
