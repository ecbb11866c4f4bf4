"""PLANS -> the sentence a reader gets."""

from __future__ import annotations

from collections.abc import Sequence

from lepdata.changes.programme import COUNCILS_KEPT, SIZE_KEPT
from lepdata.changes.records import ChangeSet, Disclosure
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
        return capital(say("changes", "hold-already", rules=all_rules, n=rules))
    if fewest is None:
        return say("changes", "impossible", rules=all_rules, n=rules, cannot=_cannot(conflicts))
    if certain is not None and not fewest.disclosures:
        said = say("changes", "would-make", changes=_changes(certain), rules=all_rules, n=rules, steps=certain.summary)
        return capital(said)
    return _if_it_turns_out_so(rules, certain, fewest)


def _if_it_turns_out_so(rules: int, certain: ChangeSet | None, fewest: ChangeSet) -> str:
    facts, all_rules, sure = disclosed(fewest.disclosures), _all(rules), _to_make_sure(certain)
    if not fewest.changes:
        return capital(say("changes", "holds-if", rules=all_rules, n=rules, facts=facts, sure=sure))
    return say(
        "changes",
        "at-least",
        changes=_changes(fewest),
        m=fewest.changes,
        steps=fewest.summary,
        rules=all_rules,
        n=rules,
        facts=facts,
        sure=sure,
    )


def _to_make_sure(certain: ChangeSet | None) -> str:
    if certain is None:
        return say("changes", "not-sure")
    return say("changes", "sure", changes=_changes(certain), steps=certain.summary)


def no_plan(roll: Roll, rules: int) -> str:
    """Why no plan can be made for a board at all; "" where one can."""
    if not rules:
        return say("changes", "no-rules")
    if roll.is_fragment:
        return say("changes", "no-plan-partial" if roll.completeness == "partial" else "no-plan-truncated")
    if roll.sure:
        return ""
    if roll.members:
        return say("changes", "no-plan-unsure")
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
        said.append(say("changes", "several-lists", number=spelled(sure), lists=roll.lists))
    elif roll.unseen != 0:
        said.append(say("changes", "unseen", number=spelled(sure)))
    if counted:
        said.append(say("changes", "counts"))
    if left_out:
        said.append(say("changes", "left-out", rules=joined(left_out)))
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
        return say("changes", "fact", people=people, turn_out=turn_out)
    if of_them:
        return say("changes", "fact-of-them", number=number, turn_out=turn_out)
    if fact.count < fact.of:
        return say("changes", "fact-part", number=number, of=spelled(fact.of), people=people, turn_out=turn_out)
    return say("changes", "fact-both" if fact.of == 2 else "fact-all", number=number, people=people, turn_out=turn_out)


def _changes(plan: ChangeSet) -> str:
    return say("changes", "so-many", number=spelled(plan.changes))


def _all(rules: int) -> str:
    phrase = "the-rule" if rules == 1 else "both-rules" if rules == 2 else "all-rules"
    return say("changes", phrase, number=spelled(rules))


def _cannot(conflicts: tuple[str, ...]) -> str:
    n = len(conflicts)
    return say("changes", "cannot" if n == 1 else "cannot-both" if n == 2 else "cannot-all", rules=joined(conflicts))


def rule(label: str, criteria: tuple[Criterion, ...], definition: str, size: int) -> str:
    """A rule or option that stands in the way, in a few words; `size` is how many members there are now."""
    if label == SIZE_KEPT:
        return say("changes", "size-kept", size=size)
    if label == COUNCILS_KEPT:
        return say("changes", "councils-kept")
    criterion = next(one for one in criteria if one.id == label)
    people = terms(criterion, definition if criterion.who == "private" else "")
    limit, number = criterion.limit, criterion.limit.numerator
    match criterion.kind:
        case "share":
            return say("changes", "share", share=fraction_words(limit), what=people.many)
        case "ceiling":
            return say("changes", "ceiling", n=number, noun=people.nouns_of(number))
        case "office":
            return say("changes", "office", office=criterion.office, what=people.one)
    noun = people.nouns_of(number)
    return say("changes", "presence" if limit == 1 else "presence-several", number=spelled(number), noun=noun)
