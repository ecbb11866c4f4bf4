"""SEATS -> what each published document shows of the fields and records that the publication standard asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from lepdata.model.dates import words
from lepdata.model.phrases import say
from lepdata.read.words import read_role
from lepdata.representation.voluntary_rules import rule_rows

KEYS = ["lep", "body", "list_id", "source_url", "source_title", "source_kind"]
OFFICES = ("chair", "deputy chair")
Duty = dict[str, str]


@dataclass(frozen=True)
class Document:
    """One list as one document prints it.

    Attributes
    ----------
    lines : DataFrame
        Its seats that count as members or might.
    own : bool
        Whether documents of this kind are the board's own.
    whole : bool
        Whether what it does not show is not there: a full list in a document of a kind that may prove an absence.
    speaks : bool
        Whether documents of this kind are where a partnership publishes its members, so that one speaks for it.
    """

    lines: pd.DataFrame
    title: str
    url: str
    kind: str
    date: str
    date_from: str
    date_to: str
    completeness: str
    own: bool
    whole: bool
    speaks: bool

    def name(self) -> str:
        """How a reason speaks of it."""
        return say("publication", "document", title=self.title, day=words(self.date))


@dataclass(frozen=True)
class Shown:
    """What one document says of one duty.

    `says` is "lines" where its lines were counted, "undated" where the document does not show when it was published:
    a reader gets `reason` only.
    """

    outcome: str
    reason: str
    document: Document
    says: str = ""


def documents(seats: pd.DataFrame) -> list[Document]:
    """Every list of every document, oldest first; undated ones before all others.

    Parameters
    ----------
    seats : DataFrame
        Settled seats with the published columns (`lepdata.reviews.known.seats`).
    """
    kinds = {row["source_kind"]: row for row in rule_rows("publication_documents.csv")}
    members = seats[seats["counts_as_member"].isin(("yes", "might"))]
    made = [_document(rows, kinds) for _, rows in members.groupby(KEYS, sort=False)]
    return sorted(made, key=lambda one: (one.date_to, one.date_from, one.url))


def _document(rows: pd.DataFrame, kinds: dict[str, dict[str, str]]) -> Document:
    first = rows.iloc[0]
    kind = kinds.get(
        first["source_kind"], dict.fromkeys(("own_document", "proves_absence", "speaks_for_partnership"), "no")
    )
    return Document(
        lines=rows,
        title=first["source_title"],
        url=first["source_url"],
        kind=first["source_kind"],
        date=first["snapshot_date"],
        date_from=first["date_from"],
        date_to=first["date_to"],
        completeness=first["list_completeness"],
        own=kind["own_document"] == "yes",
        whole=kind["proves_absence"] == "yes" and first["list_completeness"] == "full",
        speaks=kind["speaks_for_partnership"] == "yes",
    )


def shows(document: Document, duty: Duty) -> Shown:
    """What a document says of a duty: met, not met, cannot tell, and why.

    A field is met where every line of a list prints it, and not met only where no line of a whole document does. One
    that some lines print and some do not is left open: a blank may be how the copy was made.
    """
    if duty["shows"] == "nothing" and not duty["evidence"]:
        return Shown("cannot tell", say("publication", "not-by-lists"), document)
    if not document.own:
        return Shown("cannot tell", say("publication", "not-its-own", document=document.name()), document)
    if duty["shows"] in ("field", "chair", "date"):
        return _lines_show(document, duty)
    if duty["shows"] == "document" and document.kind == duty["evidence"]:
        return Shown("met", say("publication", "seen", document=document.name()), document)
    if duty["shows"] == "title" and re.search(duty["evidence"], document.title, re.IGNORECASE):
        return Shown("met", say("publication", "speaks", document=document.name()), document)
    if duty["evidence"] == document.kind:
        return Shown("cannot tell", say("publication", "seen-not-when", document=document.name()), document, "undated")
    return Shown("cannot tell", say("publication", "nothing"), document)


def _lines_show(document: Document, duty: Duty) -> Shown:
    shown, of = int(_prints(document.lines, duty).sum()), len(document.lines)
    fits = document.completeness.replace(" ", "-") in duty["lists"].split()
    enough = shown > 0 if duty["shows"] == "chair" else shown == of
    outcome = "met" if enough and fits else "not met" if shown == 0 and document.whole else "cannot tell"
    why_open = "lines" if fits else "lines-list"
    reason = say(
        "publication",
        "lines" if outcome == "met" else "lines-all" if outcome == "not met" else why_open,
        n=shown,
        of=of,
        document=document.name(),
        completeness=document.completeness,
    )
    return Shown(outcome, reason, document, "lines")


def _prints(lines: pd.DataFrame, duty: Duty) -> pd.Series:
    if duty["shows"] == "chair":
        return lines["role_read"].isin(OFFICES)
    if duty["shows"] == "date":
        return lines["date_basis"] == "printed"
    printed = lines[duty["field"]].str.strip() != ""
    if duty["field"] != "job_title":
        return printed
    # "Director" beside no organisation is the place on the board, not a job.
    a_job = (lines["job_title"].map(read_role) == "") | (lines["organisation"].str.strip() != "")
    return printed & a_job
