"""What systems give out -> grids: JSON of registers and Popolo, XML and pages of councils' committee systems."""

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from types import MappingProxyType
from typing import Any

from lepdata.dates import day_of
from lepdata.display import gathered
from lepdata.errors import quoted, refused
from lepdata.files import rule_file
from lepdata.headed import Row
from lepdata.read.grid import BY_READ, Grid, Wanted
from lepdata.read.table import strength
from lepdata.read.words import candidates, encoding_of, first_fitting, read_role, says
from lepdata.vocabulary import BOARD_COLUMNS, FURTHER_COLUMNS

_Thing = Mapping[str, Any]
_ById = Mapping[str, _Thing]
_OURS = [name for name in (*BOARD_COLUMNS, *FURTHER_COLUMNS[:8]) if name not in ("role", "capacity_as_published")]
_DEEP = 6  # records within records
_SHARED = (("snapshot_date",), ("body",), ("lep",))  # what a record may say for all that stand in it
_OF_PEOPLE = {"person_name", "given name", "family name"}
_NO_EMPLOYERS = ("sector", "party", "political party", "faction", "group")  # kinds of organisations


def of_json(file: str, data: bytes, wanted: Wanted) -> list[Grid]:
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        row, remedy = getattr(error, "lineno", None), "get the file again, or save it anew"
        raise refused(file, "JSON that cannot be read", "whole JSON", remedy, row) from None
    records, left = (list(_memberships(whole)) if isinstance(whole, dict) else []), dict[str, str]()
    if not records:
        records, left = _records(whole)
    if not any(candidates(name) for record in records for name in record):
        expected = "Popolo (persons, memberships, organizations), or a list of records with a name in each"
        remedy = "save the people as a table, CSV UTF-8, with a heading Name"
        raise refused(file, "JSON of another kind", expected, remedy)
    grid = _grid(file, 1, enumerate(records, 2))
    for name, text in left.items():
        grid.leave("list", "", name, f"another list of the file was read; this one begins with {quoted(text)}")
    return [grid]


def _grid(file: str, line: int, numbered: Iterable[tuple[int, Mapping[str, str]]]) -> Grid:
    """Records as a table; `line` is that of its headings."""
    records = [*numbered]
    names = tuple(dict.fromkeys(name for _, record in records for name in record))
    rows = [(line, names), *((at, tuple(record.get(name, "") for name in names)) for at, record in records)]
    return _laid(file, [row for row in rows if "".join(row[1]).strip()])


def _laid(file: str, rows: Sequence[Row], sheet: str = "") -> Grid:
    """The rows as a grid, each with a line of its own: those of a page that was saved as one line are counted on."""
    lines = itertools.accumulate((line for line, _ in rows), lambda before, line: max(before + 1, line))
    return Grid(file, tuple(zip(lines, (cells for _, cells in rows), strict=True)), 0, sheet)


def _records(whole: Any) -> tuple[list[dict[str, str]], dict[str, str]]:
    """The flat records in which most headings are known, of all lists of one name; how each other list begins."""
    groups: dict[str, list[_Thing]] = {}
    _gather("", whole, groups, {})
    tables = {name: [dict(_flat(one)) for one in found] for name, found in groups.items()}
    known = {name: _known(each for one in own[:100] for each in one) for name, own in tables.items()}
    named = {name: any({*candidates(each)[:1]} & _OF_PEOPLE for each in own[0]) for name, own in tables.items() if own}
    best = max(tables, key=lambda name: (named.get(name, False), known[name], len(tables[name])), default="")
    left = {name: next(iter(own[0].values()), "") for name, own in tables.items() if name != best and known[name]}
    for name, found in whole.items() if isinstance(whole, Mapping) and not _by_key(whole) else ():
        if isinstance(found, list) and found and isinstance(found[0], str):
            left[name] = _text(found[0])
        elif isinstance(found, Mapping) and _known(map(_text, found)):
            left[name] = next(iter(map(_text, found.values())))
    return tables.get(best, []), left


def _known(names: Iterable[str]) -> int:
    return len({candidates(name)[0] for name in {*names} if candidates(name)})


