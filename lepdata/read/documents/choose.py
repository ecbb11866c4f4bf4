"""Several readings of one document -> the one that leaves least unexplained; and what is to be doubted in it."""

from __future__ import annotations

import bisect
import re
from itertools import pairwise

from lepdata.names import fold
from lepdata.read.documents import trade
from lepdata.read.documents.cards import read_cards
from lepdata.read.documents.lines import Document
from lepdata.read.documents.lists import read_lists, read_tables
from lepdata.read.documents.person import person_at
from lepdata.read.documents.posts import kind_of
from lepdata.read.documents.readings import Account, Reading, Unread
from lepdata.read.documents.sections import MINUTES, read_sections
from lepdata.read.words import read_role
from lepdata.vocabulary import MEMBER_ROLES

_STAFF = re.compile(r"\b(?:staff|secretariat|executive team|management team|our team|support team)\b", re.I)
_TERM = re.compile(r"\D{0,30}?((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)?\d\d)\D{0,30}")
_FORMER = re.compile(r"(?:immediate )?(?:former|past|ex|retired)[ -]", re.IGNORECASE)
_LONGEST, _MOST_NAMED = 200, 50  # letters of a line that may name somebody, and lines told of
_FORM = {"tables": 1.3, "cards": 1.3, "lists": 0.8}
_SURE, _LIKELY, _TOLD, _STRAY = (
    3.0,
    1.0,
    1.0,
    0.02,
)  # for each person by kind, for what is told of one, against each letter unread


def read_lines(document: Document) -> Account:
    """What a document says of people: each strategy proposes, the account decides."""
    minutes = read_sections(document)
    sections = {reading.section for reading in minutes.readings}
    if sections & {"apologies", "in_attendance"} and "present" not in sections:
        minutes = _with_members(document, minutes)
    pages = [read_tables(document), read_cards(document), read_lists(document), _members(document)]
    if document.kind == "sheet" or (document.kind == "html" and not minutes.readings):
        chosen = _side_by_side(pages)
    else:
        best = max([minutes, _side_by_side(pages)], key=worth)
        chosen = minutes if _are_minutes(minutes) else best
    chosen.unread += _lines_that_name(document, chosen)
    latest = max((_term_ends(line.text) for line in document.lines if line.heading), default=0)
    for reading in chosen.readings:
        _by_heading(reading, _heading_above(document, reading), latest)
    _finish(chosen)
    return chosen


def _heading_above(document: Document, reading: Reading) -> str:
    """The heading nearest above a person; "" where there is none."""
    first = min((place for place in reading.places if place >= 0), default=-1)
    number = bisect.bisect_right(document.starts, first) - 1
    if first < 0:
        return ""
    own = document.lines[number].heading or 9
    lines = (document.lines[at] for at in range(number - 1, -1, -1))
    above = (line for line in lines if 0 < line.heading <= own)
    return next((line.text for line in above if not person_at(line.text, 0)), "")


def _with_members(document: Document, minutes: Account) -> Account:
    """Minutes that say "Board Directors:" and not "Present:", where those who are named came."""
    whole = read_sections(document, (*MINUTES, "members"))
    if len(whole.readings) <= len(minutes.readings):
        return minutes
    for reading in whole.readings:
        reading.section = "present" if reading.section == "members" else reading.section
    return whole


def _term_ends(heading: str) -> int:
    """The last year of a heading that is a term, "2019 - 2021"; 0 for any other."""
    found = _TERM.fullmatch(heading.strip())
    return int(found[2] if len(found[2]) == 4 else found[1][:2] + found[2]) if found else 0


def _by_heading(reading: Reading, heading: str, latest: int) -> None:
    """What a heading says of everybody below it: former members, the staff."""
    if reading.section != "members" or not heading:
        return
    if re.search(r"\b(?:former|past|previous|ex-)\b", heading, re.IGNORECASE):
        reading.status = "former"
    if 0 < _term_ends(heading) < latest:
        reading.status = "former"
        reading.doubt(f"stands under an earlier term, “{heading}”")
    if re.search(r"\b(?:responsib|portfolio|duties)", heading, re.IGNORECASE) and not kind_of(reading.organisation):
        reading.organisation = ""  # what somebody looks after
    if trade.openers().get(trade.key_of(heading)) == "substitutes":
        reading.role = "substitute"
    if (
        trade.openers().get(trade.key_of(heading)) == "in_attendance" and "officer" not in heading.casefold()
    ) or _STAFF.search(heading):
        reading.role = "observer" if re.search(r"\bobservers?\b", heading, re.IGNORECASE) else "officer"


def _members(document: Document) -> Account:
    account = read_sections(document, ("members",))
    account.strategy, account.complete = "members", "full"
    return account


def worth(account: Account) -> float:
    people = {fold(reading.name): reading for reading in account.readings}
    gained = sum(_SURE if reading.sure else _LIKELY for reading in people.values())
    gained += sum(_TOLD for one in people.values() if (one.post or one.organisation) and not one.doubts)
    return gained - _STRAY * account.unexplained


def _are_minutes(account: Account) -> bool:
    sections = {reading.section for reading in account.readings}
    return (len(account.readings) >= 3 and "present" in sections) or len(
        sections & {"present", "apologies", "in_attendance"}
    ) > 1


