"""How the tables' words are said to a reader."""

from __future__ import annotations

from fractions import Fraction

from lepdata.dates import words
from lepdata.english import joined, spelled
from lepdata.registers.geography import StrategyWave
from lepdata.words_by_id import phrases, say

SECTOR_WORDS = {
    "private": "Private",
    "council": "Council",
    "voluntary": "Voluntary",
    "education": "Education",
    "health": "Health",
    "other_public": "Other public",
    "trade_union": "Trade union",
    "unknown": "Not known",
}
DEFINITION_WORDS = {
    "business": "Business",
    "as-published": "As published",
    "national-accounts": "National accounts",
    "": "",
}
CRITERION_WORDS = phrases("criteria")
COMPLETENESS_WORDS = phrases("lists")
listing = joined
_ALL_THE_REST = "all remaining areas"


def some(n: int) -> str:
    """A number that stands by itself in a sentence.

    Examples
    --------
    >>> some(0), some(2), some(14)
    ('none', 'two', '14')
    """
    return spelled(n) if n else "none"


def count(n: int, singular: str, plural: str = "") -> str:
    """A number with its noun.

    Examples
    --------
    >>> count(1, "member"), count(3, "body", "bodies"), count(0, "list")
    ('1 member', '3 bodies', '0 lists')
    """
    return f"{n} {singular if n == 1 else plural or singular + 's'}"


def percent(part: Fraction) -> str:
    """A share in whole per cent, for words only; comparisons are made with the fraction.

    Examples
    --------
    >>> percent(Fraction(2, 3)), percent(Fraction(1, 200))
    ('67%', '0.5%')
    """
    value = part * 100
    return f"{float(value):.1f}%" if 0 < value < 1 or 99 < value < 100 else f"{round(value)}%"


def percent_text(share: str) -> str:
    """An exact share given as text, in whole per cent.

    Examples
    --------
    >>> percent_text("2/3"), percent_text("0")
    ('67%', '0%')
    """
    return percent(Fraction(share))


def span(least: object, most: object) -> str:
    """A number known between two, "" where neither is.

    Examples
    --------
    >>> span(2, 2), span(2, 5), span("", "")
    ('2', '2 to 5', '')
    """
    if least is None or str(least) in ("", "<NA>", "nan"):
        return ""
    return str(least) if str(least) == str(most) else f"{least} to {most}"


def thousands(value: object) -> str:
    """A whole number with its commas, "" where there is none.

    Examples
    --------
    >>> thousands(1676779), thousands("")
    ('1,676,779', '')
    """
    return "" if str(value) in ("", "None", "nan", "<NA>") else f"{int(float(str(value))):,}"


def wave_words(found: StrategyWave) -> str:
    """The wave of a Local Industrial Strategy, the month and the area, for a sentence or a fact.

    Examples
    --------
    >>> wave_words(StrategyWave("1", "2017-11", "West Midlands"))
    'wave 1, November 2017 (West Midlands)'
    >>> wave_words(StrategyWave("3", "2018-12", "all remaining areas"))
    'wave 3, December 2018 (with all remaining areas)'
    """
    rest = found.area == _ALL_THE_REST
    return say(
        "board", "wave-rest" if rest else "wave-area", wave=found.wave, date=words(found.announced), area=found.area
    )
