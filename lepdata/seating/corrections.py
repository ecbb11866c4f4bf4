"""Signed corrections, applied over the published lines: people can answer back, and be left out."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

import pandas as pd

from lepdata.display import row_dicts
from lepdata.errors import Fault, quoted, refuse_all
from lepdata.headed import wrong_cells
from lepdata.names import A_TITLE
from lepdata.registers.whose import declared, in_use, own_rows
from lepdata.seating.rows import describe
from lepdata.spelling import fold
from lepdata.vocabulary import BOARD_COLUMNS

_PERSONAL = ("person_name", "honorific", "pronoun_as_published")
_FILE = "corrections.csv"


def apply_corrections(lines: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """The sightings with every signed correction applied, and `correction_ids` saying which rows were touched."""
    root = in_use().root  # whose rows stand behind the shipped ones, under lines of help
    own = [line for line, _ in own_rows(root / _FILE)] if root else []
    numbers = [*range(2, len(corrections) - len(own) + 2), *own]
    numbered = [*zip(numbers, row_dicts(corrections), strict=True)]
    faults = [fault for line, row in numbered for fault in wrong_cells(_FILE, line, row, declared(_FILE))]
    refuse_all([*faults, *(Fault(_FILE, line, *told) for line, row in numbered for told in _wrong(row, lines))])
    corrected = lines.copy()
    corrected["correction_ids"] = ""
    for row in row_dicts(corrections):
        here = corrected["row_id"] == row["row_id"]
        fields = _PERSONAL if row["action"] == "remove" and row["field"] == "person_name" else (row["field"],)
        for field in fields:
            corrected.loc[here, field] = row["corrected"] if row["action"] == "replace" else ""
        ids = corrected.loc[here, "correction_ids"] + " " + row["correction_id"]
        corrected.loc[here, "correction_ids"] = ids.str.strip()
    return corrected


class Gone(NamedTuple):
    """Those whose names were taken out."""

    names: re.Pattern[str]  # of folded text
    rows: dict[str, str]  # row_id to folded surname

    def is_in(self, text: object) -> bool:
        """Whether a text or an address names one of them, however it is spelt there."""
        return isinstance(text, str) and bool(self.names.search(fold(unquote(text))))


_OF_A_SOURCE = ("source_url", "source_title")
_OF_A_PLACE = {"organisation", "organisation_shown", "organisation_key", "job_title", "capacity_as_published"}
_OF_A_PLACE |= {"matched", "words", "seen"}  # what was found in these
WITHHELD = "withheld: it names somebody who is left out"


def names_gone(lines: pd.DataFrame, corrections: pd.DataFrame) -> Gone | None:
    """Whose names the corrections take out of the lines; None where nobody's."""
    asked = (corrections["action"] == "remove") & (corrections["field"] == "person_name")
    read = describe(lines[lines["row_id"].isin(corrections.loc[asked, "row_id"])])
    read = read[read["surname_key"] != ""]
    if read.empty:
        return None
    spelt = {one for pair in zip(read["given_key"], read["surname_key"], strict=True) for one in _spellings(*pair)}
    names = re.compile(rf"\b(?:{'|'.join(sorted(spelt))})\b")
    return Gone(names, dict(zip(read["row_id"], read["surname_key"], strict=True)))


def _spellings(given: str, surname: str) -> list[str]:
    """Patterns of a name: whole, turned round, with an initial, after a title; a surname alone may be a place."""
    titled = rf"(?:{A_TITLE})(?: \w)? {re.escape(surname)}"
    if not given:
        return [titled]
    first, last = re.escape(given.split()[0]), re.escape(surname)
    return [titled, rf"{first}(?: \w+){{0,2}} {last}", rf"{last} {first}", rf"{first[0]}(?: \w)? {last}"]


def _naming(texts: pd.Series, surnames: Sequence[str], gone: Gone) -> pd.Series:
    """Which texts name one of them; beside the surname of a row of their own, that alone is enough."""
    own = zip(texts, surnames, strict=True)
    found = [gone.is_in(text) or (who and f" {who} " in f" {fold(unquote(str(text)))} ") for text, who in own]
    return pd.Series(found, texts.index, dtype=bool)


def withhold_sources(lines: pd.DataFrame, gone: Gone) -> set[str]:
    """Put the id of a source in the place of each title and address that names them; the ids of those sources."""
    surnames = [gone.rows.get(one, "") for one in lines["row_id"]]
    title, address = (_naming(lines[name], surnames, gone) for name in _OF_A_SOURCE)
    ids = set(lines["source_id"][title | address])
    for column in _OF_A_SOURCE:
        lines[column] = lines[column].mask(lines["source_id"].isin(ids), "source:" + lines["source_id"])
    return ids


def without_gone(table: pd.DataFrame, gone: Gone) -> pd.DataFrame:
    """The table without the words of cells that name them; on their own rows, as a firm may be, by surname alone."""
    words = [str(name) for name in table if not str(name).startswith("person") and table[name].dtype.kind not in "biuf"]
    ids = table.get("row_id", table.get("seat_id", table.index))  # a seat without its holder is called by its row
    surnames = [gone.rows.get(one, "") for one in ids]
    whose = {name: surnames if name in _OF_A_PLACE else [""] * len(table) for name in words}
    return table.assign(**{name: table[name].mask(_naming(table[name], whose[name], gone), WITHHELD) for name in words})


def _wrong(row: dict[str, str], lines: pd.DataFrame) -> Iterator[tuple[str, str, str, str]]:
    """The columns of a correction that hold what they may not, what is found and expected there, and the remedy."""
    if row["field"] not in BOARD_COLUMNS[1:]:
        expected = "a column of the board file other than row_id"
        yield "field", quoted(row["field"]), expected, "name the column to correct"
        return
    published = lines.loc[lines["row_id"] == row["row_id"], row["field"]]
    if published.empty:
        yield "row_id", quoted(row["row_id"]), "the row_id of a line in boards/", "look it up in the board's file"
        return
    named_again = row["action"] == "remove" and not row["published"]  # a removal need not print the name once more
    if published.iloc[0] != row["published"] and not named_again:
        # a message must not print a name that somebody wants taken out
        hidden = row["field"] in _PERSONAL
        found = "another text" if hidden else quoted(row["published"])
        expected = "the text as published" if hidden else f"the published text {quoted(published.iloc[0])}"
        yield "published", found, expected, "copy the text from the board's file"
