"""Lists without the words of minutes: tables, grids, runs of lines with somebody each, and cards that look alike."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain, groupby, takewhile, zip_longest

from lepdata.display import gathered
from lepdata.read.documents import trade
from lepdata.read.documents.person import begins_with_person, is_name_alone, people_in, person_at
from lepdata.read.documents.posts import are_initials_of, are_posts, kind_of
from lepdata.read.documents.readings import Account, Document, Line, Reading, Row, settled
from lepdata.read.documents.run import is_coded, labelled, mark_of, pair_at, people_in_list, read_run
from lepdata.read.documents.tables import read_block, read_rows, rows_of, tell, term_ends
from lepdata.read.documents.trade import cue

_MOST_LINES = 500  # of one list or table: no board has as many
_FEWEST = 3  # lines that begin with somebody, to make a list
_GAP = 2  # lines between them that may be something else


def read_tables(document: Document) -> Account:
    """Every table that holds people."""
    account = Account("tables")
    numbers = [at for at, line in enumerate(document.lines) if line.table and not line.aside]
    for _, group in groupby(numbers, key=lambda at: (document.lines[at].page, document.lines[at].table)):
        lines = list(group)[:_MOST_LINES]
        rows = [document.row(number) for number in lines]
        if own := read_rows(rows, "members") or read_rows(_one_each(rows), "members", [0]):
            own.opened |= set(lines)
            above = document.lines[max(0, lines[0] - 5) : lines[0]]
            heading = next((line.text for line in reversed(above) if line.heading and not line.aside), "")
            by_year = sum(term_ends(cell.text) > 0 for cell in rows[0]) > 1
            for reading in own.readings:
                reading.body = heading.replace("\t", " ")
                reading.doubt("its table has a column for each year: look who holds the place now" * by_year)
            account.add(settled(own, rows, "a row without a name"))
    return account


def _one_each(rows: list[Row]) -> list[Row]:
    """Names side by side, with what they do below them in the same columns, as a row for each."""
    found, above = list[Row](), dict[int, Row]()
    for row in rows:
        filled = {at: cell for at, cell in enumerate(row) if cell.text.strip()}
        people = {at: [cell] for at, cell in filled.items() if begins_with_person(cell.text.strip())}
        if len(people) * 2 >= len(filled):
            above |= people
            found += people.values()
        else:
            for at in filled.keys() & above.keys():
                above[at].append(filled[at])
    return found


def read_lists(document: Document, rolls: bool = False) -> Account:
    """Runs of lines that each begin with somebody, as plain pages have them; one line may be a roll of many."""
    account, lines = Account("lists"), document.lines
    blocks: list[list[int]] = []
    for at, line in enumerate(lines):
        last = blocks[-1][-1] if blocks else -9
        near = at - last <= 2 and not line.aside and not line.heading
        if _entries(line) or (near and is_name_alone(line.text) and kind_of(lines[at - 1].text) == "post"):
            far = at - last > _GAP + 1
            blocks += [[]] if far or any(trade.section_of(one.text) for one in lines[last + 1 : at]) else []
            blocks[-1].append(at)  # a name that nobody knows goes on with the list
    for block in blocks:
        texts = [lines[at].text for at in block if rolls]
        marked = (sum(bool(mark_of(text, one)) for one in people_in(text)) for text in texts)
        rolled = max((*marked, *map(people_in_list, texts)), default=0)
        if max(rolled, sum(_entries(lines[at]) for at in block)) < _FEWEST:
            continue
        head, after = block[0] - 1, block[-1] + 1
        below = lines[after].text if after < len(lines) else ""
        posts_first = head >= 0 and kind_of(lines[head].text) == "post" and kind_of(below) != "post"
        headed = head >= 0 and any(trade.column_of(cell.text) for cell in lines[head].cells)
        known = set(block)
        while not posts_first and after < len(lines) and kind_of(lines[after].text) == "post":
            after += 1
        entries = [at for at in range(block[0], after) if at in known or not (lines[at].aside or lines[at].heading)]
        numbers = [head] * (headed or posts_first) + entries[:_MOST_LINES]
        own = read_block(rows_of(document, numbers), trade.section_of(lines[max(0, head)].text) or "members")
        if len(own.readings) >= _FEWEST:
            own.opened |= set(numbers)
            account.add(own)
    return account


def _entries(line: Line) -> int:
    """How many entries of a list of people a line is, and no sentence about one."""
    text = cue("bullet or number").sub("", line.text)
    if line.aside:
        return 0
    for cell in text.split("\t")[:3]:
        person = person_at(cell)
        if person and person.sure and not cue("story").match(cell, person.end):
            return not re.search(r"[a-z]{3}\.\s+[A-Z]", cell[person.end :])
    coded = sum(is_coded(text, one) for one in people_in(text)) if text.count("(") > 3 else 0
    listed = max(coded, people_in_list(text.partition(": ")[2]))
    return len(labelled(text)) or (listed if listed > 3 else 0)


_ENOUGH, _SURE = 0.6, 0.3  # of the lines that look alike: those that may be names, those that surely are
_DEEPEST = 5  # lines of a card that is one element
_LONG, _SHORT = 14, 6  # words: more is a biography; fewer may be no more than a post
_DETAILS = 3  # lines of a card that may say what somebody does


def _holds(what: str, elements: Sequence[str]) -> bool:
    """Whether the class of one of the innermost elements around a line says what it holds."""
    return any(map(cue(f"class of {what}").search, elements[-2:]))


def read_cards(document: Document) -> Account:
    account, lines = Account("cards"), document.lines
    kinds = _looks(lines)
    named = dict(chain.from_iterable(_name_lines(lines, numbers) for numbers in kinds))
    names = sorted({at for own in named.values() for at in own})[:_MOST_LINES]
    inside = Counter(part for number in names for part in lines[number].container)
    cards = {at: _card(lines, at, inside, end) for at, end in zip(names, [*names[1:], len(lines)], strict=False)}
    told = {at for card in cards.values() for at in card if at not in cards and not _nobody(lines[at].text)}
    of_a_look = [[at for at in numbers if at in told] for numbers in kinds]
    many = ((numbers, sum(kind_of(lines[at].text) == "organisation" for at in numbers)) for numbers in of_a_look)
    bodies = {at for numbers, bodies in many if bodies >= max(2, _SURE * len(numbers)) for at in numbers}
    posts = {at for numbers in of_a_look if are_posts([lines[at].text for at in numbers]) for at in numbers}
    labels = {at: found[1] for at in names if (found := cue("label and sign").match(lines[at].text))}
    posts |= labels.keys() if are_posts(labels.values()) else set()
    for number, card in cards.items():
        _read_card(account, document, number, card, posts, bodies)
    for number in sorted({at for numbers in named for at in numbers} - account.opened):
        line, piece = lines[number], document.piece(number)
        if kind := _nobody(line.text):
            account.ignore(piece, kind)
        elif len(line.text.split()) <= _SHORT and line.heading not in (1, 2):
            account.not_read(piece, "it looks like the lines with the names, and no name was found in it")
    return account


def _nobody(text: str, level: int = 0) -> str:
    kind = "vacancy" if cue("vacancy").search(text) else trade.ignored_kind(text)
    return kind or "heading" * bool(level and kind_of(text))


def _looks(lines: Sequence[Line]) -> list[list[int]]:
    """The lines by what they look like; those of cards that are one element each, by their place in it as well."""
    elements: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, line in enumerate(lines):
        if not line.aside and not line.table and line.container:
            elements[line.look][line.container[-1]].append(number)
    kinds: list[list[int]] = []
    for each in elements.values():
        in_cards = len(each) >= _FEWEST and max(map(len, each.values())) <= _DEEPEST
        ways = zip_longest(*each.values()) if in_cards else [chain(*each.values())]
        kinds += [[at for at in way if at is not None] for way in ways]
    return kinds


def _name_lines(lines: Sequence[Line], numbers: list[int], fewest: int = 2) -> list[tuple[tuple[int, ...], list[int]]]:
    """Lines that look alike with those that are names, because most of them are: on the page, or in one part of it."""
    read = {at: _name_on(lines[at]) for at in numbers}
    sure, may_be = [at for at in numbers if read[at] == "sure"], [at for at in numbers if read[at]]
    if not sure:
        return []
    told = _holds("names", lines[numbers[0]].look)
    short = [at for at in numbers if len(lines[at].text.split()) <= 2 * _LONG]  # and no story
    alike = {at for at in short if not _nobody(lines[at].text, lines[at].heading)}.union(may_be)
    most = len(sure) >= fewest and len(may_be) >= _ENOUGH * len(alike) and len(sure) >= _SURE * len(alike)
    if told or most:
        return [(tuple(numbers), may_be)]
    levels = zip_longest(*(lines[at].container for at in numbers))
    depth = next((at for at, level in enumerate(levels) if len({*level}) > 1), 0)
    parts = [*gathered((lines[at].container[depth : depth + 1], at) for at in numbers).values()]
    return [one for part in parts if len(parts) > 1 for one in _name_lines(lines, part, _FEWEST)]


def _name_on(line: Line) -> str:
    """Whether a line is a name, "sure", or nothing but one that nobody knows, "perhaps"; else ""."""
    text, label = line.text, cue("label and sign").match(line.text)
    person = person_at(text)
    if person is None:
        behind = person_at(text, label.end()) if label else None
        posted = label is not None and behind is not None and (behind.sure or kind_of(label[1]) == "post")
        return "sure" * (posted or pair_at(text, 0) is not None)
    rest = text[person.end :].strip()
    apart = not rest or cue("sign behind a name").match(rest) is not None
    story = cue("story").match(text, person.end) or cue("report").search(rest)
    told = line.heading > 0 or _holds("names", line.container) or kind_of(rest) == "post"
    if not story and (apart or kind_of(rest)) and (person.sure or (told and apart)):
        return "sure"
    return "perhaps" * (rest[:1] in ("", "(") or (apart and not story))


def _card(lines: Sequence[Line], number: int, inside: Counter[str], end: int) -> list[int]:
    """The lines of the card that a name stands on: those of the widest element that holds no other name."""
    own = lines[number].container
    widest = next((part for part in own if inside[part] == 1), own[-1])
    ways = range(number - 1, -1, -1), range(number + 1, len(lines))
    before, behind = (list(takewhile(lambda at: widest in lines[at].container, way)) for way in ways)
    if inside[widest] == 1 and (before or behind):
        return [*reversed(before), number, *behind]
    level = lines[number].heading
    run = [number]
    for at in range(number + 1, end):
        line = lines[at]
        others = inside[own[-1]] > 1 and own[-1] not in line.container  # what lies outside it is of somebody else
        if line.aside or others or (line.heading and (not level or line.heading <= level)):
            break
        run.append(at)
    return run[: _DETAILS + 2]


def _read_card(
    account: Account, document: Document, number: int, card: list[int], posts: set[int], bodies: set[int]
) -> None:
    whole = document.piece(number)
    label = cue("label and sign").match(whole.text) if number in posts else None  # "Timekeeping: Ada Example"
    own = read_run(whole.cut(label.end() if label else 0, len(whole.text)), "members")
    if label and own.readings:
        tell(own.readings[0], label[1], "posts")
        own.readings[0].places |= whole.places()
    account.add(own)
    if not own.readings:
        return
    account.opened |= set(card)
    told, over, level = 0, len(own.readings) > 2, document.lines[number].heading
    for at in card:
        if at == number or document.lines[at].aside:
            continue
        line, piece = document.lines[at], document.piece(at)
        over = over or (at > number and len(line.text.split()) > _LONG and bool(cue("biography").search(line.text)))
        if are_initials_of(line.text, own.readings[0].name):
            account.ignore(piece, "initials")
        elif told < _DETAILS and not over and _is_detail(line, own.readings[0], level, at in bodies):
            column = "job_title" if _holds("posts", line.container[-1:]) else "posts" * (at in posts)
            column = "organisation" if _holds("bodies", line.container[-1:]) else column
            for reading in own.readings:
                tell(reading, line.text, column)
                reading.places |= piece.places()
            told += 1
        else:
            account.ignore(piece, kind := _nobody(line.text) or "biography")
            loose = told < _DETAILS and not over and len(line.text.split()) <= _SHORT and kind == "biography"
            for reading in own.readings if loose and not cue("label and sign").match(line.text) else ():
                reading.doubt(f"nothing was made of “{line.text}” beside the name")


def _is_detail(line: Line, reading: Reading, level: int, of_bodies: bool) -> bool:
    """Whether a line of a card says what somebody does, and no story, and nothing of the whole list."""
    text, words = line.text, len(line.text.split())
    of_all = 0 < line.heading < level and (kind_of(text) != "post" or cue("several people").search(text.rstrip(" :")))
    if trade.ignored_kind(text) or words > 2 * _LONG or of_all or cue("biography").search(text):
        return False
    label = cue("label and sign").match(text)
    if label and trade.column_of(label[1]) in ("", "unused"):
        return False  # "School year: junior"
    short = words <= _SHORT and (of_bodies or not reading.beside)
    return short or _holds("bodies", line.container) or bool(kind_of(text))
