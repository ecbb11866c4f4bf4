"""The frame of every page: where it goes, what stands above it, and where it comes from."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any

from lepdata import english, files
from lepdata.display import filled
from lepdata.site.html import fragments

NATIONAL, TRUST, PARTNERSHIPS, GALLERY = "national", "trust", "partnerships", "gallery"
AT_THE_TOP = {
    NATIONAL: "The national review",
    TRUST: "How far to trust the sectors",
    PARTNERSHIPS: "Partnership groups and successor boards",
    GALLERY: "Eight questions, asked of the lists",
}
ACTIONS, ACTIONS_TITLE = "actions.html", "Plans and progress"
TRY, TRY_TITLE = "try", "Try it: a made-up area"
SITE, PREVIEW = "who sits on England’s LEP boards", "assets/preview.jpg"
_ASKED = {  # parameter -> what it is called, and what it means that it is left empty
    "lep": ("area", "all of them"),
    "as_at": ("date", "that of the latest usable list"),
    "framework": ("rules", "those in force at the date of the list"),
}
# The folder and the heading of each kind of further page, in the order shown.
KINDS = {"plans": "Improvement plans", "progress": "Progress", "stocktakes": "Stock-takes"}
_Trail = Sequence[tuple[str, str]]


def place(name: str) -> str:
    """Where the page of a notebook of that name goes, relative to the site."""
    return f"{name}.html" if name in AT_THE_TOP or "/" in name else f"boards/{name}.html"


def trail(name: str) -> _Trail:
    """The pages above the page of a notebook, as words and addresses from the top of the site."""
    home = ("Home", "index.html")
    if name in AT_THE_TOP:
        return []
    if "/" not in name:
        return [home, ("Boards", "index.html#boards")]
    folder = TRY if is_fictional(name) else name.rpartition("/")[0]
    heading = TRY_TITLE if folder == TRY else KINDS[folder]
    return [home, (ACTIONS_TITLE, ACTIONS), (heading, f"{ACTIONS}#{folder}")]


def onward(name: str, titles: Mapping[str, str], there: Callable[[str], bool]) -> _Trail:
    """Where a reader of a page about one area may go next, of what is there: its neighbours, its plan, the files."""
    folder, _, slug = name.rpartition("/")
    if name in AT_THE_TOP or folder not in ("", *KINDS):
        return []
    boards = [one for one in titles if "/" not in one and one not in AT_THE_TOP and (one == name or there(place(one)))]
    found = []
    if name in boards:
        at = boards.index(name)
        found += [(f"Previous: {titles[one]}", place(one)) for one in boards[:at][-1:]]
        found += [(f"Next: {titles[one]}", place(one)) for one in boards[at + 1 :][:1]]
    found += [("Its board", place(slug))] if folder else [("All boards together", place(NATIONAL))]
    found += [(KINDS[kind], f"{kind}/{slug}.html") for kind in KINDS if kind != folder]
    found += [("This area in the register", f"register.html#lep={slug}"), ("Downloads", "downloads.html")]
    found += [("This page as a notebook", f"notebooks/{name}.ipynb")]
    made_later = ("register.html", "downloads.html")
    return [(words, to) for words, to in found if to.startswith(made_later) or there(to)]


def is_fictional(*words: str) -> bool:
    return any("exampleshire" in word.casefold() for word in words)


@dataclass(frozen=True)
class Stamp:
    """What every page says of where it comes from, and where errors go."""

    data_version: str
    code_version: str
    rules_version: str
    contact: str = ""
    edition: str = ""  # which issue of the site this is, such as "autumn 2026"
    title: str = ""  # of somebody's own collection
    address: str = ""  # where the site will stand, with a "/" at its end
    lists_to: str = ""  # the date of the newest list, in words
    plans: bool = True  # whether there may be plans and progress: not of somebody's own boards alone


# A notebook that was run: its name, its file, parameters and error; who draws its page need not load what runs it.
Executed = tuple[str, Path, Mapping[str, Any], str | None]


def write_page(
    one: Executed, out: Path, stamp: Stamp, titles: Mapping[str, str], made: frozenset[str] = frozenset()
) -> Path:
    """The page of one notebook; `made` are those of the same run, which may not stand there yet."""
    name, notebook, parameters, error = one
    where, title = place(name), titles.get(name, name)
    # which link of the navigation leads to the page, or to one above it
    here = {NATIONAL: NATIONAL, TRUST: "method"}.get(name, "actions" if "/" in name else "boards")
    frame: dict[str, Any] = {"stamp": stamp, "here": here, "root": "../" * where.count("/"), "path": where}
    frame |= {"trail": trail(name), "parameters": parameters}
    frame["onward"] = onward(name, titles, lambda to: to in made or (out / to).is_file()) if made else ()
    if notebook.exists():
        html = page(notebook, title, **frame)
    else:
        piece = filled("failed.html", name="NotRun", message=error or "it did not run")
        html = framed_page([piece], title, complete=False, fictional=is_fictional(name, title), **frame)
    files.write_together({out / where: html.encode("utf-8", "replace")})
    return out / where


def page(notebook: Path, title: str, **frame: Any) -> str:
    content: dict[str, Any] = json.loads(notebook.read_text(encoding="utf-8"))
    pieces, outputs = fragments(content), (one for cell in content["cells"] for one in cell.get("outputs", []))
    complete = not any(one["output_type"] == "error" for one in outputs)
    return framed_page(pieces, title, complete=complete, fictional=is_fictional(title, *pieces), **frame)


_FRAME = {"root": "", "complete": True, "trail": (), "onward": (), "dataset": "", "preview": PREVIEW}


def framed_page(
    pieces: Sequence[str], title: str, *, stamp: Stamp, here: str, fictional: bool = False, **frame: Any
) -> str:
    """Pieces of HTML in the site's frame; the first heading of the first level names the page, and there is one."""
    body, found = _one_heading("\n".join(pieces))
    name = found or title
    name += " (fictional)" if fictional and not name.endswith("(fictional)") else ""
    given = []
    for parameter, value in frame.pop("parameters", {}).items():
        called, left_empty = _ASKED.get(parameter, (parameter.replace("_", " "), "none"))
        given.append(f"{called}, {left_empty if value in (None, '') else value}")
    shown = {**_FRAME, "path": "index.html" if here == "home" else f"{here}.html", **frame}
    shown |= {"title": found or title, "heading": not found, "parameters": "; ".join(given), "fictional": fictional}
    shown |= {"full_title": name if here == "home" else f"{name} – {stamp.title or SITE}", "stamp": stamp, "here": here}
    shown |= {"description": _in_short(body) or f"{name}. {SITE}.", "body": _with_contents(body)}
    return english.visible(filled("page.html", **shown))


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def _one_heading(html: str) -> tuple[str, str]:
    """The HTML with all but the first ``<h1>`` made ``<h2>``, and the text of that first one, "" if there is none."""
    first = re.search(r"(?is)<h1\b[^>]*>(.*?)</h1\s*>", html)
    if not first:
        return html, ""
    rest = re.sub(r"(?i)<(/?)h1\b([^>]*)>", r"<\1h2\2>", html[first.end() :])
    return html[: first.end()] + rest, _text(first[1])


