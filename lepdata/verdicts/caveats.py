"""What a reader must know besides the verdicts: a closed list, each attached where its condition holds."""

from __future__ import annotations

from collections.abc import Iterator

from lepdata.english import choose, plural
from lepdata.model import words
from lepdata.model.phrases import joined, phrases, say
from lepdata.verdicts.framework_records import Framework
from lepdata.verdicts.roll import Roll


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
            f"{choose(might, 'a member', 'members')}: both are allowed for."
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
