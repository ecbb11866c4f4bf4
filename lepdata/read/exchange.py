"""What systems give out -> grids: JSON of registers and Popolo, XML and pages of councils' committee systems."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lepdata.errors import InputFaults
from lepdata.read.grid import Grid, Row, Wanted, refused
from lepdata.read.table import strength
from lepdata.read.words import candidates
from lepdata.vocabulary import BOARD_COLUMNS, FURTHER_COLUMNS

_Thing = Mapping[str, Any]
_OURS = [name for name in (*BOARD_COLUMNS, *FURTHER_COLUMNS[:8]) if name not in ("role", "capacity_as_published")]
_DEEP = 6  # records within records
_PARTIES = ("party", "political party", "faction", "group")  # kinds of organisations that are no employer


def of_json(file: str, data: bytes, wanted: Wanted) -> list[Grid]:
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        row = getattr(error, "lineno", None)
        raise refused(
            file, "JSON that cannot be read", "whole JSON", "get the file again, or save it anew", row
        ) from None
    rows = list(_memberships(whole)) if isinstance(whole, dict) else []
    rows = rows or _records(whole)
    if not rows:
        raise _unknown(file)
    names = list(dict.fromkeys(name for row in rows for name in row))
    if not any(candidates(name) for name in names):
        raise _unknown(file)
    lines: list[Row] = [(1, tuple(names))]
    lines += [(at, tuple(row.get(name, "") for name in names)) for at, row in enumerate(rows, 2)]
    return [Grid(file, tuple(line for line in lines if "".join(line[1]).strip()), 0)]


def _unknown(file: str) -> InputFaults:
    expected = "Popolo (persons, memberships, organizations), or a list of records with a name in each"
    return refused(file, "JSON of another kind", expected, "save the people as a table, CSV UTF-8, with a heading Name")


def _records(whole: Any) -> list[dict[str, str]]:
    """The flat records in which most headings are known: a list, or all lists of one name wherever they stand."""
    groups: dict[str, list[_Thing]] = {}
    _gather("", whole, groups)
    best: list[dict[str, str]] = []
    for found in groups.values():
        records = [dict(_flat(one)) for one in found]
        if (_meant(records), len(records)) > (_meant(best), len(best)):
            best = records
    return best


def _meant(records: Sequence[Mapping[str, str]]) -> int:
    names = {name for record in records[:100] for name in record}
    return len({candidates(name)[0] for name in names if candidates(name)})


def _gather(name: str, thing: Any, groups: dict[str, list[_Thing]], depth: int = 0) -> None:
    """Every list of records under its name, however deep."""
    inner = thing if isinstance(thing, list) else [thing]
    records = [one for one in inner if isinstance(one, Mapping)]
    if isinstance(thing, list):
        groups.setdefault(name, []).extend(records)
    for one in records if depth < _DEEP else ():
        for key, value in one.items():
            if isinstance(value, list | Mapping):
                _gather(key if isinstance(value, list) else name, value, groups, depth + 1)


def _flat(record: _Thing, before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name} ")
        elif not isinstance(value, list):
            yield _text(before + name), _text(value)
        elif texts := [_text(one) for one in value if not isinstance(one, Mapping | list)]:
            yield _text(before + name), ", ".join(filter(None, texts))


def _text(value: object) -> str:
    """The value as text; half a letter, which JSON can spell, is shown as damage."""
    text = "" if value is None else str(value)
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _memberships(whole: _Thing) -> Iterator[dict[str, str]]:
    """A row for each membership of Popolo, and for each post that nobody holds."""
    persons = _by_id(whole.get("persons"))
    organisations = _by_id(whole.get("organizations")) | _by_id(whole.get("organisations"))
    posts = _by_id(whole.get("posts"))
    given = [one for one in whole.get("memberships") or () if isinstance(one, Mapping)]
    for person in persons.values():
        inner = person.get("memberships") or ()
        given += [{"person_id": person.get("id"), **one} for one in inner if isinstance(one, Mapping)]
    for one in given:
        yield _row(one, persons.get(_text(one.get("person_id")), one.get("person") or {}), organisations, posts)
    held = {_text(one.get("post_id")) for one in given}
    yield from (_row(post, {}, organisations, {}) for key, post in posts.items() if key not in held)


def _by_id(things: Any) -> dict[str, _Thing]:
    found = [one for one in things if isinstance(one, Mapping)] if isinstance(things, Sequence) else []
    return {_text(one.get("id")) or str(at): one for at, one in enumerate(found)}


def _row(
    one: _Thing, person: _Thing, organisations: Mapping[str, _Thing], posts: Mapping[str, _Thing]
) -> dict[str, str]:
    given = one.get("extra")
    extra: _Thing = given if isinstance(given, Mapping) else {}
    post = posts.get(_text(one.get("post_id")), {})
    behalf = _named(one, "on_behalf_of", organisations)
    behalf = behalf or organisations.get(_text(_get(extra, "on_behalf_of_id")), {})
    body = _named(one, "organization", organisations) or _named(post, "organization", organisations)
    parent = organisations.get(_text(body.get("parent_id")), {})
    source = next((each for each in one.get("sources") or () if isinstance(each, Mapping)), {})
    kind = _text(behalf.get("classification")).casefold()
    row = {
        "person_id": _text(one.get("person_id") or person.get("id")),
        "person_name": _text(_get(extra, "person") or person.get("name")),
        "honorific": _text(person.get("honorific_prefix")),
        "letters": _text(person.get("honorific_suffix")),
        "gender_as_published": _text(person.get("gender")),
        "role": _text(one.get("role") or post.get("role")),
        "organisation": "" if kind in ("sector", *_PARTIES) else _text(behalf.get("name")),
        "lep": _text(_get(body.get("extra"), "lep") or parent.get("name")),
        "body": _text(body.get("name")),
        "capacity_as_published": _text(one.get("label") or post.get("label")),
        "start_date": _text(one.get("start_date")),
        "end_date": _text(one.get("end_date")),
        "source_url": _text(source.get("url")),
        "source_title": _text(source.get("note")),
    }
    return row | {name: _text(extra[name]) for name in _OURS if extra.get(name)} | _id(one, extra)


def _id(one: _Thing, extra: _Thing) -> dict[str, str]:
    """Our own export calls a membership by the id of its row."""
    return {"row_id": _text(one.get("id"))} if extra.get("list_id") else {}


def _named(one: _Thing, what: str, organisations: Mapping[str, _Thing]) -> _Thing:
    own = one.get(what)
    return own if isinstance(own, Mapping) else organisations.get(_text(one.get(f"{what}_id")), {})


def _get(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, Mapping) else None


_BY_READ = "read it with `lepdata read FILE -o board.xlsx`, look over what was read, and give that file"
_MOST_BYTES = 30_000_000
_MEMBERS = re.compile(
    r"member|substitute|deput|alternate|officer|present|in attendance|apolog|councillor|trustee|governor|director"
    r"|co-?opt|observer",
    re.IGNORECASE,
)
_TITLES = re.compile(r"(?:committee|outside body|body|panel) details|home|welcome.*", re.IGNORECASE)
_NOT_MEMBERS = re.compile(
    r"meeting|document|agenda|contact|purpose|responsib|related|links|share|navigation|menu|cookie|search",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?P<name>[^(,]+?)\s*(?:\((?P<role>[^)]*)\))?\s*(?:[,–—]|\s-\s|$)\s*(?P<rest>.*)", re.DOTALL)
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")


def of_markup(file: str, data: bytes, wanted: Wanted) -> list[Grid]:
    if len(data) > _MOST_BYTES:
        raise refused(
            file, f"a page of {len(data):,} bytes", "a page that a person can look through", "save only the list"
        )
    start = data[:2000].lstrip(b"\xef\xbb\xbf").lstrip().lower()
    is_page = (
        b"<html" in start or b"<!doctype html" in start or b"<table" in start or b"<ul" in start or b"<body" in start
    )
    grids = _of_page(file, data) if is_page else _of_records(file, data)
    if not grids:
        what = "a web page without a list of members" if is_page else "XML without records of people"
        raise refused(
            file, what, "a table or a list headed Members or Membership, or records with a name in each", _BY_READ
        )
    return grids


def _of_records(file: str, data: bytes) -> list[Grid]:
    """The records of an XML file: the element that repeats most and holds the most known headings."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        row = getattr(error, "lineno", None)
        raise refused(file, "XML that cannot be read", "whole XML", "get the file again", row) from None
    counts = Counter(_tag(one) for one in root.iter("*"))
    best, most = "", 0
    for tag in counts:
        one = next(each for each in root.iter("*") if _tag(each) == tag)
        known = {candidates(name)[0] for name, _ in _leaves(one) if candidates(name)}
        if "person_name" in known and len(known) * 1000 - len(list(one.iter("*"))) > most:
            best, most = tag, len(known) * 1000 - len(list(one.iter("*")))
    if not best:
        return []
    records = [
        (one.sourceline or at, dict(_leaves(one)))
        for at, one in enumerate((e for e in root.iter("*") if _tag(e) == best), 1)
    ]
    names = list(dict.fromkeys(name for _, record in records for name in record))
    rows: list[Row] = [(0, tuple(names))]
    rows += [(line, tuple(record.get(name, "") for name in names)) for line, record in records]
    return [Grid(file, tuple(row for row in rows if "".join(row[1]).strip()), 0)]


