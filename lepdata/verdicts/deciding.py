"""CRITERION + EVIDENCE -> one verdict, with its sum and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from lepdata.model import PublishedCount
from lepdata.model.vocabulary import DEFINITIONS
from lepdata.statistics import bounds
from lepdata.statistics.bounds import Bounds, Tally
from lepdata.verdicts.case import Case
from lepdata.verdicts.choosing import Chosen
from lepdata.verdicts.counts import Evidence
from lepdata.verdicts.framework_records import Criterion
from lepdata.verdicts.narrowing import narrowed
from lepdata.verdicts.questions import tally
from lepdata.verdicts.reasons import reason
from lepdata.verdicts.records import Verdict
from lepdata.verdicts.remedies import remedy
from lepdata.verdicts.roll import Roll

UNTOLD = "cannot tell"


class Asked(NamedTuple):
    """One criterion under one definition ("" where none matters) of one set of members, and whether it is due."""

    criterion: Criterion
    definition: str
    denominator: str
    timing: str


def asked_of(chosen: Chosen, co_opted: bool) -> Iterator[Asked]:
    """Every question that a framework asks of a board, the ruling definition first.

    Where nobody is co-opted the two denominators are one, and saying it twice would only tire.
    """
    definitions = (chosen.ruling, *(one for one in DEFINITIONS if one != chosen.ruling))
    for criterion in chosen.framework.criteria:
        for definition in definitions if criterion.who == "private" else ("",):
            for denominator in criterion.denominators:
                if denominator == "all" or co_opted or "all" not in criterion.denominators:
                    yield Asked(criterion, definition, denominator, chosen.timing(criterion))


def verdict(asked: Asked, evidence: Evidence) -> Verdict:
    """The verdict on one question asked of one board: whatever is said of it is said here, also where many are judged.

    Of the roll behind `evidence` it may depend on: how its members answer the question, how many of them the rule
    excepts, completeness, published size and where from, number of lists, and, where nobody is asked, whether anybody
    is a member, how many others are listed and how many vacancies.
    """
    return _verdict(_case(asked[:3], evidence), asked.timing)


def _case(asked: tuple[Criterion, str, str], evidence: Evidence) -> Case:
    """The list's answer where it decides, else the answer of list and published counts together."""
    criterion, _, denominator = asked
    bounded = _of_list(asked, evidence.bounded)
    listed = bounded if evidence.bounded is evidence.listed else _of_list(asked, evidence.listed)
    count = evidence.count_for(*asked)
    if listed.bounds.outcome != "cannot tell" or (count is None and evidence.size is None):
        return bounded
    exact = narrowed(bounded.tally, count.count or 0, count.of) if count else None
    found = _decided(criterion, denominator, exact, bounded.roll) if exact else bounded.bounds
    told = replace(found, as_listed=bounded.bounds.as_listed, overturned_by=bounded.bounds.overturned_by)
    used = count or evidence.size
    if used is None or (told == listed.bounds and not (evidence.no_list and count)):
        return bounded
    case = replace(bounded, tally=exact or bounded.tally, bounds=told, count_used=used)
    alone = evidence.no_list or _alone(case, used)
    return replace(case, basis="published count" if alone else "list and published count")


def _of_list(asked: tuple[Criterion, str, str], roll: Roll) -> Case:
    counted = tally(*asked, roll)
    return Case(*asked, roll, counted, _decided(asked[0], asked[2], counted, roll))


def _alone(case: Case, count: PublishedCount) -> bool:
    """Whether a count says the same without the list."""
    roll = Roll((), "not stated", count.size)
    nobody = Tally(unseen=roll.unseen, room=roll.room)
    exact = narrowed(nobody, count.count or 0, count.of) if case.tally.all_counted else None
    return _decided(case.criterion, case.denominator, exact or nobody, roll).outcome == case.bounds.outcome != UNTOLD


def _verdict(case: Case, timing: str) -> Verdict:
    criterion, counted, found = case.criterion, case.tally, case.bounds
    return Verdict(
        criterion=criterion.id,
        definition=case.definition or None,
        denominator=case.denominator,
        outcome=found.outcome,
        as_listed=found.as_listed,
        overturned_by=found.overturned_by,
        for_=counted.for_,
        against=counted.against,
        unknown=counted.unknown,
        might=counted.might,
        unseen=counted.unseen,
        lowest_share=_text(found.lowest),
        highest_share=_text(found.highest),
        threshold=criterion.threshold,
        strength=criterion.strength,
        timing=timing,
        due=criterion.due or None,
        reason=reason(case),
        remedy=remedy(case),
        statement=criterion.statement,
        source=criterion.source,
        basis=case.basis,
    )


def _decided(criterion: Criterion, denominator: str, counted: Tally, roll: Roll) -> Bounds:
    limit = criterion.limit
    match criterion.kind:
        case "share":
            return bounds.share(counted, limit)
        case "presence":
            return bounds.presence(counted, limit.numerator)
        case "ceiling":
            size = roll.size if criterion.is_board_size(denominator) else None
            found = bounds.ceiling(counted, limit.numerator, size or 0)
            return found if size and size > limit else _at_once(found, roll)
        case "office":
            return bounds.office(counted, criterion.every_holder)
    return Bounds("cannot tell", "cannot tell")


def _at_once(found: Bounds, roll: Roll) -> Bounds:
    """Lists of several dates put together name people who need not have sat at once: they prove no excess."""
    return replace(found, outcome="cannot tell") if roll.lists > 1 and found.outcome == "not met" else found


def _text(share: Fraction | None) -> str | None:
    return None if share is None else str(share)
