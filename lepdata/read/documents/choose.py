"""Several readings of one document -> the one that leaves least unexplained, its doubts, and whom it passed over."""

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

from lepdata.read.documents import trade
from lepdata.read.documents.lists import read_cards, read_lists, read_tables
from lepdata.read.documents.person import Mention, people_in, person_at
from lepdata.read.documents.posts import are_initials_of, kind_of, more, unproved
from lepdata.read.documents.readings import Account, Document, Left, Reading
from lepdata.read.documents.run import SENTENCE_ENDS, one_of
from lepdata.read.documents.sections import MINUTES, behind_number, openings, read_sections
from lepdata.read.documents.tables import tell, term_ends
from lepdata.read.documents.trade import cue
from lepdata.read.filling import NUMBERS
from lepdata.read.words import read_role, says
from lepdata.spelling import fold, one_slip
from lepdata.vocabulary import MEMBER_ROLES

_WHOLE_NAME = 9  # letters of a name, at least, that may be another spelt otherwise
_FIRST_LINES, _HEAD = 12, 800  # lines, and letters, before anybody is named
_SHORT = 5  # words: more is no post that stands above its person
_REST_OF_WORD = r"[\w’'-]*\W+(?:(?:of|and|for|the)\W+)*"
_NAMED = r"((?:[A-Z][\w’'-]+ ?(?:of |and |for |the )*){2,})"
_EXPLAINED = 100_000  # letters of a document in which a code is looked for
_FORM = {"tables": 1.3, "cards": 1.3, "lists": 0.8}  # what form says before what words say
_SURE, _LIKELY, _TOLD, _STRAY = 3.0, 1.0, 1.0, 0.02  # of a person by kind, what is told of one, a letter unread
_FAR = 3.0  # how much more a page's lists must be worth than what reads like minutes


def read_lines(document: Document) -> Account:
    """What a document says of people: each strategy proposes, the account decides."""
    chosen, headed = _chosen(document)
    came, filler = {one.section for one in chosen.readings}, "lorem ipsum" in document.text.casefold()
    lost, unnamed = "present" in headed - came, came.isdisjoint(("present", "members"))
    for reading in chosen.readings:
        serves = reading.organisation or (reading.post and not cue("leads").search(reading.post))
        if lost and reading.section != "apologies":  # "Present: In attendance: A Example ...", columns run together
            reading.doubt("a heading says who was present, and nobody stands under it: this one may have been, or not")
        if filler:
            reading.doubt("the document has filler text, “Lorem ipsum”: its names may be filler as well")
        if unnamed and reading.section == "in_attendance" and not serves:
            reading.doubt("nobody is said to have been present: those in attendance may be the members")
    _tell_by_labels(document, chosen.readings)
    chosen.unread += _lines_that_name(document, chosen)
    _tell_by_headings(document, chosen)
    _tell_committees(document, chosen.readings)
    _finish(chosen, document.text[:_EXPLAINED], document.title)
    chosen.vacant = [*_vacant_seats(document, chosen)]
    return chosen


def _vacant_seats(document: Document, account: Account) -> Iterator[Reading]:
    """The seats that nobody holds, one for each of several, with what is printed of them."""
    for places in (one.places for one in account.ignored if one.why == "vacancy"):
        text = document.text[min(places) : max(places) + 1]
        seat = Reading("vacant", "Vacancy", places=set(places))
        for part in text.split("\t"):
            tell(seat, cue("words for a vacancy").sub("", part).strip(" ,.;:()[]–-"), "")
        seat.role = _role(seat, "")
        many = says("several seats", text)
        yield from [seat] * int(NUMBERS.get(many[1].casefold(), many[1]) if many else 1)