def _tag(one: Any) -> str:
    return str(one.tag).rpartition("}")[2] if isinstance(one.tag, str) else ""


def _leaves(one: Any) -> Iterator[tuple[str, str]]:
    """Each name with its text; of a name that comes twice, such as an end of term, the last stands."""
    for each in one.iter("*"):
        if not len(each) and isinstance(each.tag, str):
            yield _tag(each), " ".join((each.text or "").split())


def _of_page(file: str, data: bytes) -> list[Grid]:
    from lxml import html

    try:
        page = html.document_fromstring(data, parser=html.HTMLParser(huge_tree=False, recover=True))
    except (ValueError, html.etree.ParserError):
        return []
    for hidden in page.xpath("//script|//style|//nav|//footer|//noscript|//template|//comment()"):
        if hidden.getparent() is not None:
            hidden.drop_tree()
    tables = [grid for at, table in enumerate(page.iter("table"), 1) if (grid := _of_table(file, table, at))]
    lists = _of_lists(file, page)
    return [lists] if lists else [grid for grid in tables if strength(grid.rows) > 10]


def _of_table(file: str, table: Any, number: int) -> Grid | None:
    rows: list[Row] = []
    for line in table.iter("tr"):
        cells = tuple(_words(cell) for cell in line.iterchildren("td", "th"))
        if "".join(cells):
            rows.append((line.sourceline or len(rows) + 1, cells))
    return Grid(file, tuple(rows), 0, f"table {number}") if len(rows) > 1 else None


