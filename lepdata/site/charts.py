"""A chart as a reader meets it: a picture with words, its figures as a table, identifiers that are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, groupby
from typing import Any

from markupsafe import Markup

from lepdata.english import capital, visible
from lepdata.site.template import render

TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>""")
IDENTIFIER = re.compile(r"""(?<=\s)id\s*=\s*(?:"([^"]+)"|'([^']+)')""")
LISTS = re.compile(
    r"""((?<=\s)(?:id|for|headers|aria-(?:labelledby|describedby|controls|owns|details))\s*=\s*)(?:"([^"]*)"|'([^']*)')"""
)
POINTERS = re.compile(r"""(url\((?:"|'|&quot;)?#|(?<=\s)(?:xlink:)?href\s*=\s*["']#)([^"')&]+)""")
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
    return list(dict.fromkeys(one or two for tag in TAG.findall(html) for one, two in IDENTIFIER.findall(tag)))


def _in_tag(tag: str, renamed: dict[str, str]) -> str:
    def words(match: re.Match[str]) -> str:
        names = (match[2] if match[2] is not None else match[3]).split()
        return f'{match[1]}"{" ".join(renamed.get(name, name) for name in names)}"'

    tag = LISTS.sub(words, tag)
    return POINTERS.sub(lambda match: match[1] + renamed.get(match[2], match[2]), tag)


