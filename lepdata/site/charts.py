"""A chart drawn as SVG, small and with identifiers that are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, groupby
from typing import Any

from lepdata.english import visible

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
    wide, high = root.groups()
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

    kept = _AT.sub(r'\1 x="\2" y="\3"\4', _UNSEEN.sub("", _GROUP.sub(group, drawn)))
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
        plain = [_LOOKS.sub("", head) + more + rest for head, more, rest in (one.partition(">") for one in marks)]
        outlines = [_outline(one) for one in plain]
        if len(marks) > 1 and all(outlines):
            yield f'<path{look} d="{"".join(outlines)}"/>'
        elif len(look) * (len(marks) - 1) < 10:
            yield "".join(marks)
        else:
            yield f"<g{look}>{''.join(plain)}</g>"


_AT_PLACE = r'(?: transform="translate\(([^,()]+),([^,()]+)\)")?'
_LINE = re.compile(f'<line{_AT_PLACE}(?: x2="([^"]+)")?(?: y2="([^"]+)")?/>')
_BOX = re.compile(rf'<path{_AT_PLACE} d="M([-\d.]+),([-\d.]+)([-hv\d.]+Z?)"/>')


def _outline(mark: str) -> str:
    """A line or a box as part of an outline that several share; "" for any other mark."""
    if line := _LINE.fullmatch(mark):
        x, y, along, down = (number or "0" for number in line.groups())
        return f"M{x},{y}" + (f"h{along}" if down == "0" else f"v{down}" if along == "0" else f"l{along},{down}")
    if box := _BOX.fullmatch(mark):
        x, y = (f"{float(box[n] or 0) + float(box[n + 2]):.1f}".removesuffix(".0") for n in (1, 2))
        return f"M{x},{y}{box[5]}"
    return ""


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".rstrip("0").rstrip(".")


def _visible(value: Any) -> Any:
    """A specification whose texts hold nothing unseen: what is measured is what is shown, and it is good XML."""
    if isinstance(value, dict):
        return {key: _visible(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_visible(inner) for inner in value]
    return visible(value) if isinstance(value, str) else value
