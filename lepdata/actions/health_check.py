"""FILLED HEALTH CHECKS -> ratings, where a peer sees it otherwise, what to look at first, and the case it makes."""

from __future__ import annotations

import os
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.actions.answers import Filled, read_forms
from lepdata.actions.forms import form
from lepdata.actions.integration import CANNOT_TELL
from lepdata.english import capital, plural
from lepdata.errors import InputFaults
from lepdata.files import rule_file
from lepdata.read.grid import refused

FORM = "health_check"
GREEN, AMBER, RED, NOT_KNOWN = "green", "amber", "red", "not known"
AGREE, WORSE, BETTER = "both agree", "the peer sees it worse", "the peer sees it better"
FOCUS_COLUMNS = ("rank", "area", "section", "own", "peer", "red", "apart", "amber", "not_known", "because")
CASE_COLUMNS = ("rank", "area", "section", "own", "peer", "need", "evidence", "boards", "gap")
_STEPS = {GREEN: 0, AMBER: 1, RED: 2}


def read_assessment(path: str | os.PathLike[str], lep: str) -> Filled:
    """Read one filled-in health check, which must be of this partnership."""
    read = read_forms(form(FORM), path)
    if len(read) != 1:
        raise refused(Path(path).name, f"{len(read)} forms", "one form", "keep one form in the file")
    own = read[0]
    if own.head["lep"] != lep:
        remedy = "name the file of this partnership, or review the partnership that the form is about"
        raise InputFaults([own.in_head("lep", f"a form about {lep}", remedy)])
    return own


def areas() -> tuple[dict[str, str], ...]:
    """What a health check looks at, in the form's order: area, section, and its questions on need and evidence."""
    return rule_file("progress/areas.csv")


def ratings(of: Filled) -> pd.DataFrame:
    """Every rating with its reason: a row for each question with a colour, in the form's order."""
    area_of = {row["section"]: row["area"] for row in areas()}
    return pd.DataFrame(
        [
            {
                "question_id": one.id,
                "area": area_of[one.section],
                "section": one.section,
                "question": one.text,
                "rating": of.answers.get(one.id, NOT_KNOWN),
                "reason": of.notes.get(one.id, ""),
            }
            for one in of.form.questions
            if one.scale == "rag"
        ]
    )


def compare(own: Filled, peer: Filled | None) -> pd.DataFrame:
    """Every rated question with both ratings; without a peer the columns about one are empty."""
    found = ratings(own).rename(columns={"rating": "own"})
    if peer is None:
        found = found.assign(peer="", apart=None, reading="no second assessment", peer_reason="")
    else:
        second = ratings(peer)
        pairs = list(zip(found["own"], second["rating"], strict=True))
        found = found.assign(
            peer=second["rating"],
            apart=pd.array([apart(*pair) for pair in pairs], dtype="Int64"),
            reading=[reading(*pair) for pair in pairs],
            peer_reason=second["reason"],
        )
    ordered = ["question_id", "area", "section", "question", "own", "peer", "apart", "reading", "reason", "peer_reason"]
    return found[ordered].astype({"apart": "Int64"})


def apart(own: str, peer: str) -> int | None:
    """How many steps two ratings are apart; None where either is not known."""
    return None if NOT_KNOWN in (own, peer) else abs(_STEPS[own] - _STEPS[peer])


def reading(own: str, peer: str) -> str:
    """What two ratings of one question say together."""
    if own == peer:
        return "neither could tell" if own == NOT_KNOWN else AGREE
    if NOT_KNOWN in (own, peer):
        return "only the peer could tell" if own == NOT_KNOWN else "only the area could tell"
    return WORSE if _STEPS[peer] > _STEPS[own] else BETTER


def together(colours: list[str]) -> str:
    """The colour of an area: red where any answer is, else amber where any is; green only where every one is known."""
    return next((colour for colour in (RED, AMBER, NOT_KNOWN, GREEN) if colour in colours), NOT_KNOWN)


