"""How the words and numbers of the tables are said to a reader."""

from __future__ import annotations

from fractions import Fraction

from lepdata.dates import words
from lepdata.english import capital, spelled
from lepdata.files import rule_file
from lepdata.judging.answers import Verdict
from lepdata.read.words import read_role
from lepdata.registers.geography import StrategyWave
from lepdata.reviews.markup import Row

_SECTORS, _COMPLETENESS = rule_file("names/sectors.csv"), rule_file("names/completeness.csv")
SECTOR_WORDS = {row["sector"]: row["name"] for row in _SECTORS}
_DEFINITIONS = {"business": "Business", "as-published": "As published", "national-accounts": "National accounts"}
DEFINITION_WORDS = {**_DEFINITIONS, "": ""}
COMPLETENESS_WORDS = {row["completeness"]: row["name"] for row in _COMPLETENESS}
WHICH_LIST = {row["completeness"]: row["list"] for row in _COMPLETENESS}  # "the full list of", before a date


def who(seat: Row) -> str:
    """The name as shown, with honorific and letters; "(vacant)" or "(holder not named)" where nobody is named."""
    name = " ".join(filter(None, (seat["honorific"], seat["person"], seat["postnominals"])))
    return name or ("(vacant)" if seat["place"] == "vacancy" else "(holder not named)")


def job_and_organisation(seat: Row) -> str:
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
    """A share in whole per cent, for words only: comparisons are made with the fraction."""
    value = part * 100
    return f"{float(value):.1f}%" if 0 < value < 1 or 99 < value < 100 else f"{round(value)}%"


def span(least: object, most: object) -> str:
    """A number known between two: "2", "2 to 5", or "" where neither is known."""
    if least is None or str(least) in ("", "<NA>", "nan"):
        return ""
    return str(least) if str(least) == str(most) else f"{least} to {most}"


def thousands(value: object) -> str:
    """A whole number with its commas, "" where there is none: "1,676,779"."""
    return "" if str(value) in ("", "None", "nan", "<NA>") else f"{int(float(str(value))):,}"


def wave_words(found: StrategyWave) -> str:
    """A wave of Local Industrial Strategies: "wave 1, November 2017 (West Midlands)"."""
    area = f"with {found.area}" if found.area == "all remaining areas" else found.area
    return f"wave {found.wave}, {words(found.announced)} ({area})"
