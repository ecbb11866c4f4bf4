"""XML of councils' committee systems, and their pages as a browser saves them -> grids of records, tables and lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lepdata.read.board_columns import candidates
from lepdata.read.grid import Grid, Row, Wanted, refused
from lepdata.read.table import strength

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
