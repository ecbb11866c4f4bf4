"""What a reader must know besides the verdicts: a closed list, each attached where its condition holds."""

from __future__ import annotations

from collections.abc import Iterator

from lepdata.model import words
from lepdata.verdicts.framework_records import Framework
from lepdata.verdicts.roll import Roll
from lepdata.verdicts.terms import either, joined, number

_HOW_FULL = {
    "assembled": "Even the lists put together may not name every member.",
    "attendance": "This is an attendance list, so members may be missing.",
    "partial": "The list is only a part of the board: “as listed” speaks of those listed and is no share of the board.",
    "truncated": "The list was cut off in print: “as listed” speaks of those listed and is no share of the board.",
    "not stated": "Nothing says that the list is full, so members may be missing.",
}


def fragment_caveat(roll: Roll) -> Iterator[str]:
    """What comes before all other caveats where most of a board may be missing."""
    if roll.is_fragment:
        yield _HOW_FULL[roll.completeness]


def list_caveats(roll: Roll) -> Iterator[str]:
    """The caveats that a board's list calls for."""
    yield from _size(roll)
    yield from _membership(roll)
    yield from _people(roll)


def _size(roll: Roll) -> Iterator[str]:
    seen = number(roll.sure, "member", "members")
    if roll.contradicted_size is not None:
        yield f"The published size of {roll.contradicted_size} is smaller than the {seen} listed, so it is not used."
    if roll.completeness == "full":
        if roll.size is not None and roll.size > roll.sure:
            yield f"The list is called full with {seen} but the published size is {roll.size}: the list is believed."
    elif roll.unseen is None and not roll.is_fragment:
        yield _HOW_FULL.get(roll.completeness, _HOW_FULL["not stated"])
    elif roll.unseen:
        missing = number(roll.unseen, "member may be", "members may be")
        yield f"By the published size of {roll.size}{roll.size_source}, {missing} missing from the list."


def _membership(roll: Roll) -> Iterator[str]:
    might = len(roll.members) - roll.sure
    if might:
        people = number(might, "person", "people")
        yield f"{people} listed may or may not be {either(might, 'a member', 'members')}: both are allowed for."
    elif roll.sure == 0:
        yield _nobody(roll)
    if roll.sure and all(member.sector == "unknown" for member in roll.members):
        yield "The sector of no member is known."


def _nobody(roll: Roll) -> str:
    if roll.others:
        return "Nobody listed counts as a member: officers, observers and substitutes do not, nor those who have left."
    return "Only vacancies are listed." if roll.vacancies else "No member is listed."


def _people(roll: Roll) -> Iterator[str]:
    if roll.listed_twice:
        lines = number(roll.listed_twice, "line repeats", "lines repeat")
        yield f"{lines} a name and organisation already listed: each person counts once."
    if roll.namesakes:
        names = number(roll.namesakes, "name is", "names are")
        yield f"{names} listed with more than one organisation: each line is counted as a person."
    chairs = sum(member.role == "chair" for member in roll.members)
    if chairs > 1:
        yield f"{chairs} chairs are listed: the chair is private only if all of them are."


def date_caveats(framework: Framework, as_at: str, span: tuple[str, str]) -> Iterator[str]:
    """The caveat of a date known only partly, within which a criterion comes or ceases to bind."""
    last = span[1]
    first = min(max(span[0], framework.in_force_from), last)
    turning = [one.id for one in framework.criteria if one.timing(first) != one.timing(last)]
    if turning:
        yield f"The date is known only as {words(as_at)}, within which {joined(turning)} changed: its last day is used."
