"""The frame of every page: where it goes, what stands above it, and where it comes from."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from lepdata.english import capital, visible
from lepdata.site.html import failed, fragments
from lepdata.site.template import render

NATIONAL, TRUST, PARTNERSHIPS = "national", "trust", "partnerships"
AT_THE_TOP = {
    NATIONAL: "The national review",
    TRUST: "How far to trust the sectors",
    PARTNERSHIPS: "Partnership groups and successor boards",
}
ACTIONS, ACTIONS_TITLE = "actions.html", "Plans and progress"
FICTIONAL = "exampleshire"
_NOT_SET = {  # parameter -> what it means that it is left empty
    "lep": "all of them",
    "as_at": "the latest usable list",
    "framework": "the rules in force at the date of the list",
}
_KINDS = {  # folder -> heading and introduction of each kind of further page, in the order shown
    "plans": (
        "Improvement plans",
        "What a body said it would do, by when, and where that stands. A plan that was published and a plan that was "
        "drafted here are told apart on their pages.",
    ),
    "progress": (
        "Progress",
        "Two dates of one body beside each other: what is now known, and what has changed. To learn more about a board "
        "is not to say that it improved.",
    ),
    "stocktakes": (
        "Stock-takes",
        "What councils answered when they were asked the same questions: where they agree, where they do not, and who "
        "has not answered.",
    ),
}
Trail = Sequence[tuple[str, str]]


def place(name: str) -> str:
    """Where the page of a notebook of that name goes, relative to the site."""
    return f"{name}.html" if name in AT_THE_TOP or "/" in name else f"boards/{name}.html"


def here(name: str) -> str:
    """Which link of the navigation leads to the page of a notebook or to a page above it."""
    return {NATIONAL: NATIONAL, TRUST: "method"}.get(name, "actions" if "/" in name else "boards")


def trail(name: str) -> Trail:
    """The pages above the page of a notebook, as words and addresses from the top of the site."""
    if name in AT_THE_TOP:
        return []
    if "/" not in name:
        return [("Home", "index.html"), ("Boards", "index.html#boards")]
    folder = name.rpartition("/")[0]
    return [("Home", "index.html"), (ACTIONS_TITLE, ACTIONS), (kind(folder)["heading"], f"{ACTIONS}#{folder}")]


def onward(name: str, titles: Mapping[str, str], there: Callable[[str], bool]) -> Trail:
    """Where a reader of a page about one area may go next, of what is there: its neighbours, its plan, the files."""
    folder, _, slug = name.rpartition("/")
    if name in AT_THE_TOP or folder not in ("", *_KINDS):
        return []
    boards = [one for one in titles if "/" not in one and one not in AT_THE_TOP and (one == name or there(place(one)))]
    at = boards.index(name) if name in boards else None
    before, after = (boards[at - 1 : at], boards[at + 1 :]) if at is not None else ([], [])
    found = [(f"Previous: {titles[one]}", place(one)) for one in before[-1:]]
    found += [(f"Next: {titles[one]}", place(one)) for one in after[:1]]
    found += [("Its board", place(slug))] if folder else [("All boards together", place(NATIONAL))]
    found += [(_KINDS[kind][0], f"{kind}/{slug}.html") for kind in _KINDS if kind != folder]
    found += [("This area in the register", f"register.html#lep={slug}"), ("Downloads", "downloads.html")]
    found += [("This page as a notebook", f"notebooks/{name}.ipynb")]
    made_later = ("register.html", "downloads.html")
    return [(words, to) for words, to in found if to.startswith(made_later) or there(to)]


def kinds(folders: Iterable[str]) -> list[str]:
    """Folders, each once: the known ones in the order shown, then the others."""
    given = dict.fromkeys(folders)
    return list(dict.fromkeys([folder for folder in _KINDS if folder in given] + [*given]))


def kind(folder: str) -> dict[str, str]:
    """Heading and introduction of one kind; an unknown folder goes by its own name."""
    heading, intro = _KINDS.get(folder, (capital(folder.replace("-", " ")), ""))
    return {"folder": folder, "heading": heading, "intro": intro}


def is_fictional(*words: str) -> bool:
    return any(FICTIONAL in word.casefold() for word in words)


HEADING = re.compile(r"<(/?)h1\b([^>]*)>", re.IGNORECASE)
FIRST_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1\s*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Stamp:
    """What every page says of where it comes from, and where errors go."""

    data_version: str
    code_version: str
    rules_version: str
    contact: str = ""
    edition: str = ""  # which issue of the site this is, such as "autumn 2026"
    title: str = ""  # of somebody's own collection


def page(notebook: Path, title: str, **frame: Any) -> str:
    """The page of an executed notebook, in the frame of `framed_page`."""
    content: dict[str, Any] = json.loads(notebook.read_text(encoding="utf-8"))
    pieces = fragments(content)
    fictional = is_fictional(title, *pieces)
    return framed_page(pieces, title, complete=not failed(content), fictional=fictional, **frame)


def framed_page(
    pieces: Sequence[str],
    title: str,
    *,
    stamp: Stamp,
    here: str,
    root: str = "",
    complete: bool = True,
    trail: Trail = (),
    parameters: Mapping[str, Any] = {},
    fictional: bool = False,
    onward: Trail = (),
) -> str:
    """Pieces of HTML in the site's frame; the first heading of the first level names the page, and there is one."""
    body, found = one_heading("\n".join(pieces))
    values = {name: "" if value is None else str(value) for name, value in parameters.items()}
    given = [{"name": name, "value": text, "not_set": _NOT_SET.get(name, "")} for name, text in values.items()]
    html = render(
        "page.html",
        title=found or title,
        heading=not found,
        body=Markup(body),  # the pieces are HTML already
        stamp=stamp,
        here=here,
        root=root,
        complete=complete,
        trail=trail,
        parameters=given,
        fictional=fictional,
        onward=onward,
    )
    return visible(html)


def one_heading(html: str) -> tuple[str, str]:
    """The HTML with all but the first ``<h1>`` made ``<h2>``, and the text of that first one, "" if there is none."""
    first = FIRST_HEADING.search(html)
    if not first:
        return html, ""
    rest = HEADING.sub(r"<\1h2\2>", html[first.end() :])
    text = unescape(re.sub(r"<[^>]*>", "", first[1]))
    return html[: first.end()] + rest, " ".join(text.split())
