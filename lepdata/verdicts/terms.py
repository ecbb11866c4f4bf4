"""How a criterion is spoken of: its nouns and predicates, singular and plural."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from lepdata.verdicts.framework_records import Criterion

_READINGS = {
    "business": "private",
    "as-published": "private as published",
    "national-accounts": "private in the national accounts",
}
_SECTORS = {
    "private": "from the private sector",
    "council": "from a council",
    "voluntary": "from the voluntary sector",
    "education": "from education",
    "health": "from health",
    "other_public": "from another public body",
    "trade_union": "from a trade union",
}
_FRACTIONS = {
    Fraction(1, 4): "a quarter",
    Fraction(1, 3): "a third",
    Fraction(2, 5): "two-fifths",
    Fraction(1, 2): "half",
    Fraction(3, 5): "three-fifths",
    Fraction(2, 3): "two-thirds",
    Fraction(3, 4): "three-quarters",
}


@dataclass(frozen=True)
class Terms:
    """The words for those who are for: "is private", "are private", "private member", "private members", "sector"."""

    one: str
    many: str
    noun: str
    nouns: str
    unknown: str

    def be(self, count: int) -> str:
        """ "is private" or "are private", as the count asks."""
        return self.one if count == 1 else self.many

    def be_none(self, unknown: int) -> str:
        """ "is private", or "is known to be private" where some are unknown."""
        verb, _, rest = self.one.partition(" ")
        return f"{verb} known to be {rest}" if unknown else self.one

    def be_not(self, count: int) -> str:
        """ "is not private" or "are not private"."""
        verb, _, rest = self.be(count).partition(" ")
        return f"{verb} not {rest}"


def terms(criterion: Criterion, definition: str) -> Terms:
    """The words that suit a criterion under a definition.

    Examples
    --------
    >>> rule = Criterion("x", "", "share", "1/2", "women", "expectation", "", "partial")
    >>> terms(rule, "").one, terms(rule, "").nouns
    ('is a woman', 'women')
    """
    match criterion.who:
        case "private":
            reading = _READINGS[definition]
            return Terms(f"is {reading}", f"are {reading}", "private member", "private members", "sector")
        case "women":
            return Terms("is a woman", "are women", "woman", "women", "published gender")
        case "co-opted":
            return Terms("is co-opted", "are co-opted", "co-opted member", "co-opted members", "role")
        case "sectors":
            return _adjective(_from(criterion), "sector")
        case "words":
            return _adjective(f"published as {criterion.among[0]}", "published title")
    return Terms("is a member", "are members", "member", "members", "membership")


def _adjective(phrase: str, unknown: str) -> Terms:
    return Terms(f"is {phrase}", f"are {phrase}", f"member {phrase}", f"members {phrase}", unknown)


def _from(criterion: Criterion) -> str:
    sectors = " or ".join(_SECTORS[sector] for sector in criterion.among)
    return sectors + (f" ({' or '.join(criterion.only_kinds)})" if criterion.only_kinds else "")


def fraction_words(share: Fraction) -> str:
    """A threshold as people say it.

    Examples
    --------
    >>> fraction_words(Fraction(2, 3)), fraction_words(Fraction(4, 7)), fraction_words(Fraction(1))
    ('two-thirds', '4/7', 'all')
    """
    return "all" if share == 1 else _FRACTIONS.get(share, str(share))


def number(count: int, one: str, many: str) -> str:
    """A count with its noun.

    Examples
    --------
    >>> number(1, "member", "members"), number(2, "member", "members")
    ('1 member', '2 members')
    """
    return f"{count} {either(count, one, many)}"


def either(count: int, one: str, many: str) -> str:
    """The word that suits a count, without the count.

    Examples
    --------
    >>> either(1, "a member", "members")
    'a member'
    """
    return one if count == 1 else many


def joined(parts: list[str]) -> str:
    """Parts of a sentence with commas and a last "and".

    Examples
    --------
    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""
