"""BODY + DATE -> the rules that it is judged by, and what a reader must know about that choice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lepdata.dates import interval, words
from lepdata.english import joined
from lepdata.errors import quoted, unknown
from lepdata.judging.criteria import Criterion, Framework
from lepdata.judging.frameworks import framework as find_framework
from lepdata.judging.frameworks import shipped
from lepdata.vocabulary import DEFINITIONS, MAIN_BOARD_KIND, body_kind

OPEN_END = "9999-12-31"


class Choice(NamedTuple):
    """The framework chosen for a board; `binding` is False where it is shown as a yardstick only."""

    framework: Framework
    caveats: tuple[str, ...] = ()
    binding: bool = True


def _date_caveats(framework: Framework, as_at: str, span: tuple[str, str]) -> Iterator[str]:
    """The caveat of a date known only partly, within which a criterion comes or ceases to bind."""
    last = span[1]
    first = min(max(span[0], framework.in_force_from), last)
    turning = [one.id for one in framework.criteria if one.timing(first) != one.timing(last)]
    if turning:
        yield f"The date is known only as {words(as_at)}, within which {joined(turning)} changed: its last day is used."


class Chosen(NamedTuple):
    """A framework, the ruling definition, the day on which its criteria are due (None: they do not bind), caveats."""

    framework: Framework
    ruling: str
    day: str | None
    caveats: tuple[str, ...]

    def timing(self, criterion: Criterion) -> str:
        """Whether a criterion is due, not yet due or not in force."""
        return criterion.timing(self.day) if self.day else "not in force"


def choose(body: str, as_at: str, framework: Framework | str | Path | None, definition: str | None) -> Chosen:
    """The framework for a body at a date; by default the one made for it."""
    if definition is not None and definition not in DEFINITIONS:
        raise unknown("definition", definition, DEFINITIONS)
    span, unreadable = _span(as_at)
    choice = default_framework(body, span) if framework is None else _given(framework, span)
    found = choice.framework
    dated = tuple(_date_caveats(found, as_at, span)) if span and choice.binding else ()
    day = _timing_day(choice, span)
    return Chosen(found, definition or found.ruling_definition, day, (*unreadable, *choice.caveats, *dated))


def _span(as_at: str) -> tuple[tuple[str, str] | None, tuple[str, ...]]:
    try:
        return interval(as_at), ()
    except ValueError:
        return None, (f"The date {quoted(as_at)} cannot be read and is taken for none.",)


def _given(framework: Framework | str | Path, span: tuple[str, str] | None) -> Choice:
    found = framework if isinstance(framework, Framework) else find_framework(framework)
    if span is None:
        return Choice(found, (f"There is no date: {found.id} is taken as it stood at its end.",))
    day = words(span[1])
    return Choice(found, () if found.in_force(span[1]) else (f"{found.id} was not in force on {day}.",))


def _timing_day(choice: Choice, span: tuple[str, str] | None) -> str | None:
    if not choice.binding:
        return None
    return span[1] if span else choice.framework.in_force_to or OPEN_END


def default_framework(body: str, date_interval: tuple[str, str] | None) -> Choice:
    """The framework for a body at its list's date, with what a reader must know about the choice."""
    kind = body_kind(body)
    known = any(one.is_for(kind) for one in shipped())
    chosen, caveats = _by_date(kind if known else MAIN_BOARD_KIND, date_interval)
    if not known:
        unruled = f"No national rule is known for a body such as {quoted(body)}: {chosen.id} is a yardstick only."
        caveats = (unruled, *caveats)
    return Choice(chosen, caveats, known)


def _by_date(kind: str, span: tuple[str, str] | None) -> tuple[Framework, tuple[str, ...]]:
    candidates = [one for one in shipped() if one.is_for(kind)]
    if span is None:
        chosen = [one for one in candidates if one.body_kind == kind][-1]
        until = f"on {words(chosen.in_force_to)}, its last day" if chosen.in_force_to else "with everything due"
        return chosen, (f"There is no date: {chosen.id} is taken as it stood {until}.",)
    first, last = (_in_force(candidates, day) for day in span)
    if last is None:
        nearest = _nearest(candidates, span[1])
        return nearest, (f"No framework for a {kind} was in force at this date: {nearest.id} is the nearest.",)
    if first != last:
        spans = f"spans {first.id} and {last.id}" if first else f"spans a time without a framework and {last.id}"
        return last, (f"The date is only partly known and {spans}: the latter is used, in force on {words(span[1])}.",)
    return last, ()


def _in_force(candidates: list[Framework], day: str) -> Framework | None:
    return next((one for one in candidates if one.in_force(day)), None)


def _nearest(candidates: list[Framework], day: str) -> Framework:
    begun = [one for one in candidates if one.in_force_from <= day]
    return begun[-1] if begun else candidates[0]
