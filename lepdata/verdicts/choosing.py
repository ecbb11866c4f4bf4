"""BODY + DATE -> the framework that a board is judged by, what is due, and what a reader must know of both."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from lepdata.model import interval, words
from lepdata.model.faults import quoted
from lepdata.verdicts.caveats import date_caveats
from lepdata.verdicts.framework_records import Criterion, Framework
from lepdata.verdicts.frameworks import OPEN_END, Choice, default_framework
from lepdata.verdicts.frameworks import framework as find_framework


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
    """The framework for a body at a date; by default the one made for it.

    Parameters
    ----------
    body, as_at : str
        As a board has them.
    framework : Framework, str or Path, optional
        As in `judge`.
    definition : str, optional
        The ruling definition, instead of the framework's.

    Examples
    --------
    >>> choose("main board", "2020-01-01", None, None)[1:3]
    ('business', '2020-01-01')
    """
    span, unreadable = _span(as_at)
    choice = default_framework(body, span) if framework is None else _given(framework, span)
    found = choice.framework
    dated = tuple(date_caveats(found, as_at, span)) if span and choice.binding else ()
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
