"""JUDGEMENT -> JSON and a frame, with the names that scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import pandas as pd

from lepdata.model.places import RULES
from lepdata.verdicts.records import Judgement, Verdict

VERDICT_COLUMNS = (
    "criterion",
    "definition",
    "denominator",
    "outcome",
    "as_listed",
    "overturned_by",
    "for",
    "against",
    "unknown",
    "might",
    "unseen",
    "lowest_share",
    "highest_share",
    "threshold",
    "strength",
    "timing",
    "due",
    "reason",
    "remedy",
    "basis",
)
_COUNTS = ("overturned_by", "for", "against", "unknown", "might", "unseen")


def as_json(judgement: Judgement) -> dict[str, Any]:
    """A judgement in the form that `lepdata check --format json` prints; what is missing is null.

    `check_schema()` describes it.
    """
    board = judgement.board
    return {
        "board": {
            "lep": board.lep,
            "body": board.body,
            "as_at": board.as_at,
            "members": judgement.members,
            "completeness": board.completeness,
        },
        "framework": {
            "id": judgement.framework.id,
            "version": judgement.framework.version,
            "ruling_definition": judgement.ruling_definition,
        },
        "verdicts": [_row(one) for one in judgement.verdicts],
        "caveats": list(judgement.caveats),
    }


def as_frame(judgement: Judgement) -> pd.DataFrame:
    """The verdicts one a row under the names of the JSON; missing text is "", a missing count <NA>."""
    return verdict_frame(judgement.verdicts)


def verdict_frame(verdicts: Iterable[Verdict]) -> pd.DataFrame:
    """Verdicts one a row, as in `as_frame`."""
    frame = pd.DataFrame([_row(one) for one in verdicts], columns=list(VERDICT_COLUMNS))
    texts = [name for name in VERDICT_COLUMNS if name not in _COUNTS]
    return frame.fillna(dict.fromkeys(texts, "")).astype(dict.fromkeys(texts, str) | dict.fromkeys(_COUNTS, "Int64"))


@cache
def check_schema() -> dict[str, Any]:
    """The JSON Schema of `as_json`'s output."""
    schema: dict[str, Any] = json.loads((RULES / "check.schema.json").read_text(encoding="utf-8"))
    return schema


def _row(one: Verdict) -> dict[str, Any]:
    return {name: getattr(one, "for_" if name == "for" else name) for name in VERDICT_COLUMNS}
