"""Published figures and what each counts: a measure of `rules/figures/measures.csv`, asked of the members of a list."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

import pandas as pd

from lepdata import dates, english, errors, files, vocabulary
from lepdata.judging.bounds import Tally
from lepdata.judging.roll import Member, Roll, says
from lepdata.registers.frozen import read_raw
from lepdata.seating.boards import count_days

_PUBLIC = frozenset({"council", "education", "health", "other_public"})
_ANY = frozenset(vocabulary.SECTORS) - {"unknown"}
FOR, AGAINST, UNKNOWN = ANSWERS = ("for", "against", "unknown")  # in the order of `Count`


Measure = dict[str, str]  # one row of the rules: what is counted, and what it is called; lists are parted by "|"


@cache
def measure(name: str) -> Measure:
    rows = {row["measure"]: row for row in files.rule_file("figures/measures.csv")}
    if name not in rows:
        raise errors.unknown("measure", name, list(rows))
    return rows[name]


def called(asked: Measure, number: int) -> str:
    return english.choose(number, asked["one"], asked["many"])


def answer(member: Member, asked: Measure) -> str:
    """Whether a member is counted: one of `ANSWERS`."""
    answers = {_sector(member, asked["by"], frozenset(asked["sectors"].split("|"))) if asked["sectors"] else FOR}
    if asked["gender"] and member.gender != asked["gender"]:
        answers.add(AGAINST if member.gender in ("woman", "man") else UNKNOWN)
    if asked["phrases"] and not says(member.words, tuple(asked["phrases"].split("|"))):
        answers.add(UNKNOWN)
    return AGAINST if AGAINST in answers else UNKNOWN if UNKNOWN in answers else FOR


def _sector(member: Member, by: str, wanted: frozenset[str]) -> str:
    seat, known = _meant(member.seat_sector), _meant(member.sector)
    if by == "either" and any(one and one <= wanted for one in (seat, known)):
        return FOR
    possible = (seat or known if by == "seat" else known or seat) or _ANY
    return FOR if possible <= wanted else UNKNOWN if possible & wanted else AGAINST


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
        return self.most == self.members

    @property
    def highest(self) -> int | None:
        """The most that may be counted; None where nothing limits it."""
        return self.most_for(self.unseen)

    def shares(self) -> tuple[Fraction, Fraction]:
        return self.share_limits(self.unseen)[:2] if self.members else (Fraction(0), Fraction(1))

    def reaches(self, least: int) -> str:
        """Whether there are at least so many: one of `ANSWERS`."""
        if self.for_ >= least:
            return FOR
        return AGAINST if self.highest is not None and self.highest < least else UNKNOWN

    def within(self, size: int | None) -> "Count":
        """The same count where the base is known to be of a published size, which limits everybody not certain."""
        if self.unseen == 0 or size is None or size < self.members:
            return self
        return Count(self.for_, self.against, self.unknown, unseen=size - self.members)


def count(roll: Roll, asked: Measure) -> Count:
    found: Counter[tuple[str, str]] = Counter()
    for member in roll.members:
        belongs = answer(member, measure(asked["base"])) if asked["base"] else FOR
        found[belongs if member.sure or belongs == AGAINST else UNKNOWN, answer(member, asked)] += 1
    numbers: list[Any] = [found[belongs, said] for belongs in (FOR, UNKNOWN) for said in ANSWERS]
    return replace(Count(*numbers), unseen=0 if roll.completeness == "full" else None)


def together(counts: Iterable[Count]) -> Count:
    """Counts of several boards added up; nothing limits how many the boards without a list may hold."""
    summed = [sum(column) for column in zip(*(astuple(one)[:6] for one in counts), strict=True)]
    return replace(Count(*summed), unseen=None)


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
    series = {row["source_url"]: row["series"] for row in files.rule_file("figures/series.csv")}
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
    first, last = (dates.interval(part) or ("", "") for part in as_at.split("/"))
    return first[0], last[1]


def share_range(as_published: str) -> tuple[Fraction, Fraction] | None:
    """The shares that a published per cent, or a share in words, may stand for; None where it is neither."""
    if found := _PERCENT.match(as_published):
        percent, half = Fraction(found[1]), Fraction(1, 2)
        return max(Fraction(0), (percent - half) / 100), min(Fraction(1), (percent + half) / 100)
    row = next((row for row in files.rule_file("figures/shares.csv") if row["words"] == as_published), None)
    return (Fraction(row["lowest"]), Fraction(row["highest"])) if row else None
