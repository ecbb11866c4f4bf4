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

_Span = tuple[str, str] | None  # the first and last day that a date may mean


class Chosen(NamedTuple):
    """A framework, the ruling definition, the day on which its criteria are due (None: they do not bind), caveats."""

    framework: Framework
    ruling: str
    day: str | None
    caveats: tuple[str, ...]

    def timing(self, criterion: Criterion) -> str:
        return criterion.timing(self.day) if self.day else "not in force"


def choose(
    body: str, as_at: str, framework: Framework | str | Path | None = None, definition: str | None = None
) -> Chosen:
    """The framework for a body at a date, the one given or by default the one made for it."""
    if definition is not None and definition not in DEFINITIONS:
        raise unknown("definition", definition, DEFINITIONS)
    caveats: tuple[str, ...] = ()
    try:
        span: _Span = interval(as_at)
    except ValueError:
        span, caveats = None, (f"The date {quoted(as_at)} cannot be read and is taken for none.",)
    kind, binding = body_kind(body), True
    if framework is not None:
        found = framework if isinstance(framework, Framework) else find_framework(framework)
        more = _when_given(found, span)
    else:
        binding = any(one.is_for(kind) for one in shipped())
        found, more = _by_date(kind if binding else MAIN_BOARD_KIND, span)
    if not binding:
        # A body that no framework was written for is measured by the main board's, which does not bind it.
        caveats += (f"No national rule is known for a body such as {quoted(body)}: {found.id} is a yardstick only.",)
        return Chosen(found, definition or found.ruling_definition, None, (*caveats, *more))
    day = span[1] if span else found.in_force_to or "9999-12-31"
    dated = _date_caveats(found, as_at, span) if span else ()
    return Chosen(found, definition or found.ruling_definition, day, (*caveats, *more, *dated))


def _date_caveats(framework: Framework, as_at: str, span: tuple[str, str]) -> Iterator[str]:
    """The caveat of a date known only partly, within which a criterion comes or ceases to bind."""
    last = span[1]
    first = min(max(span[0], framework.in_force_from), last)
    turning = [one.id for one in framework.criteria if one.timing(first) != one.timing(last)]
    if turning:
        yield f"The date is known only as {words(as_at)}, within which {joined(turning)} changed: its last day is used."


def _when_given(framework: Framework, span: _Span) -> tuple[str, ...]:
    if span is None:
        return (f"There is no date: {framework.id} is taken as it stood at its end.",)
    return () if framework.in_force(span[1]) else (f"{framework.id} was not in force on {words(span[1])}.",)


def _by_date(kind: str, span: _Span) -> tuple[Framework, tuple[str, ...]]:
    """The framework in force on the last day, without a date the last one, outside all the nearest."""
    candidates = [one for one in shipped() if one.is_for(kind)]
    if span is None:
        chosen = [one for one in candidates if one.body_kind == kind][-1]
        until = f"on {words(chosen.in_force_to)}, its last day" if chosen.in_force_to else "with everything due"
        return chosen, (f"There is no date: {chosen.id} is taken as it stood {until}.",)
    first, last = (next((one for one in candidates if one.in_force(day)), None) for day in span)
    if last is None:
        last = [candidates[0], *(one for one in candidates if one.in_force_from <= span[1])][-1]
        return last, (f"No framework for a {kind} was in force at this date: {last.id} is the nearest.",)
    if first != last:
        spans = f"spans {first.id} and {last.id}" if first else f"spans a time without a framework and {last.id}"
        return last, (f"The date is only partly known and {spans}: the latter is used, in force on {words(span[1])}.",)
    return last, ()
