"""Which rows may be one person: per LEP, by name and by how the person is styled, never by a name two people share."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import NamedTuple

import numpy as np
import pandas as pd

from lepdata.model.distinct import Numbers, first_rows, mixed, number, read_once
from lepdata.model.places import RULES

SHORT_NAMES = "short_names.csv"
_STYLES = (("councillor", ("cllr", "mayor")), ("professor", ("prof",)))


class People(NamedTuple):
    """Who each row may be.

    `names` has `lep`, `given`, `initial` and `surname` of every name as printed, `printed` its position there for every
    row. `person` numbers the people of every LEP, -1 for a row that cannot be joined to any other; `first` is, for
    every number, the position of the first row.
    """

    names: pd.DataFrame
    printed: Numbers
    person: Numbers
    first: Numbers

    def everyone(self) -> pd.DataFrame:
        """One row per person: their name as first printed, and `person`."""
        return self.names.iloc[self.printed[self.first]].assign(person=self.person[self.first])


def people_of(rows: pd.DataFrame) -> People:
    """Tell the people of described rows apart, per LEP."""
    printed, first = number(rows["lep"], rows["person_name"])  # what a name says is worked out once for each printed
    names = rows[["lep", "surname_key", "place"]].iloc[first].rename(columns={"surname_key": "surname"})
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
    table = pd.read_csv(RULES / "members" / SHORT_NAMES, dtype=str, keep_default_na=False, encoding="utf-8")
    return dict(zip(table["short"], table["long"], strict=True))


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