# Liberation Sans, by which vl-convert measures text, has the widths of Arial and Helvetica.
FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"
MOST_ROWS = 200
PHONE = 358  # pixels between the margins of a telephone of 390: a wider chart is drawn for it again
_SHORT = {"axis": {"labelLimit": 130}, "legend": {"labelLimit": 150, "columns": 2}}
ROOT = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')
PAPER = re.compile(r'^<rect [^>]*fill="(?:white|#fff|#ffffff|transparent)"/>', re.IGNORECASE)
LINK = re.compile(r'<a xlink:href="[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
# What a picture hidden from screen readers need not say, and addresses outside it.
NEEDLESS = re.compile(
    r'\s(?:(?:opacity|stroke-width)="1"|text-anchor="start"|font-(?:size="13px"|weight="normal")'
    r'|(?:role|class|pointer-events|font-family|aria-[a-z]+)="[^"]*"'
    r'|(?:xlink:)?href="(?!#|data:image/(?:png|jpeg|gif);)[^"]*")'
)
# Groups and outlines in which nothing is drawn, and moves by nothing: some hundred a page.
NOTHING = re.compile(
    r'<path d="(?:M0,0h0v0h0Z)?"(?: display="none")?/>|<g(?: transform="[^"]*")?(?:/>|></g>)'
    r'| transform="translate\(0,0\)"'
)
LONG_FRACTION = re.compile(r"\d+\.\d{2,}")  # of places: less than a tenth of a pixel is seen by nobody


def chart_svg(spec: dict[str, Any], only: str = "") -> str:
    """A chart as inline SVG that shrinks with the page; "wide" or "narrow" where it is shown on such a page only."""
    import vl_convert

    config = {"font": FONT, "background": "transparent"}
    drawn = vl_convert.vegalite_to_svg(_visible(spec), config=config, allowed_base_urls=[])
    drawn = LINK.sub(r"\1", drawn)  # links are in the tables
    drawn = TAG.sub(lambda tag: LONG_FRACTION.sub(_rounded, NEEDLESS.sub("", tag[0])), drawn)
    root = ROOT.match(drawn)
    if root is None:
        raise ValueError("the drawing has no size")
    wide, high = root[1], root[2]
    shown = f"lep-chart lep-only-{only}" if only else "lep-chart"
    opening = (
        f'<svg class="{shown}" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'font-size="13px" aria-hidden="true" focusable="false">'
    )
    inside = NOTHING.sub("", PAPER.sub("", drawn[root.end() :].removesuffix("</svg>"), count=1))
    html = f"{opening}{_unwrapped(inside)}</svg>"
    # vl-convert numbers through all charts of a process
    renamed = {name: f"part{only and '-'}{only}-{number}" for number, name in enumerate(_identifiers(html), start=1)}
    return TAG.sub(lambda tag: _in_tag(tag[0], renamed), html)


_GROUP = re.compile(r"<g(?P<with>\b[^>]*[^/])?>|</g>")
_AT = re.compile(r'(<text[^>]*?) transform="translate\(([^,()]+),([^,()]+)\)"([^>]*>)(?!<tspan)')
_UNSEEN = re.compile(r'<path d="[^"]*"/>')  # a shape without fill and edge: where the pointer would be felt
_FROM_NOTHING = re.compile(r'(?<=\s)[xy]2="0" ?')


def _unwrapped(drawn: str) -> str:
    """The same drawing without groups that say nothing, and with texts and lines in fewer words: a third less."""
    open_: list[bool] = []

    def group(tag: re.Match[str]) -> str:
        if tag[0] != "</g>":
            open_.append(bool(tag["with"]))
            return tag[0] if open_[-1] else ""
        return tag[0] if open_.pop() else ""

    kept = _GROUP.sub(group, drawn)
    kept = _UNSEEN.sub("", kept)
    kept = _AT.sub(r'\1 x="\2" y="\3"\4', kept)
    kept = TAG.sub(lambda tag: _FROM_NOTHING.sub("", tag[0]) if tag[0].startswith("<line") else tag[0], kept)
    return _ROW.sub(lambda row: "".join(_shared(row[0])), kept)


_MARK = r"<(?:path|line|rect)\b[^>]*/>|<text\b[^>]*>[^<]*</text>"
_ROW = re.compile(f"(?:{_MARK}){{3,}}")
_LOOKS = re.compile(r' (?:fill|stroke|stroke-width|stroke-dasharray|text-anchor|font-weight|font-size)="[^"]*"')


def _shared(row: str) -> Iterator[str]:
    """Marks beside one another that look alike, their look said once."""
    for look, found in groupby(
        re.findall(_MARK, row), key=lambda mark: "".join(_LOOKS.findall(mark.partition(">")[0]))
    ):
        marks = list(found)
        if len(marks) < 2 or len(look) * (len(marks) - 1) < 10:
            yield "".join(marks)
        else:
            plain = (_LOOKS.sub("", head) + more + rest for head, more, rest in (one.partition(">") for one in marks))
            yield f"<g{look}>{''.join(plain)}</g>"


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".rstrip("0").rstrip(".")


def _visible(value: Any) -> Any:
    """A specification whose texts hold nothing unseen: what is measured is what is shown, and it is good XML."""
    if isinstance(value, dict):
        return {key: _visible(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_visible(inner) for inner in value]
    return visible(value) if isinstance(value, str) else value


def figure(spec: dict[str, Any]) -> str:
    """A chart as a reader meets it: title, picture with alternative text, data as a table behind a disclosure."""
    given = spec.get("title") or ""
    title, subtitle = (given.get("text"), given.get("subtitle")) if isinstance(given, dict) else (given, "")
    title = _joined(title)
    untitled = {key: value for key, value in spec.items() if key != "title"}
    lines = subtitle if isinstance(subtitle, list) else [subtitle]
    at = next((at for at, line in enumerate(lines) if str(line).startswith("Source:")), len(lines))
    subtitle, source = lines[:at], lines[at:]
    try:
        drawn = [Markup(one) for one in _drawings(untitled)]  # vl-convert escapes the text in them
        problem = ""
    except ValueError:
        drawn, problem = [], "This chart could not be drawn; what it says and its figures are here in words."
    description = " ".join(str(spec.get("description") or "").split())
    elsewhere = (spec.get("usermeta") or {}).get("figures")  # the page has them in a table of its own
    tables = [] if elsewhere else [table for rows in datasets(spec) if (table := _table(rows, _headings(spec)))]
    alt = description or (f"Chart: {title}" if title else "Chart; its figures are in the table below it.")
    said = {"title": title, "alt": alt, "description": description, "problem": problem}
    said |= {"subtitle": _joined(subtitle), "source": _joined(source)}
    return render(
        "figure.html", drawn=drawn, scrolls=len(drawn) == 1 and _width(drawn[0]) > PHONE, tables=tables, **said
    )


def _drawings(spec: dict[str, Any]) -> list[str]:
    """A chart drawn for a wide page and, where it would not fit there and can be laid out anew, for a telephone."""
    alone = chart_svg(spec)
    if _width(alone) <= PHONE or not {"mark", "layer"} & set(spec):
        return [alone]
    config = spec.get("config") or {}
    shorter = {**config, **{name: {**(config.get(name) or {}), **own} for name, own in _SHORT.items()}}
    fitted = {"width": PHONE - 10, "autosize": {"type": "fit-x", "contains": "padding"}, "config": shorter}
    return [chart_svg(spec, "wide"), chart_svg({**spec, **fitted}, "narrow")]


def _width(svg: str) -> float:
    return float(re.findall(r' width="([\d.]+)"', svg)[0])


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


def _headings(spec: dict[str, Any]) -> dict[str, str]:
    """Column to heading: the columns that are drawn, under the titles of their axes or legends."""
    found: dict[str, str] = {}
    for encoding in _parts(spec, "encoding"):
        for name, channel in encoding.items() if isinstance(encoding, dict) else ():
            for one in channel if isinstance(channel, list) else [channel]:
                if not isinstance(one, dict) or not isinstance(one.get("field"), str):
                    continue
                if name not in ("x", "y") or one.get("axis", "drawn") is not None:  # else where a mark stands, no more
                    field = one["field"].replace("\\", "")
                    found[field] = found.get(field) or _channel_title(one)
    shared = {title for title in found.values() if list(found.values()).count(title) > 1}
    named = {field: field.replace("_", " ") for field in found}
    return {
        field: f"{title} ({named[field]})" if title in shared and title else title or capital(named[field])
        for field, title in found.items()
    }


def _channel_title(channel: dict[str, Any]) -> str:
    nested = [channel.get(key) for key in ("axis", "legend", "header")]
    titles = [channel.get("title"), *(part.get("title") for part in nested if isinstance(part, dict))]
    return next((_joined(title) for title in titles if title), "")


def _table(rows: list[dict[str, Any]], headings: dict[str, str]) -> dict[str, Any]:
    present = dict.fromkeys(key for row in rows for key in row)
    columns = [column for column in present if column in headings] or list(present)
    shown = [tuple(_value(row.get(column)) for column in columns) for row in rows[:MOST_ROWS]]
    return {
        "headings": [headings.get(column, capital(column.replace("_", " "))) for column in columns],
        "numeric": [all(type(row.get(column)) in (int, float, type(None)) for row in rows) for column in columns],
        "rows": list(dict.fromkeys(shown)),
        "left_out": max(0, len(rows) - MOST_ROWS),
    }


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.4g}"
    return "" if value is None else str(value)
