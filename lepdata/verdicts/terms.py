"""How a criterion is spoken of: its nouns and predicates, singular and plural."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from lepdata.english import choose
from lepdata.model.phrases import joined, phrases, say
from lepdata.verdicts.framework_records import Criterion

__all__ = ["Terms", "either", "fraction_words", "joined", "number", "terms"]


@dataclass(frozen=True)
class Terms:
    """The words for those who are for: "a woman", "women", "woman", "women", and what may be unknown of them."""

    one: str
    many: str
    noun: str
    nouns: str
    unknown: str

    def what(self, count: int) -> str:
        """What so many are: "a woman" or "women"."""
        return self.one if count == 1 else self.many

    def nouns_of(self, count: int) -> str:
        """So many of them, without the number: "private member" or "private members"."""
        return self.noun if count == 1 else self.nouns


def terms(criterion: Criterion, definition: str) -> Terms:
    """The words that suit a criterion under a definition.

    Examples
    --------
    >>> rule = Criterion("x", "", "share", "1/2", "women", "expectation", "", "partial")
    >>> terms(rule, "").one, terms(rule, "").nouns
    ('a woman', 'women')
    """
    return _terms(criterion.who, definition, criterion.among, criterion.only_kinds)


@cache
def _terms(who: str, definition: str, among: tuple[str, ...], only_kinds: tuple[str, ...]) -> Terms:
    known = phrases("terms")
    match who:
        case "private":
            what = known[f"private-{definition}"]
            return Terms(what, what, *_nouns("private"), known["unknown-private"])
        case "sectors":
            return _telling(_from(among, only_kinds), known["unknown-private"])
        case "words":
            return _telling(f"published as {among[0]}", known["unknown-words"])
    kind = who if who in ("women", "co-opted") else "everyone"
    what_one, what_many = (say("terms", f"what-{kind}", n=n) for n in (1, 2))
    return Terms(what_one, what_many, *_nouns(kind), known[f"unknown-{kind}"])


def _nouns(kind: str) -> tuple[str, str]:
    one, many = (say("terms", f"noun-{kind}", n=n) for n in (1, 2))
    return one, many


def _telling(what: str, unknown: str) -> Terms:
    one, many = (f"{choose(n, 'member', 'members')} {what}" for n in (1, 2))
    return Terms(what, what, one, many, unknown)


def _from(among: tuple[str, ...], only_kinds: tuple[str, ...]) -> str:
    sectors = " or ".join(phrases("origins")[sector] for sector in among)
    return f"{sectors} ({' or '.join(only_kinds)})" if only_kinds else sectors


def fraction_words(share: Fraction) -> str:
    """A threshold as people say it.

    Examples
    --------
    >>> fraction_words(Fraction(2, 3)), fraction_words(Fraction(4, 7)), fraction_words(Fraction(1))
    ('two-thirds', '4/7', 'all')
    """
    return phrases("fractions").get(str(share), str(share))


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
