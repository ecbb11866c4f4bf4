"""Evidence in a row's own words: each rule that speaks about one of its cells is one reason."""

from __future__ import annotations

import re

import pandas as pd

from lepdata.members.councils import acronym_in_area
from lepdata.members.matching import match_cell
from lepdata.members.residual import trading_name
from lepdata.members.rulebook import FIELDS, Rule, load_rules
from lepdata.members.texts import affiliations

EVIDENCE_COLUMNS = (
    "seat_id",
    "about",
    "says",
    "sector_kind",
    "rule",
    "kind",
    "field",
    "matched",
    "strength",
    "because",
    "source",
)
FIELD_WORDS = {
    "organisation": "the organisation",
    "job_title": "the job title",
    "capacity_as_published": "the published capacity",
    "sector_as_published": "the published sector",
    "honorifics": "the honorific",
    "pronoun_as_published": "the pronoun",
    "lep_seat": "the seat",
}
_LONGEST_QUOTE, _BEFORE_THE_MATCH = 80, 20
_OWN_BODY = re.compile(
    r"^$|main board|business board|interim board|shadow board|supervisory|skills board|board of directors", re.I
)
_PRESENTED_AS_THIRD_SECTOR = 1


def own_evidence(rows: pd.DataFrame, *, residual: bool = True) -> pd.DataFrame:
    """What every row's own cells say; each distinct cell is read once.

    Parameters
    ----------
    rows : DataFrame
        Described rows.
    residual : bool
        Whether a bare trading name may speak.

    Returns
    -------
    DataFrame
        `EVIDENCE_COLUMNS`, one row per reason.
    """
    texts = cells(rows)
    found = [_read_field(rows, texts[field], field, residual) for field in FIELDS]
    evidence = pd.concat(found, ignore_index=True)
    return _housing_as_presented(evidence)


def cells(rows: pd.DataFrame) -> pd.DataFrame:
    """The texts the rules read, one column per field."""
    texts = pd.DataFrame({field: rows[field] for field in FIELDS if field in rows}, index=rows.index)
    elsewhere = rows["body"].map({body: not _OWN_BODY.search(body) for body in rows["body"].unique()}).astype(bool)
    elsewhere &= rows["role_read"] != "officer"
    named = rows["organisation"] + " ; " + rows["capacity_as_published"]
    texts["lep_seat"] = named.where(elsewhere, "")
    return texts


def no_evidence() -> pd.DataFrame:
    """An evidence table without rows."""
    return pd.DataFrame({name: pd.Series(dtype="int64" if name == "strength" else "str") for name in EVIDENCE_COLUMNS})


def _read_field(rows: pd.DataFrame, texts: pd.Series, field: str, residual: bool) -> pd.DataFrame:
    said = texts[texts != ""]
    reasons = [(text, *reason) for text in said.unique() for reason in _reasons(text, field, residual)]
    if not reasons:
        return no_evidence()
    by_text = pd.DataFrame(reasons, columns=["text", *EVIDENCE_COLUMNS[1:]])
    seats = pd.DataFrame({"seat_id": rows.loc[said.index, "seat_id"], "lep": rows.loc[said.index, "lep"], "text": said})
    merged = seats.merge(by_text, on="text", how="inner", sort=False)
    return merged[_in_area(merged)][list(EVIDENCE_COLUMNS)]


def _in_area(merged: pd.DataFrame) -> pd.Series:
    """Initials are a council's only where such a council lies in the LEP's area."""
    kept = pd.Series(True, index=merged.index)
    for position in merged.index[merged["rule"] == "council-acronym"]:
        kept[position] = acronym_in_area(merged.at[position, "matched"], merged.at[position, "lep"])
    return kept


def _reasons(text: str, field: str, residual: bool) -> list[tuple]:
    matches = match_cell(text, field)
    reasons = []
    for match in matches:
        kind = "published sector" if field == "sector_as_published" else match.rule.kind
        told = (match.rule, kind, field, match.matched, match.strength, match.sector_kind)
        reasons += [_reason(text, about, *told) for about in _abouts(match.rule)]
    if residual and not matches and field == "organisation":
        reasons += _residual(text)
    return reasons


def _abouts(rule: Rule) -> tuple[str, ...]:
    return {"seat": ("seat_sector",), "seat and sector": ("sector", "seat_sector")}.get(rule.about, (rule.about,))


def _reason(
    text: str, about: str, rule: Rule, kind: str, field: str, matched: str, strength: int, sector_kind: str
) -> tuple:
    because = f"{FIELD_WORDS[field]} {quote(text, matched)} {rule.because}"
    return about, rule.sector, sector_kind, rule.id, kind, field, matched, strength, because, ""


def quote(text: str, matched: str = "") -> str:
    """The cell in quotation marks; of a long one, the part where the words that decided stand."""
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if len(text) <= _LONGEST_QUOTE:
        return f'"{text}"'
    at = text.casefold().find(matched.split()[0]) if matched else 0
    start = 0 if at + len(matched) < _LONGEST_QUOTE else max(0, at - _BEFORE_THE_MATCH)
    cut = text[start : start + _LONGEST_QUOTE - 1]
    return f'"{"…" * (start > 0)}{cut}{"…" * (start + len(cut) < len(text))}"'


def _residual(text: str) -> list[tuple]:
    parts = affiliations(text)
    if not parts or not trading_name(parts[0]):
        return []
    speaking = [rule for rule in load_rules() if rule.form == "trading name"]
    return [
        _reason(text, "sector", rule, "residual", "organisation", parts[0], rule.strength, rule.sector_kind)
        for rule in speaking
    ]


def _housing_as_presented(evidence: pd.DataFrame) -> pd.DataFrame:
    """A housing association on a seat for the third sector is presented as voluntary, and so it is read."""
    housing = evidence[(evidence["sector_kind"] == "housing association") & (evidence["says"] == "private")]
    seats = evidence[(evidence["about"] == "seat_sector") & (evidence["says"] == "voluntary")]
    presented = housing[housing["seat_id"].isin(seats["seat_id"])].copy()
    presented["says"] = "voluntary"
    presented["strength"] += _PRESENTED_AS_THIRD_SECTOR
    presented["because"] += ", and its seat is published as the third sector's"
    return pd.concat([evidence, presented], ignore_index=True) if len(presented) else evidence
