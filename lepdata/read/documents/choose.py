"""Several readings of one document -> the one that leaves least unexplained; and what is to be doubted in it."""

import bisect
import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from lepdata.read.documents import trade
from lepdata.read.documents.lists import read_cards, read_lists, read_tables
from lepdata.read.documents.missed import lines_that_name
from lepdata.read.documents.person import people_in, person_at
from lepdata.read.documents.posts import kind_of, more, unproved
from lepdata.read.documents.readings import Account, Document, Reading
from lepdata.read.documents.sections import MINUTES, openings, read_sections
from lepdata.read.documents.tables import term_ends
from lepdata.read.documents.trade import cue
from lepdata.read.words import read_role
from lepdata.spelling import fold
from lepdata.vocabulary import MEMBER_ROLES

_FIRST_LINES = 12
_REST_OF_WORD = r"[\w’'-]*\W+(?:(?:of|and|for|the)\W+)*"
_NAMED = r"((?:[A-Z][\w’'-]+ ?(?:of |and |for |the )*){2,})"
_EXPLAINED = 100_000  # letters of a document in which a code is looked for
_FORM = {"tables": 1.3, "cards": 1.3, "lists": 0.8}  # what form says before what words say
# For each person by kind, for what is told of one, against each letter unread.
_SURE, _LIKELY, _TOLD, _STRAY = 3.0, 1.0, 1.0, 0.02
_FAR = 3.0  # how much more a page's lists must be worth than what reads like minutes


def read_lines(document: Document) -> Account:
    """What a document says of people: each strategy proposes, the account decides."""
    minutes = read_sections(document)
    sections = {reading.section for reading in minutes.readings}
    of_a_meeting = cue("minutes").search(" ".join(line.text for line in document.lines[:_FIRST_LINES]))
    if "present" not in sections and ("apologies" in sections or of_a_meeting):
        minutes = _with_members(document, minutes)
        sections = {reading.section for reading in minutes.readings}
    members = read_sections(document, ("members",))
    members.strategy = "members"
    page = _side_by_side([read_tables(document), read_cards(document), read_lists(document), members])
    are_minutes = (len(minutes.readings) >= 3 and "present" in sections) or len(sections & set(MINUTES[:3])) > 1
    enough = _worth(page) / (_FAR if are_minutes else 1)
    hold_all = {fold(one.name) for one in page.readings} <= {fold(one.name) for one in minutes.readings}
    opened = [one for at in minutes.opened for one in openings(document.lines[at])]
    meet = hold_all and any(trade.says_who_came(one.label) for one in opened)
    better = (hold_all or _worth(minutes) >= enough) and (meet or sections != {"in_attendance"})
    chosen = minutes if better or not page.readings else page
    if not chosen.readings:
        chosen = read_lists(document, rolls=True)
        for reading in chosen.readings:
            reading.doubt("no heading says who those named in this line are")
    headed = {one.section for one in opened}
    came = {one.section for one in chosen.readings}
    lost, unnamed = "present" in headed - came, came.isdisjoint(("present", "members"))
    filler = "lorem ipsum" in document.text.casefold()
    for reading in chosen.readings:
        serves = reading.organisation or (reading.post and not cue("leads").search(reading.post))
        if lost and reading.section != "apologies":  # "Present: In attendance: A Example ...", columns run together
            reading.doubt("a heading says who was present, and nobody stands under it: this one may have been, or not")
        if filler:
            reading.doubt("the document has filler text, “Lorem ipsum”: its names may be filler as well")
        if unnamed and reading.section == "in_attendance" and not serves:
            reading.doubt("nobody is said to have been present: those in attendance may be the members")
    chosen.unread += lines_that_name(document, chosen)
    latest = max((term_ends(line.text) for line in document.lines if line.heading), default=0)
    headings = [at for at, line in enumerate(document.lines) if line.heading and not person_at(line.text)]
    led: set[str] = set()  # headings under which somebody holds an office on the board
    for reading in (one for one in chosen.readings if one.section == "members"):
        first = min((place for place in reading.places if place >= 0), default=-1)
        number = bisect.bisect_right(document.starts, first) - 1
        above = (document.lines[at] for at in reversed(headings[: bisect.bisect_left(headings, number)]))
        heading = next((line.text for line in above if line.heading <= (document.lines[number].heading or 9)), "")
        led |= {heading} if cue("leads").search(reading.post) else set()
        _by_heading(reading, heading, latest, heading in led)
    _finish(chosen, document.text[:_EXPLAINED])
    return chosen


