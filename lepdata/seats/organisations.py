"""Organisations as published, for show and for comparison."""

from __future__ import annotations

import re

from lepdata.seats.people import fold

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ANY_HUMP = re.compile(r"[a-z][A-Z]")
_SHORTENED = {"limited": "ltd", "company": "co"}
_PUBLIC_WORDS = {"university", "college", "council", "county", "borough", "district", "downs"}


def organisation_shown(text: str) -> str:
    """The organisation with the spaces that a copy lost put back; every word stays as published.

    Brand names keep their capitals: only a public body's word, or a leading "The", shows that a space is missing.

    Examples
    --------
    >>> organisation_shown("ExampleshireCollege"), organisation_shown("DeepExample Group")
    ('Exampleshire College', 'DeepExample Group')
    """
    text = " ".join(text.split())
    if _ANY_HUMP.search(text):
        text = " ".join(_split_humps(token) for token in text.split(" "))
    return text.strip(" ;,")


def _split_humps(token: str) -> str:
    humps = _HUMP.split(token)
    lost = len(humps) > 1 and (humps[0] == "The" or any(hump.casefold() in _PUBLIC_WORDS for hump in humps))
    return " ".join(humps) if lost else token


def organisation_key(text: str) -> str:
    """The organisation for comparison.

    Examples
    --------
    >>> organisation_key("The Example & Sons Ltd."), organisation_key("EXAMPLE and Sons, Limited")
    ('example and sons ltd', 'example and sons ltd')
    """
    return key_of_shown(organisation_shown(text))


def key_of_shown(shown: str) -> str:
    """The same from a text whose spaces are put back already."""
    words = fold(shown).split()
    if words[:1] == ["the"]:
        words = words[1:]
    return " ".join(_SHORTENED.get(word, word) for word in words)
