"""Which rows may be one person: per LEP, by name and by how the person is styled, never by a name two people share."""

from __future__ import annotations

from functools import cache
from itertools import takewhile

import pandas as pd

from lepdata.model.places import RULES

SHORT_NAMES = "short_names.csv"
_STYLES = (("councillor", ("cllr", "mayor")), ("professor", ("prof",)))


def person_ids(rows: pd.DataFrame) -> pd.DataFrame:
    """One id per person and LEP, "" for a row that cannot be joined to any other.

    Parameters
    ----------
    rows : DataFrame
        Described rows.

    Returns
    -------
    DataFrame
        `person_id`, and `lep`, `given`, `initial`, `surname` for looser matches, on the index of `rows`.
    """
    people = pd.DataFrame(
        {"lep": rows["lep"], "given": rows["given_key"].map(_long_names(rows)), "surname": rows["surname_key"]}
    )
    people["initial"] = rows["given_key"].str[:1]
    people["style"] = rows["honorifics"].map({text: _style(text) for text in rows["honorifics"].unique()})
    named = (rows["place"] == "person") & (people["given"] != "")
    key = people["lep"] + "\n" + people["given"] + "\n" + people["surname"]
    suffix = _style_suffix(people, key.where(named, ""))
    people["person_id"] = (key + suffix).where(named & (suffix != "\n?"), "")
    people.loc[_shared(rows, people), "person_id"] = ""
    return people[["person_id", "lep", "given", "initial", "surname"]]


def _long_names(rows: pd.DataFrame) -> dict[str, str]:
    long_of = _short_names()

    def lengthen(given: str) -> str:
        first, _, _ = given.partition(" ")
        if len(first) > 1:
            return long_of.get(first, first)
        # "c j" are two initials; in "s chapman" the surname's first half follows the only one
        return "".join(takewhile(lambda word: len(word) == 1, given.split()))

    return {given: lengthen(given) for given in rows["given_key"].unique()}


@cache
def _short_names() -> dict[str, str]:
    table = pd.read_csv(RULES / "members" / SHORT_NAMES, dtype=str, keep_default_na=False, encoding="utf-8")
    return dict(zip(table["short"], table["long"], strict=True))


def _style(honorifics: str) -> str:
    words = set(honorifics.split())
    return next((style for style, marks in _STYLES if words & set(marks)), "")


def _style_suffix(people: pd.DataFrame, key: pd.Series) -> pd.Series:
    """Where a councillor and a professor share a name, each keeps to rows styled alike; the unstyled join neither."""
    styled = people["style"] != ""
    styles = people["style"][styled].groupby(key[styled], sort=False).nunique()
    contested = key.isin(styles.index[styles > 1])
    return ("\n" + people["style"].where(styled, "?")).where(contested, "\n")


def _shared(rows: pd.DataFrame, people: pd.DataFrame) -> pd.Series:
    """Names that one list prints for two people: with two organisations, or as an officer and as something else."""
    listed = people["person_id"] != ""
    one_list = [people["person_id"], rows["body"], rows["snapshot_date"]]
    stated = rows["organisation_key"].where(rows["organisation_key"] != "")
    two_employers = stated.groupby(one_list, sort=False).transform("nunique") > 1
    officer = (rows["role_read"] == "officer").groupby(one_list, sort=False)
    two_posts = officer.transform("any") & ~officer.transform("all")
    shared = people["person_id"][listed & (two_employers | two_posts)].unique()
    return listed & people["person_id"].isin(shared)
