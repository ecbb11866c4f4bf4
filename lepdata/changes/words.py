"""PLANS -> the sentence a reader gets."""

from __future__ import annotations

from collections.abc import Sequence

from lepdata.changes.programme import COUNCILS_KEPT, SIZE_KEPT
from lepdata.changes.records import ChangeSet, Disclosure
from lepdata.model.numbers import spelled
from lepdata.verdicts.framework_records import Criterion
from lepdata.verdicts.roll import Roll
from lepdata.verdicts.terms import either, fraction_words, joined, number, terms


def in_words(rules: int, certain: ChangeSet | None, fewest: ChangeSet | None, conflicts: tuple[str, ...]) -> str:
    """Both plans in one to three sentences.

    Parameters
    ----------
    rules : int
        How many rules the plans are about.
    certain, fewest : ChangeSet or None
        As in `Changes`.
    conflicts : tuple of str
        Rules that cannot all hold, in words.

    Examples
    --------
    >>> in_words(2, ChangeSet(), ChangeSet(), ())
    'Both rules hold already.'
    >>> from lepdata.changes.records import Step
    >>> plan = ChangeSet((Step("departure", 2),), summary="two members leaving")
    >>> in_words(1, plan, plan, ())
    'Two changes would make the rule hold: two members leaving.'
    """
    all_rules = _all(rules)
    hold = either(rules, "hold", "hold at once") if rules else "hold"
    if certain is not None and not certain.changes:
        return f"{_capital(all_rules)} {either(rules, 'holds', 'hold')} already."
    if fewest is None:
        return f"No change of members makes {all_rules} {hold}: {_cannot(conflicts)}."
    if certain is not None and not fewest.disclosures:
        return f"{_capital(_changes(certain))} would make {all_rules} {hold}: {certain.summary}."
    return f"{_if_it_turns_out_so(rules, fewest)} {_to_make_sure(certain)}"


def _if_it_turns_out_so(rules: int, fewest: ChangeSet) -> str:
    if_so = f"if {disclosed(fewest.disclosures)}."
    holds = f"{_all(rules)} {either(rules, 'holds', 'hold')}"
    if not fewest.changes:
        return f"{_capital(holds)} without any change {if_so}"
    at_least = f"At least {_changes(fewest)} {either(fewest.changes, 'is', 'are')} needed: {fewest.summary}."
    return f"{at_least} Then {holds} {if_so}"


def _to_make_sure(certain: ChangeSet | None) -> str:
    if certain is None:
        return "Without knowing that, no plan can make sure of it."
    return f"To make sure of it without knowing would take {_changes(certain)}: {certain.summary}."


def no_plan(roll: Roll, rules: int) -> str:
    """Why no plan can be made for a board at all; "" where one can."""
    if not rules:
        return "There is nothing to plan for: no requirement is made of such a board."
    if roll.is_fragment:
        part = "is only a part of the board" if roll.completeness == "partial" else "was cut off in publication"
        return f"No plan is made: the list {part}."
    if roll.sure:
        return ""
    if roll.members:
        return "No plan is made: nobody listed is certainly a member."
    return f"No plan is made: {'only vacancies are' if roll.vacancies else 'no member is'} listed."


def about_the_list(roll: Roll, left_out: tuple[str, ...], counted: bool) -> str:
    """What a reader must know of the list that was planned from, as further sentences.

    Parameters
    ----------
    roll : Roll
    left_out : tuple of str
        Ids of criteria that were asked for and not planned for.
    counted : bool
        Whether a count published without names helped to judge these criteria: no plan can be made from that.
    """
    listed = f"{spelled(roll.sure)} {either(roll.sure, 'member', 'members')}"
    said = []
    if roll.lists > 1:
        said.append(f"This is about the {listed} on {roll.lists} lists together, who need not all have sat at once.")
    elif roll.unseen != 0:
        said.append(f"This is about the {listed} listed; others may be unseen.")
    if counted:
        said.append("Counts published without names are not planned with.")
    if left_out:
        said.append(f"Not planned for, since seats are not planned by place: {joined(list(left_out))}.")
    return "".join(f" {sentence}" for sentence in said)


def disclosed(facts: Sequence[Disclosure]) -> str:
    """What must turn out so, as part of a sentence.

    Examples
    --------
    >>> private = Disclosure(3, 9, "members whose sector is not known", "are private")
    >>> print(disclosed([private, Disclosure(1, 1, "the chair", "is private")]))
    at least three of the nine members whose sector is not known are private and the chair is private
    """
    said = []
    for before, fact in zip([None, *facts], facts, strict=False):
        if fact.of == 1:
            said.append(f"{fact.people} {fact.turn_out}")
        elif before is not None and before.people == fact.people:
            said.append(f"at least {spelled(fact.count)} of them {fact.turn_out}")
        else:
            said.append(f"{_part(fact)} {fact.people} {fact.turn_out}")
    return joined(said)


def _part(fact: Disclosure) -> str:
    if fact.count == fact.of:
        return "both" if fact.of == 2 else f"all {spelled(fact.of)}"
    return f"at least {spelled(fact.count)} of the {spelled(fact.of)}"


def _changes(plan: ChangeSet) -> str:
    return f"{spelled(plan.changes)} {either(plan.changes, 'change', 'changes')}"


def _all(rules: int) -> str:
    return "the rule" if rules == 1 else "both rules" if rules == 2 else f"all {spelled(rules)} rules"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cannot(conflicts: tuple[str, ...]) -> str:
    how = {1: "cannot hold", 2: "cannot both hold"}.get(len(conflicts), "cannot all hold")
    return f"{joined(list(conflicts))} {how}"


def rule(label: str, criteria: tuple[Criterion, ...], definition: str, size: int) -> str:
    """A rule or option that stands in the way, in a few words; `size` is how many members there are now."""
    if label == SIZE_KEPT:
        return f"a board of {size} as now"
    if label == COUNCILS_KEPT:
        return "no council seat lost"
    criterion = next(one for one in criteria if one.id == label)
    people, limit = terms(criterion, definition if criterion.who == "private" else ""), criterion.limit
    match criterion.kind:
        case "share":
            return f"{fraction_words(limit)} {people.many.removeprefix('are ')}"
        case "ceiling":
            return f"at most {number(limit.numerator, people.noun, people.nouns)}"
        case "office":
            return f"a {criterion.office} who {people.one}"
    return f"a {people.noun}" if limit == 1 else f"at least {spelled(limit.numerator)} {people.nouns}"
