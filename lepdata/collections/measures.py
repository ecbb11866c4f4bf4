"""Published figures and what each counts: a measure of `rules/figures/measures.csv`, asked of the members of a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields, replace
from fractions import Fraction
from functools import cache
from typing import Any

import pandas as pd

from lepdata.dates import interval
from lepdata.english import choose
from lepdata.errors import unknown
from lepdata.files import rule_file
from lepdata.judging.bounds import Tally
from lepdata.judging.roll import Member, Roll, says
from lepdata.registers.frozen import read_raw
from lepdata.seating.boards import count_days
from lepdata.vocabulary import SECTORS

_PUBLIC = frozenset({"council", "education", "health", "other_public"})
_ANY = frozenset(SECTORS) - {"unknown"}


@dataclass(frozen=True)
class Measure:
    """One row of the rules: what is counted, and what it is called."""

    name: str
    level: str
    asked: str
    least: int
    turned: bool
    sectors: frozenset[str]
    by: str
    gender: str
    phrases: tuple[str, ...]
    base: str
    one: str
    many: str
    open: str
    why_not: str

    def called(self, number: int) -> str:
        """What it counts, for so many."""
        return choose(number, self.one, self.many)

    @property
    def whom(self) -> str:
        """Among whom it counts, as it stands before the word for a member."""
        return f"{self.base} " if self.base else ""


@cache
def measure(name: str) -> Measure:
    """The measure of that name; one that the rules do not hold is refused with those they do."""
    rows = {row["measure"]: row for row in rule_file("figures/measures.csv")}
    if name not in rows:
        raise unknown("measure", name, list(rows))
    row = rows[name]
    read: dict[str, Any] = {one.name: row[one.name] for one in fields(Measure)[1:]}
    sectors, phrases = (tuple(filter(None, row[column].split("|"))) for column in ("sectors", "phrases"))
    read |= {"least": int(row["least"] or 0), "turned": row["turned"] == "yes"}
    return Measure(name, **read | {"sectors": frozenset(sectors), "phrases": phrases})


def answer(member: Member, asked: Measure) -> str:
    """Whether a member is counted: "for", "against" or "unknown"."""
    answers = {_sector(member, asked)}
    if asked.gender and member.gender != asked.gender:
        answers.add("against" if member.gender in ("woman", "man") else "unknown")
    if asked.phrases and not says(member.words, asked.phrases):
        answers.add("unknown")
    return "against" if "against" in answers else "unknown" if "unknown" in answers else "for"


def _sector(member: Member, asked: Measure) -> str:
    if not asked.sectors:
        return "for"
    seat, known = _meant(member.seat_sector), _meant(member.sector)
    if asked.by == "either" and any(one and one <= asked.sectors for one in (seat, known)):
        return "for"
    possible = (seat or known if asked.by == "seat" else known or seat) or _ANY
    return "for" if possible <= asked.sectors else "unknown" if possible & asked.sectors else "against"


def _meant(sector: str) -> frozenset[str]:
    """The sectors that a published one may mean; "public" names none of the four. Empty where nothing was published."""
    if sector in ("", "unknown"):
        return frozenset()
    return _PUBLIC if sector == "other_public" else frozenset({sector})


@dataclass(frozen=True)
class Count(Tally):
    """A tally of the members who belong to the base that a measure asks of."""

    @property
    def most(self) -> int | None:
        """How many may belong to the base at most; None where nothing limits it."""
        return None if self.unseen is None else self.members + self.might + self.unseen

    @property
    def is_whole(self) -> bool:
        """Whether the base is exactly known."""
        return self.most == self.members

    @property
    def highest(self) -> int | None:
        """The most that may be counted; None where nothing limits it."""
        return self.most_for(self.unseen)

    def shares(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest share of the base."""
        if self.most is None or self.highest is None:
            return Fraction(0), Fraction(1)
        least_for, most_for = self.most - self.might_for, self.most - self.might_against
        lowest = Fraction(self.for_, least_for) if least_for else Fraction(0)
        return lowest, Fraction(self.highest, most_for) if most_for else Fraction(1)

    def within(self, size: int | None) -> Count:
        """The same count where the base is known to be of a published size, which limits everybody not certain."""
        if self.unseen == 0 or size is None or size < self.members:
            return self
        return Count(self.for_, self.against, self.unknown, unseen=size - self.members)