def _tell_by_labels(document: Document, readings: list[Reading]) -> None:
    """The post that a line of its own says of somebody a list names: "Chair: Ada Example"."""
    for label in filter(None, (cue("label and sign").match(line.text) for line in document.lines[:_FIRST_LINES])):
        person = person_at(label.string, label.end())
        told = cue("several people").search(label[1]) or trade.section_of(label[1]) or kind_of(label[1]) != "post"
        whose = fold(person.name) if person and not told and person.end == len(label.string.rstrip()) else ""
        for reading in (one for one in readings if fold(one.name) == whose and not (one.post or one.capacity)):
            reading.post = label[1]


def _chosen(document: Document) -> tuple[Account, set[str]]:
    """What reads like minutes, or a page's lists, whichever tells more; and the sections that the minutes open."""
    minutes = read_sections(document)
    sections = {reading.section for reading in minutes.readings}
    of_a_meeting = cue("minutes").search(" ".join(line.text for line in document.lines[:_FIRST_LINES]))
    if "present" not in sections and ("apologies" in sections or of_a_meeting):
        minutes = _with_members(document, minutes)
        sections = {reading.section for reading in minutes.readings}
    members = read_sections(document, ("members", "substitutes"))
    members.strategy = "members"
    page = _side_by_side([read_tables(document), read_cards(document), read_lists(document), members])
    enough = _worth(page) / (_FAR if len(minutes.readings) >= 3 and ("present" in sections or of_a_meeting) else 1)
    hold_all = {fold(one.name) for one in page.readings} <= {fold(one.name) for one in minutes.readings}
    opened = [one for at in minutes.opened for one in openings(document.lines[at])]
    meet = hold_all and any(trade.says_who_came(one.label) for one in opened)
    better = (hold_all or _worth(minutes) >= enough) and (meet or of_a_meeting or sections != {"in_attendance"})
    chosen = minutes if better or not page.readings else page
    if not chosen.readings:
        chosen = read_lists(document, rolls=True)
        for reading in chosen.readings:
            reading.doubt("no heading says who those named in this line are")
    return chosen, {one.section for one in opened}


def _tell_by_headings(document: Document, chosen: Account) -> None:
    """What the heading above members says of each of them."""
    latest = max((term_ends(line.text) for line in document.lines if line.heading), default=0)
    every = enumerate(document.lines)
    headings = [at for at, line in every if one_of(line.text) or (line.heading and not person_at(line.text))]
    below: dict[int, list[Reading]] = defaultdict(list)
    for reading in (one for one in chosen.readings if one.section == "members"):
        number = bisect.bisect_right(document.starts, min(reading.places)) - 1
        for at in reversed(headings[: bisect.bisect_left(headings, number)]):
            if document.lines[at].heading or number - at < len(below[at]) + 3:
                below[at].append(reading)
                break
    for at, group in below.items():
        _by_heading(group, document.lines[at].text, latest, len(below) > 1)


def _tell_committees(document: Document, readings: list[Reading]) -> None:
    """Who stands under the name of a committee, where others of the document stand under none."""
    lines = zip(document.starts, document.lines, strict=True)
    heads = [(at, line.text) for at, line in lines if line.heading and not person_at(line.text)]
    heads = sorted([*heads, *((one.start(1), one[1]) for one in cue("label of a list").finditer(document.text))])
    under: dict[str, list[Reading]] = defaultdict(list)
    for one in (one for one in readings if one.section in ("members", "present")):
        above = "".join(text for _, text in heads[: bisect.bisect(heads, (min(one.places), ""))][-1:])
        name = found[0] if (found := cue("committee").search(above)) else ""
        under["" if _is_here(name, document.text[: heads[0][0] if heads else 0]) else name].append(one)
    for body, group in under.items() if len(under) > 1 else ():
        for one in group if body and (len(group) > 1 or not group[0].organisation) else ():
            one.body = body
            one.doubt(f"stands under “{body}”: perhaps it sits on that body alone")