def _gather(name: str, thing: Any, groups: dict[str, list[_Thing]], above: Mapping[str, str], depth: int = 0) -> None:
    """Every list of records under its name, however deep, each record with what it stands in: a board, a date."""
    thing = _by_key(thing) or thing
    records = [one for one in (thing if isinstance(thing, list) else [thing]) if isinstance(one, Mapping)]
    if isinstance(thing, list):
        # a proxy is the heading of a part, and no record
        own = (one if isinstance(one, MappingProxyType) else {**one, **above, **one} for one in records)
        groups.setdefault(name, []).extend(own)
    for one in records if depth < _DEEP else ():
        shared = {**above, **_shared(one)}
        if isinstance(thing, list) and isinstance(one.get("name"), str) and one["name"]:
            shared |= {f"{name.removesuffix('s') or 'part'} name": one["name"]}
        for key, value in one.items():
            if isinstance(value, list | Mapping):
                _gather(key if isinstance(value, list) else name, value, groups, shared, depth + 1)


def _by_key(thing: Any) -> list[_Thing]:
    """Records that stand each under a key, or in lists under such headings as part a board: as one list."""
    if not isinstance(thing, Mapping) or len(thing) < 2:
        return []
    if all(isinstance(one, Mapping) for one in thing.values()):
        of_names = any({*candidates(name)[:1]} & _OF_PEOPLE for one in thing.values() for name in one)
        key = "role" if any(map(read_role, thing)) else "key" if of_names else "name"
        return [{key: own, **one} for own, one in thing.items()]
    parts = {key.replace("_", " "): one for key, one in thing.items() if _things(one) and _things(one) == one}
    others = sum(isinstance(one, list | Mapping) for one in thing.values()) - len(parts)
    if others or len(parts) < 2 or not all(first_fitting("sections", key, whole=True) for key in parts):
        return []
    given, heads = _shared(thing), {key: MappingProxyType({next(iter(own[0])): key}) for key, own in parts.items()}
    return [one for key, own in parts.items() for one in (heads[key], *({**given, **each} for each in own))]


def _shared(record: _Thing) -> dict[str, str]:
    """What a record says for all that stand in it."""
    texts = {key: text for key, text in record.items() if isinstance(text, str) and text and candidates(key) in _SHARED}
    return {key: text for key, text in texts.items() if candidates(key) != _SHARED[0] or day_of(text)}


def _flat(record: _Thing, before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name} ")
        elif not isinstance(value, list):
            yield _text(before + name), _text(value)
        elif texts := [_text(one) for one in value if not isinstance(one, Mapping | list)]:
            between = "; " if candidates(name)[:1] == ("person_name",) else ", "
            yield _text(before + name), between.join(filter(None, texts))


def _text(value: object) -> str:
    """The value as text; half a letter, which JSON can spell, is shown as damage."""
    text = "" if value is None else str(value)
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _memberships(whole: _Thing) -> Iterator[dict[str, str]]:
    """A row for each membership of Popolo, and for each post that nobody holds."""
    persons, posts = _by_id(whole.get("persons")), _by_id(whole.get("posts"))
    organisations = _by_id(whole.get("organizations")) | _by_id(whole.get("organisations"))
    given = _things(whole.get("memberships"))
    for person in persons.values():
        given += [{"person_id": person.get("id"), **one} for one in _things(person.get("memberships"))]
    for one in given:
        yield _row(one, persons.get(_text(one.get("person_id")), _inside(one, "person")), organisations, posts)
    held = {_text(one.get("post_id")) for one in given}
    yield from (_row(post, {}, organisations, {}) for key, post in posts.items() if key not in held)


def _things(found: Any) -> list[_Thing]:
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _by_id(found: Any) -> dict[str, _Thing]:
    return {_text(one.get("id")) or str(at): one for at, one in enumerate(_things(found))}


