"""FRAMEWORK TABLE (as TOML gives it) -> everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lepdata.model import near_matches
from lepdata.model.faults import quoted
from lepdata.model.vocabulary import SECTORS
from lepdata.verdicts.framework_fields import (
    CRITERION_KEYS,
    CRITERION_OPTIONS,
    FRAMEWORK_KEYS,
    FRAMEWORK_OPTIONS,
    Check,
    is_date,
    is_exact,
)
from lepdata.verdicts.framework_records import KINDS, OFFICES, WHO

_KNOWN_SECTORS = SECTORS[:-1]

EXEMPTION = ("exempt", "exempt_because", "exempt_source")

Table = dict[str, Any]


class Wrong(NamedTuple):
    """One fault: in which criterion (None: the framework itself), at which key, and what to do."""

    place: int | None
    key: str
    found: str
    expected: str
    remedy: str


def all_wrong(table: Table) -> Iterator[Wrong]:
    """Everything wrong with a framework table: missing, unknown and ill-formed keys, and what does not go together.

    Examples
    --------
    >>> "title" in [wrong.key for wrong in all_wrong({"id": "x"})]
    True
    """
    yield from _key_faults(None, {k: v for k, v in table.items() if k != "criteria"}, FRAMEWORK_KEYS, FRAMEWORK_OPTIONS)
    yield from _period_faults(None, table)
    criteria = table.get("criteria")
    if not isinstance(criteria, list) or not criteria or not all(isinstance(one, dict) for one in criteria):
        yield Wrong(None, "criteria", "none", "at least one [[criteria]] table", "add the rules to judge a board by")
        return
    seen: set[str] = set()
    for place, criterion in enumerate(criteria):
        yield from _key_faults(place, criterion, CRITERION_KEYS, CRITERION_OPTIONS)
        yield from _period_faults(place, criterion)
        yield from _threshold_faults(place, criterion)
        yield from _who_faults(place, criterion)
        yield from _office_faults(place, criterion)
        yield from _strength_faults(place, criterion)
        name = str(criterion.get("id", place))
        if name in seen:
            yield Wrong(place, "id", f"{quoted(name)} a second time", "every id once", "rename one of the two")
        seen.add(name)


def _key_faults(
    place: int | None, table: Table, needed: dict[str, Check], options: dict[str, Check]
) -> Iterator[Wrong]:
    known = needed | options
    for key, check in needed.items():
        if key not in table:
            yield Wrong(place, key, "nothing", check.expected, f"add a line beginning {key} =")
    for key, value in table.items():
        if key not in known:
            near = near_matches(key, known, 1)
            yield Wrong(
                place,
                key,
                f"an unknown key {quoted(key)}",
                "a key of the format",
                f"write {near[0]}" if near else "take the line out",
            )
        elif not known[key].fits(value):
            yield Wrong(place, key, quoted(str(value)), known[key].expected, "correct it")


def _period_faults(place: int | None, table: Table) -> Iterator[Wrong]:
    first, last = table.get("in_force_from"), table.get("in_force_to")
    if first and last and is_date(first) and is_date(last) and last < first:
        yield Wrong(place, "in_force_to", quoted(last), f"a day not before {first}", "correct one of the two dates")


def _threshold_faults(place: int, criterion: Table) -> Iterator[Wrong]:
    kind, threshold = criterion.get("kind"), criterion.get("threshold")
    if not isinstance(threshold, str) or not is_exact(threshold):
        return
    top, _, bottom = threshold.partition("/")
    if kind == "share" and not 0 < int(top) <= int(bottom or 1):
        yield Wrong(place, "threshold", quoted(threshold), "a share above 0 and at most 1", "correct it")
    if kind in ("presence", "ceiling") and (bottom or (kind == "presence" and int(top) == 0)):
        yield Wrong(place, "threshold", quoted(threshold), "a whole number of members", "correct it")
    if kind in ("office", "coverage") and threshold != "1":
        yield Wrong(place, "threshold", quoted(threshold), f'"1" where the kind is {kind}', "correct it")


def _who_faults(place: int, criterion: Table) -> Iterator[Wrong]:
    kind, who, among = criterion.get("kind"), criterion.get("who"), criterion.get("among")
    lists = who in ("sectors", "words")
    if lists and among is None:
        yield Wrong(place, "among", "nothing", f"the {who} that count", 'add a line such as among = ["voluntary"]')
    if who in WHO and not lists and among is not None:
        yield Wrong(place, "among", quoted(str(among)), f"no such line where who is {who}", "take it out")
    if who == "sectors" and isinstance(among, list):
        yield from _sector_faults(place, among)
    if who in WHO and who != "sectors" and "only_kinds" in criterion:
        yield Wrong(place, "only_kinds", "a list", f"no such line where who is {who}", "take it out")
    if who in WHO and who != "words" and "in_organisation" in criterion:
        found = str(criterion["in_organisation"]).lower()
        yield Wrong(place, "in_organisation", found, f"no such line where who is {who}", "take it out")
    if who == "words" and kind in KINDS and kind != "presence":
        yield Wrong(place, "kind", quoted(str(kind)), "presence where who is words", 'write kind = "presence"')


def _sector_faults(place: int, sectors: list[Any]) -> Iterator[Wrong]:
    expected = "one of " + ", ".join(_KNOWN_SECTORS)
    for sector in (str(one) for one in sectors if one not in _KNOWN_SECTORS):
        near = near_matches(sector, _KNOWN_SECTORS, 1)
        remedy = f"write {near[0]}" if near else "correct it"
        yield Wrong(place, "among", f"an unknown sector {quoted(sector)}", expected, remedy)


def _office_faults(place: int, criterion: Table) -> Iterator[Wrong]:
    kind, office = criterion.get("kind"), criterion.get("office")
    if kind == "office" and office is None:
        yield Wrong(place, "office", "nothing", "one of " + ", ".join(OFFICES), 'add a line such as office = "chair"')
    if kind in KINDS and kind != "office" and office is not None:
        yield Wrong(place, "office", quoted(str(office)), f"no such line where the kind is {kind}", "take it out")
    given = [key for key in EXEMPTION if key in criterion]
    if given and kind in KINDS and kind != "office":
        yield Wrong(place, given[0], "a line", f"no such line where the kind is {kind}", "take it out")
    for key in EXEMPTION if given else ():
        if key not in criterion:
            yield Wrong(place, key, "nothing", f"it beside {given[0]}", f"add a line beginning {key} =")


def _strength_faults(place: int, criterion: Table) -> Iterator[Wrong]:
    if criterion.get("verified") == "source not seen" and criterion.get("strength") == "requirement":
        yield Wrong(
            place,
            "strength",
            "'requirement'",
            "at most an expectation where the source was not seen",
            "weaken it, or give a source that was seen",
        )
