"""A web page -> lines, with the elements that each stands in; what belongs to menus and feet is set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lepdata.read.documents.lines import CELL, Line, cells_of, numbered

TOO_DEEP = "its elements are nested deeper than any real page's"
_TEXT_BLOCKS = "p div section article li ul ol h1 h2 h3 h4 h5 h6 dl dt dd address blockquote pre hr br summary details"
_PAGE_BLOCKS = (
    "table tr td th tbody thead tfoot caption header footer main aside nav figure figcaption form fieldset body"
)
_BLOCKS = frozenset(f"{_TEXT_BLOCKS} {_PAGE_BLOCKS}".split())
_SKIPPED = frozenset(
    "script style noscript template svg math select option textarea input head iframe object video audio map".split()  # noqa: SIM905
)
_ASIDE_TAGS = {"nav": "menu", "footer": "foot of the page", "dialog": "dialog"}
_ASIDE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|cookies?|skip|pagination|share|social|masthead|sitemap|copyright)(?:$|[\s_-])",
    re.IGNORECASE,
)
_EXPIRED = re.compile(r"expired", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARKED = frozenset(("strong", "b", "em", "i", "a", "cite", "span"))  # may set a name apart from what follows
_LEADING = re.compile(r"\s*[,;:.()–—-]")
_MOST_IN_A_CELL = 4  # lines in a cell of a table: with more it only lays out a page


@dataclass
class _Walk:
    lines: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    path: tuple[str, ...] = ()
    heading: int = 0
    aside: str = ""
    counted: int = 0

    def flush(self) -> None:
        text = "".join(self.parts).replace("\u00a0", " ")
        self.parts = []
        texts = [" ".join(part.split()) for part in text.split(CELL)]
        texts = [part for part in texts if part]
        if texts:
            self.lines.append(Line(cells_of(texts), heading=self.heading, container=self.path, aside=self.aside))

    def say(self, text: str, after_element: bool) -> None:
        if after_element and self.parts and text[:1].isupper() and self.parts[-1][-1:].isalnum():
            self.parts.append(CELL)
        if text:
            self.parts.append(re.sub(r"\s+", " ", text))


def html_lines(data: bytes) -> tuple[tuple[Line, ...], str, tuple[str, ...], str]:
    """Lines, title, notes, and why nothing can be read ("" where it can)."""
    from lxml import etree

    parser = etree.HTMLParser(encoding=_encoding(data), remove_pis=True)
    root = etree.fromstring(data, parser) if data.strip() else None
    if root is None:
        return (), "", (), ""
    if any("xcessive depth" in str(entry.message) for entry in parser.error_log):
        return (), "", (), TOO_DEEP
    walk = _Walk()
    body = root.find("body") if root.tag == "html" else root
    _walk(walk, body if body is not None else root)
    walk.flush()
    title = " ".join((root.findtext(".//title") or "").split())
    return numbered(walk.lines), title, tuple(_notes(root, walk.lines)), ""


def _encoding(data: bytes) -> str:
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        found = re.search(rb"charset=[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
        name = found[1].decode("ascii") if found else "cp1252"
        return "cp1252" if name.casefold() in ("utf-8", "iso-8859-1", "latin-1", "latin1") else name


def _walk(walk: _Walk, top: Any) -> None:
    """Go through the elements without recursion, since a page may be nested as deep as its parser lets it."""
    stack: list[tuple[Any, bool, tuple[str, ...], int, str]] = [(top, False, (), 0, "")]
    while stack:
        element, done, path, heading, aside = stack.pop()
        block = element.tag in _BLOCKS if isinstance(element.tag, str) else False
        if done:
            if block:
                walk.flush()
            elif element.tag in _MARKED and not _LEADING.match(element.tail or "") and _names(element):
                walk.path = (*path, f"{element.tag}.name-in-text#{walk.counted}")
                walk.flush()
            walk.path, walk.heading, walk.aside = path, heading, aside
            if element is not top and element.tail:
                walk.say(element.tail, not block)
            continue
        stack.append((element, True, path, heading, aside))
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            continue
        _enter(walk, element, block, path, heading, aside)
        if element.tag == "tr" and (cells := _row(element)) is not None:
            _say_row(walk, element, cells)
            continue
        if element.tag == "dl" and _say_terms(walk, element):
            continue
        for child in reversed(element):
            stack.append((child, False, walk.path, walk.heading, walk.aside))


def _names(element: Any) -> bool:
    """Whether an element holds somebody's name and nothing else."""
    from lepdata.read.documents.person import person_at

    text = " ".join("".join(element.itertext()).split())
    person = person_at(text, 0) if 4 < len(text) < 60 else None
    return person is not None and person.sure and text[person.end :].lstrip()[:1] in ("", ",", "(", "-", "–")


def _enter(walk: _Walk, element: Any, block: bool, path: tuple[str, ...], heading: int, aside: str) -> None:
    if block:
        walk.flush()
    walk.counted += 1
    name = ".".join([element.tag, *element.get("class", "").split()])
    walk.path = (*path, f"{name}#{walk.counted}")
    walk.heading = int(element.tag[1]) if re.fullmatch(r"h[1-6]", element.tag) else heading
    walk.aside = aside or _why_aside(element, path)
    if element.text:
        walk.say(element.text, not block)


