"""BOUNDS -> the sum in words."""

from __future__ import annotations

from lepdata.english import choose, plural
from lepdata.model.phrases import joined, say
from lepdata.verdicts.case import UNDECIDED, Case
from lepdata.verdicts.count_words import spoken, taken, titled
from lepdata.verdicts.office_reasons import office_reason
from lepdata.verdicts.terms import fraction_words


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
