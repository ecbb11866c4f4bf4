"""Texts made plain, so that two spellings of one thing are alike; the organisation as a key."""

import re
import unicodedata

_FOLDED = {n: chr(n).lower() if chr(n).isalnum() or chr(n) == "_" else " " for n in range(128)}
_FOLDED |= dict.fromkeys(map(ord, "'`."), "")


def fold(text: str) -> str:
    """Text for comparison: no case, no accents, apostrophes and full stops gone, other punctuation a space."""
    if text.isascii():
        return " ".join(text.replace("&", " and ").translate(_FOLDED).split())  # the same, several times as fast
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = re.sub(r"['’‘`.]", "", plain.casefold().replace("&", " and ").replace("ø", "o"))  # no mark to take off
    return " ".join(re.findall(r"\w+", plain))


def one_slip(one: str, other: str) -> bool:
    """Whether two texts differ by one letter at most, left out, put in, changed or moved by one place."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) <= 1


_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHORTENED = {"limited": "ltd", "company": "co"}
_PUBLIC_WORDS = {"university", "college", "council", "county", "borough", "district", "downs"}


def organisation_shown(text: str) -> str:
    """The organisation with the spaces that a copy lost put back; every word stays as published."""
    tokens = text.split()
    for at, token in enumerate(tokens if _HUMP.search(text) else ()):
        humps = _HUMP.split(token)  # brand names keep theirs: only these words show that a space is missing
        if len(humps) > 1 and (humps[0] == "The" or any(hump.casefold() in _PUBLIC_WORDS for hump in humps)):
            tokens[at] = " ".join(humps)
    return " ".join(tokens).strip(" ;,")


LONGEST = 400
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def printed(text: str) -> str:
    """What a cell shows, at most `LONGEST` characters."""
    text = text[:LONGEST]
    return text if text.isascii() else _INVISIBLE.sub("", text)


def plain(text: str) -> str:
    """A cell for matching: lost spaces put back, no case, accents or punctuation, at most `LONGEST` characters."""
    return fold(organisation_shown(printed(text)))


def organisation_key(text: str) -> str:
    """The organisation for comparison: "The Example & Sons Ltd." and "EXAMPLE and Sons, Limited" have the same."""
    return key_of_shown(organisation_shown(text))


def key_of_shown(shown: str) -> str:
    """The same from a text whose spaces are put back already."""
    words = fold(shown).split()
    return " ".join(_SHORTENED.get(word, word) for word in words[words[:1] == ["the"] :])
