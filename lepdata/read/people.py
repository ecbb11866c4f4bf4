"""What stands in the cell of a name beside one person's name: more people, an office, an end, a company, no one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lepdata.dates import DateError, looks_like_date, read_date
from lepdata.names import fold, titles
from lepdata.read.words import read_role, says

_BETWEEN = re.compile(r"\s*[;\n]\s*|\s+(?:and|&)\s+|\s*/\s*")
_HAS_BETWEEN = re.compile(r"[;\n/&]|\band\b")
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_AFTER = re.compile(r"\s+[-–—]\s+(.+)$|,\s*([^,]+)$")
_OF_BODY = re.compile(r"([^,(–—]+?)\s*(?:,|\s[-–—]\s|\()\s*([^,()]+?)\)?")
_PLURAL = re.compile(r"(cllr|councillor)s\b\.?", re.IGNORECASE)
_FROM_HERE = re.compile(r"\b(?:until|up to|till|from|since|stepped|resigned|left)\b.*", re.IGNORECASE | re.DOTALL)


class Said(NamedTuple):
    """What a name's cell says beside the name."""

    role: str = ""
    start: str = ""
    end: str = ""
    seat: str = ""


@lru_cache(maxsize=65536)
def people_in(name: str) -> tuple[str, ...]:
    """The names in one cell, one in nearly every."""
    if not _HAS_BETWEEN.search(name) or says("an organisation", name):
        return (name,)
    plain = _BRACKETS.sub(lambda found: "\x00" * len(found[0]), name)
    ends = [0, *(at for found in _BETWEEN.finditer(plain) for at in found.span()), len(name)]
    parts = [part for start, end in zip(ends[::2], ends[1::2], strict=True) if (part := name[start:end].strip())]
    if parts and (plural := _PLURAL.match(parts[0])):
        others = (part if titles(part) else f"{plural[1]} {part}" for part in parts[1:])
        parts = [plural[1] + parts[0][plural.end() :], *others]
    bare = [[word for word in _BRACKETS.sub("", part).split() if not titles(word)] for part in parts]
    if len(bare) == 2 and len(bare[0]) == 1 and len(bare[1]) > 1 and bare[0][0].istitle():
        parts[0] += " " + bare[1][-1]  # "Ada and Ben Example"
        bare[0] = [*bare[0], bare[1][-1]]
    return tuple(parts) if len(parts) > 1 and all(map(_may_be_name, bare)) else (name,)


def _may_be_name(words: list[str]) -> bool:
    text = " ".join(words)
    return 1 < len(words) < 7 and words[0][:1].isupper() and not says("a job", text) and not read_role(text)


@lru_cache(maxsize=65536)
def said_beside(text: str, order: str = "") -> Said:
    """The office and the dates that stand after a name or a role: "(Chair until May 2022)", "- Vice Chair"."""
    role = start = end = seat = ""
    after = _AFTER.search(_BRACKETS.sub("", text))
    for part in [*_BRACKETS.findall(text), *([(after[1] or after[2]).strip()] if after else [])]:
        if found := says("an end", part):
            end = _date(found[1], order) or end
        if found := says("a beginning", part):
            start = _date(found[1], order) or start
        word = _FROM_HERE.sub("", part).strip(" ,-–")
        read = read_role(word) if word and fold(word) not in ("sub", "the") else ""
        if read and (read != "member" or "member" in fold(word)):
            role = word
        seat = part if says("a seat", part) else seat
    return Said(role, start, end, seat)


def _date(text: str, order: str) -> str:
    text = text.strip(" .,)")
    try:
        return read_date(text, order) if looks_like_date(text) else ""
    except DateError:
        return ""


@lru_cache(maxsize=65536)
def represented(name: str) -> tuple[str, str]:
    """Body and person of "Exford Council represented by Ada Example" or "Ada Example, Example Ltd"; else no words."""
    name = name.strip()
    if found := says("a body represented", name):
        return found[1].strip(), found[2].strip()
    found = _OF_BODY.fullmatch(name)
    if found and says("an organisation", found[2]) and not says("an organisation", found[1]):
        return (found[2].strip(), found[1].strip()) if _may_be_name(found[1].split()) else ("", "")
    return "", ""
