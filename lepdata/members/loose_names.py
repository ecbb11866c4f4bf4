"""Looser matches within one LEP: initial and surname, surname alone, one letter apart; only where one person fits."""

from __future__ import annotations

import pandas as pd

_SHORTEST_FOR_A_SLIP, _ALIKE_AT_THE_START = 9, 2


def loose_links(asking: pd.DataFrame, people: pd.DataFrame, known: pd.Series) -> pd.DataFrame:
    """Link rows to the one known person of their LEP whom the name may mean.

    Parameters
    ----------
    asking : DataFrame
        Rows to link: person_id, lep, given, initial, surname.
    people : DataFrame
        The same columns for every row of the frame; uniqueness is judged among all its people.
    known : Series
        The person ids about whom something is known.

    Returns
    -------
    DataFrame
        Index of `asking`, `person_id` of the one found, `quality` of the match; rows without one left out.
    """
    everyone = people[people["person_id"] != ""].drop_duplicates("person_id")
    full = everyone[everyone["given"].str.len() > 2]
    initials = asking[asking["given"].str.len().between(1, 2)]
    initial = _only_one(initials, full, ["lep", "surname", "initial"], "initial and surname")
    surname = _only_one(asking[asking["given"] == ""], full, ["lep", "surname"], "surname")
    apart = _one_letter_apart(asking[asking["given"].str.len() > 2], full, known)
    nobody = initials[~_named_like(initials, full)].assign(given=initials["initial"])
    slipped = _one_letter_apart(nobody, full.assign(given=full["initial"]), full["person_id"], alike=1)
    found = pd.concat([initial, surname, apart, slipped.assign(quality="initial, and surname one letter apart")])
    return found[found["person_id"].isin(known)]


def _named_like(initials: pd.DataFrame, full: pd.DataFrame) -> pd.Series:
    """Whether anybody has this very surname and initial: then the name is no misprint of another's."""
    by = ["lep", "surname", "initial"]
    return pd.Series(
        pd.MultiIndex.from_frame(initials[by]).isin(pd.MultiIndex.from_frame(full[by])),
        index=initials.index,
        dtype=bool,
    )


def _only_one(asking: pd.DataFrame, full: pd.DataFrame, by: list[str], quality: str) -> pd.DataFrame:
    alone = full[~full.duplicated(by, keep=False)][[*by, "person_id"]]
    asked = asking[by].reset_index(names="at").merge(alone, on=by).set_index("at")
    return asked[["person_id"]].assign(quality=quality)


def _one_letter_apart(
    asking: pd.DataFrame, full: pd.DataFrame, known: pd.Series, alike: int = _ALIKE_AT_THE_START
) -> pd.DataFrame:
    """Names of some length that differ by one letter in the given name or in the surname, the other being equal."""
    known_people = full[full["person_id"].isin(known)]
    names = asking[["lep", "given", "surname", "person_id"]].drop_duplicates(["lep", "given", "surname"])
    pairs = pd.concat(
        [_pairs(names, known_people, "given", "surname", alike), _pairs(names, known_people, "surname", "given", alike)]
    )
    pairs = pairs[~pairs.duplicated(["lep", "given", "surname"], keep=False)]
    linked = asking[["lep", "given", "surname"]].reset_index(names="at").merge(pairs, on=["lep", "given", "surname"])
    return linked.set_index("at")[["person_id"]].assign(quality="one letter apart")


def _pairs(names: pd.DataFrame, full: pd.DataFrame, same: str, slipped: str, alike: int) -> pd.DataFrame:
    left = names.assign(start=names[slipped].str[:alike]).drop(columns="person_id")
    right = full.assign(start=full[slipped].str[:alike]).rename(columns={slipped: "other"})
    both = left.merge(right[["lep", same, "start", "other", "person_id"]], on=["lep", same, "start"])
    both = both[
        (both[slipped] != both["other"]) & (both["given"].str.len() + both["surname"].str.len() >= _SHORTEST_FOR_A_SLIP)
    ]
    near = [_one_slip(a, b) for a, b in zip(both[slipped], both["other"], strict=True)]
    return both[pd.Series(near, index=both.index, dtype=bool)][["lep", "given", "surname", "person_id"]]


def _one_slip(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) <= 1