def _spell_out(reading: Reading, text: str, of_bodies: bool) -> None:
    """What a code beside a name stands for, where the document says: "(PG) Parent Governor"."""
    code = reading.organisation
    if "organisation" in reading.headed or not re.fullmatch("[A-Z][A-Z&]{1,5}", code):
        return
    legends = (found[1].strip() for found in re.finditer(rf"(?:\({code}\)|\b{code} =)\s+{_NAMED}", text))
    said = next((words for words in legends if "".join(re.findall(r"\b[A-Z]", words)).startswith(code)), "")
    if said and (kind_of(said) == "post" or cue("seat").match(said)):
        reading.capacity, reading.organisation = more(reading.capacity, said), ""
        return
    if not (of_bodies or re.search(_REST_OF_WORD.join(rf"\b{one}" for one in code.replace("&", "")), text)):
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
    for reading in (one for one in early.readings if one.section == "members"):
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


def _by_heading(readings: list[Reading], heading: str, latest: int, one_of_many: bool) -> None:
    """What a heading says of everybody below it: former members, the staff, officers where none is of the board."""
    section, alone = trade.section_of(heading), len(readings) == 1 and len(heading.split()) < _SHORT
    post = (one_of(heading) or " ".join(heading.split()) * (alone and kind_of(heading) == "post")) * one_of_many
    led = any(cue("leads").search(reading.post) for reading in readings)
    for reading in readings:
        if cue("former").search(heading):
            reading.status = "former"
        if cue("honour").search(heading):
            reading.doubt(f"stands under “{heading}”: perhaps without a seat")
        if 0 < term_ends(heading) < latest:
            reading.status = "former"
            reading.doubt(f"stands under an earlier term, “{heading}”")
        if cue("task").search(heading) and not kind_of(reading.organisation):
            reading.organisation = ""  # what somebody looks after
        if (section == "in_attendance" and "officer" not in heading.casefold()) or cue("staff").search(heading):
            reading.role = "observer" if "observer" in heading.casefold() else "officer"
        elif section == "in_attendance" and kind_of(reading.post) == "post" and not led:
            reading.role = "officer"
            reading.doubt(f"stands under “{heading}”, and is taken for somebody who serves the board")
        if post and not reading.post:
            reading.post = post
            reading.doubt(f"its post is that of the heading above, “{post}”")


def _finish(account: Account, text: str, title: str) -> None:
    account.readings = _merged(account.readings)
    first = min((place for one in account.readings for place in one.places), default=0)
    head = f"{title}\n{text[: min(first, _HEAD)]}"
    lists: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in account.readings:
        lists[reading.section, reading.body].append(reading)
        came = {"apologies": "apologies", "absent": "apologies", "members": ""}.get(reading.section, "present")
        reading.attendance = reading.attendance or came
        former = cue("former office").match(reading.post)
        held = former and read_role(reading.post[former.end() :]) in MEMBER_ROLES
        reading.role, reading.status = reading.role or _role(reading, head), reading.status or "former" * bool(held)
    for (name, one), (other, later) in combinations([(fold(one.name), one) for one in account.readings], 2):
        near = name[:1] == other[:1] and name != other and min(len(name), len(other)) >= _WHOLE_NAME
        if near and one_slip(name, other):
            later.doubt(f"perhaps the same as {one.name}, spelt otherwise")
    there = {fold(one.name) for one in account.readings if one.attendance == "present"}
    for reading in account.readings:
        if reading.section in ("apologies", "absent") and fold(reading.name) in there:
            reading.doubt("also named among those who came")
    piled = any(len(re.findall(" – |, ", one.organisation)) > _SHORT for one in account.readings)  # of a column
    for alike in lists.values():
        untold = [one for one in alike if not (one.post or one.organisation or one.capacity)]
        bodies = [one.organisation for one in alike if one.organisation]
        of_bodies = len(bodies) > max(4, 0.6 * len(alike)) and len(set(bodies)) * 2 > len(bodies)
        for reading in alike:
            _spell_out(reading, text, of_bodies)
            many = reading.post.endswith("s") or "post" not in reading.headed  # no "Staff" below "Role"
            if many and cue("several people").search(reading.post):
                reading.post = reading.post.removesuffix("s")
                reading.doubt("its post is printed for several people")
            for doubt in (*_doubts(reading, piled), *unproved(reading, of_bodies)):
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
        apart = len(bodies) > 1 and later.section != "members"
        if apart or ("Mr" in titles and titles & {"Mrs", "Ms", "Miss"}):  # two people: "Mr D Example, Mrs D Example"
            key = (f"{later.title} {later.organisation * apart} {key[0]}", key[1])
        first = found.setdefault(key, later)
        if first is later:
            continue
        said = ", ".join(filter(None, (later.post, later.organisation, later.capacity)))
        if later.body and later.body != first.body:
            first.also = (*first.also, f"{later.body}: {said}" if said else later.body)
        else:
            other = bool(first.post) and later.post.casefold() not in first.post.casefold()
            doubts = (*later.doubts, f"also printed with another post, “{later.post}”" * other)
            for doubt in doubts if (later.post, later.organisation) != (first.post, first.organisation) else ():
                first.doubt(doubt)
            for field in ("post", "organisation", "capacity", "sector", "pronoun", "gender", "start_date", "end_date"):
                setattr(first, field, getattr(first, field) or getattr(later, field))
        first.title, first.stands_for = first.title or later.title, first.stands_for or later.stands_for
        first.places |= later.places
    return list(found.values())


