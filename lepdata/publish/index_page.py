"""The front page: the nation in one screen, what failed, and every board."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from lepdata.publish.actions import Action
from lepdata.publish.pages import Stamp, framed_page
from lepdata.publish.places import AT_THE_TOP, place
from lepdata.publish.templates import render

FRONT: dict[str, Any] = {
    **dict.fromkeys(("facts", "rules", "rules_headings", "tiles_key"), ()),
    **dict.fromkeys(("rules_note", "tiles_title", "tiles_note"), ""),
}
UNKNOWN: dict[str, Any] = {
    **dict.fromkeys(("as_at", "order", "members", "known", "note", "find", "answer"), ""),
    "outcomes": {},
}


def index_page(
    index: Mapping[str, Any],
    out: Path,
    *,
    failed: Sequence[str] = (),
    kept: Collection[str] = (),
    actions: Sequence[Action] = (),
    stamp: Stamp | None = None,
) -> str:
    """The front page of what lies in a site's folder.

    Parameters
    ----------
    index : mapping
        Its contents, as `site` takes them.
    out : Path
        The folder; a board without a page in it is not linked.
    failed : sequence of str
        Names of the notebooks that failed now.
    kept : collection of str
        Pages of an earlier run that stay because their notebook failed.
    actions : sequence of Action
        What the page of plans and progress lists.
    stamp : Stamp, optional
        For the footer.

    Returns
    -------
    str
        HTML.
    """
    boards = [_board({**UNKNOWN, **row}, out, failed, kept) for row in index.get("boards", [])]
    pages = {row["slug"]: row["page"] for row in boards}
    titles = titles_of(index, actions)
    tiles = [{**tile, "page": pages.get(tile["slug"], "")} for tile in index.get("tiles", [])]
    body = render(
        "index.html",
        **{**FRONT, **index, "tiles": tiles, "boards": boards, "intro": Markup(index.get("intro", ""))},
        criteria=list(dict.fromkeys(label for row in boards for label in row["outcomes"])),
        national=(out / "national.html").exists(),
        failures=[titles.get(name, name) for name in failed],
        actions=len(actions),
    )
    return framed_page([body], index.get("title", "Who sits on England’s LEP boards"), stamp=stamp, here="home")


def _board(row: dict[str, Any], out: Path, failed: Collection[str], kept: Collection[str]) -> dict[str, Any]:
    page = place(row["slug"])
    here = {"page": page if (out / page).exists() else "", "failed": row["slug"] in failed, "earlier": page in kept}
    return {**row, **here}


def titles_of(index: Mapping[str, Any], actions: Sequence[Action]) -> dict[str, str]:
    """Name of a notebook to the title of its page."""
    boards = {row["slug"]: row["name"] for row in index.get("boards", [])}
    return AT_THE_TOP | boards | {action.name: action.title for action in actions}
