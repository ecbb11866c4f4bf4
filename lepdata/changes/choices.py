"""ROLL + DEMANDS -> everything that may become of each member, and everybody who may join.

Members who can do the same for the demands are one cell, so that a plan counts them instead of naming them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lepdata.changes.facts import ANYONE, Fact, profiles, versions
from lepdata.changes.scope import Scope
from lepdata.verdicts.questions import holds, is_named
from lepdata.verdicts.roll import Member, Roll


class Choice(NamedTuple):
    """What becomes of one member, or who joins: `member` is what they are after it, or were if they leave."""

    action: str  # stay, leave, give up, take, join; out: was no member after all
    member: Member
    facts: tuple[Fact, ...] = ()
    office: str = ""


class Cell(NamedTuple):
    """So many members with the same choices; `member` stands for each of them."""

    member: Member
    size: int
    choices: tuple[Choice, ...]


def cells(roll: Roll, scope: Scope) -> tuple[Cell, ...]:
    """The members in groups of those who can do the same."""
    found: dict[object, Cell] = {}
    vacant = tuple(office for office in scope.offices if all(one.role != office for one in roll.members))
    for member, count in Counter(_plain(one, scope) for one in roll.members).items():
        choices = tuple(_choices(member, vacant, scope))
        does = tuple((one.action, one.office, one.facts, scope.sums(one.member)) for one in choices)
        key = (does, tuple(scope.counts(member).values()), scope.council(member))
        known = found.get(key)
        found[key] = known._replace(size=known.size + count) if known else Cell(member, count, choices)
    return tuple(found.values())


def joiners(scope: Scope, co_opted: bool) -> tuple[Choice, ...]:
    """Everybody who may join, the least particular first; nobody who adds the same as one before."""
    roles = ("member", *scope.offices, *(["co-opted"] if co_opted else []))
    found: dict[object, Choice] = {}
    for role in roles:
        office = role if role in scope.offices else ""
        for gender in ("not published", "woman", "man"):
            for profile in (ANYONE, *profiles(scope)):
                member = profile._replace(role=role, gender=gender)
                key = (office, scope.sums(member), scope.council(member))
                found.setdefault(key, Choice("join", member, office=office))
    return tuple(found.values())


def _plain(member: Member, scope: Scope) -> Member:
    """A member without a name, and of the published words only those that a criterion listens for."""
    heard = [one.among[0] for one in scope.criteria if one.who == "words" and is_named(one, member)]
    heard += [one.exempt[0] for one in scope.criteria if holds(member.words, one.exempt)]
    return member._replace(name="", organisation="", words="; ".join(heard))


def _choices(member: Member, vacant: tuple[str, ...], scope: Scope) -> Iterator[Choice]:
    yield from (Choice("stay", one, facts) for facts, one in versions(member, member.role, scope))
    if member.sure:
        yield Choice("leave", member)
    elif scope.hopeful:
        yield Choice("out", member, (Fact("", "membership", "out"),))
    if member.role in scope.offices:
        yield from (Choice("give up", one, facts, member.role) for facts, one in versions(member, "member", scope))
    elif member.sure and member.role != "co-opted":
        for office in scope.offices:
            yield from _in_office(member, office, office in vacant, scope)


def _in_office(member: Member, office: str, vacant: bool, scope: Scope) -> Iterator[Choice]:
    """An office to take; or to turn out to have, where a list names nobody in it."""
    for facts, one in versions(member, office, scope):
        if _suits(one, office, scope):
            yield Choice("take", one, facts, office)
            if vacant and scope.hopeful:
                yield Choice("stay", one, (*facts, Fact("", "office", office)))


def _suits(member: Member, office: str, scope: Scope) -> bool:
    """Whether somebody in an office is who the criteria on it ask for: nobody else would be given it."""
    own = (question for question in scope.questions if question.criterion.office == office)
    return all(scope.counts(member)[question][0] for question in own)
