"""BOUNDS of an office -> who holds it, in words."""

from __future__ import annotations

from lepdata.verdicts.case import Case
from lepdata.verdicts.questions import excepted
from lepdata.verdicts.terms import either, joined, number


def office_reason(case: Case) -> str:
    """Why a verdict on the chair or deputy chair is what it is."""
    exceptions = excepted(case.criterion, case.definition, case.roll)
    if exceptions:
        return _with_exceptions(case, exceptions)
    told = _one_holder if case.tally.members == 1 else _several_holders
    if case.bounds.outcome != "cannot tell":
        return told(case)
    return f"cannot tell: {told(case) if case.tally.members else _no_holder(case)}"


def _with_exceptions(case: Case, exceptions: int) -> str:
    tally, office = case.tally, case.criterion.office
    because = f"excepted, because {case.criterion.exempt_because} ({case.criterion.exempt_source})"
    if tally.members == 1:
        said = f"the {office} is {because}"
    else:
        plain = tally.for_ - exceptions
        counts = [f"{plain} {case.terms.be(plain)}"] if plain else []
        counts += [f"{tally.against} {case.terms.be_not(tally.against)}"] if tally.against else []
        said = (
            f"of {tally.members} {office}s listed {joined([*counts, number(exceptions, 'is', 'are') + ' ' + because])}"
        )
    return f"cannot tell: {case.with_open(said)}" if case.bounds.outcome == "cannot tell" else said


def _no_holder(case: Case) -> str:
    might, office = case.tally.might, case.criterion.office
    if might:
        listed = f"the {either(might, office, office + 's')} listed"
        return f"it is unclear whether {listed} counted as {either(might, 'a member', 'members')}"
    return f"no {office} is listed"


def _one_holder(case: Case) -> str:
    the_office = f"the {case.criterion.office}"
    doubt = f", but another {case.criterion.office} listed may have been a member" if case.tally.might else ""
    doubt = doubt if case.bounds.outcome == "cannot tell" else ""
    if case.tally.against:
        return f"{the_office} {case.terms.be_not(1)}{doubt}"
    if case.tally.unknown:
        return f"whether {the_office} {case.terms.one} is not known"
    return f"{the_office} {case.terms.one}{doubt}"


def _several_holders(case: Case) -> str:
    tally = case.tally
    listed = f"{tally.members} {case.criterion.office}s listed"
    if case.bounds.outcome == "met" and tally.for_ < tally.members:
        return f"{tally.for_} of {listed} {case.terms.be(tally.for_)}"
    if tally.against:
        said = f"{tally.against} of {listed} {case.terms.be_not(tally.against)}"
        return case.with_open(said) if case.bounds.outcome == "cannot tell" else said
    if case.bounds.outcome == "met":
        every = "both" if tally.members == 2 else f"all {tally.members}"
        return f"{every} {case.criterion.office}s listed {case.terms.many}"
    said = f"{tally.for_ or 'none'} of {listed} {case.terms.be(tally.for_ or 1)}"
    return case.with_open(said) if tally.for_ else f"of {listed} {number(tally.unknown, 'is unknown', 'are unknown')}"
