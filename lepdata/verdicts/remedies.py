"""BOUNDS -> what would settle a verdict or change it, in words."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from lepdata.english import choose, plural
from lepdata.model.phrases import joined, say
from lepdata.statistics.bounds import Tally
from lepdata.verdicts.case import Case


def remedy(case: Case) -> str | None:
    """What would settle a verdict that cannot be told, or make one met that is not; None where it is met."""
    if case.bounds.outcome == "met":
        return None
    if case.bounds.outcome == "cannot tell":
        return _settling(case)
    return {"share": _share, "presence": _presence, "ceiling": _ceiling, "office": _office}[case.criterion.kind](case)


def more_needed(tally: Tally, least: Fraction) -> int | None:
    """The fewest further members for, and no other change, that reach a share whatever is still open.

    None where no number can: all are asked for and one is not, or the unseen have no limit.

    Examples
    --------
    >>> more_needed(Tally(7, 4), Fraction(2, 3)), more_needed(Tally(7, 4), Fraction(1))
    (1, None)
    """
    largest = _largest_board(tally)
    if least == 1 or largest is None:
        return None
    return max(0, ceil((least * largest - tally.for_) / (1 - least)))


def exchanges_needed(tally: Tally, least: Fraction) -> int | None:
    """The fewest seats that must pass from others to members for, the board staying as large as it is.

    None where the unseen have no limit.

    Examples
    --------
    >>> exchanges_needed(Tally(7, 4), Fraction(2, 3)), exchanges_needed(Tally(8, 4), Fraction(2, 3))
    (1, 0)
    """
    largest = _largest_board(tally)
    return None if largest is None else max(0, ceil(least * largest - tally.for_))


def _largest_board(tally: Tally) -> int | None:
    if tally.unseen is None:
        return None
    open_ones = tally.might_against + tally.might_unknown + tally.unseen
    return tally.members + (open_ones if tally.room is None else min(open_ones, tally.room))


def _share(case: Case) -> str:
    words, least = case.terms, case.criterion.limit
    more, exchanged = more_needed(case.tally, least), exchanges_needed(case.tally, least)
    if more is None:
        against = case.tally.against
        return f"{against} {words.nouns_of(against)} in place of those who are not"
    noun = words.nouns_of(more)
    return f"{plural(exchanged or 0, 'seat')} passing to {words.nouns}, or {more} more {noun} and no other change"


def _presence(case: Case) -> str:
    more = case.criterion.limit.numerator - case.tally.for_
    return say("remedies", "more" if case.tally.for_ else "some", n=more, noun=case.terms.nouns_of(more))


def _ceiling(case: Case) -> str:
    size = case.roll.size if case.criterion.is_board_size(case.denominator) else None
    too_many = max(case.tally.for_, size or 0) - case.criterion.limit.numerator
    return f"{too_many} {case.terms.nouns_of(too_many)} fewer"


def _office(case: Case) -> str:
    return f"a {case.criterion.office} who is {case.terms.one}"


def _settling(case: Case) -> str:
    criterion, tally = case.criterion, case.tally
    if criterion.kind == "coverage":
        return "a published statement of the part of the area each member speaks for"
    if criterion.who == "words":
        return f'a published title or capacity that says "{criterion.among[0]}"'
    if criterion.kind == "office":
        return _settling_office(case)
    if tally.members == 0 and tally.might == 0:
        return "a list that names the members"
    full = ["a full list"] if tally.unseen != 0 else []
    return joined(full + ([] if _decided_on_list(case) else _disclosures(case)))


def _decided_on_list(case: Case) -> bool:
    return case.bounds.as_listed != "cannot tell"


def _disclosures(case: Case) -> list[str]:
    unknown, might = case.tally.unknown, case.tally.might
    parts = [f"the {case.terms.unknown} of {plural(unknown, 'member')}"] if unknown else []
    return parts + ([f"whether {plural(might, 'person is a member', 'people are members')}"] if might else [])


def _settling_office(case: Case) -> str:
    office, tally = case.criterion.office, case.tally
    if tally.members + tally.might == 0:
        return f"a list that names the {office}"
    if tally.unknown:
        return f"the {case.terms.unknown} of {tally.unknown} {office}{choose(tally.unknown, '', 's')}"
    return (
        f"whether the {office}{choose(tally.might, '', 's')} listed "
        f"{choose(tally.might, 'was a member', 'were members')}"
    )
