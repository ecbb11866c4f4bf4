"""Two spellings of one organisation? Words are paired one by one, and only where a distinctive word is shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lepdata.members.councils import SHORT_WORDS
from lepdata.seats import organisation_key

MOST_NAMES = 20  # a word in more of the known names than this tells nobody which organisation is meant
LOWEST_SCORE = 85
MOST_SLIPS = 2
_SHORTEST_FOR_A_SLIP, _LONG_WORD = 5, 9
_ENDS = {
    "bc": "borough council",
    "mbc": "metropolitan borough council",
    "dc": "district council",
    "cc": "council",
    "ca": "combined authority",
    "uni": "university",
    "univ": "university",
}
# Words that one spelling may lack. A council's kind must not contradict the other's: a county is no city.
_SMALL = frozenset(["of", "the", "and", "on", "upon", "in", "at", "for", "by", "under", "with", "co"])
_KINDS = frozenset(["borough", "city", "county", "district", "metropolitan", "royal", "unitary"])
_PLAIN = frozenset(["north", "south", "east", "west", "great", "greater", "new", "old", "mid", "central"])
_FORMS = frozenset(["ltd", "plc", "llp", "inc"])


@dataclass(frozen=True)
class Name:
    """A name made ready for pairing: the words that carry it, and those that only say its kind or legal form."""

    words: tuple[str, ...]
    kinds: frozenset[str]
    forms: frozenset[str]


@dataclass(frozen=True)
class Likeness:
    """How alike two names are: a score out of 100, and the distinctive words they share."""

    score: int
    shared: tuple[str, ...]


@lru_cache(maxsize=65536)
def name_words(text: str) -> Name:
    """Take a name apart, abbreviations written out.

    Examples
    --------
    >>> name_words("Gt Yarmouth BC").words, sorted(name_words("Gt Yarmouth BC").kinds)
    (('great', 'yarmouth', 'council'), ['borough'])
    """
    said = organisation_key(text).split()
    whole = [part for word in said[:-1] for part in SHORT_WORDS.get(word, word).split()]
    last = [part for word in said[-1:] for part in _ENDS.get(word, SHORT_WORDS.get(word, word)).split()]
    words = whole + (last if len(said) > 1 else said)
    kinds = _KINDS if any(map(_means_a_council, words)) else frozenset()  # elsewhere "city" tells two names apart
    carrying = tuple(dict.fromkeys(word for word in words if word not in _SMALL | kinds | _FORMS))
    return Name(carrying, kinds & set(words), _FORMS & set(words))


@lru_cache(maxsize=65536)
def _means_a_council(word: str) -> bool:
    if word[0] != "c" or not len("council") - 1 <= len(word) <= len("council") + 1:
        return word == "borough"
    from rapidfuzz.distance import OSA

    return OSA.distance(word, "council", score_cutoff=1) <= 1


def distinctive(word: str, names_with: Mapping[str, int], ordinary: frozenset[str]) -> bool:
    """Whether a word tells organisations apart: a word of some length, in few known names and not a rule's own word."""
    plain = len(word) < 3 or word.isdigit() or word in _PLAIN or word in ordinary
    return not plain and names_with.get(word, 0) <= MOST_NAMES


def likeness(
    one: str, other: str, names_with: Mapping[str, int], ordinary: Iterable[str] = frozenset()
) -> Likeness | None:
    """Say how alike two names are, if they may be two spellings of one organisation.

    Parameters
    ----------
    one, other : str
        The name asked about and a known name.
    names_with : mapping of str to int
        How many known names hold each word.
    ordinary : iterable of str
        Words that are never distinctive.

    Returns
    -------
    Likeness or None
        None where no distinctive word is shared, where a word is left without its counterpart, or where kind of council
        or legal form contradict each other.

    Examples
    --------
    >>> likeness("Great Example Counsil", "Great Example Council", {"great": 9, "example": 1, "council": 300})
    Likeness(score=95, shared=('example',))
    >>> likeness("Example Council", "Example College", {"example": 2}) is None
    True
    """
    asked, known = name_words(one), name_words(other)
    never = frozenset(ordinary)
    shared = tuple(w for w in asked.words if w in known.words and distinctive(w, names_with, never))
    if not shared or _contradict(asked.kinds, known.kinds) or _contradict(asked.forms, known.forms):
        return None
    slips = _slips(asked, known, names_with)
    if slips is None or slips > MOST_SLIPS:
        return None
    from rapidfuzz import fuzz

    score = round(fuzz.ratio(" ".join(sorted(asked.words)), " ".join(sorted(known.words))))
    return Likeness(score, shared) if score >= LOWEST_SCORE else None


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
