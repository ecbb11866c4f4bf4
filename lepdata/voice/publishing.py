"""SEATS -> what each published document shows of the fields and records that the publication standard asks for."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from lepdata import dates, english, files, schema
from lepdata.display import gathered, row_dicts
from lepdata.read.words import read_role
from lepdata.registers import geography
from lepdata.vocabulary import KIND_OF_LIST, MAIN_BOARD, body_kind

DUTIES = "representation/publication_duties.csv"  # the exception for joint committees is among them, never scored
Duty = dict[str, str]
Row = dict[str, Any]
_OF_A_DOCUMENT = ("lep", "body", "list_id", "source_url", "source_title", "source_kind")


class PrintedList(NamedTuple):
    """One list as one document prints it: its lines, what they have in common, and what such a document may show."""

    lines: list[Row]
    first: Row
    kind: dict[str, str]

    @property
    def name(self) -> str:
        return f"{self.first['source_title']} ({dates.words(self.first['snapshot_date'])})"


class Shown(NamedTuple):
    outcome: str
    reason: str
    document: PrintedList
    says: str = ""


def documents(seats: Iterable[Row]) -> list[PrintedList]:
    """Every list of every document, oldest first; undated ones before all others."""
    another = dict.fromkeys(("own_document", "proves_absence", "speaks_for_partnership"), "no")
    kinds = {row["source_kind"]: row for row in files.rule_file("representation/publication_documents.csv")}
    members = (seat for seat in seats if seat["counts_as_member"] in ("yes", "might"))
    own = gathered((tuple(seat[name] for name in _OF_A_DOCUMENT), seat) for seat in members)
    made = [PrintedList(rows, rows[0], kinds.get(rows[0]["source_kind"], another)) for rows in own.values()]
    return sorted(made, key=lambda one: [one.first[name] for name in ("date_to", "date_from", "source_url")])


def shows(document: PrintedList, duty: Duty) -> Shown:
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


def _lines_show(document: PrintedList, duty: Duty) -> Shown:
    shown, of = sum(_prints(line, duty) for line in document.lines), len(document.lines)
    fits = document.first["list_completeness"].replace(" ", "-") in duty["lists"].split()
    enough = shown > 0 if duty["shows"] == "chair" else shown == of
    whole = document.kind["proves_absence"] == "yes" and document.first["list_completeness"] == "full"
    outcome = "met" if enough and fits else "not met" if shown == 0 and whole else "cannot tell"
    reason = f"shown on {shown} of {of} {english.choose(of, 'line', 'lines')} of {document.name}"
    if outcome == "not met":
        reason += ", which lists everybody"
    elif outcome == "cannot tell" and not fits:
        reason += f", {english.an(KIND_OF_LIST[document.first['list_completeness']])} list"
    return Shown(outcome, reason, document, "lines")


def _prints(line: Row, duty: Duty) -> bool:
    if duty["shows"] == "chair":
        return line["role_read"] in ("chair", "deputy chair")
    if duty["shows"] == "date":
        return line["date_basis"] == "printed"
    if duty["field"] == "job_title" and read_role(line["job_title"]) and not line["organisation"].strip():
        return False  # "Director" beside no organisation is the place on the board, not a job
    return line[duty["field"]].strip() != ""


def publication(seats: pd.DataFrame, lep: str | None = None, as_at: str = "", body: str = MAIN_BOARD) -> pd.DataFrame:
    """What the documents seen show of the publication standard, for one partnership or for all; one row per duty."""
    duties = [duty for duty in files.rule_file(DUTIES) if duty["shows"] != "exception"]
    own = seats[(seats["body"] == body) & (True if lep is None else seats["lep"] == lep)]
    lines = [one for one in row_dicts(own) if not as_at or "" < one["date_from"] <= as_at]
    rows = []
    for area in geography.leps()["lep"] if lep is None else [lep]:
        seen = documents(line for line in lines if line["lep"] == area)
        rows += [{"lep": area, "body": body} | _answer(duty, seen, body) for duty in duties]
    return pd.DataFrame(rows, columns=schema.columns("publication"))


def _answer(duty: Duty, seen: list[PrintedList], body: str) -> Row:
    in_time = [one for one in seen if _in_force(duty, one.first["date_from"], one.first["date_to"])]
    answers = [shows(document, duty) for document in in_time or seen]
    outcome, reason, source = "cannot tell", "no document was seen", ""
    if answers:
        deciding = _deciding(answers)
        outcome, reason, source = deciding.outcome, deciding.reason, deciding.document.first["source_url"]
        if duty["excepted_by"] and body_kind(body) == "joint body" and outcome != "met":
            outcome = "cannot tell"
            reason = f"where a joint committee decides, papers need not be published ({duty['excepted_by']})"
        elif outcome == "not met" and deciding.document.kind["speaks_for_partnership"] != "yes":
            outcome, reason = "cannot tell", f"{reason}, but another page may show it"
    found = {"duty": duty["id"]} | {name: duty[name] for name in ("criterion", "settled_by", "strength")}
    found |= {"outcome": outcome, "timing": "due" if in_time else "not in force", "reason": f"{outcome}: {reason}"}
    showing = sum(one.outcome == "met" for one in answers)
    return found | {"documents": len(answers), "showing": showing, "source_url": source}


def _in_force(duty: Duty, first: str, last: str) -> bool:
    always = not duty["in_force_from"] and not duty["in_force_to"]
    return always or (first != "" and last >= duty["in_force_from"] and first <= (duty["in_force_to"] or "9999-12-31"))


def _deciding(answers: list[Shown]) -> Shown:
    """The newest that meets it, else the newest that speaks for the partnership and does not, else what says most."""
    met = [one for one in answers if one.outcome == "met"]
    told = [one for one in answers if one.outcome == "not met" or one.says == "undated"]
    lacking = [one for one in told if one.outcome == "not met" and one.document.kind["speaks_for_partnership"] == "yes"]
    return (met or lacking or told or [one for one in answers if one.says == "lines"] or answers)[-1]
