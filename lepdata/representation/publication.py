"""SEATS -> which duties of publication a partnership is seen to meet: met, not met or cannot tell."""

from __future__ import annotations

import pandas as pd

from lepdata import registers
from lepdata.model.bodies import body_kind
from lepdata.model.phrases import say
from lepdata.model.vocabulary import MAIN_BOARD, OUTCOMES
from lepdata.representation.publication_documents import Document, Duty, Shown, documents, shows
from lepdata.representation.voluntary_rules import rule_rows

PUBLICATION_COLUMNS = (
    "lep",
    "body",
    "duty",
    "criterion",
    "outcome",
    "timing",
    "documents",
    "showing",
    "reason",
    "settled_by",
    "strength",
    "source_url",
)
BY_DOCUMENT_COLUMNS = (
    "list_date",
    "completeness",
    "source_kind",
    "source_title",
    "source_url",
    "duty",
    "outcome",
    "reason",
)
_LAST_DAY = "9999-12-31"
_JOINT = "joint body"


def publication_duties() -> pd.DataFrame:
    """The duties with their sources; the exception for joint committees is among them and is never scored.

    Examples
    --------
    >>> publication_duties().set_index("id").loc["joint-committee-papers", "strength"]
    'exception'
    """
    return pd.DataFrame(rule_rows("publication_duties.csv"))


def publication(seats: pd.DataFrame, lep: str, as_at: str = "", body: str = MAIN_BOARD) -> pd.DataFrame:
    """What the documents seen show of the publication standard, for one body.

    The documents from the time a duty was in force answer it; where there is none, those of other times do, and the
    timing says "not in force". One document that shows a field is enough for "met". "Not met" needs a whole document.

    Parameters
    ----------
    seats : DataFrame
        Settled seats with the published columns.
    lep, body : str
        Which body.
    as_at : str, optional
        An ISO day; later documents are not looked at.

    Returns
    -------
    DataFrame
        One row per duty: outcome, timing (due, not in force), `documents` looked at and how many are `showing` it
        (whole numbers), the reason, what would settle it, its strength, and the page of the document that decided.
    """
    own = seats[(seats["lep"] == lep) & (seats["body"] == body)]
    if as_at:
        own = own[(own["date_from"] != "") & (own["date_from"] <= as_at)]
    seen = documents(own)
    rows = [_answer(duty, seen, body) for duty in rule_rows("publication_duties.csv") if duty["shows"] != "exception"]
    return pd.DataFrame([{"lep": lep, "body": body, **row} for row in rows], columns=list(PUBLICATION_COLUMNS))


def publication_by_document(seats: pd.DataFrame, lep: str, body: str = MAIN_BOARD) -> pd.DataFrame:
    """What each document shows by itself, whether or not a duty was in force.

    Returns
    -------
    DataFrame
        One row per document and duty: list_date, completeness, source_kind, source_title, source_url, duty, outcome,
        reason. "Not met" is said of the document alone: another one may show what it does not.
    """
    own = seats[(seats["lep"] == lep) & (seats["body"] == body)]
    duties = [duty for duty in rule_rows("publication_duties.csv") if duty["shows"] != "exception"]
    rows = [_by_document(document, duty) for document in documents(own) for duty in duties]
    return pd.DataFrame(rows, columns=list(BY_DOCUMENT_COLUMNS))


def _by_document(document: Document, duty: Duty) -> dict[str, str]:
    found = shows(document, duty)
    cells = (document.date, document.completeness, document.kind, document.title, document.url)
    return dict(zip(BY_DOCUMENT_COLUMNS, (*cells, duty["id"], found.outcome, found.reason), strict=True))


def publications(seats: pd.DataFrame, as_at: str = "") -> pd.DataFrame:
    """`publication` of the main board of every partnership, one below the other."""
    return pd.concat([publication(seats, lep, as_at) for lep in registers.leps()["lep"]], ignore_index=True)


def publication_tally(answers: pd.DataFrame) -> pd.DataFrame:
    """How many partnerships are seen to meet each duty, and of how many it cannot be told.

    Parameters
    ----------
    answers : DataFrame
        What `publications` returns.

    Returns
    -------
    DataFrame
        One row per duty: duty, statement, strength, verified, met, not_met, cannot_tell, `settled_by`.
    """
    counts = pd.crosstab(answers["duty"], answers["outcome"]).reindex(columns=list(OUTCOMES), fill_value=0)
    counts.columns = pd.Index([outcome.replace(" ", "_") for outcome in OUTCOMES])
    duties = publication_duties().rename(columns={"id": "duty"})
    told = duties[["duty", "statement", "strength", "verified", "settled_by"]]
    table = told[told["duty"].isin(counts.index)].merge(counts.reset_index(), on="duty")
    return table[["duty", "statement", "strength", "verified", "met", "not_met", "cannot_tell", "settled_by"]]


def _answer(duty: Duty, seen: list[Document], body: str) -> dict[str, object]:
    head = {"duty": duty["id"], "criterion": duty["criterion"]}
    tail = {name: duty[name] for name in ("settled_by", "strength")}
    in_time = [one for one in seen if _in_force(duty, one)]
    used = in_time or seen
    timing = "due" if in_time else "not in force"
    if not used:
        reason = f"cannot tell: {say('publication', 'no-document')}"
        nothing = {"outcome": "cannot tell", "timing": timing, "documents": 0, "showing": 0, "reason": reason}
        return {**head, **nothing, **tail, "source_url": ""}
    answers = [shows(document, duty) for document in used]
    deciding = _deciding(answers)
    outcome, reason = _excepted(duty, deciding, body)
    return {
        **head,
        "outcome": outcome,
        "timing": timing,
        "documents": len(used),
        "showing": sum(one.outcome == "met" for one in answers),
        "reason": f"{outcome}: {reason}",
        **tail,
        "source_url": deciding.document.url,
    }


def _in_force(duty: Duty, document: Document) -> bool:
    if not duty["in_force_from"] and not duty["in_force_to"]:
        return True
    if not document.date_from:
        return False
    until = duty["in_force_to"] or _LAST_DAY
    return document.date_to >= duty["in_force_from"] and document.date_from <= until


def _deciding(answers: list[Shown]) -> Shown:
    """The newest that meets it, else the newest that speaks for the partnership and does not, else what says most."""
    met = [one for one in answers if one.outcome == "met"]
    lacking = [one for one in answers if one.outcome == "not met" and one.document.speaks]
    told = [one for one in answers if one.outcome == "not met" or one.says == "undated"]
    counted = [one for one in answers if one.says == "lines"]
    return (met or lacking or told or counted or answers)[-1]


def _excepted(duty: Duty, deciding: Shown, body: str) -> tuple[str, str]:
    """A joint committee need not publish board papers: what it does not show is no failure."""
    if duty["excepted_by"] and body_kind(body) == _JOINT and deciding.outcome != "met":
        return "cannot tell", f"where a joint committee decides, papers need not be published ({duty['excepted_by']})"
    if deciding.outcome == "not met" and not deciding.document.speaks:
        return "cannot tell", f"{deciding.reason}, but another page may show it"
    return deciding.outcome, deciding.reason
