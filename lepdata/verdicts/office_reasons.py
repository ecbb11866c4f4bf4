"""BOUNDS of an office -> who holds it, in words."""

from __future__ import annotations

from lepdata.english import plural
from lepdata.model.phrases import joined, say
from lepdata.verdicts.case import UNDECIDED, Case
from lepdata.verdicts.questions import excepted


def office_reason(case: Case) -> str:
    """Why a verdict on the chair or deputy chair is what it is."""
    exceptions = excepted(case.criterion, case.definition, case.roll)
    if exceptions:
        return _with_exceptions(case, exceptions)
    told = _one_holder if case.tally.members == 1 else _several_holders
    if case.bounds.outcome != "cannot tell":
        return told(case)
    return UNDECIDED + (told(case) if case.tally.members else _no_holder(case))


def _with_exceptions(case: Case, exceptions: int) -> str:
    tally, rule = case.tally, case.criterion
    because, source = rule.exempt_because, rule.exempt_source
    if tally.members == 1:
        said = f"the {rule.office} is excepted, because {because} ({source})"
    else:
        plain, against = tally.for_ - exceptions, tally.against
        counts = [f"{plural(plain, 'is', 'are')} {case.terms.what(plain)}"] if plain else []
        counts += [f"{plural(against, 'is', 'are')} not {case.terms.what(against)}"] if against else []
        counts += [f"{plural(exceptions, 'is', 'are')} excepted, because {because} ({source})"]
        said = f"of {tally.members} {rule.office}s listed {joined(counts)}"
    return UNDECIDED + case.with_open(said) if case.bounds.outcome == "cannot tell" else said


def _no_holder(case: Case) -> str:
    might, office = case.tally.might, case.criterion.office
    return say("office_reasons", "unclear" if might else "nobody", n=might, office=office)


def _one_holder(case: Case) -> str:
    office, what = case.criterion.office, case.terms.one
    doubt = case.tally.might and case.bounds.outcome == "cannot tell"
    if case.tally.against:
        return say("office_reasons", "holder-not-doubt" if doubt else "holder-not", office=office, what=what)
    if case.tally.unknown:
        return f"whether the {office} is {what} is not known"
    return say("office_reasons", "holder-doubt" if doubt else "holder", office=office, what=what)


def _several_holders(case: Case) -> str:
    tally, outcome = case.tally, case.bounds.outcome
    if outcome == "met" and tally.for_ < tally.members:
        return _some_holders("holders", tally.for_, case)
    if tally.against:
        said = _some_holders("holders-not", tally.against, case)
        return case.with_open(said) if outcome == "cannot tell" else said
    if outcome == "met":
        both = "holders-both" if tally.members == 2 else "holders-all"
        return say("office_reasons", both, office=case.criterion.office, members=tally.members, what=case.terms.many)
    if tally.for_:
        return case.with_open(_some_holders("holders", tally.for_, case))
    return _some_holders("holders-unknown", tally.unknown, case)


def _some_holders(phrase: str, count: int, case: Case) -> str:
    what, office = case.terms.what(count), case.criterion.office
    return say("office_reasons", phrase, n=count, members=case.tally.members, office=office, what=what)