def focus_areas(compared: pd.DataFrame) -> pd.DataFrame:
    """Rank the areas: reds first, then disagreements, then ambers, then what nobody could answer."""
    order = [row["measure"] for row in rule_file("progress/focus_order.csv")]
    found = [_area(area, compared[compared["area"] == area["area"]]) for area in areas()]
    keys = sorted(_key(row, order) for row in found)
    wanted = sorted((row for row in found if any(_key(row, order))), key=lambda row: _key(row, order))
    rows = [row | {"rank": keys.index(_key(row, order)) + 1} for row in wanted]
    return pd.DataFrame(rows, columns=list(FOCUS_COLUMNS))


def _key(row: dict[str, Any], order: list[str]) -> tuple[int, ...]:
    return tuple(-int(row[measure]) for measure in order)


def _area(area: dict[str, str], own: pd.DataFrame) -> dict[str, Any]:
    pairs = [set(pair) - {""} for pair in zip(own["own"], own["peer"], strict=True)]
    counts = {
        "red": sum(RED in pair for pair in pairs),
        "apart": int(own["apart"].fillna(0).sum()),
        "amber": sum(AMBER in pair and RED not in pair for pair in pairs),
        "not_known": sum(NOT_KNOWN in pair and not pair & {RED, AMBER} for pair in pairs),
    }
    words = {
        "red": f"{plural(counts['red'], 'answer')} red",
        "apart": f"{plural(counts['apart'], 'step')} apart",
        "amber": f"{plural(counts['amber'], 'answer')} amber",
        "not_known": f"{plural(counts['not_known'], 'answer')} not known",
    }
    return {
        "area": area["area"],
        "section": area["section"],
        "own": together(own["own"].tolist()),
        "peer": together(own["peer"].tolist()) if (own["peer"] != "").all() else "",
        **counts,
        "because": "; ".join(words[name] for name, number in counts.items() if number),
    }


def case(own: Filled, focus: pd.DataFrame, changes: pd.DataFrame | None = None) -> pd.DataFrame:
    """What the area asks for, in the order of its focus areas, each with the evidence that was given for it."""
    known = {area["area"]: area for area in areas()}
    ranked = [{**known[row["area"]], **row} for row in focus.to_dict("records")]
    others = [area for name, area in known.items() if name not in set(focus["area"]) and own.answers.get(area["need"])]
    rows = [_row({"rank": 0, "own": "", "peer": "", **area}, own, changes) for area in [*ranked, *others]]
    return pd.DataFrame(rows, columns=list(CASE_COLUMNS))


def _row(area: dict[Hashable, Any], own: Filled, changes: pd.DataFrame | None) -> dict[Hashable, Any]:
    need, evidence = own.answers.get(area["need"], ""), own.answers.get(area["evidence"], "")
    boards = "" if changes is None or changes.empty else _boards(area["measures"].split(), changes)
    gaps = ["" if need else "no need was stated", "" if evidence or boards else "no evidence was given"]
    return {**area, "need": need, "evidence": evidence, "boards": boards, "gap": "; ".join(filter(None, gaps))}


def _boards(measures: list[str], changes: pd.DataFrame) -> str:
    """The criteria that bear on an area and are known of the board after, with their sums."""
    own = changes[(changes["rules"] == "yes") & changes["criterion"].isin(measures) & (changes["after"] != CANNOT_TELL)]
    return " ".join(
        f"{row['statement']} {capital(row['change'])}: before, {row['before_reason']}; after, {row['after_reason']}."
        for row in own.to_dict("records")
    )


def figures(own: Filled | None) -> pd.DataFrame:
    """The figures that the area gave: what was asked, the number as text, and the note beside it."""
    given = own.answers if own else {}
    asked = [one for one in form(FORM).questions if one.id.startswith("figure-") and one.id in given]
    rows = [(one.text, given[one.id], own.notes[one.id]) for one in asked if own]
    return pd.DataFrame(rows, columns=["what", "number", "note"])
