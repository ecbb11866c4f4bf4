"""CRITERION + ROLL -> how many members answer it which way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from lepdata.statistics.bounds import Tally
from lepdata.verdicts.framework_records import Criterion
from lepdata.verdicts.roll import Member, Roll

Answer = Callable[[Member], str]

# Kinds that say which sector a cell or a seat names, and nothing of the organisation behind it.
_NO_ORGANISATION = ("", "voluntary seat", "voluntary sector")
# "formerly deputy chair and SME representative" says what somebody no longer is.
_FORMER = re.compile(r"\b(former(ly)?|previous(ly)?|ex|past)\b", re.IGNORECASE)


def tally(criterion: Criterion, definition: str, denominator: str, roll: Roll) -> Tally:
    """Count a board's members by their answer to a criterion.

    Parameters
    ----------
    criterion : Criterion
    definition : str
        One of `vocabulary.DEFINITIONS`; "" where the criterion does not count private members.
    denominator : str
        "all" or "without co-opted".
    roll : Roll
    """
    answer = _excepting(criterion, _answer(criterion, definition))
    asked = [member for member in roll.members if _is_asked(member, criterion, denominator)]
    counts = Counter((member.sure, answer(member)) for member in asked)
    return Tally(
        for_=counts[True, "for"],
        against=counts[True, "against"],
        unknown=counts[True, "unknown"],
        might_for=counts[False, "for"],
        might_against=counts[False, "against"],
        might_unknown=counts[False, "unknown"],
        unseen=roll.unseen,
        room=roll.room,
    )


def _is_asked(member: Member, criterion: Criterion, denominator: str) -> bool:
    if criterion.kind == "office":
        return member.role == criterion.office
    return denominator == "all" or member.role != "co-opted"


def _answer(criterion: Criterion, definition: str) -> Answer:
    if criterion.kind == "coverage":
        return lambda member: "unknown"
    match criterion.who:
        case "private":
            return _PRIVATE[definition]
        case "women":
            return _is_woman
        case "co-opted":
            return _is_co_opted
        case "sectors":
            return lambda member: _is_from(member, criterion.among, criterion.only_kinds)
        case "words":
            return lambda member: "for" if is_named(criterion, member) else "unknown"
    return lambda member: "for"


def _excepting(criterion: Criterion, answer: Answer) -> Answer:
    """The answer, or "for" of somebody whom the rule excepts."""
    if not criterion.exempt:
        return answer
    return lambda member: "for" if holds(member.words, criterion.exempt) else answer(member)


def excepted(criterion: Criterion, definition: str, roll: Roll) -> int:
    """How many certain holders of an office count only because the rule excepts them."""
    answer = _answer(criterion, definition)
    holders = [member for member in roll.members if member.sure and _is_asked(member, criterion, "all")]
    return sum(holds(one.words, criterion.exempt) and answer(one) != "for" for one in holders)


def _private(sector: str) -> str:
    if sector == "private":
        return "for"
    return "unknown" if sector == "unknown" else "against"


_PRIVATE: dict[str, Answer] = {
    "business": lambda member: _private(member.sector),
    "as-published": lambda member: _private(member.seat_sector or member.sector),
    "national-accounts": lambda member: _private(member.national),
}


def _is_woman(member: Member) -> str:
    if member.gender == "woman":
        return "for"
    return "against" if member.gender == "man" else "unknown"


def _is_co_opted(member: Member) -> str:
    if member.role == "co-opted":
        return "for"
    # Someone whose role nobody could read may be co-opted; a member without a printed role is an ordinary one.
    return "against" if member.role or member.sure else "unknown"


def _is_from(member: Member, sectors: tuple[str, ...], only_kinds: tuple[str, ...]) -> str:
    """A seat for the sector gives it a voice, whoever the holder works for; so seat and organisation both count."""
    if only_kinds:
        if member.kind in only_kinds:
            return "for"
        in_doubt = member.sector == "unknown" or (member.kind in _NO_ORGANISATION and _speaks_for(member, sectors))
        return "unknown" if in_doubt else "against"
    if _speaks_for(member, sectors):
        return "for"
    return "unknown" if member.sector == "unknown" else "against"


def _speaks_for(member: Member, sectors: tuple[str, ...]) -> bool:
    return member.sector in sectors or member.seat_sector in sectors


def is_named(criterion: Criterion, member: Member) -> bool:
    """Whether a criterion's words stand in a member's title or capacity, or in the organisation where that is read."""
    said = says(member.words, criterion.among)
    return said or (criterion.in_organisation and says(member.organisation, criterion.among))


@lru_cache(maxsize=65536)
def says(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands in a title or capacity as something the person now is.

    Examples
    --------
    >>> says("Digital Lead & SME Champion", ("SME champion",)), says("chair; formerly SME champion", ("SME champion",))
    (True, False)
    """
    current = [part for part in text.split(";") if not _FORMER.search(part)]
    wanted = "|".join(re.escape(phrase) for phrase in phrases)
    return any(re.search(rf"\b({wanted})\b", part, re.IGNORECASE) for part in current)


def holds(text: str, offices: tuple[str, ...]) -> bool:
    """Whether a title or capacity is one of the offices, rather than a post beside it.

    Examples
    --------
    >>> holds("co-Chair; Mayor of London", ("Mayor of London",)), holds("Deputy Mayor of London", ("Mayor of London",))
    (True, False)
    """
    wanted = "|".join(re.escape(office) for office in offices)
    parts = [part.strip() for part in re.split("[;,]", text)]
    return bool(offices) and any(
        re.fullmatch(rf"(the )?({wanted})( (and|of|for)\b.*)?", part, re.IGNORECASE) for part in parts
    )