def _is_here(body: str, head: str) -> bool:
    """Whether a body's document this is: that of "Exby Council: Finance Committee" is none of the council's."""
    named = re.finditer(rf"\b{re.escape(body)}\b", head, re.IGNORECASE)
    return any(not cue("part of a body").match(head, one.end()) for one in named)


def _office(reading: Reading, office: str, head: str) -> str:
    """The office on this board: one of a body that is named is one here where the document is that body's."""
    of_body = rf"\bof (?:the )?{re.escape(reading.organisation)}\b"
    if reading.organisation and office in MEMBER_ROLES and re.search(of_body, reading.beside, re.IGNORECASE):
        return office if _is_here(reading.organisation, head) else "member"
    found = cue("chair of a body").match(reading.post)
    body = (found and (found["of"] or found["body"])) or ""
    here = found and kind_of(body) == "organisation" and _is_here(body, head)
    return office or (read_role(found["office"]) if found and here else "")


def _role(reading: Reading, head: str) -> str:
    if reading.section == "substitutes":
        return "substitute"
    found = cue("chair of this board").match(reading.post)
    posts = (reading.post, found[1] if found else reading.post.split(",")[0].strip(), reading.capacity)
    whole, first, seat = (trade.office_of(post) or (read_role(post) if post else "") for post in posts)
    if reading.section == "in_attendance":
        return whole if whole in ("officer", "observer", "substitute") else "observer"
    role = _office(reading, whole or first, head) or seat or ("" if "clerk" in reading.post.casefold() else "member")
    return "" if role == "member" and cue("no vote").search(f"_{reading.post} {reading.capacity}") else role


def _doubts(reading: Reading, piled: bool) -> list[str]:
    words = reading.name.split()
    last = trade.folded(words[-1])
    other = not reading.title and (last in trade.POSTS or last in trade.BODIES)
    damaged = any(re.search("[a-zß-ÿ][A-Z]", cue("prefix of a surname").sub("", word)) for word in words)
    much = len(reading.post.split()) > 12 or len(reading.organisation.split()) > 10
    found = {
        "nothing but its capitals says that this is a name": not reading.sure,
        "only one name is printed": len(words) == 1 and not reading.title,
        "a title stands inside the name": len(words) > 2 and any(trade.folded(word) in trade.TITLES for word in words),
        "the name is long: it may be two people's, or hold something else": len(words)
        > 3 + sum(map(str.islower, words)),
        "a third word of the name may be of the next one, or of an organisation": not reading.organisation
        and sum(word[0].isupper() and len(word.strip(".")) > 1 for word in words) > 2,
        "the last word of the name is one of posts or organisations": other,
        "a capital inside a word: the document's letters may be damaged": damaged,
        "somebody may be named in the words beside this name": any(people_in(reading.post)),
        "many organisations stand in a row behind another's name: one may be this one's": piled and not reading.beside,
        "much text beside one name: it may belong to somebody else": much,
        "printed as without a vote: its place may be no member's": not reading.role
        and "voting" in f"{reading.post} {reading.capacity}",
    }
    return [doubt for doubt, true in found.items() if true]


