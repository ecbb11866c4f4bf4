"""Where the page of a notebook goes, what stands above it, and how its link in the navigation is called."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lepdata.model.phrases import rows

NATIONAL, TRUST = "national", "trust"
AT_THE_TOP = {NATIONAL: "The national review", TRUST: "How far to trust the sectors"}
ACTIONS, ACTIONS_TITLE = "actions.html", "Plans and progress"
FICTIONAL = "exampleshire"
Trail = Sequence[tuple[str, str]]


def place(name: str) -> str:
    """Where the page of a notebook of that name goes, relative to the site.

    Examples
    --------
    >>> place("national"), place("trust"), place("black-country"), place("plans/black-country")
    ('national.html', 'trust.html', 'boards/black-country.html', 'plans/black-country.html')
    """
    return f"{name}.html" if name in AT_THE_TOP or "/" in name else f"boards/{name}.html"


def here(name: str) -> str:
    """Which link of the navigation leads to the page of a notebook or to a page above it.

    Examples
    --------
    >>> [here(name) for name in ("national", "trust", "black-country", "plans/black-country")]
    ['national', 'method', 'boards', 'actions']
    """
    return {NATIONAL: NATIONAL, TRUST: "method"}.get(name, "actions" if "/" in name else "boards")


def trail(name: str) -> Trail:
    """The pages above the page of a notebook, as words and addresses from the top of the site.

    Examples
    --------
    >>> trail("plans/black-country")
    [('Home', 'index.html'), ('Plans and progress', 'actions.html'), ('Improvement plans', 'actions.html#plans')]
    >>> trail("black-country"), trail("national")
    ([('Home', 'index.html'), ('Boards', 'index.html#boards')], [])
    """
    if name in AT_THE_TOP:
        return []
    if "/" not in name:
        return [("Home", "index.html"), ("Boards", "index.html#boards")]
    folder = name.rpartition("/")[0]
    return [("Home", "index.html"), (ACTIONS_TITLE, ACTIONS), (kind(folder)["heading"], f"{ACTIONS}#{folder}")]


@cache
def kinds() -> dict[str, dict[str, str]]:
    """Folder to heading and introduction of each kind of further page, in the order shown.

    Examples
    --------
    >>> list(kinds())
    ['plans', 'progress', 'stocktakes']
    """
    return {row["folder"]: row for row in rows("actions")}


def kind(folder: str) -> dict[str, str]:
    """Heading and introduction of one kind; a folder that the rules do not know goes by its own name.

    Examples
    --------
    >>> kind("plans")["heading"], kind("surveys")["heading"]
    ('Improvement plans', 'Surveys')
    """
    own = folder.replace("-", " ")
    return kinds().get(folder) or {"folder": folder, "heading": own[:1].upper() + own[1:], "intro": ""}


def is_fictional(*words: str) -> bool:
    """Whether words are about the area that was made up for demonstration.

    Examples
    --------
    >>> is_fictional("The Exampleshire plan"), is_fictional("plans/exampleshire"), is_fictional("New Anglia")
    (True, True, False)
    """
    return any(FICTIONAL in word.casefold() for word in words)
