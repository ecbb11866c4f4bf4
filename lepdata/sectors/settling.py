"""Which reason settles a seat, and why in words; private or public as the national accounts had it at the date."""

from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from lepdata.files import rule_file
from lepdata.seating.distinct import Numbers, read_once
from lepdata.sectors.evidence import Evidence, from_frame
from lepdata.sectors.rulebook import load_rules

OTHER_SIGHTING, SPELT_NEARLY = "other-sighting", "fuzzy-match"
_CELLS = {row["column"]: row["name"] for row in rule_file("names/cells.csv")}  # the cells that rules read
_TELLING = ("rule", "kind", "field", "matched", "words", "seen")
_BETWEEN = "|"
_OWN_WORDS = ("decision", "ruling")  # kinds whose words are the reason themselves


def in_words(evidence: pd.DataFrame) -> pd.Series:
    """Why each row of evidence says what it says, one sentence without its full stop."""
    return read_once(because, *(evidence[name] for name in _TELLING))


def because(rule: str, kind: str, field: str, matched: str, words: str, seen: str) -> str:
    if rule == OTHER_SIGHTING:
        rule, kind, field, seen = seen.split(_BETWEEN, 3)
        name = "same name" if matched == "full name" else matched
        return f"another line about this person ({name}): {because(rule, kind, field, '', words, seen)}"
    if kind in _OWN_WORDS:
        return words
    cell = f'{_CELLS[field]} "{words}"'
    if rule == SPELT_NEARLY:
        return f'{cell} is spelt nearly like "{seen}"'
    if rule in ("charity-register", "company-register"):
        return f"{cell} has the {seen}"
    return f"{'a guess: ' * (kind == 'residual')}{cell} {_meanings()[rule]}"


def seen_reason(reasons: pd.DataFrame) -> pd.Series:
    """What a sighting elsewhere must keep of the reason that was seen there, beside its words; see `because`."""
    rule = reasons["rule"].mask(reasons["kind"].isin(_OWN_WORDS), "")  # an id may be anything
    return rule + _BETWEEN + reasons["kind"] + _BETWEEN + reasons["field"] + _BETWEEN + reasons["seen"]


def seen_field(seen: str) -> str:
    return seen.split(_BETWEEN, 3)[2]


@cache
def _meanings() -> dict[str, str]:
    return {rule.id: rule.because for rule in load_rules()}


_EARLIEST, _LATEST = "0000-00-00", "9999-99-99"


def _national_accounts(sector: str, kind: str, date_from: str, date_to: str) -> str:
    rows = [row for row in rule_file("members/national_accounts.csv") if row["sector"] == sector]
    periods = [row for row in rows if row["sector_kind"] == kind] or [row for row in rows if not row["sector_kind"]]
    first, last = date_from or _EARLIEST, date_to or date_from or _LATEST
    touched = {row["reads"] for row in periods if row["from"] <= last and (row["to"] or _LATEST) >= first}
    return touched.pop() if len(touched) == 1 else "unknown"


SETTLED_COLUMNS = (
    *("sector", "seat_sector", "sector_status", "sector_kind", "national_accounts_sector", "sector_rule"),
    *("sector_because", "sector_source", "gender", "gender_kind", "gender_because"),
)
NOT_PUBLISHED = "not published"
NO_EVIDENCE = "no published word, and no other line in these data, says whom this person speaks for"
_TIED = "tied"
_STATUSES = {"residual": "guessed", "ruling": "ruled"}  # all other kinds of reason settle
TITLES_OFF = "Printed titles such as Mrs or Sir were left out: they tell nothing of women and men here."


def without_titles(settled: pd.DataFrame) -> pd.DataFrame:
    """The seats, with the gender of those untold whom only a printed title tells."""
    told = settled["gender_kind"] == "title"
    blank = {"gender": NOT_PUBLISHED, "gender_kind": "", "gender_because": ""}
    return settled.assign(**{name: settled[name].mask(told, text) for name, text in blank.items()})


