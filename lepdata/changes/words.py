"""PLANS -> the sentence a reader gets."""

from __future__ import annotations

from collections.abc import Sequence

from lepdata.changes.programme import COUNCILS_KEPT, SIZE_KEPT
from lepdata.changes.records import ChangeSet, Disclosure
from lepdata.english import choose, plural
from lepdata.model.numbers import spelled
from lepdata.model.phrases import capital, joined, say
from lepdata.verdicts.framework_records import Criterion
from lepdata.verdicts.roll import Roll
from lepdata.verdicts.terms import fraction_words, terms


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
    if certain is not None and not certain.changes:
        return capital(f"{all_rules} {choose(rules, 'holds', 'hold')} already.")
    if fewest is None:
        return f"No change of members makes {all_rules} {choose(rules, 'hold', 'hold at once')}: {_cannot(conflicts)}."
    if certain is not None and not fewest.disclosures:
        said = f"{_changes(certain)} would make {all_rules} {choose(rules, 'hold', 'hold at once')}: {certain.summary}."
        return capital(said)
    return _if_it_turns_out_so(rules, certain, fewest)


def _if_it_turns_out_so(rules: int, certain: ChangeSet | None, fewest: ChangeSet) -> str:
    facts, all_rules, sure = disclosed(fewest.disclosures), _all(rules), _to_make_sure(certain)
    if not fewest.changes:
        return capital(f"{all_rules} {choose(rules, 'holds', 'hold')} without any change if {facts}. {sure}")
    return (
        f"At least {_changes(fewest)} {choose(fewest.changes, 'is', 'are')} needed: "
        f"{fewest.summary}. Then {all_rules} {choose(rules, 'holds', 'hold')} if {facts}. {sure}"
    )


def _to_make_sure(certain: ChangeSet | None) -> str:
    if certain is None:
        return "Without knowing that, no plan can make sure of it."
    return f"To make sure of it without knowing would take {_changes(certain)}: {certain.summary}."


def no_plan(roll: Roll, rules: int) -> str:
    """Why no plan can be made for a board at all; "" where one can."""
    if not rules:
        return "There is nothing to plan for: no requirement is made of such a board."
    if roll.is_fragment:
        return say("changes", "no-plan-partial" if roll.completeness == "partial" else "no-plan-truncated")
    if roll.sure:
        return ""
    if roll.members:
        return "No plan is made: nobody listed is certainly a member."
    return say("changes", "no-plan-vacancies" if roll.vacancies else "no-plan-nobody")


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
    said, sure = [], roll.sure
    if roll.lists > 1:
        said.append(
            f"This is about the {plural(spelled(sure), 'member')} on {roll.lists} lists "
            "together, who need not all have sat at once."
        )
    elif roll.unseen != 0:
        said.append(f"This is about the {plural(spelled(sure), 'member')} listed; others may be unseen.")
    if counted:
        said.append("Counts published without names are not planned with.")
    if left_out:
        said.append(f"Not planned for, since seats are not planned by place: {joined(left_out)}.")
    return "".join(f" {sentence}" for sentence in said)


def disclosed(facts: Sequence[Disclosure]) -> str:
    """What must turn out so, as part of a sentence.

    Examples
    --------
    >>> private = Disclosure(3, 9, "members whose sector is not known", "are private")
    >>> print(disclosed([private, Disclosure(1, 1, "the chair", "is private")]))
    at least three of the nine members whose sector is not known are private and the chair is private
    """
    known = zip([None, *facts], facts, strict=False)
    return joined([_disclosed(fact, before is not None and before.people == fact.people) for before, fact in known])


def _disclosed(fact: Disclosure, of_them: bool) -> str:
    people, turn_out, number = fact.people, fact.turn_out, spelled(fact.count)
    if fact.of == 1:
        return f"{people} {turn_out}"
    if of_them:
        return f"at least {number} of them {turn_out}"
    if fact.count < fact.of:
        return f"at least {number} of the {spelled(fact.of)} {people} {turn_out}"
    return say("changes", "fact-both" if fact.of == 2 else "fact-all", number=number, people=people, turn_out=turn_out)


def _changes(plan: ChangeSet) -> str:
    return plural(spelled(plan.changes), "change")


def _all(rules: int) -> str:
    phrase = "the-rule" if rules == 1 else "both-rules" if rules == 2 else "all-rules"
    return say("changes", phrase, number=spelled(rules))


def _cannot(conflicts: tuple[str, ...]) -> str:
    n = len(conflicts)
    return say("changes", "cannot" if n == 1 else "cannot-both" if n == 2 else "cannot-all", rules=joined(conflicts))


def rule(label: str, criteria: tuple[Criterion, ...], definition: str, size: int) -> str:
    """A rule or option that stands in the way, in a few words; `size` is how many members there are now."""
    if label == SIZE_KEPT:
        return f"a board of {size} as now"
    if label == COUNCILS_KEPT:
        return "no council seat lost"
    criterion = next(one for one in criteria if one.id == label)
    people = terms(criterion, definition if criterion.who == "private" else "")
    limit, number = criterion.limit, criterion.limit.numerator
    match criterion.kind:
        case "share":
            return f"{fraction_words(limit)} {people.many}"
        case "ceiling":
            return f"at most {number} {people.nouns_of(number)}"
        case "office":
            return f"a {criterion.office} who is {people.one}"
    noun = people.nouns_of(number)
    return say("changes", "presence" if limit == 1 else "presence-several", number=spelled(number), noun=noun)
