"""How a criterion is spoken of: its nouns and predicates, singular and plural. How a published count is spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from lepdata.dates import words
from lepdata.english import choose, joined, plural
from lepdata.judging.frameworks import Criterion
from lepdata.seating.boards import PublishedCount
from lepdata.words_by_id import phrases, say

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


def titled(count: PublishedCount, how_many: int = 1) -> str:
    """What kind of count it is and when it was taken, as the beginning of a sentence.

    Examples
    --------
    >>> titled(PublishedCount("women", 3, 16, "2018-07", "2018-07-01", "2018-07-31"))
    'A count published for July 2018'
    >>> titled(PublishedCount("women", 3, of_this_list=True), 2)
    'The counts given with the list'
    """
    if count.of_this_list:
        return f"The {choose(how_many, 'count', 'counts')} {taken(count)}"
    return say("counts", "count" if how_many == 1 else "counts", taken=taken(count))


def taken(count: PublishedCount) -> str:
    """When it was taken, to follow the figure; a year that its source did not print is only about right."""
    if count.of_this_list:
        return "given with the list"
    if not count.as_at:
        return "published without a date"
    return say("counts", "taken" if count.date_from else "taken-about", day=words(count.as_at))


def spoken(count: PublishedCount) -> str:
    """What it says.

    Examples
    --------
    >>> spoken(PublishedCount("women", 3, 16)), spoken(PublishedCount("members", 15))
    ('3 of 16 members as women', '15 members')
    """
    if count.group == "members" or count.count is None:
        return plural(count.size or 0, "member")
    phrase = "gives-of" if count.of else "gives"
    return say("counts", phrase, n=count.count, of=count.of, group=phrases("counted_as")[count.group])


def source(count: PublishedCount) -> str:
    """Where it was published, to follow the figure; "" where nobody said."""
    return f" ({count.source_url})" if count.source_url else ""
