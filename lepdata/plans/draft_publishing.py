"""NEEDS that cannot be told -> the one improvement that settles them: publishing."""

from __future__ import annotations

from collections.abc import Iterator

from lepdata.dates import words
from lepdata.english import joined
from lepdata.plans.draft_lines import WORDS, Line
from lepdata.plans.draft_needs import MISSED, Need
from lepdata.plans.draft_rules import line, said, templates
from lepdata.seating.boards import Board
from lepdata.words_by_id import say

PUBLISH = "publish"


def publishing(needs: tuple[Need, ...], board: Board, members: int) -> tuple[Line, ...]:
    """KPIs and milestones of publishing; none where everything can be told.

    Parameters
    ----------
    needs : tuple of Need
    board : Board
        The list that cannot tell.
    members : int
        How many members it names.
    """
    untold = [need for need in needs if need.state != MISSED]
    if not untold:
        return ()
    full = board.completeness == "full"
    asked = {what: [need for need in untold if what in _settled_by(need, full)] for what in _CONDITIONS}
    if asked["sector"]:  # who has no sector has no kind of organisation either
        asked["sector"] += asked.pop("kind")
    given = ("", *(what for what, own in asked.items() if own))
    return (*_kpis(asked, board, members), *(line(row) for row in templates(PUBLISH, "milestone", given)))


def _kpis(asked: dict[str, list[Need]], board: Board, members: int) -> Iterator[Line]:
    for what, own in asked.items():
        for row in templates(PUBLISH, "kpi", (what,) if own else ()):
            text = said(row["text"], **_values(own, board, members))
            because = say(WORDS, "would-settle", criteria=joined([need.id for need in own]))
            yield Line("kpi", text, "", row["owner"], because)


def _values(own: list[Need], board: Board, members: int) -> dict[str, object]:
    verdicts = [need.verdict for need in own if need.verdict]
    criteria = [need.criterion for need in own if need.criterion]
    shown = {"date": words(board.as_at), "is": say(WORDS, f"is-{board.completeness}"), "members": members}
    return {
        "seen": say(WORDS, "seen-list", **shown),
        "members": members,
        "n": max((*(one.might for one in verdicts), *(need.might for need in own))),
        "known": members - max((one.unknown for one in verdicts), default=0) or "none",
        "offices": joined(list(dict.fromkeys(one.office for one in criteria if one.office))),
        "titles": joined([one.among[0] for one in criteria if one.who == "words"]),
    }


_CONDITIONS = ("list", "sector", "kind", "gender", "office", "titles", "places", "membership")


def _settled_by(need: Need, full: bool) -> Iterator[str]:
    """What would have to be published for a rule to be told, by the conditions of the rule file."""
    verdict, criterion = need.verdict, need.criterion
    if verdict is None or criterion is None:
        yield from (["list"] if not full else []) + (["kind"] if need.might else [])
    elif criterion.kind == "coverage":
        yield "places"
    elif criterion.who == "words":
        yield "titles"
    elif criterion.kind == "office":
        yield "office"
    else:
        yield from _of_many(need)


def _of_many(need: Need) -> Iterator[str]:
    verdict, criterion = need.verdict, need.criterion
    assert verdict is not None and criterion is not None  # `_settled_by` has asked
    if verdict.unseen != 0:
        yield "list"
    if verdict.might:
        yield "membership"
    if verdict.unknown and criterion.who in ("women", "private", "sectors"):
        yield "gender" if criterion.who == "women" else "sector"
