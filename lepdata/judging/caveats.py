"""What a reader must know besides the verdicts: a closed list, each attached where its condition holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lepdata.dates import interval, words
from lepdata.english import choose as english_choose
from lepdata.english import joined, plural
from lepdata.errors import quoted
from lepdata.judging.frameworks import OPEN_END, Choice, Criterion, Framework, default_framework
from lepdata.judging.frameworks import framework as find_framework
from lepdata.judging.roll import Roll
from lepdata.words_by_id import phrases, say


def fragment_caveat(roll: Roll) -> Iterator[str]:
    """What comes before all other caveats where most of a board may be missing."""
    if roll.is_fragment:
        yield phrases("completeness")[roll.completeness]


def list_caveats(roll: Roll) -> Iterator[str]:
    """The caveats that a board's list calls for."""
    yield from _size(roll)
    yield from _membership(roll)
    yield from _people(roll)


def _size(roll: Roll) -> Iterator[str]:
    sure, size = roll.sure, roll.size
    if roll.contradicted_size is not None:
        yield (
            f"The published size of {roll.contradicted_size} is smaller than the "
            f"{plural(sure, 'member')} listed, so it is not used."
        )
    if roll.completeness == "full":
        if size is not None and size > sure:
            yield (
                f"The list is called full with {plural(sure, 'member')} but the published size is "
                f"{size}: the list is believed."
            )
    elif roll.unseen is None and not roll.is_fragment:
        known = phrases("completeness")
        yield known.get(roll.completeness, known["not stated"])
    elif roll.unseen:
        yield (
            f"By the published size of {size}{roll.size_source}, {plural(roll.unseen, 'member')} "
            "may be missing from the list."
        )


def _membership(roll: Roll) -> Iterator[str]:
    might = len(roll.members) - roll.sure
    if might:
        yield (
            f"{plural(might, 'person', 'people')} listed may or may not be "
            f"{english_choose(might, 'a member', 'members')}: both are allowed for."
        )
    elif roll.sure == 0:
        yield _nobody(roll)
    if roll.sure and all(member.sector == "unknown" for member in roll.members):
        yield "The sector of no member is known."


def _nobody(roll: Roll) -> str:
    if roll.others:
        return "Nobody listed counts as a member: officers, observers and substitutes do not, nor those who have left."
    return say("caveats", "only-vacancies" if roll.vacancies else "nobody")


def _people(roll: Roll) -> Iterator[str]:
    if roll.listed_twice:
        yield (
            f"{plural(roll.listed_twice, 'line repeats', 'lines repeat')} a name and organisation "
            "already listed: each person counts once."
        )
    if roll.namesakes:
        yield (
            f"{plural(roll.namesakes, 'name is', 'names are')} listed with more than one "
            "organisation: each line is counted as a person."
        )
    chairs = sum(member.role == "chair" for member in roll.members)
    if chairs > 1:
        yield f"{chairs} chairs are listed: the chair is private only if all of them are."


def date_caveats(framework: Framework, as_at: str, span: tuple[str, str]) -> Iterator[str]:
    """The caveat of a date known only partly, within which a criterion comes or ceases to bind."""
    last = span[1]
    first = min(max(span[0], framework.in_force_from), last)
    turning = [one.id for one in framework.criteria if one.timing(first) != one.timing(last)]
    if turning:
        yield (
            f"The date is known only as {words(as_at)}, within which {joined(turning)} changed: its last day is used."
        )


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
