"""The page that tells people how to answer back, with every correction applied so far."""

from __future__ import annotations

import pandas as pd

from lepdata import registers
from lepdata.model.dates import words
from lepdata.model.places import RULES
from lepdata.publish.fragments import markdown
from lepdata.publish.pages import Stamp, framed_page
from lepdata.publish.templates import render
from lepdata.reviews.show import html_table

COLUMNS = ["Correction", "Line", "What", "Was", "Is now", "Why", "Signed"]


def corrections_page(stamp: Stamp) -> str:
    """How a correction is made, where to send it, and the signed rows that were applied."""
    signed = registers.read_raw("corrections.csv")
    body = markdown((RULES / "corrections.md").read_text(encoding="utf-8"))
    body += render("contact.html", stamp=stamp)
    body += "<h2>Corrections applied</h2>"
    body += html_table(correction_rows(signed), f"Signed corrections: {len(signed)}")
    return framed_page(["<h1>Corrections and contact</h1>", body], "Corrections", stamp=stamp, here="corrections")


def correction_rows(signed: pd.DataFrame) -> pd.DataFrame:
    """The signed rows as a reader sees them; a name that was removed is not repeated.

    Parameters
    ----------
    signed : DataFrame
        `corrections.csv`.
    """
    rows = [_row(row) for row in signed.to_dict("records")]
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(row: dict) -> dict[str, str]:
    removed = row["action"] == "remove"
    return {
        "Correction": row["correction_id"],
        "Line": row["row_id"],
        "What": "name removed" if removed else row["field"].replace("_", " "),
        "Was": "" if removed else row["published"],
        "Is now": "" if removed else row["corrected"],
        "Why": "on request" if removed else row["reason"],
        "Signed": " ".join(filter(None, (row["signed_by"], words(row["signed_on"]) if row["signed_on"] else ""))),
    }