def _why_aside(element: Any, path: tuple[str, ...]) -> str:
    about = f"{element.get('class', '')} {element.get('id', '')}"
    role = element.get("role", "")
    if _EXPIRED.search(about):
        return "expired"
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return "hidden"
    if element.tag in _ASIDE_TAGS or role in ("navigation", "contentinfo", "banner", "search"):
        return _ASIDE_TAGS.get(element.tag, "menu")
    inside = any(part.split("#")[0].split(".")[0] in ("main", "article", "section") for part in path)
    if element.tag == "header" and not inside and element.find(".//h2") is None:
        return "head of the page"
    return "menu" if not inside and element.tag in ("div", "ul", "ol") and _ASIDE_CLASS.search(about) else ""


def _row(row: Any) -> list[list[str]] | None:
    """The cells of a row, each as its lines; None where the table only lays out the page."""
    if row.find(".//table") is not None:
        return None
    cells: list[list[str]] = []
    for cell in row:
        if cell.tag in ("td", "th"):
            cells.append(_lines_in(cell))
            span = cell.get("colspan", "1")
            cells += [[] for _ in range(min(int(span), 20) - 1)] if span.isdigit() else []
    long = any(len(own) > 1 and any(line.endswith(".") and len(line.split()) > 4 for line in own) for own in cells)
    return cells if not long and (all(len(own) <= _MOST_IN_A_CELL for own in cells) or _one_kind(cells)) else None


def _one_kind(cells: list[list[str]]) -> bool:
    """Whether the long cells of a row are lists of the same kind beside a label, not whole pages."""
    return len(cells) == 2 and len(cells[0]) <= 1 and all(len(line) < 120 for line in cells[1])


def _lines_in(cell: Any) -> list[str]:
    texts: list[str] = []
    for event, text, block in _fragments(cell):
        if block and texts and texts[-1]:
            texts.append("")
        if text:
            apart = bool(texts) and event == "text" and texts[-1][-1:].isalnum() and text[:1].isupper()
            texts = [*texts[:-1], texts[-1] + " " * apart + text] if texts else [text]
    lines = (" ".join(line.split()) for line in texts)
    return [line for line in lines if line]


def _fragments(top: Any) -> Iterator[tuple[str, str, bool]]:
    stack: list[tuple[Any, bool]] = [(top, False)]
    while stack:
        element, done = stack.pop()
        named = isinstance(element.tag, str)
        block = named and element.tag in _BLOCKS
        if done:
            yield "tail", (element.tail or "") if element is not top else "", block
            continue
        stack.append((element, True))
        if named and element.tag not in _SKIPPED:
            yield "text", element.text or "", block
            stack.extend((child, False) for child in reversed(element))


def _say_row(walk: _Walk, row: Any, cells: list[list[str]]) -> None:
    table = next((one for one in row.iterancestors("table")), row)
    for texts in side_by_side(cells):
        line = Line(cells_of(texts), container=walk.path, aside=walk.aside, table=id(table) % 1_000_003 + 1, row=1)
        walk.lines += [line] if any(texts) else []


def _say_terms(walk: _Walk, terms: Any) -> bool:
    """A list of terms as rows, each term beside what stands for it; not where one is a page of its own."""
    rows: list[list[str]] = []
    for child in terms:
        if child.tag not in ("dt", "dd") or len(lines := _lines_in(child)) > _MOST_IN_A_CELL:
            return False
        text = ", ".join(lines)
        if child.tag == "dt":
            rows.append([text, ""])
        elif rows and not rows[-1][1]:
            rows[-1][1] = text
        else:
            rows.append(["", text])
    table = id(terms) % 1_000_003 + 1
    walk.lines += [Line(cells_of(row), container=walk.path, aside=walk.aside, table=table, row=1) for row in rows]
    return bool(rows)


def side_by_side(cells: list[list[str]]) -> list[list[str]]:
    """A row whose cells hold several lines each: as several rows where the lines belong together, else as one."""
    from lepdata.read.documents.person import person_at

    counts = {len(own) for own in cells if len(own) > 1}
    many = [own for own in cells if len(own) > 1]
    people = [sum(bool((found := person_at(line, 0)) and found.sure) for line in own) >= 0.6 * len(own) for own in many]
    alone = len(many) == 1 and people[0]
    if many and (alone or (len(counts) == 1 and any(people) and all(len(own) == max(counts) for own in many))):
        deep = max(counts)
        return [[own[at] if at < len(own) else "" for own in cells] for at in range(deep)]
    return [[", ".join(line.rstrip(",;") for line in own) for own in cells]]


def _notes(root: Any, lines: list[Line]) -> Iterator[str]:
    from lxml import etree

    from lepdata.read.documents.person import person_at

    shown = sum(len(line.text) for line in lines if not line.aside)
    if shown < 400 and any(one.text or one.get("src") for one in root.iter("script")):
        yield "The page holds next to no text and is filled by a script: save it from a browser once it is shown."
    hidden = (re.sub(r"<[^>]*>", "\n", comment.text or "") for comment in root.iter(etree.Comment))
    lines_hidden = (line.strip() for text in hidden for line in text.split("\n"))
    names = [line for line in lines_hidden if (found := person_at(line, 0)) and found.sure and found.end == len(line)]
    if names:
        yield f"{len(names)} names in comments of the page, which nobody sees, were not read, such as “{names[0]}”."
