"""One improvement plan and what it promises, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

PUBLISHED, DEMONSTRATION, DRAFTED = "published", "demonstration", "drafted"
MILESTONE = "milestone"
DONE_ALREADY, RECURRING = "done already", "recurring"
KINDS = {"k": "kpi", "m": MILESTONE, "p": "monitoring"}


class When(NamedTuple):
    """What the published words of a date mean.

    Attributes
    ----------
    kind : str
        by, on, in, between, recurring, as soon as possible, done already or none.
    first, last : str
        ISO days, "" where there is none. Of a deadline ("by ..."): the earliest and the latest day it may mean. Else
        the first and the last day of the time named.
    says : str
        "done" or "under way" where the words say so, else "".
    rule : str
        The row of `rules/plans/date_words.csv` that read them; "" where none did.
    doubt : str
        What is wrong with the words, else "".
    """

    kind: str
    first: str
    last: str
    says: str
    rule: str
    doubt: str


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
    when: When


@dataclass(frozen=True)
class Plan:
    """One improvement plan.

    Attributes
    ----------
    plan_id, lep, body, title : str
        Which plan of which body.
    kind : str
        published, demonstration (of the fictional area) or drafted (anybody's own file).
    period : str
        Its time, two partial dates parted by "/": the year of a date that has none is sought there; "" if unknown.
    published : str
        When it was published, a partial date, "" if unknown.
    source, source_url : str
        The document, and its address where there is one.
    items : tuple of Item
        In the plan's own order.
    note : str
        What a reader must know about the copy, "" where nothing.
    """

    plan_id: str
    lep: str
    body: str
    title: str
    kind: str
    period: str
    published: str
    source: str
    source_url: str
    items: tuple[Item, ...]
    note: str = ""

    @property
    def fictional(self) -> bool:
        """Whether the plan is invented, to show how plans are followed."""
        return self.kind == DEMONSTRATION
