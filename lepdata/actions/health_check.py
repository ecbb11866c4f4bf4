"""FILLED HEALTH CHECKS -> ratings, where a peer sees it otherwise, what to look at first, and the case it makes."""

from __future__ import annotations

import os
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
_STEPS = {GREEN: 0, AMBER: 1, RED: 2}


def read_assessment(path: str | os.PathLike[str], lep: str) -> Filled:
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


def compare(own: Filled, peer: Filled | None) -> pd.DataFrame:
    """Every rated question in the form's order with both ratings; without a peer the columns about one are empty."""
    area_of = {row["section"]: row["area"] for row in areas()}
    rows = []
    for one in own.form.questions:
        if one.scale == "rag":
            pair = own.answers.get(one.id, NOT_KNOWN), peer.answers.get(one.id, NOT_KNOWN) if peer else ""
            said = reading(*pair) if peer else "no second assessment"
            reasons = own.notes.get(one.id, ""), peer.notes.get(one.id, "") if peer else ""
            rows.append((one.id, area_of[one.section], one.section, one.text, *pair, apart(*pair), said, *reasons))
    columns = ["question_id", "area", "section", "question", "own", "peer", "apart", "reading", "reason", "peer_reason"]
    return pd.DataFrame(rows, columns=columns).astype({"apart": "Int64"})


def apart(own: str, peer: str) -> int | None:
    return abs(_STEPS[own] - _STEPS[peer]) if own in _STEPS and peer in _STEPS else None


def reading(own: str, peer: str) -> str:
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
    found = pd.DataFrame([_area(area, compared[compared["area"] == area["area"]]) for area in areas()])
    wanted = found[found[order].any(axis=1)].sort_values(order, ascending=False, kind="stable")
    keys = list(wanted[order].itertuples(index=False, name=None))
    return wanted.assign(rank=[keys.index(key) + 1 for key in keys])[list(FOCUS_COLUMNS)].reset_index(drop=True)


def _area(area: dict[str, str], own: pd.DataFrame) -> dict[str, Any]:
    pairs = [set(pair) - {""} for pair in zip(own["own"], own["peer"], strict=True)]
    counts = {
        "red": sum(RED in pair for pair in pairs),
        "apart": int(own["apart"].fillna(0).sum()),
        "amber": sum(AMBER in pair and RED not in pair for pair in pairs),
        "not_known": sum(NOT_KNOWN in pair and not pair & {RED, AMBER} for pair in pairs),
    }
    nouns = {"apart": "step"}
    because = [f"{plural(n, nouns.get(name, 'answer'))} {name.replace('_', ' ')}" for name, n in counts.items() if n]
    peer = together(own["peer"].tolist()) if (own["peer"] != "").all() else ""
    return {**area, "own": together(own["own"].tolist()), "peer": peer, **counts, "because": "; ".join(because)}


def case(own: Filled, focus: pd.DataFrame, changes: pd.DataFrame | None = None) -> pd.DataFrame:
    """What the area asks for, in the order of its focus areas, each with the evidence that was given for it."""
    ranked = {row["area"]: row for row in focus.to_dict("records")}
    rest = {"rank": 0, "own": "", "peer": ""}
    rows = []
    for area in sorted(areas(), key=lambda area: list(ranked).index(area["area"]) if area["area"] in ranked else 99):
        need, evidence = (own.answers.get(area[name], "") for name in ("need", "evidence"))
        boards = _boards(area["measures"].split(), changes) if changes is not None and len(changes) else ""
        gaps = ["" if need else "no need was stated", "" if evidence or boards else "no evidence was given"]
        found = {"need": need, "evidence": evidence, "boards": boards, "gap": "; ".join(filter(None, gaps))}
        if need or area["area"] in ranked:
            rows.append(area | ranked.get(area["area"], rest) | found)
    return pd.DataFrame(rows, columns=["rank", "area", "section", "own", "peer", "need", "evidence", "boards", "gap"])


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
