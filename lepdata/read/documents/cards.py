"""A web page -> readings by repetition: what holds one name looks like what holds the next."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from lepdata.read.documents import trade
from lepdata.read.documents.fragments import STORY, read_run
from lepdata.read.documents.lines import Document, Line
from lepdata.read.documents.person import person_at
from lepdata.read.documents.posts import kind_of
from lepdata.read.documents.readings import Account, Ignored, Piece, Reading, Unread
from lepdata.read.documents.tables import VACANCY, tell

_SENTENCE = re.compile(r"[a-z]{3}\.(?:\s|$)|\b(?:is|has|was|joined|lives|works|I|my|he|she|been|spent)\b")
_LABEL = re.compile(r"([\w &/-]{3,40}):\s*")  # "Chair: Ada Example"
_ENOUGH = 0.6  # of the lines that look alike
_SAYS_NAME = re.compile(r"(?:^|[._-])(?:name|fn|member-?title|person|staff-?name)(?:$|[._#-])", re.IGNORECASE)
_SAYS_POST = re.compile(r"(?:^|[._-])(?:role|position|job|post|title|office)(?:$|[._#-])", re.IGNORECASE)
_SAYS_BODY = re.compile(
    r"(?:^|[._-])(?:org|organisation|organization|company|employer|affiliation)(?:$|[._#-])", re.IGNORECASE
)
_MOST_CARDS = 1_000
_LONG = 14  # words: more is a biography
_DETAILS = 3  # lines of a card that may say what somebody does


def look_of(line: Line) -> tuple[str, ...]:
    """The elements around a line, with the classes of the innermost alone: lines of one kind have the same."""
    plain = [part[: part.index("#")] for part in line.container]
    while len(plain) > 1 and line.heading and plain[-1].partition(".")[0] == "span":
        plain.pop()
    *around, own = plain
    return (*(part.partition(".")[0] for part in around), own)


def read_cards(document: Document) -> Account:
    account = Account("cards", complete="full")
    lines = document.lines
    if not any(line.container for line in lines):
        return account
    names = _name_lines(document)
    chosen = set(names)
    inside = Counter(part for number in names for part in lines[number].container)
    for place, number in enumerate(names):
        end = names[place + 1] if place + 1 < len(names) else len(lines)
        card = _card(lines, number, inside, chosen, end)
        if _says_who(document, number, card):
            _read_card(account, document, number, card)
    _others_alike(account, document, names)
    return account


def _says_who(document: Document, number: int, card: list[int]) -> bool:
    """Whether a line with nothing but capitals stands on a card of somebody: its own words or its class say so."""
    line = document.lines[number]
    person = person_at(line.text, 0)
    others = [document.lines[at].text for at in card if at != number]
    if person is None or kind_of(line.text[person.end :]) == "post":
        return True
    return (
        bool(person and person.sure)
        or _told(line)
        or any(kind_of(text) and len(text.split()) <= _LONG for text in others)
    )


def _others_alike(account: Account, document: Document, names: list[int]) -> None:
    """Lines that look like those with the names and hold none: a name that was not understood, perhaps."""
    looks = {look_of(document.lines[number]) for number in names}
    for number, line in enumerate(document.lines):
        if number in account.opened or line.aside or look_of(line) not in looks or len(line.text.split()) > 6:
            continue
        places = Piece.of(line.text, document.starts[number]).places()
        kind = "vacancy" if VACANCY.match(line.text) else trade.ignored_kind(line.text)
        if kind:
            account.ignored.append(Ignored(places, kind))
        elif not line.heading or line.heading > 2:
            account.unread.append(Unread(places, "it looks like the lines with the names, and no name was found in it"))


def _name_lines(document: Document) -> list[int]:
    """The lines that are names, because most lines that look like them are."""
    kinds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, line in enumerate(document.lines):
        if not line.aside and not line.table and line.container:
            kinds[look_of(line)].append(number)
    found: list[int] = []
    for look, numbers in kinds.items():
        people = [number for number in numbers if _is_name_line(document.lines[number])]
        told = any(_SAYS_NAME.search(part) for part in look[-2:])
        of_these = [
            n
            for n in numbers
            if not VACANCY.match(document.lines[n].text) and not trade.ignored_kind(document.lines[n].text)
        ]
        if people and (told or (len(people) > 1 and len(people) >= _ENOUGH * len(of_these))):
            known = set(people)
            found += [n for n in numbers if n in known or _may_be_name(document.lines[n])]
    found = sorted(found)[:_MOST_CARDS]
    return found if len(found) > 1 or _told_once(document, found) else []


def _told_once(document: Document, found: Iterable[int]) -> bool:
    return any(_SAYS_NAME.search(part) for number in found for part in document.lines[number].container[-2:])


def _is_name_line(line: Line) -> bool:
    text = line.text
    person = person_at(text, 0) if len(text) < 300 else None
    if person is None:
        label = _LABEL.match(text) if len(text) < 100 else None
        person = person_at(text, label.end()) if label and kind_of(label[1]) == "post" else None
        return person is not None and person.sure and person.end == len(text)
    rest = text[person.end :].strip()
    if rest and not re.match(r"[,(\[–—|:/\t-]", rest) and not kind_of(rest):
        return False
    if STORY.match(text, person.end) or re.search(r"[“”\"]|\b(?:said|added|ha[sd]|was)\b", rest):
        return False
    if re.search(r"[a-z]{2}\.\s+[A-Z]", rest) or trade.ignored_kind(text):
        return False
    return person.sure or (not kind_of(text[: person.end]) and (line.heading > 0 or _told(line)))


def _may_be_name(line: Line) -> bool:
    """Whether a line that looks like those with the names is nothing but a name that nobody knows."""
    person = person_at(line.text, 0)
    return person is not None and person.end == len(line.text) and not kind_of(line.text)


def _told(line: Line) -> bool:
    return any(_SAYS_NAME.search(part) for part in line.container[-2:])


def _card(lines: tuple[Line, ...], number: int, inside: Counter[str], chosen: set[int], end: int) -> list[int]:
    """The lines of the card that a name stands on: those of the widest element that holds no other name."""
    own = lines[number].container
    widest = next((part for part in own if inside[part] == 1), "")
    card = [at for at in _around(lines, number, widest)] if widest and widest != own[-1] else []
    if len(card) > 1:
        return card
    level = lines[number].heading
    run = [number]
    for at in range(number + 1, end):
        if (lines[at].heading and (not level or lines[at].heading <= level)) or lines[at].aside or lines[at].table:
            break
        if len(lines[at].container) < len(own) - 1 and own[:-2] != lines[at].container[: len(own) - 2]:
            break
        run.append(at)
    return run[: _DETAILS + 2]


def _around(lines: tuple[Line, ...], number: int, part: str) -> list[int]:
    first = last = number
    while first > 0 and part in lines[first - 1].container:
        first -= 1
    while last + 1 < len(lines) and part in lines[last + 1].container:
        last += 1
    return list(range(first, last + 1))


def _read_card(account: Account, document: Document, number: int, card: list[int]) -> None:
    line = document.lines[number]
    own = read_run(Piece.of(line.text, document.starts[number]), "members")
    if not own.readings:
        account.unread.append(Unread(Piece.of(line.text, document.starts[number]).places(), "no name was found in it"))
        return
    for reading in own.readings:
        reading.how = "card"
    account.add(own)
    account.opened |= set(card)
    reading, told, long = own.readings[0], 0, False
    for at in card:
        text = document.lines[at].text
        piece = Piece.of(text, document.starts[at])
        if at == number:
            continue
        long = long or (
            at > number and len(text.split()) > _LONG and (_SENTENCE.search(text) is not None or not kind_of(text))
        )
        if (
            told < _DETAILS
            and not long
            and _is_detail(document.lines[at], reading, line.heading)
            and len(own.readings) == 1
        ):
            _tell(reading, document.lines[at], text)
            reading.places |= piece.places()
            told += 1
        else:
            kind = trade.ignored_kind(text) or ("vacancy" if VACANCY.match(text) else "biography")
            account.ignored.append(Ignored(piece.places(), kind))


def _is_detail(line: Line, reading: Reading, level: int) -> bool:
    text = line.text
    if line.heading and level and line.heading < level:
        return False
    if trade.ignored_kind(text) or (len(text.split()) > _LONG and not kind_of(text)) or len(text.split()) > 2 * _LONG:
        return False
    label = _LABEL.match(text)
    if (
        label
        and kind_of(label[1]) != "post"
        and trade.table_headings().get(trade.key_of(label[1]), "unused") == "unused"
    ):
        return False  # "School year: junior"
    told = any(_SAYS_POST.search(part) or _SAYS_BODY.search(part) for part in line.container[-2:])
    sentence = _SENTENCE.search(text) is not None
    return (told or bool(kind_of(text)) or (not reading.beside and len(text.split()) <= 6)) and not sentence


def _tell(reading: Reading, line: Line, text: str) -> None:
    body = any(_SAYS_BODY.search(part) for part in line.container[-1:])
    post = any(_SAYS_POST.search(part) for part in line.container[-1:])
    tell(reading, text, "organisation" if body else "job_title" if post else "")