_SIGNS = " ,(:–—-|\t"  # between a name and what somebody does
_BETWEEN = 60  # letters between two people of one list, at most
_ENTRY = 14  # words of a line that is one, at most
_LONGEST, _ROUND = 600, 80  # letters of a line that is told whole; of a longer one, those on either side of people
_MOST = 50  # lines told of one by one


def _lines_that_name(document: Document, account: Account) -> list[Left]:
    """The stretches of a document that no account holds and that look like naming people; of neighbours, one."""
    known = {key for one in account.readings for key in (*_keys(one.name, True), *fold(one.name).split()[-1:])}

    def is_new(person: Mention) -> bool:
        return known.isdisjoint(_keys(person.name))

    read = set[int]().union(*(one.places for one in account.readings))
    taken = _set_apart(document, account, is_new)
    nothing = not account.readings and not account.unread
    begun = (line for at, line in zip(document.starts, document.lines, strict=True) if at in read)
    forms = Counter((line.heading, line.container and line.look) for line in begun if line.heading or line.container)
    parts: list[tuple[int, frozenset[int]]] = []
    last = -9  # a line that somebody stands on
    for number, (start, line) in enumerate(zip(document.starts, document.lines, strict=True)):
        text, whole = line.text, range(start, start + len(line.text))
        if not taken.isdisjoint(whole):
            text = "".join("\n" if at in taken else letter for at, letter in zip(whole, text, strict=True))
        if line.aside or not text.strip():
            last = last if line.aside else number
            continue
        dropped = number in account.opened
        people = sorted(filter(is_new, (*people_in(text, whoever=dropped), *_coded(text))), key=lambda one: one.start)
        below = document.lines[number + 1].text if number + 1 < len(document.lines) else ""
        near = forms[line.heading, line.container and line.look] > 2 or (not line.heading and number - last < 3)
        above = document.lines[number - 1].text if parts and parts[-1][0] == number - 1 else ""
        surnames = above.count("\t") == text.count("\t") and _first_names(above)
        broken = cue("cut line").search(above) and len(text.split()) < 4
        if surnames or broken or _first_names(text) or _is_entry(text, people, is_new, near, below):
            found = [(0, len(text))]
        else:
            cut = SENTENCE_ENDS.split(document.lines[number - 1].text)[-1] if text[:1].islower() else ""
            told = nothing or dropped or cue("was there").search(cut) is not None  # "Apologies were" above
            found = list(_in_a_row(text, people)) or list(_who_came(text, people, told)) if people else []
        for first, end in found:
            places = frozenset(start + at for at in range(first, min(end, len(text))) if text[at] > " ")
            if parts and (number - parts[-1][0] < 2 or len(parts) > _MOST):
                places |= parts.pop()[1]
            parts.append((number, places))
            known |= {key for one in people for key in _keys(one.name, True)}
            last = number
    return [Left(places, "names somebody, and no heading before it says who sits there") for _, places in parts]


def _set_apart(document: Document, account: Account, is_new: Callable[[Mention], bool]) -> set[int]:
    """The places of what was read or kept unread, or is ignored and names nobody new."""
    taken = set[int]().union(*(one.places for one in account.readings), *(one.places for one in account.unread))
    for places, why, _ in account.ignored:
        within = people_in(document.text, min(places, default=0), max(places, default=0))
        if why == "joining words" or not any(map(is_new, within)):
            taken.update(places)  # no heading, story or time that somebody stands in
    return taken


