"""The outputs of an executed notebook as pieces of HTML, in order; a chart as a picture with words and its figures."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

from lxml import etree
from markupsafe import Markup

from lepdata.display import everywhere, filled
from lepdata.english import capital, visible

FOLDER = Path(__file__).with_name("templates")
ASSETS = tuple(FOLDER / name for name in ("lepdata.css", "lepdata.js", "icon.svg"))
VEGA_LITE = re.compile(r"application/vnd\.vegalite\.v\d+[.+]json")
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
SCRIPT = re.compile(r'<script\b.*?(?:</script\s*>|\Z)|<style class="lep-parts">.*?</style>', re.DOTALL | re.IGNORECASE)
_TABLE = re.compile(r"<table\b(?:(?!<table\b).)*?</table\s*>", re.DOTALL | re.IGNORECASE)


@cache
def _converter(raw_html: bool) -> Callable[[str], Any]:
    import mistune

    return mistune.create_markdown(escape=not raw_html, plugins=["table", "strikethrough", "url"])


def markdown(text: str, raw_html: bool = True) -> str:
    return framed(SCRIPT.sub("", str(_converter(raw_html)(text))))


def fragments(notebook: dict[str, Any]) -> list[str]:
    """The visible pieces of an executed notebook: markdown cells and outputs, no code."""
    sections: list[list[dict[str, Any]]] = [[]]
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and "".join(cell["source"]).startswith("#"):
            sections.append([])
        sections[-1].append(cell)
    used, pieces = {"content", "lep-failed"}, list[str]()
    for cells in sections:  # of a board of which little is known the answer stands alone
        pieces += _section(cells, folded=any('data-known="little"' in piece for piece in pieces))
    return [distinct(piece, used) for piece in pieces]


def _section(cells: list[dict[str, Any]], folded: bool) -> list[str]:
    """What a section shows: no heading above nothing at all; some are folded, as those whose heading is tagged so."""
    pieces = [piece for cell in cells for piece in _cell(cell) if piece.strip()]
    if len(pieces) == 1 and len(cells) > 1 and "\n" not in "".join(cells[0]["source"]).strip():
        return []  # a heading alone, whose code shows nothing
    if not pieces or not (folded or "fold" in _tags(cells[0])) or "</h2>" not in pieces[0]:
        return pieces
    heading, end, rest = pieces[0].partition("</h2>")
    opening = f'<details class="lep-details lep-fold"><summary>{heading}{end}</summary>{rest}'
    return [opening, *pieces[1:], "</details>"]


def _tags(cell: dict[str, Any]) -> set[str]:
    return set(cell.get("metadata", {}).get("tags", []))


def _cell(cell: dict[str, Any]) -> list[str]:
    if {"hide", "remove_cell", "papermill-error-cell-tag"} & _tags(cell):
        return []
    if cell["cell_type"] == "markdown":
        return [markdown("".join(cell["source"]))]
    return [_output(output) for output in cell.get("outputs", [])]


def _output(output: dict[str, Any]) -> str:
    kind = output["output_type"]
    if kind == "error":
        message = _ANSI.sub("", output.get("evalue", ""))
        return filled("failed.html", name=output.get("ename", ""), message=message)
    if kind == "stream":  # what goes to standard error (warnings) is for whoever runs the notebook
        return _printed(_ANSI.sub("", "".join(output["text"])).strip("\n") if output["name"] == "stdout" else "")
    data = output.get("data", {})
    for kind, value in data.items():
        if VEGA_LITE.fullmatch(kind) and isinstance(value, dict):
            return figure(value)
    texts = {kind: "".join(value) if isinstance(value, list) else str(value) for kind, value in data.items()}
    if "text/html" in texts:
        return framed(SCRIPT.sub("", texts["text/html"]))
    if "text/markdown" in texts:
        return markdown(texts["text/markdown"], raw_html=False)
    if picture := "".join(texts.get("image/png", "").split()):
        what = f'alt="A picture without a description" src="data:image/png;base64,{escape(picture)}"'
        return f'<p><img class="lep-picture" {what}></p>'
    return _printed(texts.get("text/plain", ""))


def _printed(text: str) -> str:
    text = _ANSI.sub("", text)
    return f'<pre class="lep-printed">{escape(text)}</pre>' if text else ""


def framed(html: str) -> str:
    """HTML whose tables stand in frames; the script lets the keyboard reach those that have to scroll, by name."""
    return _TABLE.sub(r'<div class="lep-scroll">\g<0></div>', html)


MOST_ROWS = 200
_LOW = 160  # pixels: the words of a lower chart stand above it, not beside it
PHONE = 358  # pixels between the margins of a telephone of 390: a wider chart is drawn for it again
_WIDE = 500  # a chart that asks for less is drawn for the telephone alone, and a page enlarges it
_SHORT = {"axis": {"labelLimit": 130}, "legend": {"labelLimit": 150, "columns": 2}}


def figure(spec: dict[str, Any]) -> str:
    """A chart as a reader meets it: title, picture with alternative text, data as a table behind a disclosure."""
    given = spec.get("title") or ""
    title, subtitle = (given.get("text"), given.get("subtitle")) if isinstance(given, dict) else (given, "")
    title, lines = _joined(title), subtitle if isinstance(subtitle, list) else [subtitle]
    at = next((at for at, line in enumerate(lines) if str(line).startswith("Source:")), len(lines))
    drawn = list[Markup]()
    with suppress(ValueError):  # one that cannot be drawn is there in words
        untitled = {key: value for key, value in spec.items() if key != "title"}
        drawn = [Markup(one) for one in drawings(untitled)]  # vl-convert escapes the text in them
    wide, high = _size(drawn[0]) if drawn else (0, _LOW)
    description = " ".join(str(spec.get("description") or "").split())
    # Headings of the columns that say what is drawn, or that the page has the figures in a table of its own.
    said = (spec.get("usermeta") or {}).get("figures")
    fields = (str(one).replace("\\", "") for encoding in _parts(spec, "encoding") for one in _parts(encoding, "field"))
    headings = said if isinstance(said, dict) else dict.fromkeys(fields, "")  # under their own names
    told = [rows for rows in datasets(spec) if said != "in a table" and (not said or len({*said} & {*rows[0]}) > 1)]
    in_percent = any(str(one).endswith("%") for one in _parts(spec, "format"))
    tables = [_table(rows, headings, in_percent) for rows in told]
    words = {"title": title, "subtitle": _joined(lines[:at]), "source": _joined(lines[at:]), "description": description}
    shape = {"scrolls": len(drawn) == 1 and wide > PHONE, "low": high < _LOW}
    return filled("figure.html", drawn=drawn, tables=tables, **words, **shape)


def drawings(spec: dict[str, Any]) -> list[str]:
    """A chart drawn for a telephone, where it can be laid out so; and for a wide page if it asks for much more."""
    vega = vl_convert().vegalite_to_vega(everywhere(spec, visible), config={"font": FONT, "background": "transparent"})
    drawn = _drawn(vega)
    wide, _ = _size(drawn)
    if wide <= PHONE or not {"mark", "layer"} & set(spec):
        return [_inline(drawn)]
    config = vega.get("config") or {}
    shorter = {**config, **{name: {**(config.get(name) or {}), **own} for name, own in _SHORT.items()}}
    fitted = {"width": PHONE - 10, "autosize": {"type": "fit-x", "contains": "padding"}, "config": shorter}
    narrow = _drawn({**vega, **fitted})
    return [_inline(drawn, "wide"), _inline(narrow, "narrow")] if wide > _WIDE else [_inline(narrow)]


def _size(svg: str) -> tuple[float, float]:
    ((wide, high),) = re.findall(r' width="([\d.]+)" height="([\d.]+)"', svg)[:1]  # a ValueError where it is endless
    return float(wide), float(high)


def _joined(text: Any) -> str:
    return " ".join(text) if isinstance(text, list) else str(text or "")


def datasets(spec: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The rows of every data set of a specification, in its order; each set once."""
    named = spec.get("datasets") or {}
    drawn = [part for part in _parts(spec, "data") if isinstance(part, dict)]
    found = [part["values"] if "values" in part else named.get(part.get("name")) for part in drawn]
    sets = [rows for rows in found if isinstance(rows, list) and rows and isinstance(rows[0], dict)]
    return [rows for place, rows in enumerate(sets) if rows not in sets[:place]]