def _side_by_side(accounts: list[Account]) -> Account:
    """The best account, with those parts of the others that answer for lines it does not."""
    ranked = sorted((one for one in accounts if one.readings), key=_by_form, reverse=True)
    if not ranked:
        return Account("none")
    first = ranked[0]
    for other in ranked[1:]:
        if not other.opened & first.opened and other.strategy != "lists":
            first.add(other)
    return first


def _by_form(account: Account) -> float:
    """Worth, with what tables and cards say by their form before what a run of lines says by its words."""
    return worth(account) * _FORM.get(account.strategy, 1.0)


def _lines_that_name(document: Document, chosen: Account) -> list[Unread]:
    """Lines outside what was read that are somebody's name, so that a person can look.

    Where nothing was read at all, lines that begin with a name.
    """
    known = {fold(reading.name) for reading in chosen.readings}
    nothing = not chosen.readings and not chosen.unread
    found = []
    for number, line in enumerate(document.lines):
        if line.aside or number in chosen.opened or len(line.text) > _LONGEST:
            continue
        person = person_at(line.text, 0)
        if person and person.sure and (nothing or _is_entry(line.text, person.end)) and fold(person.name) not in known:
            known.add(fold(person.name))
            places = frozenset(range(document.starts[number], document.starts[number] + len(line.text)))
            found.append(Unread(places, "names somebody, and nothing says in what capacity"))
    return found[:_MOST_NAMED]


def _is_entry(text: str, end: int) -> bool:
    """Whether a line is a name alone, or a name with a sign and a post behind it."""
    rest = text[end:].strip()
    told = re.match(r"[,(–-]\s*\w", rest) and len(rest.split()) < 12 and kind_of(rest.strip(" ,()–-")) == "post"
    return not rest or (bool(told) and not rest.endswith("."))


def _finish(account: Account) -> None:
    account.readings = _merged([reading for reading in account.readings if _is_real(reading)])
    for reading in account.readings:
        reading.attendance = reading.attendance or {"apologies": "apologies", "members": ""}.get(
            reading.section, "present"
        )
        reading.role, reading.status = reading.role or _role(reading), reading.status or _status(reading)
        for doubt in _doubts(reading):
            reading.doubt(doubt)


def _is_real(reading: Reading) -> bool:
    return (
        bool(reading.name)
        and "placeholder" not in reading.name.casefold()
        and "full name" not in reading.name.casefold()
    )


def _merged(readings: list[Reading]) -> list[Reading]:
    """Everybody once a section; what a later list adds is kept beside the first."""
    found: dict[tuple[str, str], Reading] = {}
    for reading in readings:
        key = (fold(reading.name.replace(".", " ")), "" if reading.section == "members" else reading.section)
        first = found.setdefault(key, reading)
        if first is not reading:
            _add(first, reading)
    return list(found.values())


def _add(first: Reading, later: Reading) -> None:
    said = ", ".join(filter(None, (later.post, later.organisation, later.capacity)))
    if later.body and later.body != first.body:
        first.also = (*first.also, f"{later.body}: {said}" if said else later.body)
    else:
        for doubt in later.doubts if (later.post, later.organisation) != (first.post, first.organisation) else ():
            first.doubt(doubt)
        first.post, first.organisation = first.post or later.post, first.organisation or later.organisation
        first.capacity = first.capacity or later.capacity
    first.title = first.title or later.title
    first.stands_for = first.stands_for or later.stands_for
    first.places |= later.places


def _role(reading: Reading) -> str:
    if reading.section == "substitutes":
        return "substitute"
    said = trade.offices().get(trade.key_of(reading.post), "") or (read_role(reading.post) if reading.post else "")
    if reading.section == "in_attendance":
        return said if said in ("officer", "observer", "substitute") else "observer"
    if said:
        return said
    first = reading.post.split(",")[0].strip()
    part = trade.offices().get(trade.key_of(first), "") or (read_role(first) if first else "member")
    return part or ("" if "clerk" in reading.post.casefold() else "member")


def _status(reading: Reading) -> str:
    """Former, where the office that somebody held was one on this board; a former job elsewhere says nothing of it."""
    former = _FORMER.match(reading.post)
    office = reading.post[former.end() :] if former else ""
    held = trade.key_of(office) in trade.offices() or read_role(office) in MEMBER_ROLES
    return "former" if office and held and not reading.organisation else ""


def _doubts(reading: Reading) -> list[str]:
    doubts = []
    words = reading.name.split()
    if not reading.sure:
        doubts.append("nothing but its capitals says that this is a name")
    if len([word for word in words if trade.folded(word) in trade.titles()]) and len(words) > 2:
        doubts.append("a title stands inside the name")
    if len(words) > 4:
        doubts.append("the name is long: it may be two people's")
    if any(_inner_capital(word) for word in words):
        doubts.append("a capital inside a word: the document's letters may be damaged")
    if len(reading.post.split()) > 12 or len(reading.organisation.split()) > 10:
        doubts.append("much text beside one name: it may belong to somebody else")
    return doubts


def _inner_capital(word: str) -> bool:
    bare = (
        word.removeprefix("Mc")
        .removeprefix("Mac")
        .removeprefix("De")
        .removeprefix("Le")
        .removeprefix("La")
        .removeprefix("Fitz")
    )
    return any(one.islower() and two.isupper() for one, two in pairwise(bare))
