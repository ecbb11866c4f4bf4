"""Which rows may be one person: per LEP, by name and by how the person is styled, never by a name two people bear."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import NamedTuple

import numpy as np
import pandas as pd

from lepdata.files import rule_file
from lepdata.names import one_slip
from lepdata.seating.distinct import Numbers, first_rows, mixed, number, read_once

_SHORTEST_FOR_A_SLIP, _ALIKE_AT_THE_START = 9, 2
_STYLES = (("councillor", ("cllr", "mayor")), ("professor", ("prof",)))


class People(NamedTuple):
    names: pd.DataFrame
    printed: Numbers
    person: Numbers
    first: Numbers

    def everyone(self) -> pd.DataFrame:
        """One row per person: their name as first printed, and `person`."""
        return self.names.iloc[self.printed[self.first]].assign(person=self.person[self.first])


def people_of(rows: pd.DataFrame) -> People:
    area = rows["lep"].where(rows["lep"] != "", "(" + rows["body"] + ")")  # without a LEP never across boards
    printed, first = number(area, rows["person_name"])  # what a name says is worked out once for each printed
    names = rows[["surname_key", "place"]].iloc[first].rename(columns={"surname_key": "surname"})
    names.insert(0, "lep", area.iloc[first])
    names["given"] = read_once(_lengthened, rows["given_key"].iloc[first])
    names["initial"] = rows["given_key"].iloc[first].str[:1]
    named = ((names["place"] == "person") & (names["given"] != "")).to_numpy()
    name = number(names["lep"], names["given"], names["surname"])[0]
    person = _by_style(name[printed], rows["honorifics"], named[printed])
    person = _renumbered(np.where(_shared(rows, person), -1, person))
    return People(names, printed, person, first_rows(person))


def _lengthened(given: str) -> str:
    first, _, _ = given.partition(" ")
    if len(first) > 1:
        return _short_names().get(first, first)
    # "c j" are two initials; in "s chapman" the surname's first half follows the only one
    return "".join(takewhile(lambda word: len(word) == 1, given.split()))


@cache
def _short_names() -> dict[str, str]:
    return {row["short"]: row["long"] for row in rule_file("members/short_names.csv")}


def _style(honorifics: str) -> str:
    words = set(honorifics.split())
    return next((style for style, marks in _STYLES if words & set(marks)), "")


def _by_style(name: Numbers, honorifics: pd.Series, named: Numbers) -> Numbers:
    """Where a councillor and a professor share a name, each keeps to rows styled alike; the unstyled join neither."""
    style = read_once(_style, honorifics)
    codes, styled = number(style)[0], (style != "").to_numpy()
    contested = mixed(codes[styled & named], name[styled & named], len(name) + 1)[name]
    person = np.where(contested, len(name) * (codes + 1) + name, name)
    return np.where(named & ~(contested & ~styled), person, -1)


def _renumbered(person: Numbers) -> Numbers:
    """The same people, numbered from 0 on in the order of their first rows; -1 stays."""
    renumbered = np.full(len(person), -1)
    renumbered[person >= 0] = pd.factorize(person[person >= 0])[0]
    return renumbered


def _shared(rows: pd.DataFrame, person: Numbers) -> Numbers:
    """Rows whose name one list prints for two people: with two organisations, or as an officer and something else."""
    one_list = number(pd.Series(person), rows["body"], rows["snapshot_date"])[0]
    twice = (person >= 0) & pd.Series(one_list).duplicated(keep=False).to_numpy()
    rows, one_list, count = rows.loc[twice, ["organisation_key", "role_read"]], one_list[twice], len(person)
    employer, stated = number(rows["organisation_key"])[0], (rows["organisation_key"] != "").to_numpy()
    two_employers = mixed(employer[stated], one_list[stated], count)
    two_posts = mixed((rows["role_read"] == "officer").to_numpy(), one_list, count)
    return np.isin(person, person[twice][(two_employers | two_posts)[one_list]])


def loose_links(asking: pd.DataFrame, everyone: pd.DataFrame, known: Numbers) -> pd.DataFrame:
    """Link rows to the one known person of their LEP whom the name may mean."""
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
    sides = (("given", "surname"), ("surname", "given"))
    pairs = pd.concat([_pairs(names, known, same, slipped, alike) for same, slipped in sides])
    return pairs[~pairs.index.duplicated(keep=False)]


def _pairs(names: pd.DataFrame, known: pd.DataFrame, same: str, slipped: str, alike: int) -> pd.Series:
    left = names.assign(start=names[slipped].str[:alike], at=names.index)
    right = known[known[same].isin(names[same])]
    right = right.assign(start=right[slipped].str[:alike], other=right[slipped])
    both = left.merge(right[["lep", same, "start", "other", "person"]], on=["lep", same, "start"])
    long_enough = both["given"].str.len() + both["surname"].str.len() >= _SHORTEST_FOR_A_SLIP
    both = both[(both[slipped] != both["other"]) & long_enough]
    near = [one_slip(a, b) for a, b in zip(both[slipped].tolist(), both["other"].tolist(), strict=True)]
    return both[np.array(near, dtype=bool)].set_index("at")["person"]