def _spell_out(reading: Reading, text: str, of_bodies: bool) -> None:
    """What a code beside a name stands for, where the document says: "(PG) Parent Governor"."""
    code = reading.organisation
    if "organisation" in reading.headed or not re.fullmatch("[A-Z][A-Z&]{1,5}", code):
        return
    legends = (found[1].strip() for found in re.finditer(rf"\({code}\)\s+{_NAMED}", text))
    said = next((words for words in legends if "".join(re.findall(r"\b[A-Z]", words)).startswith(code)), "")
    if said and kind_of(said) == "post":
        reading.capacity, reading.organisation = more(reading.capacity, said), ""
        return
    spelt_out = _REST_OF_WORD.join(rf"\b{one}" for one in code.replace("&", ""))
    if not (said or of_bodies or re.search(spelt_out, text)):
        reading.doubt(f"“{code}” is printed, and nothing says what it stands for")


def _with_members(document: Document, minutes: Account) -> Account:
    """Minutes that say "Board Directors:" and not "Present:", where those who are named came."""
    whole = read_sections(document, (*MINUTES, "members"))
    for reading in whole.readings:
        reading.section = (reading.attendance or "present") if reading.section == "members" else reading.section
    if len(whole.readings) > len(minutes.readings):
        return whole
    first = document.lines[: min(minutes.opened, default=2 * _FIRST_LINES)]
    early = read_lists(replace(document, lines=first), rolls=True)
    for reading in early.readings:
        reading.section = "present"
        reading.doubt("no word says that those named first were present")
    early.strategy = minutes.strategy
    early.add(minutes)
    return early


def _worth(account: Account) -> float:
    people = {fold(reading.name): reading for reading in account.readings}.values()
    gained = sum(_SURE if one.sure else _LIKELY for one in people)
    gained += sum(_TOLD for one in people if (one.post or one.organisation) and not one.doubts)
    return gained - _STRAY * sum(len(one.places) for one in account.unread)


def _side_by_side(accounts: list[Account]) -> Account:
    """The best account, with those parts of the others that answer for lines it does not."""
    found = [one for one in accounts if one.readings] or [Account("none")]
    found.sort(key=lambda one: _worth(one) * _FORM.get(one.strategy, 1.0), reverse=True)
    first, *others = found
    for other in others:
        if not other.opened & first.opened:
            first.add(other)
    return first


def _by_heading(reading: Reading, heading: str, latest: int, led: bool) -> None:
    """What a heading says of everybody below it: former members, the staff, officers where none is of the board."""
    if cue("former").search(heading):
        reading.status = "former"
    if cue("honour").search(heading):
        reading.doubt(f"stands under “{heading}”: perhaps without a seat")
    if 0 < term_ends(heading) < latest:
        reading.status = "former"
        reading.doubt(f"stands under an earlier term, “{heading}”")
    if cue("task").search(heading) and not kind_of(reading.organisation):
        reading.organisation = ""  # what somebody looks after
    section = trade.section_of(heading)
    if section == "substitutes":
        reading.role = "substitute"
    if (section == "in_attendance" and "officer" not in heading.casefold()) or cue("staff").search(heading):
        reading.role = "observer" if "observer" in heading.casefold() else "officer"
    elif section == "in_attendance" and kind_of(reading.post) == "post" and not led:
        reading.role = "officer"
        reading.doubt(f"stands under “{heading}”, and is taken for somebody who serves the board")


