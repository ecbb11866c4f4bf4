"""Looser matches within one LEP: initial and surname, surname alone, one letter apart; only where one person."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lepdata.distinct import Numbers, number
from lepdata.sectors.evidence import EVIDENCE_COLUMNS, quote
from lepdata.sectors.known import STRONGEST_FUZZY, NearName, may_be_near, near_name
from lepdata.sectors.matching import PER_POSITION
from lepdata.sectors.texts import affiliations

_SHORTEST_FOR_A_SLIP, _ALIKE_AT_THE_START = 9, 2


def loose_links(asking: pd.DataFrame, everyone: pd.DataFrame, known: Numbers) -> pd.DataFrame:
    """Link rows to the one known person of their LEP whom the name may mean.

    Parameters
    ----------
    asking : DataFrame
        Rows to link: lep, given, initial, surname.
    everyone : DataFrame
        The same columns and `person` for every person of the frame; uniqueness is judged among them all.
    known : array of bool
        For every person whether something is known about them.

    Returns
    -------
    DataFrame
        Index of `asking`, `person` of the one found, `quality` of the match; rows without one left out.
    """
    number_of, first = number(asking["lep"], asking["given"], asking["surname"])
    names = asking.iloc[first].reset_index(drop=True)  # a name is looked for once, however many rows bear it
    full = everyone[everyone["given"].str.len() > 2]
    length = names["given"].str.len()
    initials = names[length.between(1, 2)]
    by_initial = full.assign(given=full["initial"])
    nobody = initials[~_named_like(initials, full)].assign(given=initials["initial"])
    ways = (
        ("initial and surname", _only_one(initials, full, ["lep", "surname", "initial"])),
        ("surname", _only_one(names[length == 0], full, ["lep", "surname"])),
        ("one letter apart", _one_letter_apart(names[length > 2], full[known[full["person"]]])),
        ("initial, and surname one letter apart", _one_letter_apart(nobody, by_initial, alike=1)),
    )
    return pd.concat([_on_rows(found, number_of, asking.index, known, quality) for quality, found in ways])


def _on_rows(found: pd.Series, number_of: Numbers, index: pd.Index, known: Numbers, quality: str) -> pd.DataFrame:
    """The person found for a name on every row that bears it."""
    person = np.full(len(number_of), -1)
    person[found.index] = np.where(known[found], found, -1)
    links = pd.DataFrame({"person": person[number_of]}, index=index)
    return links[links["person"] >= 0].assign(quality=quality)


def _named_like(initials: pd.DataFrame, full: pd.DataFrame) -> pd.Series:
    """Whether anybody has this very surname and initial: then the name is no misprint of another's."""
    by = ["lep", "surname", "initial"]
    like = full.loc[full["surname"].isin(initials["surname"]), by]
    known = pd.MultiIndex.from_frame(initials[by]).isin(pd.MultiIndex.from_frame(like))
    return pd.Series(known, index=initials.index, dtype=bool)


def _only_one(names: pd.DataFrame, full: pd.DataFrame, by: list[str]) -> pd.Series:
    asked = full[full["surname"].isin(names["surname"])]
    alone = asked[~asked.duplicated(by, keep=False)][[*by, "person"]]
    return names[by].reset_index(names="at").merge(alone, on=by).set_index("at")["person"]


def _one_letter_apart(names: pd.DataFrame, known: pd.DataFrame, alike: int = _ALIKE_AT_THE_START) -> pd.Series:
    """Names of some length that differ by one letter in the given name or in the surname, the other being equal."""
    pairs = pd.concat(
        [_pairs(names, known, "given", "surname", alike), _pairs(names, known, "surname", "given", alike)]
    )
    return pairs[~pairs.index.duplicated(keep=False)]


def _pairs(names: pd.DataFrame, known: pd.DataFrame, same: str, slipped: str, alike: int) -> pd.Series:
    left = names.assign(start=names[slipped].str[:alike], at=names.index)
    right = known[known[same].isin(names[same])]
    right = right.assign(start=right[slipped].str[:alike], other=right[slipped])
    both = left.merge(right[["lep", same, "start", "other", "person"]], on=["lep", same, "start"])
    long_enough = both["given"].str.len() + both["surname"].str.len() >= _SHORTEST_FOR_A_SLIP
    both = both[(both[slipped] != both["other"]) & long_enough]
    near = [_one_slip(a, b) for a, b in zip(both[slipped].tolist(), both["other"].tolist(), strict=True)]
    return both[np.array(near, dtype=bool)].set_index("at")["person"]


def _one_slip(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) <= 1


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
