"""How the words and numbers of the tables are said to a reader."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import Any

from lepdata.dates import words
from lepdata.english import capital, joined, plural, spelled
from lepdata.files import rule_file
from lepdata.judging.records import Verdict
from lepdata.read.words import read_role
from lepdata.registers.geography import StrategyWave

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
COMPLETENESS_WORDS = {
    "full": "full list",
    "assembled": "put together from a year of lists",
    "attendance": "attendance list",
    "not stated": "list of unstated completeness",
    "partial": "fragments",
    "truncated": "a list cut short",
}
CRITERION_WORDS = {row["criterion"]: row["name"] for row in rule_file("frameworks/criterion_names.csv")}
listing = joined
count = plural
Seat = Mapping[Hashable, Any]


def who(seat: Seat) -> str:
    """The name as shown, with honorific and letters; "(vacant)" or "(holder not named)" where nobody is named.

    Examples
    --------
    >>> who({"honorific": "Cllr", "person": "Ada Example", "postnominals": "", "place": "person"})
    'Cllr Ada Example'
    """
    name = " ".join(filter(None, (str(seat["honorific"]), str(seat["person"]), str(seat["postnominals"]))))
    return name or ("(vacant)" if seat["place"] == "vacancy" else "(holder not named)")


def job_and_organisation(seat: Seat) -> str:
    """The job, and the organisation or else the capacity; words that only repeat the role are left out."""
    job, capacity = (
        "" if read_role(seat[column]) == seat["role_read"] else seat[column]
        for column in ("job_title", "capacity_as_published")
    )
    return ", ".join(filter(None, (job, seat["organisation_shown"] or capacity)))


def reading(verdict: Verdict) -> str:
    """Which definition and which denominator a verdict takes, for a label."""
    definition = DEFINITION_WORDS[verdict.definition or ""]
    of_whom = "" if verdict.denominator == "all" else verdict.denominator
    return capital(", ".join(filter(None, (definition, of_whom)))) or "Everyone"


def some(n: int) -> str:
    """A number that stands by itself in a sentence: "none", "two", "14"."""
    return spelled(n) if n else "none"


def percent(part: Fraction) -> str:
    """A share in whole per cent, for words only; comparisons are made with the fraction.

    Examples
    --------
    >>> percent(Fraction(2, 3)), percent(Fraction(1, 200))
    ('67%', '0.5%')
    """
    value = part * 100
    return f"{float(value):.1f}%" if 0 < value < 1 or 99 < value < 100 else f"{round(value)}%"


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
    """A whole number with its commas, "" where there is none: "1,676,779"."""
    return "" if str(value) in ("", "None", "nan", "<NA>") else f"{int(float(str(value))):,}"


def wave_words(found: StrategyWave) -> str:
    """The wave of a Local Industrial Strategy, the month and the area, for a sentence or a fact.

    Examples
    --------
    >>> wave_words(StrategyWave("1", "2017-11", "West Midlands"))
    'wave 1, November 2017 (West Midlands)'
    """
    area = f"with {found.area}" if found.area == "all remaining areas" else found.area
    return f"wave {found.wave}, {words(found.announced)} ({area})"
