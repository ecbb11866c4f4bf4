"""What a reader must know besides the verdicts: a closed list, each attached where its condition holds."""

from __future__ import annotations

from collections.abc import Iterator

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
        yield say("caveats", "size-too-small", size=roll.contradicted_size, n=sure)
    if roll.completeness == "full":
        if size is not None and size > sure:
            yield say("caveats", "size-too-large", n=sure, size=size)
    elif roll.unseen is None and not roll.is_fragment:
        known = phrases("completeness")
        yield known.get(roll.completeness, known["not stated"])
    elif roll.unseen:
        yield say("caveats", "missing", size=size, source=roll.size_source, n=roll.unseen)


def _membership(roll: Roll) -> Iterator[str]:
    might = len(roll.members) - roll.sure
    if might:
        yield say("caveats", "might", n=might)
    elif roll.sure == 0:
        yield _nobody(roll)
    if roll.sure and all(member.sector == "unknown" for member in roll.members):
        yield say("caveats", "no-sector")


def _nobody(roll: Roll) -> str:
    if roll.others:
        return say("caveats", "nobody-counts")
    return say("caveats", "only-vacancies" if roll.vacancies else "nobody")


def _people(roll: Roll) -> Iterator[str]:
    if roll.listed_twice:
        yield say("caveats", "repeated", n=roll.listed_twice)
    if roll.namesakes:
        yield say("caveats", "namesakes", n=roll.namesakes)
    chairs = sum(member.role == "chair" for member in roll.members)
    if chairs > 1:
        yield say("caveats", "chairs", n=chairs)


def date_caveats(framework: Framework, as_at: str, span: tuple[str, str]) -> Iterator[str]:
    """The caveat of a date known only partly, within which a criterion comes or ceases to bind."""
    last = span[1]
    first = min(max(span[0], framework.in_force_from), last)
    turning = [one.id for one in framework.criteria if one.timing(first) != one.timing(last)]
    if turning:
        yield say("caveats", "turning", day=words(as_at), criteria=joined(turning))
