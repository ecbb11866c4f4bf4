"""Who counts as a member, who might, and why not."""

from __future__ import annotations

from functools import lru_cache

from lepdata.model.faults import quoted
from lepdata.model.phrases import say
from lepdata.model.vocabulary import MEMBER_ROLES
from lepdata.read.words import read_role, read_status


@lru_cache(maxsize=65536)
def membership(role: str, status: str, vacancy: bool, left: bool = False) -> tuple[str, str]:
    """Whether a seat counts as a member: ("yes" | "no" | "might", why not).

    Parameters
    ----------
    role, status : str
        The cells as published; a synonym is read, an empty role is "member", an empty status "current".
    vacancy : bool
        The seat is published as vacant.
    left : bool
        The date asked about is after the one the row was published for (an outgoing member counts until then).

    Examples
    --------
    >>> membership("Vice Chair", "", False)
    ('yes', '')
    >>> membership("observer", "current", False)
    ('no', 'an observer does not count as a member')
    """
    if vacancy:
        return "no", say("membership", "vacant")
    read, state = read_role(role), read_status(status)
    if read and read not in MEMBER_ROLES:
        article = "an" if read[0] in "aeiou" else "a"
        return "no", say("membership", "no-member", role=f"{article} {read}")
    if state == "former":
        return "no", say("membership", "former")
    if state == "incoming":
        return "no", say("membership", "incoming")
    if state == "outgoing" and left:
        return "no", say("membership", "outgoing")
    if not read:
        return "might", say("membership", "unread", role=quoted(role))
    if state in ("unclear", ""):
        return "might", say("membership", "unclear")
    return "yes", ""
