"""What stands in the cell of a name beside one person's name: more people, an office, an end, a company, no one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lepdata.dates import DateError, looks_like_date, read_date
from lepdata.names import fold, titles
from lepdata.read.settling import are_bodies
from lepdata.read.words import read_role

_BETWEEN = re.compile(r"\s*[;\n]\s*|\s+(?:and|&)\s+|\s*/\s*")
_HAS_BETWEEN = re.compile(r"[;\n/&]|\band\b")
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_AFTER = re.compile(r"\s+[-–—]\s+(.+)$|,\s*([^,]+)$")
_COMPANY = re.compile(
    r"\b(ltd|limited|plc|llp|nominees|secretar(ies|ial)( services)?|corporate (services|directors?)|cic|inc)\.?\)?$",
    re.IGNORECASE,
)
_BODY = re.compile(r"\w \b(council|authority|university|partnership|chamber|agency|federation)\b", re.IGNORECASE)
_REPRESENTED = re.compile(r"(.+?),?\s+\(?(?:represented by|rep\.? by|\(by)\s+(.+?)\)?", re.IGNORECASE)
_OF_BODY = re.compile(r"([^,(–—]+?)\s*(?:,|\s[-–—]\s|\()\s*([^,()]+?)\)?")
_SEAT = re.compile(
    r"(the |a )?(nominees?|nomination|nominated|representatives?|appointees?|seat|place|member) (of|from|for|by) .+"
    r"|[^,(–—]+ (nominee|representative|appointee)( \(.*\))?",
    re.IGNORECASE,
)
_NO_WORD = re.compile(
    r"n/?a|none|nil|-+|–|—|\?+|not (published|named|stated|known)|unnamed|unknown|redacted|withheld", re.IGNORECASE
)
_JOB = re.compile(
    r"\b(director|manager|chief|officer|executive|head|partner|leader|owner|chair|member|governor|trustee|president"
    r"|secretary|treasurer|founder|principal|clerk|adviser|advisor|consultant|bar|group|services|professor of)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:until|up to|till|to|stepped down|stood down|resigned|left|retired|ended|ceased|term ends|expires)\b"
    r"(?: (?:on|in))? (.+)",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    r"\b(?:from|since|appointed|joined|elected|started)\b(?: (?:on|in))? (.+?)(?: (?:to|until) .+)?$", re.IGNORECASE
)
_PLURAL = re.compile(r"(cllr|councillor)s\b\.?", re.IGNORECASE)


class Said(NamedTuple):
    """What a name's cell says beside the name."""

    role: str = ""
    start: str = ""
    end: str = ""
    seat: str = ""


@lru_cache(maxsize=65536)
def people_in(name: str) -> tuple[str, ...]:
    """The names in one cell, one in nearly every."""
    if not _HAS_BETWEEN.search(name) or are_bodies(name):
        return (name,)
    plain = _BRACKETS.sub(lambda found: "\x00" * len(found[0]), name)
    cuts = [found.span() for found in _BETWEEN.finditer(plain)]
    if not cuts:
        return (name,)
    ends = [0, *(at for cut in cuts for at in cut), len(name)]
    parts = [name[ends[at] : ends[at + 1]].strip() for at in range(0, len(ends), 2)]
    parts = [part for part in parts if part]
    plural = _PLURAL.match(parts[0]) if parts else None
    if plural:
        parts = [
            plural[1] + parts[0][plural.end() :],
            *(part if titles(part) else f"{plural[1]} {part}" for part in parts[1:]),
        ]
    bare = [[word for word in _BRACKETS.sub("", part).split() if not titles(word)] for part in parts]
    if len(bare) == 2 and len(bare[0]) == 1 and len(bare[1]) > 1 and bare[0][0].istitle():
        parts[0] += " " + bare[1][-1]  # "Ada and Ben Example"
        bare[0] = [*bare[0], bare[1][-1]]
    return tuple(parts) if len(parts) > 1 and all(map(_may_be_name, bare)) else (name,)


def _may_be_name(words: list[str]) -> bool:
    text = " ".join(words)
    return 1 < len(words) < 7 and words[0][:1].isupper() and not _JOB.search(text) and not read_role(text)


@lru_cache(maxsize=65536)
def said_beside(text: str, order: str = "") -> Said:
    """The office and the dates that stand after a name or a role: "(Chair until May 2022)", "- Vice Chair"."""
    role = start = end = seat = ""
    for part in _beside(text):
        if found := _ENDED.search(part):
            end = _date(found[1], order) or end
        if found := _BEGAN.search(part):
            start = _date(found[1], order) or start
        word = re.split(r"\b(?:until|up to|till|from|since|stepped|resigned|left)\b", part, flags=re.IGNORECASE)[
            0
        ].strip(" ,-–")
        if (
            word
            and fold(word) not in ("sub", "the")
            and (read := read_role(word))
            and (read != "member" or "member" in fold(word))
        ):
            role = word
        seat = part if _SEAT.fullmatch(part) else seat
    return Said(role, start, end, seat)


def _beside(text: str) -> Iterator[str]:
    yield from _BRACKETS.findall(text)
    if after := _AFTER.search(_BRACKETS.sub("", text)):
        yield (after[1] or after[2]).strip()


def _date(text: str, order: str) -> str:
    text = text.strip(" .,)")
    if not looks_like_date(text):
        return ""
    try:
        return read_date(text, order)
    except DateError:
        return ""


@lru_cache(maxsize=65536)
def represented(name: str) -> tuple[str, str]:
    """Body and person of "Exford Council represented by Ada Example" or "Ada Example, Example Ltd"; else no words."""
    if found := _REPRESENTED.fullmatch(name.strip()):
        return found[1].strip(), found[2].strip()
    found = _OF_BODY.fullmatch(name.strip())
    if found and are_bodies(found[2]) and not are_bodies(found[1]) and _may_be_name(found[1].split()):
        return found[2].strip(), found[1].strip()
    return "", ""


def is_company(name: str) -> bool:
    """Whether the words name a company or another body, and no person."""
    return bool(_COMPANY.search(name.strip()) or _BODY.search(name))


def is_seat(name: str) -> bool:
    """Whether the words say whose seat it is, and not who holds it."""
    return bool(_SEAT.fullmatch(name.strip()))


def is_no_name(name: str) -> bool:
    """Words that stand where a name was not printed."""
    return bool(_NO_WORD.fullmatch(name.strip()))
