"""BOUNDS -> the sum in words."""

from __future__ import annotations

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
        told = say("reasons", "by-count", count=_lower(titled(used)), said=said.removeprefix(UNDECIDED))
        return UNDECIDED + told if said.startswith(UNDECIDED) else told
    if not case.tally.all_counted:
        return say("reasons", "with-size", said=said, size=used.size, taken=taken(used))
    return say("reasons", "with-count", said=said, count=_lower(titled(used)), gives=spoken(used))


def _lower(text: str) -> str:
    """A beginning of a sentence within one."""
    return text[:1].lower() + text[1:]


def _sum(case: Case) -> str:
    if case.criterion.kind == "coverage":
        return UNDECIDED + say("geography", "no-place", n=case.tally.members)
    if case.criterion.kind == "office":
        return office_reason(case)
    if case.bounds.outcome == "cannot tell":
        return UNDECIDED + (_undecided(case) if case.tally.members else _nobody(case))
    return {"share": _share, "presence": _presence, "ceiling": _ceiling}[case.criterion.kind](case)


def _share(case: Case) -> str:
    if not case.is_open or case.tally.all_counted:
        return say("reasons", "compared", said=case.count(), compared=_compared(case))
    return say("reasons", "compared-open", said=_with_all_open(case), compared=_compared(case))


def _with_all_open(case: Case) -> str:
    return joined([case.count(), *case.open_ones(), *_unseen(case)])


def _compared(case: Case) -> str:
    least, lowest = case.criterion.limit, case.bounds.lowest
    threshold = fraction_words(least)
    if case.bounds.outcome == "not met":
        return say("reasons", "not-all") if least == 1 else say("reasons", "less-than", share=threshold)
    if least == 1:
        return say("reasons", "all")
    if lowest is not None and lowest > least:
        return say("reasons", "more-than", share=threshold)
    return say("reasons", "exactly" if case.bounds.highest == least else "at-least", share=threshold)


def _unseen(case: Case) -> list[str]:
    if case.tally.unseen is None:
        return [say("reasons", "unseen-any")]
    return [say("reasons", "unseen", n=case.tally.unseen)] if case.tally.unseen else []


def _presence(case: Case) -> str:
    for_ = case.tally.for_
    if case.bounds.outcome == "met":
        return say("reasons", "seen", n=for_, what=case.terms.what(for_))
    if for_ == 0 and (not case.is_open or case.tally.all_counted):
        return case.count()
    return say("reasons", "fewer", said=_with_all_open(case), least=case.criterion.limit)


def _ceiling(case: Case) -> str:
    compared = say("reasons", "above" if case.bounds.outcome == "not met" else "within", most=case.criterion.limit)
    size = case.roll.size
    if case.criterion.is_board_size(case.denominator) and size is not None:
        if case.basis != "list":
            return say("reasons", "board-has", n=size, compared=compared)
        if size > case.tally.for_:
            return say("reasons", "board-size", n=size, compared=compared)
    said = case.listed() if case.criterion.who == "everyone" else case.count()
    return say("reasons", "compared", said=case.with_open(said), compared=compared)


def _undecided(case: Case) -> str:
    if case.criterion.who == "words":
        members = case.group(case.tally.members)
        return say("reasons", "not-printed", members=members, words=case.criterion.among[0])
    said = _as_listed(case)
    if case.bounds.as_listed == "cannot tell" or case.tally.all_counted:
        return _how_open(case, said)
    if case.criterion.kind == "ceiling" and case.bounds.as_listed == "not met":
        return say("reasons", "not-at-once", said=said, lists=case.roll.lists, most=case.criterion.limit)
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
        return say("reasons", "open-unseen", said=said)
    if case.criterion.kind != "share":
        return said
    found, share = case.bounds, fraction_words(case.criterion.limit)
    return say("reasons", "open-share", said=said, lowest=found.lowest, highest=found.highest, share=share)


def _nobody(case: Case) -> str:
    if case.tally.might:
        return say("reasons", "nobody-might", n=case.tally.might)
    if case.denominator != "all" and case.roll.sure:
        return say("reasons", "nobody-but-co-opted")
    if case.roll.others:
        return say("reasons", "nobody-counts", n=case.roll.others)
    if case.roll.vacancies:
        return say("reasons", "nobody-vacant", n=case.roll.vacancies)
    return say("reasons", "nobody")
