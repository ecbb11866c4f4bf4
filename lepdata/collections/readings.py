"""A published document on its way into a collection: read, and kept aside until somebody has confirmed the reading."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from lepdata.english import plural
from lepdata.errors import Fault, InputFaults
from lepdata.vocabulary import BOARD_COLUMNS

KINDS = (".html", ".htm", ".pdf", ".docx", ".txt", ".md")
_KEPT = (*BOARD_COLUMNS, "letters", "start_date", "end_date", "page", "line", "words", "reading_id")


def sightings(frame: pd.DataFrame, given: Mapping[str, str], full: bool) -> pd.DataFrame:
    """The people of a reading as rows of a board file; what the user says of area, body and day is what holds."""
    rows = frame[frame["reading"] == "read"].reindex(columns=list(_KEPT), fill_value="").reset_index(drop=True)
    if rows.empty:
        name = frame.attrs["documents"][0]["document"]
        remedy = "make a board file of it with `lepdata template`, and add that"
        raise InputFaults(
            [Fault(name, None, "", "nobody whom lepdata could read", "a list of a board's people", remedy)]
        )
    rows = rows.assign(**{name: text for name, text in given.items() if text})
    silent = rows["list_completeness"] == "not stated"
    return rows.assign(list_completeness=rows["list_completeness"].mask(silent & full, "full"))


def said(frame: pd.DataFrame) -> list[str]:
    """What somebody who files a reading must know of it."""
    (card,) = frame.attrs["documents"]
    doubts, unread = f"{card['doubtful']} in doubt", plural(card["unread"], "line")
    return [f"Read {plural(card['people'], 'person', 'people')}, {doubts}; not understood: {unread}.", *card["notes"]]


def to_confirm(frame: pd.DataFrame, given: Mapping[str, str], url: str, before: pd.DataFrame | None) -> bytes:
    """The review workbook of a reading; what was confirmed in an earlier copy of the document is not asked again."""
    from lepdata.read.documents.review import review_workbook

    (card,) = frame.attrs["documents"]
    known = {"lep": given["lep"], "body": given["body"], "source_url": url}
    frame.attrs["documents"] = [card | known | {"date": given["snapshot_date"] or card["date"]}]
    rows = before.to_dict("records") if before is not None and "reading_id" in before else []
    return review_workbook(
        frame, {row["reading_id"]: {str(name): str(text) for name, text in row.items()} for row in rows}
    )