def _row(one: _Thing, person: _Thing, organisations: _ById, posts: _ById) -> dict[str, str]:
    extra = _inside(one, "extra")
    post = posts.get(_text(one.get("post_id")), {})
    behalf = _named(one, "on_behalf_of", organisations) or _named(extra, "on_behalf_of", organisations)
    body = _named(one, "organization", organisations) or _named(post, "organization", organisations)
    parent = organisations.get(_text(body.get("parent_id")), {})
    source = next(iter(_things(one.get("sources"))), {})
    area = {"name": _inside(body, "extra").get("lep") or parent.get("name")}
    employer = {} if _text(behalf.get("classification")).casefold() in _NO_EMPLOYERS else behalf
    things = {"membership": one, "person": person, "post": post, "extra": extra, "body": body, "area": area}
    things |= {"employer": employer, "source": source}
    row: dict[str, Any] = {}
    for rule in rule_file("board_file/popolo.csv"):
        places = (place.split(".") for place in rule["given_as"].split("|"))
        row[rule["column"]] = next((value for thing, name in places if (value := things[thing].get(name))), "")
    row |= {name: extra[name] for name in _OURS if extra.get(name)}
    row |= {"row_id": one.get("id")} if extra.get("list_id") else {}  # our own export calls a row so
    return {name: _text(value) for name, value in row.items()}


def _inside(thing: _Thing, name: str) -> _Thing:
    found = thing.get(name)
    return found if isinstance(found, Mapping) else {}


def _named(one: _Thing, what: str, organisations: _ById) -> _Thing:
    return _inside(one, what) or organisations.get(_text(one.get(f"{what}_id")), {})


_MOST_BYTES = 30_000_000
_PAGE_BEGINS = (b"<html", b"<!doctype html", b"<table", b"<ul", b"<body")
_LISTED = re.compile(r"(?P<name>[^(,]+?)\s*(?:\((?P<role>[^)]*)\))?\s*(?:[,–—]|\s-\s|$)\s*(?P<rest>.*)", re.DOTALL)
_BEHIND_A_LINK = re.compile(r"\s*(?:\((?P<role>[^)]*)\))?\s*[,–—-]?\s*(?P<rest>.*)", re.DOTALL)
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NO_CONTENT = "//script|//style|//nav|//footer|//noscript|//template|//comment()|//*[@role='navigation']"
_HIDDEN = "//tr[@hidden or contains(translate(@style, ' ', ''), 'display:none')]"
_STRUCK = "//del|//s|//strike|//*[contains(@style, 'line-through')]"
_NO_CONTENT += "|//ul[contains(@class, 'menu')]|//*[contains(@class, 'breadcrumb')]"


def of_markup(file: str, data: bytes, wanted: Wanted) -> list[Grid]:
    if len(data) > _MOST_BYTES:
        expected = "a page that a person can look through"
        raise refused(file, f"a page of {len(data):,} bytes", expected, "save only the list")
    is_page = any(sign in data[:2000].lower() for sign in _PAGE_BEGINS)
    if grids := _of_page(file, data) if is_page else _of_records(file, data):
        return grids
    what = "a web page without a list of members" if is_page else "XML without records of people"
    expected = "a table or a list headed Members or Membership, or records with a name in each"
    raise refused(file, what, expected, BY_READ)


