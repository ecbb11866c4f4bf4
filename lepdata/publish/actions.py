"""The page that lists what is to be done and what was done: plans, progress, stock-takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lepdata.publish.pages import Stamp, framed_page
from lepdata.publish.places import ACTIONS_TITLE, is_fictional, kind, kinds, place
from lepdata.publish.templates import render


@dataclass(frozen=True)
class Action:
    """One page of a plan, of progress or of a stock-take, as the list of such pages shows it. Text, not HTML.

    Attributes
    ----------
    name : str
        Of its notebook, a folder and a slug: ``"plans/black-country"``. The folders that
        `rules/words/actions.csv` describes come in its order.
    title : str
        Of its link: ``"Black Country: improvement plan of 2019"``.
    about : str
        One sentence: what the page answers.
    page : str
        Where it is, if that is not ``<name>.html``.
    """

    name: str
    title: str
    about: str
    page: str = ""

    @property
    def address(self) -> str:
        """Where the page is, from the top of the site."""
        return self.page or place(self.name)

    @property
    def folder(self) -> str:
        """The kind of page that it is."""
        return self.name.rpartition("/")[0]

    @property
    def fictional(self) -> bool:
        """Whether it is about the area that was made up for demonstration."""
        return is_fictional(self.name, self.title)


def actions_page(actions: Sequence[Action], stamp: Stamp | None = None) -> str:
    """The list of such pages, by kind; where there is none it says so.

    Parameters
    ----------
    actions : sequence of Action
        In the order to be shown within their kind.
    stamp : Stamp, optional
        For the footer.

    Returns
    -------
    str
        HTML.
    """
    body = render("actions.html", title=ACTIONS_TITLE, groups=_grouped(actions))
    return framed_page([body], ACTIONS_TITLE, stamp=stamp, here="actions")


def _grouped(actions: Sequence[Action]) -> list[dict[str, Any]]:
    given = dict.fromkeys(action.folder for action in actions)
    known = [folder for folder in kinds() if folder in given]
    others = [folder for folder in given if folder not in kinds()]
    return [
        {**kind(folder), "actions": [action for action in actions if action.folder == folder]}
        for folder in (*known, *others)
    ]