def _parts(value: Any, key: str) -> Iterator[Any]:
    if isinstance(value, dict):
        if key in value:
            yield value[key]
        for name, inner in value.items():
            if name != "datasets":
                yield from _parts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _parts(inner, key)


def _table(rows: list[dict[str, Any]], headings: dict[str, str], in_percent: bool) -> dict[str, Any]:
    present = dict.fromkeys(key for row in rows for key in row)
    columns = [column for column in present if column in headings] or list(present)
    cells = {column: [row.get(column) for row in rows] for column in columns}
    shares = {column for column, own in cells.items() if in_percent and any(type(one) is float for one in own)}
    shown = [tuple(_value(row.get(column), column in shares) for column in columns) for row in rows[:MOST_ROWS]]
    return {
        "headings": [headings.get(column) or capital(column.replace("_", " ")) for column in columns],
        "numeric": [all(type(one) in (int, float, type(None)) for one in own) for own in cells.values()],
        "rows": list(dict.fromkeys(shown)),
        "left_out": max(0, len(rows) - MOST_ROWS),
    }


def _value(value: Any, in_percent: bool = False) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if in_percent and isinstance(value, int | float):
        return f"{100 * value:.3g}%"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.4g}"
    return "" if value is None else str(value)


# --- a chart drawn as SVG, small and with identifiers that are its own

TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>""")
_IDENTIFIER = re.compile(r"""(?<=\s)id\s*=\s*(?:"([^"]+)"|'([^']+)')""")
LISTS = re.compile(
    r"""((?<=\s)(?:id|for|headers|aria-(?:labelledby|describedby|controls|owns|details))\s*=\s*)(?:"([^"]*)"|'([^']*)')"""
)
_POINTERS = re.compile(r"""(url\((?:"|'|&quot;)?#|(?<=\s)(?:xlink:)?href\s*=\s*["']#)([^"')&]+)""")
STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(</style\s*>)", re.DOTALL | re.IGNORECASE)


def distinct(html: str, used: set[str]) -> str:
    """A piece of HTML whose identifiers are in none of the pieces before it."""
    found = _identifiers(html)
    free = {name: next(new for n in count(2) if (new := f"{name}-{n}") not in used) for name in found if name in used}
    used.update(found, free.values())
    if not free:
        return html
    html = TAG.sub(lambda tag: _in_tag(tag[0], free), html)
    css = re.compile(r"#([A-Za-z_][\w-]*)")
    return STYLE.sub(lambda one: one[1] + css.sub(lambda name: "#" + free.get(name[1], name[1]), one[2]) + one[3], html)


def _identifiers(html: str) -> list[str]:
    return list(dict.fromkeys(one or two for tag in TAG.findall(html) for one, two in _IDENTIFIER.findall(tag)))


def _in_tag(tag: str, renamed: dict[str, str]) -> str:
    def words(match: re.Match[str]) -> str:
        names = (match[2] if match[2] is not None else match[3]).split()
        return f'{match[1]}"{" ".join(renamed.get(name, name) for name in names)}"'

    tag = LISTS.sub(words, tag)
    return _POINTERS.sub(lambda match: match[1] + renamed.get(match[2], match[2]), tag)


# Liberation Sans, by which vl-convert measures text, has the widths of Arial and Helvetica.
FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"
# What a picture hidden from screen readers need not say, and what its page says of letters.
_UNHEARD = ("role", "class", "aria-hidden", "aria-label", "aria-roledescription", "pointer-events", "font-family")
_SHORTER = ["--no-line-breaks", "--strip-xml-prolog", "--set-precision=4", "--disable-embed-rasters"]  # nothing fetched
_LINK = "{http://www.w3.org/1999/xlink}href"
_EMBEDDED = re.compile(r"data:image/(png|jpeg|gif);")


@cache
def vl_convert() -> Any:
    """vl-convert with its own fonts alone: a machine's, which make pages differ, it would open anew for each letter."""
    import vl_convert

    given = dict(os.environ)
    os.environ["FONTCONFIG_FILE"] = str(FOLDER / "fonts.conf")
    vl_convert.svg_to_png('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')  # looks for fonts, once
    del os.environ["FONTCONFIG_FILE"]
    os.environ.update(given)
    return vl_convert


def _drawn(vega: dict[str, Any]) -> str:
    return str(vl_convert().vega_to_svg(vega, allowed_base_urls=[]))


def _inline(drawn: str, only: str = "") -> str:
    """A drawing without links, addresses and what says nothing; "wide" or "narrow" where shown on such a page only."""
    from scour.scour import parse_args, scourString

    root = etree.fromstring(drawn, etree.XMLParser(recover=True))
    for paper in root.findall("{*}rect"):  # its paper is the page
        root.remove(paper)
    for one in root.iter("{*}image"):
        if not _EMBEDDED.match(one.get(_LINK, "")):
            one.attrib.pop(_LINK, None)
    etree.strip_attributes(root, *_UNHEARD)
    etree.strip_tags(root, "{*}a")  # links are in the tables
    kind = f"lep-chart lep-only-{only}" if only else "lep-chart"
    root.attrib.update({"class": kind, "aria-hidden": "true", "focusable": "false"})
    html = scourString(etree.tostring(root, encoding="unicode"), parse_args(_SHORTER))
    html = html.replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)
    # vl-convert numbers through all charts of a process
    renamed = {name: f"part{only and '-'}{only}-{number}" for number, name in enumerate(_identifiers(html), start=1)}
    return TAG.sub(lambda tag: _in_tag(tag[0], renamed), html)
