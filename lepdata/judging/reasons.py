"""BOUNDS of an office -> who holds it, in words. BOUNDS -> the sum in words."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from lepdata.english import choose, joined, plural
from lepdata.judging.bounds import Tally
from lepdata.judging.questions import UNDECIDED, Case, excepted
from lepdata.judging.words import fraction_words, spoken, taken, titled
from lepdata.words_by_id import say


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


def reason(case: Case) -> str:
    """Why a verdict is what it is, in one sentence without a full stop."""
    said, used = _sum(case), case.count_used
    if case.basis == "list" or used is None:
        return said
    if case.basis == "published count":
        told = f"by {_lower(titled(used))}, {said.removeprefix(UNDECIDED)}"
        return UNDECIDED + told if said.startswith(UNDECIDED) else told
    if not case.tally.all_counted:
        return f"{said} (with the size of {used.size} {taken(used)})"
    return f"{said} (with {_lower(titled(used))}: {spoken(used)})"


def _lower(text: str) -> str:
    """A beginning of a sentence within one."""
    return text[:1].lower() + text[1:]


def _sum(case: Case) -> str:
    if case.criterion.kind == "coverage":
        return UNDECIDED + (
            "nothing published says which part of the area each of the "
            f"{plural(case.tally.members, 'member')} speaks for"
        )
    if case.criterion.kind == "office":
        return office_reason(case)
    if case.bounds.outcome == "cannot tell":
        return UNDECIDED + (_undecided(case) if case.tally.members else _nobody(case))
    return {"share": _share, "presence": _presence, "ceiling": _ceiling}[case.criterion.kind](case)


def _share(case: Case) -> str:
    if not case.is_open or case.tally.all_counted:
        return f"{case.count()}: {_compared(case)}"
    return f"{_with_all_open(case)}: {_compared(case)} however that turns out"


def _with_all_open(case: Case) -> str:
    return joined([case.count(), *case.open_ones(), *_unseen(case)])


def _compared(case: Case) -> str:
    least, lowest = case.criterion.limit, case.bounds.lowest
    threshold = fraction_words(least)
    if case.bounds.outcome == "not met":
        return "not all" if least == 1 else f"less than {threshold}"
    if least == 1:
        return "all"
    if lowest is not None and lowest > least:
        return f"more than {threshold}"
    return say("reasons", "exactly" if case.bounds.highest == least else "at-least", share=threshold)


def _unseen(case: Case) -> list[str]:
    if case.tally.unseen is None:
        return ["others may be unseen"]
    return [f"{case.tally.unseen} may be unseen"] if case.tally.unseen else []


def _presence(case: Case) -> str:
    for_ = case.tally.for_
    if case.bounds.outcome == "met":
        return f"{plural(for_, 'member')} {choose(for_, 'is', 'are')} {case.terms.what(for_)}"
    if for_ == 0 and (not case.is_open or case.tally.all_counted):
        return case.count()
    return f"{_with_all_open(case)}: fewer than {case.criterion.limit}"


def _ceiling(case: Case) -> str:
    compared = say("reasons", "above" if case.bounds.outcome == "not met" else "within", most=case.criterion.limit)
    size = case.roll.size
    if case.criterion.is_board_size(case.denominator) and size is not None:
        if case.basis != "list":
            return f"the board has {plural(size, 'member')}: {compared}"
        if size > case.tally.for_:
            return f"the published size of the board is {size}: {compared}"
    said = case.listed() if case.criterion.who == "everyone" else case.count()
    return f"{case.with_open(said)}: {compared}"


def _undecided(case: Case) -> str:
    if case.criterion.who == "words":
        members = case.group(case.tally.members)
        return f'nothing published of the {members} says "{case.criterion.among[0]}", and a list need not print it'
    said = _as_listed(case)
    if case.bounds.as_listed == "cannot tell" or case.tally.all_counted:
        return _how_open(case, said)
    if case.criterion.kind == "ceiling" and case.bounds.as_listed == "not met":
        return (
            f"{said} on {case.roll.lists} lists together: more than {case.criterion.limit}, but "
            "not all need have sat at once"
        )
    too_few = case.criterion.kind == "share" and case.bounds.as_listed == "not met" and case.tally.for_ > 0
    return say("reasons", "overturn-too-few" if too_few else "overturn", said=said, others=_others(case))


def _as_listed(case: Case) -> str:
    said = case.with_open(case.listed())
    if not case.roll.is_fragment:
        return said
    return say("reasons", "part-partial" if case.roll.completeness == "partial" else "part-truncated", said=said)


def _others(case: Case) -> str:
    fewest = case.tally.unknown or case.tally.might
    return say("reasons", "as-few-as" if fewest else "others", n=case.bounds.overturned_by or 0)


def _how_open(case: Case, said: str) -> str:
    if case.tally.unseen is None:
        return f"{said}, and others may be unseen"
    if case.criterion.kind != "share":
        return said
    found, share = case.bounds, fraction_words(case.criterion.limit)
    return f"{said}, so the share lies between {found.lowest} and {found.highest}, where {share} would be enough"


def _nobody(case: Case) -> str:
    if case.tally.might:
        return (
            f"{plural(case.tally.might, 'person', 'people')} listed may or may not be "
            f"{choose(case.tally.might, 'a member', 'members')}"
        )
    if case.denominator != "all" and case.roll.sure:
        return "only co-opted members are listed"
    if case.roll.others:
        return f"none of the {plural(case.roll.others, 'person', 'people')} listed counts as a member"
    if case.roll.vacancies:
        return f"only {plural(case.roll.vacancies, 'vacancy is', 'vacancies are')} listed"
    return "no member is listed"


def remedy(case: Case) -> str | None:
    """What would settle a verdict that cannot be told, or make one met that is not; None where it is met."""
    if case.bounds.outcome == "met":
        return None
    if case.bounds.outcome == "cannot tell":
        return _settling(case)
    return {"share": _remedies_share, "presence": _remedies_presence, "ceiling": _remedies_ceiling, "office": _office}[
        case.criterion.kind
    ](case)


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


def _remedies_share(case: Case) -> str:
    words, least = case.terms, case.criterion.limit
    more, exchanged = more_needed(case.tally, least), exchanges_needed(case.tally, least)
    if more is None:
        against = case.tally.against
        return f"{against} {words.nouns_of(against)} in place of those who are not"
    noun = words.nouns_of(more)
    return f"{plural(exchanged or 0, 'seat')} passing to {words.nouns}, or {more} more {noun} and no other change"


def _remedies_presence(case: Case) -> str:
    more = case.criterion.limit.numerator - case.tally.for_
    return say("remedies", "more" if case.tally.for_ else "some", n=more, noun=case.terms.nouns_of(more))


def _remedies_ceiling(case: Case) -> str:
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
