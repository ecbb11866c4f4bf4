"""BOARD -> its members as plain values, what to bear in mind of the list, and how many answer a question which way."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from lepdata.english import choose, plural
from lepdata.judging.bounds import Counts, Tally
from lepdata.judging.criteria import Criterion, Question
from lepdata.seating.boards import Board
from lepdata.vocabulary import FRAGMENTS, ROLES

ROLL_COLUMNS = (
    *("counts_as_member", "place", "role_read", "sector", "seat_sector", "sector_kind", "national_accounts_sector"),
    *("gender", "capacity_as_published", "job_title", "honorific", "role", "person_key", "organisation_key"),
    "sector_status",
)


class Member(NamedTuple):
    """One person or unnamed seat that counts as a member (`sure`) or might."""

    sure: bool
    role: str
    sector: str
    seat_sector: str
    kind: str
    national: str
    gender: str
    words: str
    name: str = ""
    organisation: str = ""
    guessed: bool = False  # whether the sector is a guess


class Listing(NamedTuple):
    """What the words of a verdict depend on besides the answers of those listed."""

    completeness: str
    size: int | None
    anybody: bool  # whether anybody certainly is a member
    others: int
    vacancies: int


@dataclass(frozen=True)
class Roll:
    """Who is on a board, and how much of it may be missing."""

    members: tuple[Member, ...]  # those who count and those who might, nobody twice
    completeness: str
    size: int | None = None  # the published one, if the list does not contradict it
    contradicted_size: int | None = None  # a published size smaller than the members seen, which is not used
    vacancies: int = 0
    listed_twice: int = 0  # names printed twice with one organisation, counted once
    namesakes: int = 0  # names printed with different organisations, each counted
    size_source: str = ""  # where the size was published, in brackets, where that is known
    others: int = 0  # people listed who do not count as members

    sure = cached_property[int](lambda self: sum(member.sure for member in self.members))
    guesses = cached_property[int](lambda self: sum(member.guessed for member in self.members))

    @property
    def unseen(self) -> int | None:
        """How many members may be missing; None where nothing limits it."""
        if self.completeness == "full":
            return 0
        if self.size is None:
            return None
        more = self.size - self.sure
        return more - self.vacancies if more >= self.vacancies else more  # a size counts the vacant seats, too

    @property
    def room(self) -> int | None:
        """How many seats the unseen and those who might be members fill at most; None where nothing limits it."""
        return None if self.completeness == "full" else self.unseen

    @cached_property
    def without_guesses(self) -> "Roll":
        """The same with every guessed sector unknown; what a published seat says stays."""
        if not self.guesses:
            return self
        unknown = [one._replace(sector="unknown", national="unknown", kind="", guessed=False) for one in self.members]
        both = zip(self.members, unknown, strict=True)
        return replace(self, members=tuple(new if one.guessed else one for one, new in both))

    @cached_property
    def listing(self) -> Listing:
        return Listing(self.completeness, self.size, self.sure > 0, self.others, self.vacancies)


def call_roll(board: Board) -> Roll:
    """Read a board's members into plain values; a column that is missing counts as empty."""
    # Vacancies and those who do not count are left out. A name with the same organisation twice counts once, in the
    # higher role: two lines about one chair are not two members. A name with two organisations may be two people.
    frame, empty = board.members, [""] * len(board.members)
    rows = list(zip(*(frame[name].tolist() if name in frame else empty for name in ROLL_COLUMNS), strict=True))
    seats = [_member(row) for row in rows if row[0] in ("yes", "might") and row[1] != "vacancy"]
    kept: dict[object, Member] = {}
    for number, seat in enumerate(seats):
        key: object = (seat.name, seat.organisation) if seat.name else number
        kept[key] = _joined(kept[key], seat) if key in kept else seat
    ids = frame.get("row_ids", ())  # of the lines that became one seat when the list was read
    believed = board.board_size is None or board.board_size >= sum(member.sure for member in kept.values())
    names = Counter(member.name for member in kept.values() if member.name)
    return Roll(
        members=tuple(kept.values()),
        completeness=board.completeness,
        size=board.board_size if believed else None,
        contradicted_size=None if believed else board.board_size,
        vacancies=sum(row[1] == "vacancy" for row in rows),
        listed_twice=len(seats) - len(kept) + sum(own.count(" ") for own in ids),
        namesakes=sum(count > 1 for count in names.values()),
        others=sum(row[1] != "vacancy" for row in rows) - len(seats),
    )


def _member(row: tuple[str, ...]) -> Member:
    *told, capacity, title, honorific, printed_role, name, body, status = row
    counts, _, role, sector, seat_sector, kind, national, gender = told
    sector, national, gender = sector or "unknown", national or "unknown", gender or "not published"
    more = "" if printed_role.casefold() == role else f"; {printed_role}"  # "Member and diversity champion"
    known = (role, sector, seat_sector, kind, national, gender, f"{title}; {capacity}; {honorific}{more}", name, body)
    return Member(counts == "yes", *known, guessed=status == "guessed")


_RANKS = {role: rank for rank, role in enumerate(ROLES)}


def _joined(one: Member, other: Member) -> Member:
    """Two lines about one person: the surer and higher seat, what is known on either, unknown where they disagree."""
    first, second = sorted((one, other), key=lambda seat: (not seat.sure, _RANKS.get(seat.role, len(ROLES))))
    known = [seat for seat in (one, other) if seat.sector != "unknown"]
    return first._replace(
        sector=_agreed(first.sector, second.sector, "unknown"),
        seat_sector=first.seat_sector or second.seat_sector,
        kind=first.kind or second.kind,
        national=_agreed(first.national, second.national, "unknown"),
        gender=_agreed(first.gender, second.gender, "not published"),
        words=f"{first.words}; {second.words}",
        guessed=bool(known) and all(seat.guessed for seat in known),
    )


