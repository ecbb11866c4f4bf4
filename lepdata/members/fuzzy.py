"""Organisations spelt nearly like a known one: weak evidence of its own kind, which merges nothing."""

from __future__ import annotations

import pandas as pd

from lepdata.members.evidence import EVIDENCE_COLUMNS
from lepdata.members.known_names import STRONGEST_FUZZY, NearName, may_be_near, near_name
from lepdata.members.matching import PER_POSITION
from lepdata.members.own_words import quote
from lepdata.members.texts import affiliations

RULE = "fuzzy-match"
KIND = "fuzzy match"


def fuzzy_evidence(rows: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """What known organisation each published one may mean; every distinct cell is looked up once.

    It is compared with the registers and the organisations published in the shipped boards, never with other rows, so
    that a row's answer does not depend on its neighbours. It is weaker than any rule about words of the organisation.

    Parameters
    ----------
    rows : DataFrame
        Described rows.
    own : DataFrame
        Their own evidence: a cell that names no employer (the LEP itself, a seat) is left alone.

    Returns
    -------
    DataFrame
        `EVIDENCE_COLUMNS`; `matched` holds the score and the distinctive words shared.
    """
    no_employer = own.loc[(own["kind"] == "not an employer") & (own["field"] == "organisation"), "seat_id"]
    asked = rows.loc[
        (rows["organisation"] != "") & ~rows["seat_id"].isin(no_employer),
        ["seat_id", "organisation", "organisation_key"],
    ]
    different = asked.drop_duplicates("organisation")
    texts = zip(different["organisation"].tolist(), different["organisation_key"].tolist(), strict=True)
    reasons = [(text, *reason) for text, key in texts if may_be_near(key) for reason in _reasons(text)]
    if not reasons:
        return pd.DataFrame(columns=list(EVIDENCE_COLUMNS))
    by_text = pd.DataFrame(reasons, columns=["organisation", *EVIDENCE_COLUMNS[1:]])
    return asked.merge(by_text, on="organisation", sort=False)[list(EVIDENCE_COLUMNS)]


def _reasons(text: str) -> list[tuple]:
    found = [(position, near_name(part)) for position, part in enumerate(affiliations(text))]
    return [_reason(text, position, near) for position, near in found if near]


def _reason(text: str, position: int, near: NearName) -> tuple:
    known, score, shared = near
    strength = max(1, STRONGEST_FUZZY - (100 - score) - PER_POSITION * position)
    because = f"the organisation {quote(text)} is spelt nearly like {quote(known.name)}"
    matched = f"score {score}; shared words: {', '.join(shared)}"
    return (
        "sector",
        known.sector,
        known.sector_kind,
        RULE,
        KIND,
        "organisation",
        matched,
        strength,
        because,
        known.source,
    )
