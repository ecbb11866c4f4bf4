"""A published text -> the councils that its holder speaks for together."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from lepdata.representation.councils_area import COUNTY, Area, every_council
from lepdata.representation.councils_named import councils_in, places_in, words_of
from lepdata.representation.councils_rules import Collective, collectives, groups, speaks

_COMPASS = {"north", "south", "east", "west", "mid", "central", "northern", "southern", "eastern", "western"}


class Together(NamedTuple):
    """A seat for several councils: the rule, and their codes (none where it is not shown which are meant)."""

    rule: Collective
    codes: tuple[str, ...]


@lru_cache(maxsize=65536)
def spoken_for(text: str, field: str, where: Area) -> Together | None:
    """The councils that a cell says its holder speaks for together.

    Districts are those of the county that the cell names, else of the area's only county; a part of a county
    ("Northern DCs") must be a known group.

    Parameters
    ----------
    text, field : str
        One cell as published and its column.
    where : Area

    Examples
    --------
    >>> from lepdata.representation.councils_area import area
    >>> here = area("South East", "2020-12-11")
    >>> len(spoken_for("Essex District/Borough/City Councils representative", "capacity_as_published", here).codes)
    12
    """
    if not text:
        return None
    rest = _without_own(text, field, where)
    rule = next((one for one in collectives() if field in one.field.split() and speaks(one, rest)), None)
    return Together(rule, _codes(rule, text, rest, where)) if rule else None


def own_councils(text: str, field: str, where: Area) -> tuple[str, ...]:
    """The councils a cell names as its holder's own: not the county whose districts it speaks of.

    Examples
    --------
    >>> from lepdata.representation.councils_area import area
    >>> own_councils("Leicestershire District Councils", "organisation", area("LLEP", "2019"))
    ()
    """
    named = councils_in(text, where, field == "organisation")
    if not spoken_for(text, field, where):
        return tuple(one.code for one in named)
    return tuple(one.code for one in named if _is_own(one.code, words_of(text)[one.start : one.stop]))


def _is_own(code: str, printed: tuple[str, ...]) -> bool:
    return every_council()[code].kind != COUNTY or " county council" in " ".join(printed)


def _without_own(text: str, field: str, where: Area) -> str:
    """The text's words but those that name a council of its own."""
    words = list(words_of(text))
    for one in councils_in(text, where, field == "organisation"):
        if _is_own(one.code, tuple(words[one.start : one.stop])):
            words[one.start : one.stop] = [""] * (one.stop - one.start)
    return " ".join(filter(None, words))


def _codes(rule: Collective, text: str, rest: str, where: Area) -> tuple[str, ...]:
    """Whom the rule's words mean in this area; none where several counties, or a part of one, could be meant."""
    if rule.speaks_for == "London boroughs":
        return tuple(one.council.code for one in where.districts if one.council.kind == "London borough")
    named, within = _counties_in(text, where)
    meant = named or {one.council.code for one in where.counties}
    if _COMPASS & (set(rest.split()) - within):
        known = [one for one in groups() if one.county_code in meant and speaks(one, rest)]
        return known[0].codes if len(known) == 1 else ()
    if rule.speaks_for == "councils" and not named:
        return tuple(one.council.code for one in (*where.districts, *where.counties))
    if len(meant) != 1:
        return ()
    districts = tuple(one.council.code for one in where.districts if one.council.county in meant)
    return (*districts, *meant) if rule.speaks_for == "councils" else districts


def _counties_in(text: str, where: Area) -> tuple[set[str], set[str]]:
    """The counties of the area that a text names, and the words that name them."""
    counties = {one.council.code for one in where.counties}
    named = [(code, one) for one in places_in(text) for code in one.codes if code in counties]
    return {code for code, _ in named}, {word for _, one in named for word in words_of(text)[one.start : one.stop]}
