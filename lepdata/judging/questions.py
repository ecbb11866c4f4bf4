"""CRITERION + ROLL -> how many members answer it which way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from lepdata.english import choose, joined, plural
from lepdata.judging.bounds import Bounds, Tally, most_added
from lepdata.judging.frameworks import Criterion
from lepdata.judging.roll import Member, Roll
from lepdata.judging.words import Terms, terms
from lepdata.seating.boards import PublishedCount
from lepdata.words_by_id import say

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


def narrowed(tally: Tally, count: int, of: int | None = None) -> Tally | None:
    """A list's tally once it is known how many are for, and perhaps how many members there are.

    Parameters
    ----------
    tally : Tally
        What the list allows.
    count : int
        How many members are for, by a count without names.
    of : int or None
        How many members there are, by the same count; None where it does not say.

    Returns
    -------
    Tally or None
        Nobody in it is unknown; those unseen are against. None where no board fits list and count both.

    Examples
    --------
    >>> exact = narrowed(Tally(2, 0, 14), 3, 16)
    >>> exact.for_, exact.against, exact.unknown
    (3, 13, 0)
    >>> narrowed(Tally(4, 0, 12), 3, 16) is None
    True
    """
    fewest, most = _fewest_added(tally, count), _most_added(tally, count)
    if fewest is None or (most is not None and fewest > most):
        return None
    if of is not None:
        added = of - tally.members
        if added < fewest or (most is not None and added > most):
            return None
        fewest = most = added
    unseen = None if most is None else most - fewest
    members = tally.members + fewest
    return Tally(count, members - count, unseen=unseen, room=unseen, all_counted=True)


def _fewest_added(tally: Tally, count: int) -> int | None:
    """The fewest seats beyond the sure members that make `count` be for; None where no number does."""
    if count < tally.for_:
        return None
    needed = max(0, count - tally.for_ - tally.unknown)
    limit = most_added(tally, tally.might_for + tally.might_unknown, tally.unseen)
    return needed if limit is None or needed <= limit else None


def _most_added(tally: Tally, count: int) -> int | None:
    """The most seats that can be added without more than `count` being for; None for any number."""
    against = tally.might_against + tally.might_unknown + (count - tally.for_)
    without_limit = most_added(tally, tally.might, tally.unseen)
    if tally.unseen is None:
        return without_limit
    most = against + tally.unseen
    return most if without_limit is None else min(most, without_limit)


UNDECIDED = "cannot tell: "  # what begins the reason of every verdict that cannot be told


@dataclass(frozen=True)
class Case:
    """Everything that one verdict's words are made from."""

    criterion: Criterion
    definition: str
    denominator: str
    roll: Roll
    tally: Tally
    bounds: Bounds
    basis: str = "list"
    count_used: PublishedCount | None = None

    @property
    def terms(self) -> Terms:
        """The words for those who are for."""
        return terms(self.criterion, self.definition)

    @property
    def is_open(self) -> bool:
        """Whether anything at all is left open."""
        return self.tally.unknown > 0 or self.tally.might > 0 or self.tally.unseen != 0

    def group(self, count: int) -> str:
        """Such as "12 members", or "12 members who are not co-opted"."""
        return say("reasons", "members" if self.denominator == "all" else "members-not-co-opted", n=count)

    def count(self) -> str:
        """Such as "8 of 12 members are private"."""
        for_, group = self.tally.for_, self.group(self.tally.members)
        if self.tally.all_counted and self.tally.unseen != 0:
            group = f"at least {group}"
        if for_:
            return f"{for_} of {group} {choose(for_, 'is', 'are')} {self.terms.what(for_)}"
        phrase = "count-none-known" if self.tally.unknown else "count-none"
        return say("reasons", phrase, group=group, what=self.terms.one)

    def listed(self) -> str:
        """Such as "on the 14 listed 10 are private"."""
        for_, members = self.tally.for_, self.tally.members
        if self.tally.all_counted:
            return self.count()
        if self.criterion.who == "everyone":
            return f"{self.group(members)} {choose(members, 'is', 'are')} listed"
        listed = say("reasons", "those-listed" if self.denominator == "all" else "those-listed-not-co-opted", n=members)
        if for_:
            return f"on the {listed} {plural(for_, 'is', 'are')} {self.terms.what(for_)}"
        phrase = "listed-none-known" if self.tally.unknown else "listed-none"
        return say("reasons", phrase, listed=listed, what=self.terms.one)

    def open_ones(self) -> list[str]:
        """What the list itself leaves open, such as "2 are unknown"."""
        unknown, might = self.tally.unknown, self.tally.might
        parts = [f"{plural(unknown, 'is', 'are')} unknown"] if unknown else []
        return parts + (
            [(f"{plural(might, 'other')} may or may not be {choose(might, 'a member', 'members')}")] if might else []
        )

    def with_open(self, said: str) -> str:
        """`said`, and what the list leaves open."""
        return joined([said, *self.open_ones()])