def _of_lists(file: str, page: Any) -> Grid | None:
    """The lists under headings that speak of members, each heading a row of its own above its names."""
    rows: list[Row] = []
    head, title, said = "", "", ""
    for one in page.iter(*_HEADS, "li"):
        if one.tag in _HEADS:
            head = _words(one)
            is_title = not (rows or _MEMBERS.search(head) or _NOT_MEMBERS.search(head) or _TITLES.fullmatch(head))
            title = head if is_title and one.tag in _HEADS[:3] else title
            continue
        if not _MEMBERS.search(head) or _NOT_MEMBERS.search(head) or one.find(".//li") is not None:
            continue
        if said != head:
            rows.append((one.sourceline or 1, (head, "", "", "")))
            said = head
        name, role, rest = _parted(one)
        if name:
            rows.append((one.sourceline or 1, (name, role, rest, title)))
    if not rows:
        return None
    return Grid(file, ((0, ("Name", "Role", "Organisation", "body")), *rows), 0, "lists")


def _parted(item: Any) -> tuple[str, str, str]:
    """Name, role and organisation of an item: a link or what comes before a bracket or comma, the bracket, the rest."""
    text = _words(item)
    link = item.find(".//a")
    linked = _words(link) if link is not None else ""
    if linked and text.startswith(linked) and len(linked) > 3:
        found = re.fullmatch(r"\s*(?:\(([^)]*)\))?\s*[,–—-]?\s*(.*)", text[len(linked) :], re.DOTALL)
        return linked, (found[1] or "").strip() if found else "", found[2].strip() if found else ""
    found = _LISTED.fullmatch(text)
    return (found["name"].strip(), (found["role"] or "").strip(), found["rest"].strip()) if found else (text, "", "")


def _words(one: Any) -> str:
    return (
        " ".join(" ".join(one.itertext()).replace("\xa0", " ").split())
        .replace(" ,", ",")
        .replace("( ", "(")
        .replace(" )", ")")
    )