def _finish(account: Account, text: str) -> None:
    account.readings = _merged(account.readings)
    lists: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in account.readings:
        lists[reading.section, reading.body].append(reading)
        came = {"apologies": "apologies", "absent": "apologies", "members": ""}.get(reading.section, "present")
        reading.attendance = reading.attendance or came
        former = cue("former office").match(reading.post)
        office = reading.post[former.end() :] if former else ""
        held = office and (trade.office_of(office) or read_role(office) in MEMBER_ROLES)
        reading.role, reading.status = reading.role or _role(reading), reading.status or "former" * bool(held)
    there = {fold(one.name) for one in account.readings if one.attendance == "present"}
    for reading in account.readings:
        if reading.section in ("apologies", "absent") and fold(reading.name) in there:
            reading.doubt("also named among those who came")
    for alike in lists.values():
        untold = [one for one in alike if not (one.post or one.organisation or one.capacity)]
        bodies = [one.organisation for one in alike if one.organisation]
        of_bodies = len(bodies) > max(4, 0.6 * len(alike)) and len(set(bodies)) * 2 > len(bodies)
        for reading in alike:
            _spell_out(reading, text, of_bodies)
            for doubt in (*_doubts(reading), *unproved(reading, of_bodies)):
                reading.doubt(doubt)
        for reading in untold if len(alike) > 2 * len(untold) else ():
            reading.doubt("most others of its list have a post or an organisation, and none was found for this one")


def _merged(readings: list[Reading]) -> list[Reading]:
    """Everybody once a section; what a later list adds is kept beside the first."""
    found: dict[tuple[str, str], Reading] = {}
    for later in readings:
        key = (fold(later.name.replace(".", " ")), "" if later.section == "members" else later.section)
        titles = {found.get(key, later).title, later.title}
        bodies = {found.get(key, later).organisation, later.organisation} - {""}
        apart = len(bodies) > 1 and later.section in ("present", "in_attendance") and ", " in more(*bodies)
        if apart or ("Mr" in titles and titles & {"Mrs", "Ms", "Miss"}):  # two people: "Mr D Example, Mrs D Example"
            key = (f"{later.title} {later.organisation * apart} {key[0]}", key[1])
        first = found.setdefault(key, later)
        if first is later:
            continue
        said = ", ".join(filter(None, (later.post, later.organisation, later.capacity)))
        if later.body and later.body != first.body:
            first.also = (*first.also, f"{later.body}: {said}" if said else later.body)
        else:
            for doubt in later.doubts if (later.post, later.organisation) != (first.post, first.organisation) else ():
                first.doubt(doubt)
            for field in ("post", "organisation", "capacity"):
                setattr(first, field, getattr(first, field) or getattr(later, field))
        first.title, first.stands_for = first.title or later.title, first.stands_for or later.stands_for
        first.places |= later.places
    return list(found.values())


def _role(reading: Reading) -> str:
    if reading.section == "substitutes":
        return "substitute"
    found = cue("chair of this board").match(reading.post)
    posts = (reading.post, found[1] if found else reading.post.split(",")[0].strip(), reading.capacity)
    whole, first, seat = (trade.office_of(post) or (read_role(post) if post else "") for post in posts)
    if reading.section == "in_attendance":
        return whole if whole in ("officer", "observer", "substitute") else "observer"
    return whole or first or seat or ("" if "clerk" in reading.post.casefold() else "member")


def _doubts(reading: Reading) -> list[str]:
    words = reading.name.split()
    last, letters = trade.folded(words[-1]), [pairwise(cue("prefix of a surname").sub("", word)) for word in words]
    within = len(words) > 2 and any(trade.folded(word) in trade.TITLES for word in words)
    other = not reading.title and (last in trade.POSTS or last in trade.BODIES)
    damaged = any(one.islower() and two.isupper() for pairs in letters for one, two in pairs)
    named = any(people_in(reading.post))
    much = len(reading.post.split()) > 12 or len(reading.organisation.split()) > 10
    found = {
        "nothing but its capitals says that this is a name": not reading.sure,
        "only one name is printed": len(words) == 1 and not reading.title,
        "a title stands inside the name": within,
        "the name is long: it may be two people's, or hold something else": len(words)
        > 3 + sum(map(str.islower, words)),
        "a third word of the name may be of the next one, or of an organisation": not reading.organisation
        and sum(word[0].isupper() and len(word.strip(".")) > 1 for word in words) > 2,
        "the last word of the name is one of posts or organisations": other,
        "a capital inside a word: the document's letters may be damaged": damaged,
        "somebody may be named in the words beside this name": named,
        "much text beside one name: it may belong to somebody else": much,
    }
    return [doubt for doubt, true in found.items() if true]
