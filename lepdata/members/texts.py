"""Published cells made ready for matching: one organisation cell may name several affiliations."""

from __future__ import annotations

import re

from lepdata.seats import fold, organisation_shown

LONGEST = 400
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_BETWEEN = re.compile(r"\s*[/;,|]\s*|\s+and director (?:of )?", re.I)
_SEVERAL = re.compile(r"[()/;,|]|\band director\b|^(formerly|former|ex|previously|late|retired)\b", re.I)
_NOMINATOR = re.compile(r"\b(business first|chamber|business council|forum|alliance|network|board|nominee)\b", re.I)
_FORMER = re.compile(r"^(formerly|former|ex|previously|late of|retired from)\b[ -]*(of |at |with )?", re.I)


def plain(text: str) -> str:
    """A cell for matching: lost spaces put back, no case, accents or punctuation, at most `LONGEST` characters.

    Examples
    --------
    >>> plain("  SussexDownsCollege "), plain("O’Example & Sons, Ltd.")
    ('sussex downs college', 'oexample and sons ltd')
    """
    return fold(organisation_shown(_visible(text)))


def _visible(text: str) -> str:
    text = text[:LONGEST]
    return text if text.isascii() else _INVISIBLE.sub("", text)


def affiliations(text: str) -> tuple[str, ...]:
    """The organisations one cell names, the person's own first.

    A firm in brackets after a nominating body is the employer; other brackets hold an abbreviation or a place.

    Examples
    --------
    >>> affiliations("Example Business First (Example University)")
    ('Example University', 'Example Business First')
    >>> affiliations("Example LLP/ IoD")
    ('Example LLP', 'IoD')
    >>> affiliations("formerly Example Tyres")
    ('Example Tyres',)
    """
    text = " ".join(_visible(text).split())
    if not _SEVERAL.search(text):
        alone = text.strip(" .-–")
        return (alone,) if alone else ()
    inside = [part.strip() for part in _BRACKETS.findall(text)]
    outside = [part for part in _BETWEEN.split(_BRACKETS.sub(" ", text)) if part]
    nominated = bool(inside) and len(inside[0]) > 3 and bool(_NOMINATOR.search(" ".join(outside)))
    parts = inside + outside if nominated else outside + inside
    kept = (_FORMER.sub("", part).strip(" .-–") for part in parts)
    return tuple(dict.fromkeys(part for part in kept if part))
