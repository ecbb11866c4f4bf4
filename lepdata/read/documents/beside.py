"""The words beside a name -> post, organisation, capacity; asides and initials that say none of them."""

from __future__ import annotations

import re

from lepdata.read.documents import trade
from lepdata.read.documents.person import person_at
from lepdata.read.documents.posts import kind_of, read_beside
from lepdata.read.documents.readings import Piece, Reading

_VERB = re.compile(rf"(?:^|\s)(?:who |that |which |and )*{trade.either('verbs')}\b.*$")
STANDS_FOR = re.compile(rf"^\(?(?:as )?(?:a )?{trade.either('stands_for')}\b(?:\s+(?:for|of))?\s+", re.IGNORECASE)
_ASIDE = re.compile(rf"^{trade.either('asides')}\b.*$|^[A-Z][A-Za-z]{{0,3}}$", re.IGNORECASE)
_TRAILING = re.compile(r"\s+(?:together with|along with|plus|with|and)$", re.IGNORECASE)
ENDED = re.compile(
    r"\b(?:resign(?:ed|ation)|retired|former|stood down|stepped down|term ended|deceased|left (?:on|in|the))\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:since |from |until |appointed |elected |term )*(?:\d{1,2}(?:st|nd|rd|th)? )?(?:[A-Z][a-z]{2,8}\.? )?\d{4}\b",
    re.I,
)
_INITIALS = re.compile(r"^[A-Z]{2,4}[a-z]?[A-Z]?$|^[A-Z][A-Za-z]{0,3}[A-Z]$|^[A-Z]-?[A-Z]{1,3}$")


def are_initials_of(word: str, name: str) -> bool:
    """Whether a word is the short form that minutes print behind a name: "RCp" behind Richard Chapman."""
    if len(word) < 2 or len(name.split()) < 2:
        return False
    starts = [part[0].upper() for part in re.split(r"[\s-]+", name) if part]
    return (
        bool(_INITIALS.match(word))
        and word[0] == starts[0]
        and (word[1].upper() in starts[1:] or word[-1].upper() in starts)
    )


def without_asides(words: str, reading: Reading) -> str:
    words = re.sub(r"\s*\[[^\]]*\]", "", words)
    words = _TRAILING.sub("", _VERB.sub("", words))
    if not re.search(r"\w", words) or are_initials_of(words, reading.name):
        return ""
    if _WHEN.match(words) and len(words.split()) < 8:
        return ""
    if ENDED.match(words):
        reading.status = "former"
        return ""
    if trade.ignored_kind(words) in ("time", "public", "contact"):
        return ""
    return "" if _ASIDE.match(words) and not kind_of(words) and not words.isupper() else words


def add_beside(reading: Reading, piece: Piece) -> None:
    """A remark in brackets on a line of its own: it is of the person above."""
    words = piece.text.strip(" ()")
    reading.places |= piece.places()
    lead = STANDS_FOR.match(words)
    other = person_at(words, lead.end()) if lead else None
    if other and other.sure:
        reading.stands_for, reading.section = other.name, "substitutes"
    elif left := without_asides(words, reading):
        describe(reading, left)


def describe(reading: Reading, beside: str) -> None:
    """Fill in what the words beside a name say."""
    reading.beside = beside
    if not beside:
        return
    if re.fullmatch(r"(?:\w+ )?(?:members|directors|trustees|governors|councillors|officers)", beside, re.IGNORECASE):
        return  # a label over several people
    if trade.key_of(beside) in trade.offices():
        reading.post = beside
        return
    found = read_beside(beside)
    reading.post = more(reading.post, found.post)
    reading.organisation = more(reading.organisation, found.organisation)
    reading.capacity = more(reading.capacity, found.capacity)
    reading.doubt(found.doubt)


def more(known: str, new: str) -> str:
    """What is known with what is new: the longer where one holds the other, else both."""
    if not known or known.casefold() in new.casefold():
        return new or known
    return known if new.casefold() in known.casefold() else f"{known}, {new}"
