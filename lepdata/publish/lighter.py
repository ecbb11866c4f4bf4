"""A drawing in fewer bytes: the same picture, without what no reader sees and without saying a thing twice.

vl-convert repeats font, size and colour on every letter and line, draws empty boxes, and gives places to a hundred
billionth of a pixel. On the pages of 38 boards that is most of a megabyte.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from xml.etree import ElementTree

Element = ElementTree.Element

XLINK = "{http://www.w3.org/1999/xlink}"
# What has no effect in a picture that hears no mouse and that screen readers skip.
NEEDLESS = ("class", "pointer-events", "role")
UNSAID = {"opacity": "1", "transform": "translate(0,0)"}
# What a child takes from the group it stands in, unless it says otherwise.
LETTERS = ("font-family", "font-size", "font-weight", "text-anchor")
STROKES = ("fill", "stroke", "stroke-width", "stroke-dasharray")
PLACES = ("d", "height", "transform", "width", "x", "x2", "y", "y2")
FRACTION = re.compile(r"-?\d*\.\d+(?:e-?\d+)?")
AT = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")
CIRCLE = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0Z?")


def lighter(svg: str) -> str:
    """The inside of a drawing, rounded to a tenth of a pixel, with shared looks said once.

    Parameters
    ----------
    svg : str
        What stands between ``<svg>`` and ``</svg>``, as vl-convert draws it.

    Returns
    -------
    str
        The same picture; what cannot be read as XML comes back as it was.

    Examples
    --------
    >>> lighter('<g><path d=""/><text transform="translate(1.04,2)" opacity="1">A &amp; B</text></g>')
    '<text x="1" y="2">A &amp; B</text>'
    """
    try:
        root = ElementTree.fromstring(f'<svg xmlns:xlink="{XLINK[1:-1]}">{svg}</svg>')
    except ElementTree.ParseError:
        return svg
    _lighten(root)
    return "".join(ElementTree.tostring(child, "unicode").replace(" />", "/>") for child in root)


def _lighten(element: Element) -> None:
    """Lighten what is in an element, from the inside out."""
    for child in element:
        _lighten(child)
        _tidy(child)
    element[:] = [lone for child in element if not _unseen(child) for lone in _bare(child)]
    if element.tag == "g":
        element[:] = _joined(list(element))
        for name in (*LETTERS, *STROKES):
            _say_once(element, name)
        _take_in(element)


def _unseen(element: Element) -> bool:
    """Whether an element draws nothing: switched off, an empty group, or a box without a look of its own."""
    if element.get("display") == "none":
        return True
    if element.tag == "g":
        return not len(element)
    return element.tag == "path" and (not element.get("d") or not {"fill", "stroke"} & set(element.attrib))


def _bare(element: Element) -> list[Element]:
    """The element, or the children of a group that says nothing."""
    return [element] if element.tag != "g" or element.attrib else list(element)


def _tidy(element: Element) -> None:
    """Drop what says nothing, round places, and put letters, lines and circles where they stand."""
    for name, value in list(element.attrib.items()):
        if name in NEEDLESS or UNSAID.get(name) == value:
            del element.attrib[name]
        elif name in PLACES:
            element.set(name, FRACTION.sub(_rounded, value))
        elif name.startswith(XLINK):
            element.set(name.removeprefix(XLINK), element.attrib.pop(name))
    at = AT.fullmatch(element.get("transform", "translate(0,0)"))
    if at and element.tag in PLACED:
        element.attrib.pop("transform", None)
        PLACED[element.tag](element, at[1], at[2])


def _rounded(found: re.Match[str]) -> str:
    tenth = f"{float(found[0]):.1f}".removesuffix(".0")
    return "0" if tenth == "-0" else tenth


def _text(element: Element, x: str, y: str) -> None:
    element.attrib |= {"x": x, "y": y}


def _line(element: Element, x: str, y: str) -> None:
    """A line as a path, so that it can be joined with its like."""
    across, down = element.attrib.pop("x2", "0"), element.attrib.pop("y2", "0")
    way = f"h{across}" if down == "0" else f"v{down}" if across == "0" else f"l{across},{down}"
    element.tag = "path"
    element.set("d", f"M{x},{y}{way}")


def _path(element: Element, x: str, y: str) -> None:
    """A circle as a circle; other shapes keep their place."""
    circle = CIRCLE.fullmatch(element.get("d", ""))
    if circle:
        element.tag = "circle"
        del element.attrib["d"]
        element.attrib |= {"cx": x, "cy": y, "r": circle[1]}
    elif (x, y) != ("0", "0"):
        element.set("transform", f"translate({x},{y})")


PLACED = {"text": _text, "line": _line, "path": _path}


def _joined(children: list[Element]) -> list[Element]:
    """Paths of one look that follow each other as one path."""
    kept: list[Element] = []
    for child in children:
        if kept and _look(child) is not None and _look(child) == _look(kept[-1]):
            kept[-1].set("d", kept[-1].get("d", "") + child.get("d", ""))
        else:
            kept.append(child)
    return kept


def _look(element: Element) -> dict[str, str] | None:
    """How a path looks; None for what cannot be joined, since it has a place of its own or can be seen through."""
    if element.tag != "path" or {"transform", "opacity", "clip-path", "id"} & set(element.attrib):
        return None
    return {name: value for name, value in element.attrib.items() if name != "d"}


def _say_once(group: Element, name: str) -> None:
    """Have a group say what all in it say, and its children only what differs."""
    asked = [child for child in group if name in STROKES or child.tag == "text" or child.find(".//text") is not None]
    values = [child.get(name) for child in asked]
    if not values or None in values:
        return
    usual = Counter(values).most_common(1)[0][0]
    group.set(name, str(usual))
    for child in asked:
        if child.get(name) == usual:
            del child.attrib[name]


def _take_in(group: Element) -> None:
    """A group in a group becomes one, if there is nothing else in the outer one and nothing is cut out there."""
    if len(group) != 1 or group[0].tag != "g" or "clip-path" in group.attrib or "opacity" in group.attrib:
        return
    inner = group[0]
    places = [AT.fullmatch(one.get("transform", "translate(0,0)")) for one in (group, inner)]
    if None in places:
        return
    group.attrib |= inner.attrib
    x, y = (_sum(place[axis] for place in places if place) for axis in (1, 2))
    group.set("transform", f"translate({x},{y})")
    group[:] = list(inner)
    _tidy(group)


def _sum(numbers: Iterable[str]) -> str:
    return f"{sum(map(float, numbers)):.1f}".removesuffix(".0")
