"""Identifiers in pieces of HTML that come to stand on one page: each its own, and what points at it follows."""

from __future__ import annotations

import re

TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>""")
IDENTIFIER = re.compile(r"""(?<=\s)id\s*=\s*(?:"([^"]+)"|'([^']+)')""")
LISTS = re.compile(
    r"""((?<=\s)(?:id|for|headers|aria-(?:labelledby|describedby|controls|owns|details))\s*=\s*)(?:"([^"]*)"|'([^']*)')"""
)
POINTERS = re.compile(r"""(url\((?:"|'|&quot;)?#|(?<=\s)(?:xlink:)?href\s*=\s*["']#)([^"')&]+)""")
STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(</style\s*>)", re.DOTALL | re.IGNORECASE)


def distinct(html: str, used: set[str]) -> str:
    """A piece of HTML whose identifiers are in none of the pieces before it.

    Parameters
    ----------
    html : str
        One output of a notebook, or one chart.
    used : set of str
        Identifiers of the page so far; those of this piece are added to it.

    Returns
    -------
    str
        The piece, with every taken identifier, and whatever in the piece refers to it, numbered.

    Examples
    --------
    >>> distinct('<p id="a"></p><a href="#a">up</a>', {"a"})
    '<p id="a-2"></p><a href="#a-2">up</a>'
    """
    found = [one or two for tag in TAG.findall(html) for one, two in IDENTIFIER.findall(tag)]
    renamed = {name: _free(name, used) for name in dict.fromkeys(found) if name in used}
    used.update(found, renamed.values())
    if not renamed:
        return html
    html = TAG.sub(lambda tag: _in_tag(tag[0], renamed), html)
    return STYLE.sub(lambda style: style[1] + _in_style(style[2], renamed) + style[3], html)


def renumbered(html: str) -> str:
    """A piece of HTML whose identifiers are numbered from 1, whatever they were.

    Examples
    --------
    >>> renumbered('<i id="clip31"></i><g clip-path="url(#clip31)"></g>')
    '<i id="part-1"></i><g clip-path="url(#part-1)"></g>'
    """
    found = [one or two for tag in TAG.findall(html) for one, two in IDENTIFIER.findall(tag)]
    renamed = {name: f"part-{number}" for number, name in enumerate(dict.fromkeys(found), start=1)}
    return TAG.sub(lambda tag: _in_tag(tag[0], renamed), html) if renamed else html


def _free(name: str, used: set[str]) -> str:
    number = 2
    while f"{name}-{number}" in used:
        number += 1
    return f"{name}-{number}"


def _in_tag(tag: str, renamed: dict[str, str]) -> str:
    def words(match: re.Match[str]) -> str:
        """One attribute with its identifiers renamed."""
        names = (match[2] if match[2] is not None else match[3]).split()
        return f'{match[1]}"{" ".join(renamed.get(name, name) for name in names)}"'

    tag = LISTS.sub(words, tag)
    return POINTERS.sub(lambda match: match[1] + renamed.get(match[2], match[2]), tag)


def _in_style(css: str, renamed: dict[str, str]) -> str:
    return re.sub(r"#([A-Za-z_][\w-]*)", lambda match: "#" + renamed.get(match[1], match[1]), css)
