"""MEMBER or JOINER -> how a plan speaks of such people: "private women", "members who are not private", "the chair"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lepdata.changes.demands import Question
from lepdata.changes.scope import Scope
from lepdata.english import choose
from lepdata.model.phrases import joined, phrases, say
from lepdata.verdicts.roll import Member
from lepdata.verdicts.terms import terms


def joining(member: Member, count: int, scope: Scope, tasks: Sequence[str] = ()) -> str:
    """People who join, by what the plan needs them to be.

    Examples
    --------
    >>> from lepdata.changes.facts import ANYONE
    >>> joining(ANYONE, 2, Scope(())), joining(ANYONE, 1, Scope(()), ["SME champion"])
    ('members', 'a member who becomes SME champion')
    """
    offices = [f"{member.role}{choose(count, '', 's')}"] if member.role in scope.offices else []
    offices += tasks
    becoming = f"who {choose(count, 'becomes', 'become')} {joined(offices)}" if offices else ""
    return _people(member, count, scope, becoming)


def leaving(member: Member, count: int, scope: Scope, holders: Mapping[str, int]) -> str:
    """People who leave, by what lets the plan do without them; `holders` counts those with each role now.

    Examples
    --------
    >>> from lepdata.changes.facts import ANYONE
    >>> leaving(ANYONE, 1, Scope(()), {})
    'a member'
    """
    if member.role not in scope.offices:
        return _people(member, count, scope, _not(member, count, scope))
    if holders[member.role] == 1:
        return f"the {member.role}"
    which = (*_origins(member, scope), _not(member, count, scope))
    return " ".join(filter(None, (f"{choose(count, 'a ', '')}{member.role}{choose(count, '', 's')}", *which)))


def worth(member: Member, scope: Scope) -> int:
    """How many things that matter for the plan somebody is known to be."""
    return sum(_is(member, trait) == "for" for trait in scope.traits) + scope.council(member)[0]


def _people(member: Member, count: int, scope: Scope, tail: str) -> str:
    woman = any(trait.criterion.who == "women" and _is(member, trait) == "for" for trait in scope.traits)
    co_opted = "co-opted-" if member.role == "co-opted" else ""
    private = "private-" if _private(member, scope) == "for" else ""
    who = say("change_people", f"who-{co_opted}{private}{'woman' if woman else 'member'}", n=count)
    return " ".join(filter(None, (who, " and ".join(_origins(member, scope)), tail)))


def _not(member: Member, count: int, scope: Scope) -> str:
    """ "who are not private", and where council seats are kept, "who are neither private nor from a council"."""
    private = _private(member, scope)
    # Under the worst reading a member of an unknown sector may be a council's.
    no_council = scope.keep_councils and not scope.council(member)[0 if scope.hopeful else 1]
    if private == "unknown":
        return say("change_people", "not-known-no-council" if no_council else "not-known")
    if private == "against" and not _origins(member, scope):
        return say("change_people", "neither" if no_council else "not-private", n=count)
    return "not from a council" if no_council and not private else ""


def _private(member: Member, scope: Scope) -> str:
    """How somebody answers whether they are private; "" where the plan does not ask."""
    return next((_is(member, trait) for trait in scope.traits if trait.criterion.who == "private"), "")


def _origins(member: Member, scope: Scope) -> list[str]:
    """Where somebody comes from, as far as a criterion or the councils' seats make it matter."""
    about = [one.criterion for one in scope.traits if one.criterion.who == "sectors" and _is(member, one) == "for"]
    narrow = {criterion.among for criterion in about if criterion.only_kinds}
    kept = [criterion for criterion in about if criterion.only_kinds or criterion.among not in narrow]
    council = [phrases("origins")["council"]] if scope.council(member)[0] else []
    return list(dict.fromkeys([terms(criterion, "").one for criterion in kept] + council))


def _is(member: Member, trait: Question) -> str:
    for_, against, _, might_for, might_against, _ = trait.of(member)
    return "for" if for_ or might_for else "against" if against or might_against else "unknown"
