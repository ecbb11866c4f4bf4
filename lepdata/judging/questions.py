"""QUESTION + ROLL -> how many members answer it which way."""

from __future__ import annotations

import re
from functools import lru_cache

from lepdata.judging.bounds import Counts, Tally
from lepdata.judging.criteria import Criterion, Question
from lepdata.judging.roll import Member, Roll

FOR, AGAINST, UNKNOWN, NOT_ASKED = 0, 1, 2, 6
_ONE: list[Counts] = [tuple(int(at == place) for at in range(NOT_ASKED)) for place in range(NOT_ASKED + 1)]
# Kinds that say which sector a cell or a seat names, and nothing of the organisation behind it.
_NO_ORGANISATION = ("", "voluntary seat", "voluntary sector")
# "formerly deputy chair and SME representative" says what somebody no longer is.
_FORMER = re.compile(r"\b(former(ly)?|previous(ly)?|ex|past)\b", re.IGNORECASE)


def tally(question: Question, roll: Roll) -> Tally:
    """Count a board's members by their answer to a question."""
    counts = [0] * (NOT_ASKED + 1)
    for member in roll.members:
        counts[_place(question, member)] += 1
    for_, against, unknown, might_for, might_against, might_unknown, _ = counts
    return Tally(for_, against, unknown, might_for, might_against, might_unknown, roll.unseen, roll.room)


def counted(question: Question, member: Member) -> Counts:
    """What one member adds to the counts of a question."""
    return _ONE[_place(question, member)]


@lru_cache(maxsize=1 << 16)
def _place(question: Question, member: Member) -> int:
    """Which of the counts somebody belongs to; remembered, since plans ask the same of the same few sorts of people."""
    if not _is_asked(question, member):
        return NOT_ASKED
    answer = FOR if holds(member.words, question.criterion.exempt) else _answer(question, member)
    return answer if member.sure else answer + 3


def _is_asked(question: Question, member: Member) -> bool:
    if question.criterion.office:
        return member.role == question.criterion.office
    return question.denominator == "all" or member.role != "co-opted"


def excepted(question: Question, roll: Roll) -> int:
    """How many certain holders of an office count only because the rule excepts them."""
    exempt = question.criterion.exempt
    holders = [one for one in roll.members if exempt and one.sure and _is_asked(question, one)]
    return sum(holds(one.words, exempt) and _answer(question, one) != FOR for one in holders)


def _answer(question: Question, member: Member) -> int:
    criterion = question.criterion
    match criterion.who:
        case "private":
            sector = {
                "business": member.sector,
                "as-published": member.seat_sector or member.sector,
                "national-accounts": member.national,
            }[question.definition]
            return FOR if sector == "private" else UNKNOWN if sector == "unknown" else AGAINST
        case "women":
            return FOR if member.gender == "woman" else AGAINST if member.gender == "man" else UNKNOWN
        case "co-opted":
            # Someone whose role nobody could read may be co-opted; a member without a printed role is an ordinary one.
            return FOR if member.role == "co-opted" else AGAINST if member.role or member.sure else UNKNOWN
        case "sectors":
            return _is_from(member, criterion.among, criterion.only_kinds)
        case "words":
            return FOR if is_named(criterion, member) else UNKNOWN
    return FOR


def _is_from(member: Member, sectors: tuple[str, ...], only_kinds: tuple[str, ...]) -> int:
    """A seat for the sector gives it a voice, whoever the holder works for; so seat and organisation both count."""
    speaks_for = member.sector in sectors or member.seat_sector in sectors
    if not only_kinds:
        return FOR if speaks_for else UNKNOWN if member.sector == "unknown" else AGAINST
    if member.kind in only_kinds:
        return FOR
    in_doubt = member.sector == "unknown" or (member.kind in _NO_ORGANISATION and speaks_for)
    return UNKNOWN if in_doubt else AGAINST


def is_named(criterion: Criterion, member: Member) -> bool:
    """Whether a criterion's words stand in a member's title or capacity, or in the organisation where that is read."""
    in_organisation = criterion.in_organisation and says(member.organisation, criterion.among)
    return in_organisation or says(member.words, criterion.among)


@lru_cache(maxsize=1 << 16)
def says(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands in a title or capacity as something the person now is."""
    current = [part for part in text.split(";") if not _FORMER.search(part)]
    wanted = "|".join(re.escape(phrase) for phrase in phrases)
    return any(re.search(rf"\b({wanted})\b", part, re.IGNORECASE) for part in current)


def holds(text: str, offices: tuple[str, ...]) -> bool:
    """Whether a title or capacity is one of the offices, rather than a post beside it."""
    wanted = "|".join(re.escape(office) for office in offices)
    parts = [part.strip() for part in re.split("[;,]", text)] if offices else []
    return any(re.fullmatch(rf"(the )?({wanted})( (and|of|for)\b.*)?", part, re.IGNORECASE) for part in parts)
