"""One improvement plan and what it promises, as plain values."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from lepdata import dates, display, english, files

PUBLISHED, DEMONSTRATION, DRAFTED = "published", "demonstration", "drafted"
KPI, MILESTONE, MONITORING = "kpi", "milestone", "monitoring"
LETTERS = {KPI: "k", MILESTONE: "m", MONITORING: "p"}  # the letter of each kind in the ids of its items
_YEARS = re.compile(r"\b(20\d\d)-(\d\d)\b"), re.compile(r"(?<!\d)(20\d\d)(?!\d)")  # of finance, or any


class Item(NamedTuple):
    """One milestone, KPI or monitoring measure of a plan, as text, with what its date means in `when`."""

    improvement: str
    improvement_summary: str
    item_id: str
    kind: str
    text: str
    when_as_published: str
    owner: str
    because: str
    source: str
    when: dates.When

    @property
    def label(self) -> str:
        return self.item_id.rpartition("/")[2]

    def line(self) -> str:
        """Label, text and date in square brackets; empty brackets tell those of the text itself from a date."""
        when = f" [{self.when_as_published}]" if self.when_as_published or self.text.endswith("]") else ""
        return f"{self.label} {self.text}{when}"


@dataclass(frozen=True, repr=False)
class Plan(display.Record):
    """One improvement plan; what is not known is ""."""

    plan_id: str
    lep: str
    body: str
    title: str
    kind: str  # published, demonstration (of the fictional area) or drafted (anybody's own)
    period: str  # two partial dates parted by "/": the year of a date that has none is sought there
    published: str  # a partial date
    source: str
    source_url: str
    items: tuple[Item, ...]
    note: str = ""

    def _told(self) -> tuple[str, ...]:
        return (f"{self.title}: {english.plural(len(self.items), 'item')}", *(item.line() for item in self.items))

    @property
    def fictional(self) -> bool:
        return self.kind == DEMONSTRATION


@cache
def columns(table: str, required: bool = False) -> tuple[str, ...]:
    """The columns of the file of a plan ("plan") or of reports on it ("update"), all or those that must be there."""
    own = [row for row in files.rule_file("plans/columns.csv") if row["table"] == table]
    return tuple(row["column"] for row in own if not required or row["required"] == "yes")


def period_of(given: str, title: str, plan_id: str) -> str:
    """A plan's time as it says itself, or that of the year in its title or its id; "" where none is readable."""
    if given:
        return given if dates.period_days(given) else ""
    found = next((year for text in (title, plan_id) for pattern in _YEARS if (year := pattern.search(text))), None)
    if found is None:
        return ""
    first, *second = map(int, found.groups())
    return f"{first}-04/{first + 1}-03" if second == [(first + 1) % 100] else f"{first}/{first}"
