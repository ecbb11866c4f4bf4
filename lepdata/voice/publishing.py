"""SEATS -> what each published document shows of the fields and records that the publication standard asks for."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import NamedTuple

import pandas as pd

from lepdata.dates import words
from lepdata.english import choose
from lepdata.files import rule_file
from lepdata.read.words import read_role
from lepdata.registers import geography
from lepdata.vocabulary import MAIN_BOARD, body_kind

DUTIES = "representation/publication_duties.csv"
Duty = dict[str, str]


class Document(NamedTuple):
    """One list as one document prints it: its lines, what they have in common, and what such a document may show."""

    lines: pd.DataFrame
    first: dict[Hashable, str]
    kind: dict[str, str]

    @property
    def name(self) -> str:
        return f"{self.first['source_title']} ({words(self.first['snapshot_date'])})"


class Shown(NamedTuple):
    """What one document says of one duty."""

    outcome: str
    reason: str
    document: Document
    says: str = ""


def documents(seats: pd.DataFrame) -> list[Document]:
    """Every list of every document, oldest first; undated ones before all others."""
    another = dict.fromkeys(("own_document", "proves_absence", "speaks_for_partnership"), "no")
    kinds = {row["source_kind"]: row for row in rule_file("representation/publication_documents.csv")}
    members = seats[seats["counts_as_member"].isin(("yes", "might"))]
    keys = ["lep", "body", "list_id", "source_url", "source_title", "source_kind"]
    firsts = ((rows, rows.iloc[0].to_dict()) for _, rows in members.groupby(keys, sort=False))
    made = [Document(rows, first, kinds.get(first["source_kind"], another)) for rows, first in firsts]
    return sorted(made, key=lambda one: [one.first[name] for name in ("date_to", "date_from", "source_url")])


def shows(document: Document, duty: Duty) -> Shown:
    """What a document says of a duty: met, not met, cannot tell, and why."""
    if duty["shows"] == "nothing" and not duty["evidence"]:
        return Shown("cannot tell", "lists of members cannot show it", document)
    if document.kind["own_document"] != "yes":
        return Shown("cannot tell", f"{document.name} is not the board's own document", document)
    if duty["shows"] in ("field", "chair", "date"):
        return _lines_show(document, duty)
    if duty["shows"] == "document" and document.first["source_kind"] == duty["evidence"]:
        return Shown("met", f"{document.name} was seen, so somebody published it", document)
    if duty["shows"] == "title" and re.search(duty["evidence"], document.first["source_title"], re.IGNORECASE):
        return Shown("met", f"{document.name} speaks of it", document)
    if duty["evidence"] == document.first["source_kind"]:
        return Shown("cannot tell", f"{document.name} was seen, but not when it was published", document, "undated")
    return Shown("cannot tell", "nothing of the kind was among the documents seen", document)


def _lines_show(document: Document, duty: Duty) -> Shown:
    shown, of = int(_prints(document.lines, duty).sum()), len(document.lines)
    fits = document.first["list_completeness"].replace(" ", "-") in duty["lists"].split()
    enough = shown > 0 if duty["shows"] == "chair" else shown == of
    whole = document.kind["proves_absence"] == "yes" and document.first["list_completeness"] == "full"
    outcome = "met" if enough and fits else "not met" if shown == 0 and whole else "cannot tell"
    reason = f"shown on {shown} of {of} {choose(of, 'line', 'lines')} of {document.name}"
    if outcome == "not met":
        reason += ", which lists everybody"
    elif outcome == "cannot tell" and not fits:
        reason += f", a list that is {document.first['list_completeness']}"
    return Shown(outcome, reason, document, "lines")


def _prints(lines: pd.DataFrame, duty: Duty) -> pd.Series:
    if duty["shows"] == "chair":
        return lines["role_read"].isin(("chair", "deputy chair"))
    if duty["shows"] == "date":
        return lines["date_basis"] == "printed"
    printed = lines[duty["field"]].str.strip() != ""
    if duty["field"] != "job_title":
        return printed
    # "Director" beside no organisation is the place on the board, not a job.
    return printed & ((lines["job_title"].map(read_role) == "") | (lines["organisation"].str.strip() != ""))


PUBLICATION_COLUMNS = (
    *("lep", "body", "duty", "criterion", "outcome", "timing", "documents", "showing", "reason"),
    *("settled_by", "strength", "source_url"),
)


def publication_duties() -> pd.DataFrame:
    """The duties with their sources; the exception for joint committees is among them and is never scored."""
    return pd.DataFrame(rule_file(DUTIES))


def publication(seats: pd.DataFrame, lep: str, as_at: str = "", body: str = MAIN_BOARD) -> pd.DataFrame:
    """What the documents seen show of the publication standard, for one body; one row per duty."""
    own = seats[(seats["lep"] == lep) & (seats["body"] == body)]
    if as_at:
        own = own[(own["date_from"] != "") & (own["date_from"] <= as_at)]
    seen = documents(own)
    rows = [_answer(duty, seen, body) for duty in rule_file(DUTIES) if duty["shows"] != "exception"]
    return pd.DataFrame([{"lep": lep, "body": body, **row} for row in rows], columns=list(PUBLICATION_COLUMNS))


def publications(seats: pd.DataFrame, as_at: str = "") -> pd.DataFrame:
    """`publication` of the main board of every partnership, one below the other."""
    return pd.concat([publication(seats, lep, as_at) for lep in geography.leps()["lep"]], ignore_index=True)


def _answer(duty: Duty, seen: list[Document], body: str) -> dict[str, object]:
    in_time = [one for one in seen if _in_force(duty, one)]
    answers = [shows(document, duty) for document in in_time or seen]
    deciding = _deciding(answers) if answers else None
    outcome, reason = _excepted(duty, deciding, body) if deciding else ("cannot tell", "no document was seen")
    return {
        "duty": duty["id"],
        "criterion": duty["criterion"],
        "outcome": outcome,
        "timing": "due" if in_time else "not in force",
        "documents": len(answers),
        "showing": sum(one.outcome == "met" for one in answers),
        "reason": f"{outcome}: {reason}",
        "settled_by": duty["settled_by"],
        "strength": duty["strength"],
        "source_url": deciding.document.first["source_url"] if deciding else "",
    }


def _in_force(duty: Duty, document: Document) -> bool:
    if not duty["in_force_from"] and not duty["in_force_to"]:
        return True
    first, last = document.first["date_from"], document.first["date_to"]
    return first != "" and last >= duty["in_force_from"] and first <= (duty["in_force_to"] or "9999-12-31")


def _deciding(answers: list[Shown]) -> Shown:
    """The newest that meets it, else the newest that speaks for the partnership and does not, else what says most."""
    met = [one for one in answers if one.outcome == "met"]
    told = [one for one in answers if one.outcome == "not met" or one.says == "undated"]
    own = [one for one in told if one.document.kind["speaks_for_partnership"] == "yes"]
    lacking = [one for one in own if one.outcome == "not met"]
    counted = [one for one in answers if one.says == "lines"]
    return (met or lacking or told or counted or answers)[-1]


def _excepted(duty: Duty, deciding: Shown, body: str) -> tuple[str, str]:
    """A joint committee need not publish board papers: what it does not show is no failure."""
    if duty["excepted_by"] and body_kind(body) == "joint body" and deciding.outcome != "met":
        return "cannot tell", f"where a joint committee decides, papers need not be published ({duty['excepted_by']})"
    if deciding.outcome == "not met" and deciding.document.kind["speaks_for_partnership"] != "yes":
        return "cannot tell", f"{deciding.reason}, but another page may show it"
    return deciding.outcome, deciding.reason