def settle(rows: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    numbers, ids = pd.factorize(rows["seat_id"])
    return with_answers(rows, settle_seats(from_frame(evidence, pd.Index(ids)), len(ids)).take(numbers))


def with_answers(rows: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    """Described rows with the answer of each beside it, and its reading in the national accounts."""
    settled = rows.copy(deep=False)
    for column in answers:
        settled[column] = answers[column].array
    cells = (settled[column] for column in ("sector", "sector_kind", "date_from", "date_to"))
    settled["national_accounts_sector"] = read_once(_national_accounts, *cells)
    return settled[[*rows.columns.drop(list(SETTLED_COLUMNS), errors="ignore"), *SETTLED_COLUMNS]]


def settle_seats(told: Evidence, count: int) -> pd.DataFrame:
    """The answer of each of so many seats: `SETTLED_COLUMNS` but the national accounts' reading, which needs a date."""
    told = told._replace(reasons=told.reasons.assign(because=in_words(told.reasons)))
    sector, seat, gender = (_strongest(told, about, count) for about in ("sector", "seat_sector", "gender"))
    tied, settled = sector.says == _TIED, ~sector.says.isin((_TIED, "unknown"))
    status = sector.reasons["kind"].map(_STATUSES).mask(tied, "conflicting")
    status = status.fillna(sector.says.where(sector.says == "unknown", "settled"))
    answers = {
        "sector": sector.answer(sector.says.where(settled, "unknown"), "unknown"),
        "seat_sector": seat.answer(seat.says.replace(_TIED, ""), ""),
        "sector_status": sector.answer(status, "unknown"),
        "sector_kind": sector.answer(sector.reasons["sector_kind"].where(settled, ""), ""),
        "sector_rule": sector.answer(sector.reasons["rule"].where(settled | tied, ""), ""),
        "sector_because": sector.answer(sector.reasons["because"], NO_EVIDENCE),
        "sector_source": sector.answer(sector.reasons["source"], ""),
        "gender": gender.answer(gender.says.replace(_TIED, NOT_PUBLISHED), NOT_PUBLISHED),
        "gender_kind": gender.answer(gender.reasons["kind"].mask(gender.says == _TIED, ""), ""),
        "gender_because": gender.answer(gender.reasons["because"].mask(gender.says == _TIED, ""), ""),
    }
    return pd.DataFrame(answers)


class _Winners(NamedTuple):
    """The position of each seat's winning reason among `reasons`, -1 for none."""

    reasons: pd.DataFrame
    winner: Numbers

    @property
    def says(self) -> pd.Series:
        return self.reasons["says"]

    def answer(self, texts: pd.Series, otherwise: str) -> pd.Series:
        """Of one text for each reason, that of each seat's winner, and what to say where there is none."""
        texts = pd.concat([texts, pd.Series([otherwise], dtype="str")])  # the last one is what -1 finds
        return pd.Series(texts.array.take(self.winner % len(texts)))


def _strongest(told: Evidence, about: str, count: int) -> _Winners:
    """The winning reasons; where the strongest disagree, one that tells of both."""
    told = told.only(told.reasons["about"] == about)
    # a reason that only says "not an employer" speaks where no other reason does
    says = (told.reasons["says"] != "unknown") | (told.reasons["kind"] == "ruling")
    best = told.where(says.to_numpy()[told.reason] | ~told.only(says).seats(count)[told.seat]).strongest(count)
    winner, first = np.full(count, -1), best.first()
    winner[first.seat] = first.reason
    tied = best.where(best.disputed(count)[best.seat])
    if not len(tied.seat):
        return _Winners(told.reasons, winner)
    clashes = _clashes(tied)
    winner[clashes.index] = len(told.reasons) + np.arange(len(clashes))
    return _Winners(pd.concat([told.reasons, clashes], ignore_index=True), winner)


def _clashes(tied: Evidence) -> pd.DataFrame:
    """One row per seat whose strongest reasons disagree, with the first reason of each answer put together."""
    says = pd.factorize(tied.reasons["says"])[0][tied.reason]
    tied = tied.where(~pd.DataFrame({"seat": tied.seat, "says": says}).duplicated().to_numpy())
    told = tied.reasons.take(tied.reason).set_axis(tied.seat)
    clashes = told[~told.index.duplicated()].assign(says=_TIED)
    for column, between in (("rule", " / "), ("because", "; but "), ("source", "; ")):
        clashes[column] = told.groupby(level=0, sort=False)[column].agg(between.join).astype("str")
    clashes["because"] = "equally strong reasons disagree: " + clashes["because"]
    clashes["source"] = clashes["source"].str.strip("; ")
    return clashes
