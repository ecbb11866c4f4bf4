"""A web page -> lines, with the elements that each stands in; what belongs to menus and feet is set aside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lepdata.read.documents.person import is_name_alone, person_at
from lepdata.read.documents.posts import kind_of
from lepdata.read.documents.readings import CELL, MOST_LINES, Content, Line, Refused, cells_of
from lepdata.read.documents.tables import are_people, side_by_side
from lepdata.read.documents.trade import cue
from lepdata.read.exchange import is_endless, level
from lepdata.read.words import encoding_of

_BLOCKS = frozenset(
    "p div section article li ul ol h1 h2 h3 h4 h5 h6 dl dt dd address blockquote pre hr br summary details "  # noqa: SIM905
    "table tr td th tbody thead tfoot caption header footer main aside nav figure figcaption form fieldset body".split()
)
_SKIPPED = frozenset(
    "script style noscript template svg math select option textarea input title iframe object video audio map".split()  # noqa: SIM905
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ASIDE_TAGS = {"nav": "menu", "footer": "foot of the page", "dialog": "dialog"}
_ASIDE_ROLES = frozenset(("navigation", "contentinfo", "banner", "search"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARKED = frozenset(("strong", "b", "em", "i", "a", "cite", "span"))  # may set a name apart from what follows
_SPACES = re.compile(r"[\s\u00a0\ufeff\u200b]+")
_MOST_IN_A_CELL = 4  # lines in a cell of a table: with more it only lays out a page
_LITTLE = 400  # letters


@dataclass
class _Walk:
    lines: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    path: tuple[str, ...] = ()
    heading: int = 0
    aside: str = ""
    counted: int = 0

    def flush(self) -> None:
        if not self.parts:
            return
        texts = [text for part in "".join(self.parts).split(CELL) if (text := part.strip())]
        self.parts = []
        if texts:
            self.lines.append(Line(cells_of(texts), heading=self.heading, container=self.path, aside=self.aside))

    def tell(self, text: str) -> None:
        text = _SPACES.sub(" ", text)
        if text and not (text == " " and (not self.parts or self.parts[-1][-1:] == " ")):
            self.parts.append(text)


def html_content(data: bytes) -> Content:
    from lxml import etree

    if is_endless(data):
        raise Refused("one of its tags or tables is longer than any page's. Fix: save the page anew from a browser")
    parser = etree.HTMLParser(encoding=encoding_of(data).removesuffix("-sig"), remove_pis=True)
    root = etree.fromstring(data, parser)
    if root is None:
        return Content(())
    if any("xcessive depth" in str(entry.message) for entry in parser.error_log):
        raise Refused("its elements are nested deeper than any real page's. Fix: save the page anew from a browser")
    level(root)
    walk = _Walk()
    _visit(walk, root)  # the head as well: what stands in no body is taken for a part of it
    walk.flush()
    return Content(walk.lines, _notes(root, walk.lines), " ".join((root.findtext(".//title") or "").split()))


def _visit(walk: _Walk, top: Any) -> None:
    """Go through the elements as they begin and end."""
    from lxml import etree

    around: list[tuple[tuple[str, ...], int, str]] = []
    walker = etree.iterwalk(top, events=("start", "end", "comment"))
    for event, element in walker:
        tag = element.tag if event != "comment" else ""
        block = tag in _BLOCKS and not (tag == "br" and _in_a_name(walk, element.tail))
        if event == "start":
            around.append((walk.path, walk.heading, walk.aside))
            walk.parts += [" "] if tag == "br" and not block else []
            if tag not in _SKIPPED:
                _enter(walk, element, block)
            if (tag == "tr" and _as_rows(walk, element)) or tag in _SKIPPED or len(walk.lines) > MOST_LINES:
                walker.skip_subtree()
            continue
        if event == "end":
            if block:
                walk.flush()
            elif tag in _MARKED and walk.parts and not cue("sign first").match(element.tail or "") and _names(element):
                walk.path = (*walk.path[:-1], f"{tag}.name-in-text#{walk.counted}")
                walk.flush()
            walk.path, walk.heading, walk.aside = around.pop()
        if element is not top and element.tail:
            walk.tell(element.tail)


def _in_a_name(walk: _Walk, behind: str | None) -> bool:
    """Whether a line of a heading ends inside somebody's name: "Dr Ada<br>Example"."""
    first, last = "".join(walk.parts).strip(), (behind or "").strip()
    half = first and last and not kind_of(last) and " " not in getattr(person_at(first), "name", "")
    return walk.heading > 0 and bool(half) and is_name_alone(f"{first} {last}")


def _names(element: Any) -> bool:
    """Whether an element holds somebody's name and nothing else."""
    text = " ".join("".join(element.itertext()).split())
    person = person_at(text) if 4 < len(text) < 60 else None
    return person is not None and person.sure and text[person.end :].lstrip()[:1] in ("", ",", "(", "-", "–")


def _enter(walk: _Walk, element: Any, block: bool) -> None:
    if block:
        walk.flush()
    walk.counted += 1
    tag, classes, text = element.tag, element.get("class"), element.text
    walk.heading = _HEADINGS.get(tag, walk.heading)
    walk.aside = walk.aside or _why_aside(element)
    walk.path = (*walk.path, f"{'.'.join([tag, *(classes or '').split()])}#{walk.counted}")
    if text:
        walk.tell(text)


def _why_aside(element: Any) -> str:
    known = element.attrib
    if element.tag in _ASIDE_TAGS or not known:
        return _ASIDE_TAGS.get(element.tag, "")
    about = f"{known.get('class', '')} {known.get('id', '')}"
    expired, hidden = "expired" in about.casefold(), "hidden" in known or _HIDDEN.search(known.get("style", ""))
    return "expired" if expired else "hidden" if hidden else "menu" if known.get("role") in _ASIDE_ROLES else ""


def _as_rows(walk: _Walk, row: Any) -> bool:
    """Say a row of a table as cells; not where the table only lays out the page."""
    if row.find(".//table") is not None or row.find(".//tr") is not None:  # else each depth were read twice
        return False
    cells = [_lines_in(cell) for cell in row.iterchildren("td", "th")]
    deep, many = any(len(own) > _MOST_IN_A_CELL for own in cells), [own for own in cells if len(own) > 1]
    story = any(line.endswith(".") and len(line.split()) > 4 for own in many for line in own)
    if story or (deep and not (len(many) == 1 and are_people(many[0]))):  # beside the post of them all
        return False
    number = int(next((part for part in walk.path[::-1] if part.startswith("table")), "#1").rpartition("#")[2])
    for texts in filter(any, side_by_side(cells)):
        walk.lines.append(Line(cells_of(texts), container=walk.path, aside=walk.aside, table=number))
    return True


def _lines_in(cell: Any) -> list[str]:
    """The text of a cell by the blocks in it; what stands apart in elements of its own is kept apart by a space."""
    walk = _Walk()
    _visit(walk, cell)
    walk.flush()
    return [line.text.replace(CELL, " ") for line in walk.lines if not line.aside]


def _notes(root: Any, lines: list[Line]) -> Iterator[str]:
    shown = sum(len(line.text) for line in lines if not line.aside)
    if shown < _LITTLE and any(one.text or one.get("src") for one in root.iter("script")):
        yield "The page holds next to no text and is filled by a script: save it from a browser once it is shown."