_PARAGRAPH = re.compile(r"(?is)<p\b(?![^>]*lep-(?:fictional|paper|note|heading|strip))[^>]*>(.*?)</p>")
_MOST_IN_SHORT = 200  # letters of a description


def _in_short(html: str) -> str:
    """What a page says first, as text for search engines and previews; cut between words."""
    text = next((text for text in map(_text, _PARAGRAPH.findall(html)) if len(text) > 40), "")
    return text if len(text) <= _MOST_IN_SHORT else text[:_MOST_IN_SHORT].rpartition(" ")[0] + "…"


_SECOND = re.compile(r"(?s)(?P<fold><details\b[^>]*>\s*<summary>\s*)?<h2\b(?P<more>[^>]*)>(?P<words>.*?)</h2\s*>")
_LONG = 4  # a page of so many sections begins with a list of them


def _with_contents(html: str) -> str:
    """A page whose sections can be linked to; a long one has the list of them before the first."""
    used, items, folds = set(re.findall(r"""\sid=["']([^"']+)""", html)), list[str](), list[bool]()

    def marked(heading: re.Match[str]) -> str:
        words = " ".join(re.sub(r"<[^>]*>", "", heading["words"]).split())
        given = re.search(r"""id=["']([^"']+)""", heading["more"])
        name = given[1] if given else re.sub(r"[^a-z0-9]+", "-", unescape(words).casefold()).strip("-") or "section"
        if not given:
            name = next(one for n in count(1) if (one := f"{name}-{n}" if n > 1 else name) not in used)
            used.add(name)
        items.append(f'<li><a href="#{name}">{words}</a></li>')
        folds.append(bool(heading["fold"]))
        opening = f"<h2{heading['more']}>" if given else f'<h2{heading["more"]} id="{name}">'
        return f"{heading['fold'] or ''}{opening}{heading['words']}</h2>"

    first, made = _SECOND.search(html), _SECOND.sub(marked, html)
    if first is None or len(items) < _LONG or all(folds):  # what is folded is a list of contents itself
        return made
    listed = f'<nav class="lep-contents" aria-label="On this page"><p>On this page</p><ul>{"".join(items)}</ul></nav>'
    return made[: first.start()] + listed + made[first.start() :]