_ANSWERS = ("for", "against", "unknown")  # in the order of `Count`


def count(roll: Roll, asked: Measure) -> Count:
    """Count the members of one list by a measure of the level "members"."""
    found: Counter[tuple[str, str]] = Counter()
    for member in roll.members:
        belongs = answer(member, measure(asked.base)) if asked.base else "for"
        found[belongs if member.sure or belongs == "against" else "unknown", answer(member, asked)] += 1
    numbers: list[Any] = [found[belongs, said] for belongs in ("for", "unknown") for said in _ANSWERS]
    return replace(Count(*numbers), unseen=0 if roll.completeness == "full" else None)


def together(counts: Iterable[Count]) -> Count:
    """Counts of several boards added up; nothing limits how many the boards without a list may hold."""
    summed = [sum(column) for column in zip(*(astuple(one)[:6] for one in counts), strict=True)]
    return replace(Count(*summed), unseen=None)


def reaches(found: Count, least: int) -> str:
    """Whether a board has at least so many: "yes", "no" or "unknown"."""
    if found.for_ >= least:
        return "yes"
    return "no" if found.highest is not None and found.highest < least else "unknown"


_COLUMNS = ["figure_id", "about", "lep", "body", "as_at", "measure", "value", "of", "as_published", "note"]
_PERCENT = re.compile(r"^(?:about )?(\d+(?:\.\d+)?)\s*%$")


def figures() -> pd.DataFrame:
    """Every published figure that the lists may be held against, as text."""
    names = {"composition_id": "figure_id", "group": "measure", "count": "value"}
    compositions = read_raw("compositions/published_compositions.csv").rename(columns=names).assign(about="")
    printed = read_raw("figures/published_figures.csv")
    compositions = compositions[~_figure(compositions).isin(_figure(printed))]  # some stand in both tables
    rows = pd.concat([compositions, printed], ignore_index=True)[[*_COLUMNS, "source_url"]]
    rows["date_from"], rows["date_to"] = zip(*map(span, rows["as_at"], rows["note"]), strict=True)
    series = {row["source_url"]: row["series"] for row in rule_file("figures/series.csv")}
    return rows.assign(series=rows["source_url"].map(series).fillna(""))


def _figure(rows: pd.DataFrame) -> pd.Series:
    """What two rows of one figure have in common."""
    page, year = rows["source_url"].str.partition("?")[0], rows["as_at"].str[:4]
    number = rows["value"].where(rows["value"] != "", rows["as_published"])
    return rows["lep"] + "|" + rows["measure"] + "|" + number + "|" + year + "|" + page


def span(as_at: str, note: str = "") -> tuple[str, str]:
    """First and last day that a figure's date may mean; "2018-08/2018-12" is a stretch of time."""
    if "/" not in as_at:
        return count_days(as_at, note)
    first, last = (interval(part) or ("", "") for part in as_at.split("/"))
    return first[0], last[1]


def share_range(as_published: str) -> tuple[Fraction, Fraction] | None:
    """The shares that a published per cent, or a share in words, may stand for; None where it is neither."""
    if found := _PERCENT.match(as_published):
        percent, half = Fraction(found[1]), Fraction(1, 2)
        return max(Fraction(0), (percent - half) / 100), min(Fraction(1), (percent + half) / 100)
    row = next((row for row in rule_file("figures/shares.csv") if row["words"] == as_published), None)
    return (Fraction(row["lowest"]), Fraction(row["highest"])) if row else None
