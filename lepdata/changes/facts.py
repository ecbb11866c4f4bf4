"""MEMBER -> how they may turn out to be: every version that would help some demand, with the facts it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lepdata.changes.scope import Scope
from lepdata.model.vocabulary import SECTORS
from lepdata.verdicts.roll import Member

_IN_ACCOUNTS = {"private": "private", "voluntary": "private", "education": "private", "trade_union": "private"}
ANYONE = Member(True, "member", "unknown", "", "", "unknown", "not published", "")


class Fact(NamedTuple):
    """Something unknown that turns out so: of whom (an office, else ""), about what, and what it is."""

    subject: str
    about: str
    value: str


class Version(NamedTuple):
    """A member as they may turn out to be, and the facts that make them so."""

    facts: tuple[Fact, ...]
    member: Member


def versions(member: Member, role: str, scope: Scope) -> list[Version]:
    """A member in a role, as known and in every way that is better for some demand.

    Parameters
    ----------
    member : Member
        As listed: a fact about somebody in an office is told of the office.
    role : str
        The role to have, perhaps another than the listed one.
    scope : Scope
        Unless it is hopeful, a member is only what is known.
    """
    found = [Version((), member._replace(role=role))]
    if not scope.hopeful:
        return found
    if not member.sure:
        found.append(Version((Fact("", "membership", "in"),), found[0].member._replace(sure=True)))
    for filled, who in ((_sectors, ("private", "sectors")), (_genders, ("women",))):
        subject = member.role if scope.asks_of(member.role, who) else ""
        more = [
            Version((*facts, Fact(subject, about, value)), new)
            for facts, one in found
            if one.sure
            for about, value, new in filled(one, scope)
        ]
        found = _better(found + more, scope)
    return found


def profiles(scope: Scope) -> Iterator[Member]:
    """Somebody of each sector, and of each kind that a criterion asks for."""
    for sector in SECTORS[:-1]:
        kinds = {kind for one in scope.criteria if sector in one.among for kind in one.only_kinds}
        for kind in ("", *sorted(kinds)):
            yield ANYONE._replace(sector=sector, kind=kind, national=_IN_ACCOUNTS.get(sector, "public"))


def _better(found: Iterable[Version], scope: Scope) -> list[Version]:
    """The versions that no other with as few facts equals or betters in every demand."""
    kept: list[tuple[Version, tuple[int, ...]]] = []
    for version in sorted(found, key=lambda one: len(one.facts)):
        own = scope.sums(version.member)
        if not any(all(theirs >= ours for theirs, ours in zip(other, own, strict=True)) for _, other in kept):
            kept.append((version, own))
    return [version for version, _ in kept]


def _sectors(member: Member, scope: Scope) -> Iterator[tuple[str, str, Member]]:
    for profile in profiles(scope):
        if member.sector == "unknown":
            national = profile.national if member.national == "unknown" else member.national
            kind = member.kind or profile.kind
            filled = member._replace(sector=profile.sector, kind=kind, national=national)
            yield "sector", profile.kind or profile.sector, filled
        elif profile.kind and not member.kind and profile.sector in (member.sector, member.seat_sector):
            yield "kind", profile.kind, member._replace(kind=profile.kind)
    if member.national == "unknown":
        for national in ("private", "public"):
            yield "national", national, member._replace(national=national)


def _genders(member: Member, scope: Scope) -> Iterator[tuple[str, str, Member]]:
    if member.gender not in ("woman", "man"):
        for gender in ("woman", "man"):
            yield "gender", gender, member._replace(gender=gender)