def _keys(name: str, met: bool = False) -> set[str]:
    """How a name is printed; of somebody `met`, also with an initial, and of one met with an initial, also whole."""
    words = fold(name).split()
    short = f"{words[0][0]} {words[-1]}" if len(words) > 1 else words[0]
    return {" ".join(words), *([f"{short}."] if len(words[0]) == 1 or not met else []), *([short] if met else [])}


def _first_names(text: str) -> bool:
    """Whether the cells of a line are first names, whose surnames stand below: the head of a grid of attendance."""
    return sum(trade.key_of(cell) in trade.GIVEN_NAMES for cell in text.split("\t")) > 2


def _is_entry(text: str, people: list[Mention], is_new: Callable[[Mention], bool], near: bool, below: str) -> bool:
    """Whether a line is somebody, behind the label of a post perhaps, with a post or a body behind at most."""
    few = len(text.split()) <= _ENTRY
    begins = behind_number(text)
    label = cue("label of a line").match(text, begins) if few and not person_at(text, begins) else None
    if label and (near or kind_of(label[1]) == "post"):
        near, begins = True, label.end()  # "Association Chair: Ada", "Trustee – Tamsin Example"
    if near and few and (one := cue("first name").match(text, begins)) and trade.key_of(one[1]) in trade.GIVEN_NAMES:
        return True  # "Ada (AE)" below a list
    person = person_at(text, begins)
    before, led = text[begins : people[0].start] if people and not (person and person.sure) else "", ""
    if "\t" in before or (led := kind_of(before.strip(_SIGNS))):
        person = people[0]
    if person is None or not is_new(person):
        return False
    rest = text[person.end :].strip(" ")
    if not few or cue("sentence").search(rest):
        may_be = rest[:1] == "(" or (person.sure and rest[:1] == "," and not cue("sentence").search(rest))
        return may_be and kind_of(rest[1:].partition(")" if rest[0] == "(" else ",")[0]) == "post"
    apart = not rest or rest[0] in _SIGNS
    if person.sure:
        return apart or near or led == "post"
    # a name that nobody knows needs something that speaks for it
    return (near and apart) or kind_of(below if not rest else rest.strip(_SIGNS) if rest[0] == "," else "") == "post"


def _coded(text: str) -> Iterator[Mention]:
    """The people of a text whom nothing tells but their initials behind the name."""
    for found in cue("name and code").finditer(text) if "(" in text else ():
        words = found[1].split()[-len(found[2]) :]
        person = person_at(text, found.end(1) - len(" ".join(words)), surname_alone=len(words) == 1)
        if person and are_initials_of(found[2], person.name):
            yield person._replace(sure=True, many=True)  # told of even where nobody stands beside


def _in_a_row(text: str, people: list[Mention]) -> Iterator[tuple[int, int]]:
    """Where in a line several people stand with little between them."""
    groups: list[list[Mention]] = []
    for person in people:
        gap = text[groups[-1][-1].end : person.start].replace(";", ",") if groups else ""
        if not groups or len(gap) > _BETWEEN or cue("sentence").search(gap) or SENTENCE_ENDS.search(gap):
            groups.append([])
        groups[-1].append(person)
    for group in (group for group in groups if len(group) > 2 or any(one.many for one in group)):  # "Cllrs Reed, Marsh"
        first, last = group[0].start - _ROUND, group[-1].end + _ROUND
        yield (max(0, first), last) if len(text) > _LONGEST else (0, len(text))


def _who_came(text: str, people: list[Mention], whoever: bool) -> Iterator[tuple[int, int]]:
    """The sentences of a line that say that somebody was there."""
    begins = 0
    for end in (*(stop.end() for stop in SENTENCE_ENDS.finditer(text)), len(text)):
        if any(begins <= one.start < end for one in people) and (whoever or cue("was there").search(text, begins, end)):
            yield begins, end
        begins = end