def _of_records(file: str, data: bytes) -> list[Grid]:
    """The records of an XML file: the element that repeats most and holds the most known headings."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        row = getattr(error, "lineno", None)
        raise refused(file, "XML that cannot be read", "whole XML", "get the file again", row) from None
    elements = gathered((etree.QName(one).localname, one) for one in root.iter("*"))
    worth = {}
    for tag, (first, *_) in elements.items():
        names = [name for name, _ in _leaves(first)]
        named = any("person_name" in candidates(name)[:1] for name in names)
        worth[tag] = _known(names) * 1000 - len(list(first.iter("*"))) if named else 0
    best = max(worth, key=lambda tag: worth[tag])
    records = [(one.sourceline or at, dict(_leaves(one))) for at, one in enumerate(elements[best], 1)]
    return [_grid(file, 0, records)] if worth[best] > 0 else []


def _leaves(one: Any) -> Iterator[tuple[str, str]]:
    """Each name with its text; of a name that comes twice, such as an end of term, the last stands."""
    for each in one.iter("*"):
        if not len(each):
            yield each.tag.rpartition("}")[2], " ".join((each.text or "").split())


_TAG = re.compile(rb"<[a-zA-Z].*", re.DOTALL)
_MOST_ATTRIBUTES, _WIDEST_ROW = 20_000, 60


def is_endless(data: bytes) -> bool:
    """Whether a tag of a page has so many attributes, or so many cells span others, that reading would take minutes."""
    long = (_TAG.search(piece) for piece in data.split(b">") if len(piece) > 2 * _MOST_ATTRIBUTES)
    many = any(tag is not None and len(tag[0].split()) > _MOST_ATTRIBUTES for tag in long)
    return many or data.lower().count(b"span=") > _MOST_ATTRIBUTES / 2


def _of_page(file: str, data: bytes) -> list[Grid]:
    from lxml import html

    if is_endless(data):
        found = f"a tag of more than {_MOST_ATTRIBUTES:,} words, or half as many cells over others"
        raise refused(file, found, "a web page", "save it anew from a browser")
    try:
        parser = html.HTMLParser(encoding=encoding_of(data).removesuffix("-sig"))
        page = html.document_fromstring(data, parser=parser)
    except (ValueError, html.etree.ParserError):
        return []
    hidden = [(row.sourceline or 1, _words(row)) for row in page.xpath(_HIDDEN)]
    for one in page.xpath(f"{_NO_CONTENT}|{_HIDDEN}"):
        if one.getparent() is not None:
            one.drop_tree()
    for one in filter(_words, page.xpath(_STRUCK)):
        one[:], one.text = [], f"~~{_words(one)}~~"
    if lists := _in_lists(page):
        return [_laid(file, [(0, ("Name", "Role", "Organisation", "body")), *lists], "lists")]
    level(page)
    tables = (table.iter("tr") for table in page.iter("table") if table.find(".//table") is None)
    rows = ([(row.sourceline or 1, tuple(map(_words, row.iterchildren("td", "th")))) for row in own] for own in tables)
    grids = [_laid(file, [row for row in own if any(row[1])], f"table {at}") for at, own in enumerate(rows, 1)]
    grids = [grid for grid in grids if len(grid.rows) > 1 and strength(grid.rows) > 10]
    for grid, (line, text) in itertools.product(grids, hidden):
        grid.leave("row", f"row {line}", text, "hidden")
    return grids


def level(page: Any) -> None:
    """Give the rows of tables all their cells: one over several rows stands in each, one over columns before none."""
    for rows in (table.xpath("tr|*/tr") for table in page.iter("table")):
        for at, row in enumerate(rows):
            for cell in row.xpath("(td|th)[@rowspan or @colspan][not(.//table)]"):
                spans = (cell.attrib.pop(name, "") for name in ("rowspan", "colspan"))
                high, wide = (min(int(span), 20) if span.isdecimal() else 1 for span in spans)
                place = row.index(cell)
                for line in (line for line in rows[at : at + high] if len(line) < _WIDEST_ROW):
                    own = [cell if line is row else deepcopy(cell), *(cell.makeelement("td") for _ in range(1, wide))]
                    line[place : place + (line is row)] = own


def _in_lists(page: Any) -> list[Row]:
    """The lists under headings that speak of members, each heading a row of its own above its names."""
    rows: list[Row] = []
    head, title, said, of_members = "", "", "", False
    for one in page.iter(*_HEADS, "li"):
        if one.tag in _HEADS:
            head = _words(one)
            members, others = says("members above", head), says("other lists above", head)
            of_members = bool(members) and not others
            is_title = not (rows or members or others or says("a page's part", head))
            title = head if is_title and one.tag in _HEADS[:3] else title
        elif of_members and one.find(".//li") is None:
            if said != head:  # with a colon it is a remark at least, where no rule reads it
                rows.append((one.sourceline or 1, (f"{head.rstrip(':')}:", "", "", "")))
                said = head
            name, role, rest = _parted(one)
            if name:
                rows.append((one.sourceline or 1, (name, role, rest, title)))
    return rows


def _parted(item: Any) -> tuple[str, str, str]:
    """Name, role and organisation of an item: a link or what comes before a bracket or comma, the bracket, the rest."""
    text, link = _words(item), item.find(".//a")
    name = _words(link) if link is not None else ""
    is_linked = len(name) > 3 and text.startswith(name)
    found = _BEHIND_A_LINK.fullmatch(text[len(name) :]) if is_linked else _LISTED.fullmatch(text)
    if not found or says("struck through", text):
        return text, "", ""
    return name if is_linked else found["name"].strip(), (found["role"] or "").strip(), found["rest"].strip()


def _words(one: Any) -> str:
    return re.sub(r" (?=[,)])|(?<=\() ", "", " ".join(" ".join(one.itertext()).split()))
