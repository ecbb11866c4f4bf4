"""BOUNDS -> the sum in words."""

from __future__ import annotations

from lepdata.verdicts.case import Case
from lepdata.verdicts.count_words import spoken, taken, titled
from lepdata.verdicts.office_reasons import office_reason
from lepdata.verdicts.terms import either, fraction_words, joined, number

UNDECIDED = "cannot tell: "


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
        each = f"each of the {number(case.tally.members, 'member', 'members')}"
        return f"cannot tell: nothing published says which part of the area {each} speaks for"
    if case.criterion.kind == "office":
        return office_reason(case)
    if case.tally.members == 0 and case.bounds.outcome == "cannot tell":
        return f"cannot tell: {_nobody(case)}"
    if case.bounds.outcome == "cannot tell":
        return f"cannot tell: {_undecided(case)}"
    return {"share": _share, "presence": _presence, "ceiling": _ceiling}[case.criterion.kind](case)


def _share(case: Case) -> str:
    if not case.is_open or case.tally.all_counted:
        return f"{case.count()}: {_compared(case)}"
    return f"{joined([case.count(), *case.open_ones(), *_unseen(case)])}: {_compared(case)} however that turns out"


def _compared(case: Case) -> str:
    least, lowest = case.criterion.limit, case.bounds.lowest
    threshold = fraction_words(least)
    if case.bounds.outcome == "not met":
        return "not all" if least == 1 else f"less than {threshold}"
    if least == 1:
        return "all"
    if lowest is not None and lowest > least:
        return f"more than {threshold}"
    return f"exactly {threshold}" if case.bounds.highest == least else f"at least {threshold}"


def _unseen(case: Case) -> list[str]:
    if case.tally.unseen is None:
        return ["others may be unseen"]
    return [f"{case.tally.unseen} may be unseen"] if case.tally.unseen else []


def _presence(case: Case) -> str:
    if case.bounds.outcome == "met":
        return f"{number(case.tally.for_, 'member', 'members')} {case.terms.be(case.tally.for_)}"
    if case.tally.for_ == 0 and (not case.is_open or case.tally.all_counted):
        return case.count()
    fewer = f"fewer than {case.criterion.limit}"
    return f"{joined([case.count(), *case.open_ones(), *_unseen(case)])}: {fewer}"


def _ceiling(case: Case) -> str:
    compared = f"{'more than' if case.bounds.outcome == 'not met' else 'at most'} {case.criterion.limit}"
    size = case.roll.size
    if case.criterion.is_board_size(case.denominator) and size is not None:
        if case.basis != "list":
            return f"the board has {number(size, 'member', 'members')}: {compared}"
        if size > case.tally.for_:
            return f"the published size of the board is {size}: {compared}"
    said = case.listed() if case.criterion.who == "everyone" else case.count()
    return f"{case.with_open(said)}: {compared}"


def _undecided(case: Case) -> str:
    if case.criterion.who == "words":
        members = case.group(case.tally.members)
        return f'nothing published of the {members} says "{case.criterion.among[0]}", and a list need not print it'
    said = _part(case) + case.with_open(case.listed())
    if case.bounds.as_listed == "cannot tell" or case.tally.all_counted:
        return said + _how_open(case)
    if case.criterion.kind == "ceiling" and case.bounds.as_listed == "not met":
        together = f"{said} on {case.roll.lists} lists together"
        return f"{together}: more than {case.criterion.limit}, but not all need have sat at once"
    too_few = case.criterion.kind == "share" and case.bounds.as_listed == "not met" and case.tally.for_ > 0
    return f"{said}{': too few' if too_few else ''}, and it would take {_others(case)} to overturn that"


def _part(case: Case) -> str:
    if not case.roll.is_fragment:
        return ""
    part = "only a part of the board" if case.roll.completeness == "partial" else "cut off"
    return f"the list is {part}; "


def _others(case: Case) -> str:
    fewest = "as few as " if case.tally.unknown or case.tally.might else ""
    return fewest + number(case.bounds.overturned_by or 0, "unseen other", "unseen others")


def _how_open(case: Case) -> str:
    if case.tally.unseen is None:
        return ", and others may be unseen"
    if case.criterion.kind != "share":
        return ""
    limits = f"between {case.bounds.lowest} and {case.bounds.highest}"
    return f", so the share lies {limits}, where {fraction_words(case.criterion.limit)} would be enough"


def _nobody(case: Case) -> str:
    might = case.tally.might
    if might:
        return f"{number(might, 'person', 'people')} listed may or may not be {either(might, 'a member', 'members')}"
    if case.denominator != "all" and case.roll.sure:
        return "only co-opted members are listed"
    if case.roll.others:
        return f"none of the {number(case.roll.others, 'person', 'people')} listed counts as a member"
    if case.roll.vacancies:
        return f"only {number(case.roll.vacancies, 'vacancy is', 'vacancies are')} listed"
    return "no member is listed"