def _agreed(one: str, other: str, unknown: str) -> str:
    known = {one, other} - {unknown}
    return known.pop() if len(known) == 1 else unknown


def first_caveats(roll: Roll) -> Iterator[str]:
    """What comes before all others: that no member is listed, or that most of the board may be missing."""
    if not roll.members and roll.others:
        yield "Nobody listed counts as a member: officers, observers and substitutes do not, nor those who have left."
    elif not roll.members:
        yield "Only vacancies are listed." if roll.vacancies else "No member is listed."
    if roll.completeness in FRAGMENTS:
        how = {"partial": "is only a part of the board", "truncated": "was cut off in print"}[roll.completeness]
        yield f"The list {how}: an answer “as listed” is about those listed, not about the whole board."


def list_caveats(roll: Roll) -> Iterator[str]:
    yield from _about_size(roll)
    might, members = len(roll.members) - roll.sure, plural(len(roll.members), "member")
    if might:
        people = plural(might, "person", "people")
        yield f"{people} listed may or may not be {choose(might, 'a member', 'members')}: both are allowed for."
    if roll.sure and all(member.sector == "unknown" for member in roll.members):
        yield "The sector of no member is known."
    if roll.listed_twice:
        lines = plural(roll.listed_twice, "line repeats", "lines repeat")
        yield f"{lines} a name and organisation already listed: each person counts once."
    if roll.vacancies and roll.sure:
        empty, seats = plural(roll.vacancies, "vacancy is", "vacancies are"), choose(roll.vacancies, "a seat", "seats")
        yield f"{empty} listed: nobody who counts as a member, but {seats} of the board."
    if roll.guesses:
        rest = choose(roll.guesses, "is counted by a guess at its sector", "are counted by guesses at their sector")
        yield f"{roll.guesses} of {members} {rest}, which never makes an answer proven."
    if roll.namesakes:
        names = plural(roll.namesakes, "name is", "names are")
        yield f"{names} listed with more than one organisation: each line is counted as a person."
    chairs = sum(member.role == "chair" and member.sure for member in roll.members)
    if chairs > 1:
        yield f"{chairs} chairs are listed: the chair is private only if all of them are."


def _about_size(roll: Roll) -> Iterator[str]:
    sure, size = plural(roll.sure, "member"), roll.size
    if roll.contradicted_size is not None:
        yield f"The published size of {roll.contradicted_size} is smaller than the {sure} listed, so it is not used."
    if roll.completeness == "full":
        if size is not None and size > roll.sure:
            yield f"The list is called full with {sure} but the published size is {size}: the list is believed."
    elif roll.unseen is None and roll.completeness not in FRAGMENTS:
        attendance = roll.completeness == "attendance"
        kind = "This is an attendance list" if attendance else "Nothing says that the list is full"
        yield f"{kind}, so members may be missing."
    elif roll.unseen:
        missing = plural(roll.unseen, "member")
        yield f"By the published size of {size}{roll.size_source}, {missing} may be missing from the list."


FOR, AGAINST, UNKNOWN, NOT_ASKED = 0, 1, 2, 6
_ONE: list[Counts] = [tuple(int(at == place) for at in range(NOT_ASKED)) for place in range(NOT_ASKED + 1)]
# "formerly deputy chair and SME representative" says what somebody no longer is.
_FORMER = re.compile(r"\b(former(ly)?|previous(ly)?|ex|past)\b", re.IGNORECASE)


def tally(question: Question, roll: Roll) -> Tally:
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
    office = question.criterion.office
    is_asked = question.denominator == "all" or member.role != "co-opted"
    if not (member.role == office if office else is_asked):
        return NOT_ASKED
    answer = FOR if holds(member.words, question.criterion.exempt) else _answer(question, member)
    return answer if member.sure else answer + 3


def excepted(question: Question, roll: Roll) -> int:
    """How many certain holders of an office count only because the rule excepts them."""
    holders = [one for one in roll.members if one.sure and _place(question, one) != NOT_ASKED]
    return sum(holds(one.words, question.criterion.exempt) and _answer(question, one) != FOR for one in holders)


def _answer(question: Question, member: Member) -> int:
    criterion = question.criterion
    match criterion.who:
        case "private":
            other = {"as-published": member.seat_sector or member.sector, "national-accounts": member.national}
            sector = other.get(question.definition, member.sector)
            return FOR if sector == "private" else UNKNOWN if sector == "unknown" else AGAINST
        case "women":
            return FOR if member.gender == "woman" else AGAINST if member.gender == "man" else UNKNOWN
        case "co-opted":
            # Someone whose role nobody could read may be co-opted; a member without a printed role is an ordinary one.
            return FOR if member.role == "co-opted" else AGAINST if member.role or member.sure else UNKNOWN
        case "sectors":
            # A seat for the sector gives it a voice, whoever the holder works for: seat and organisation both count.
            speaks_for = member.sector in criterion.among or member.seat_sector in criterion.among
            in_doubt = member.sector == "unknown"
            if criterion.only_kinds:
                # these kinds say which sector a cell or a seat names, and nothing of the organisation behind it
                in_doubt |= member.kind in ("", "voluntary seat", "voluntary sector") and speaks_for
                speaks_for = member.kind in criterion.only_kinds
            return FOR if speaks_for else UNKNOWN if in_doubt else AGAINST
        case "words":
            return FOR if is_named(criterion, member) else UNKNOWN
    return FOR


def is_named(criterion: Criterion, member: Member) -> bool:
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
