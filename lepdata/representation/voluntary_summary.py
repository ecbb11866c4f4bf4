"""The answers about voluntary voice in one row for each partnership, and counted over all of them."""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from lepdata.model.dates import months_before
from lepdata.model.phrases import phrases
from lepdata.model.vocabulary import OUTCOMES
from lepdata.representation.voluntary import voluntary_answers, voluntary_questions
from lepdata.representation.voluntary_rules import MAIN
from lepdata.representation.voluntary_seats import voluntary_seats

STUDY_AS_AT = "2020-03-31"
WINDOW_MONTHS = 12
_MEASURES = phrases("voluntary_measures")
_TOLD = {"groups": "group", "how_nominated": "how_nominated", "doubts": "doubt"}
_TURNED = {"met": "not met", "not met": "met", "cannot tell": "cannot tell"}
MEASURE_COLUMNS = ("measure", "statement", "as_at", "since", "of", "met", "not_met", "cannot_tell", "as_listed_met")


def voluntary_voice(seats: pd.DataFrame, as_at: str = "", since: str = "") -> pd.DataFrame:
    """Whose voluntary voice each partnership has, one row per LEP.

    Parameters
    ----------
    seats : DataFrame
        Settled seats.
    as_at, since : str, optional
        ISO days; later and older lists are left out.

    Returns
    -------
    DataFrame
        lep; the main board's list (`as_at`, `completeness`); how many voluntary members it names; their `groups`,
        `how_nominated` and `doubts`; one column per question of `voluntary_questions` (met, not met, cannot tell);
        the seats of the main board and of other bodies that answer them; `seat_ids_other_lists`, voluntary members on
        lists of the main board that are not the one read; the page of the first; the reason for `voice`.
    """
    answers = voluntary_answers(seats, as_at, since)
    outcomes = answers.pivot(index="lep", columns="question", values="outcome")[voluntary_questions()["id"].tolist()]
    outcomes.columns = [name.replace("-", "_") for name in outcomes.columns]
    main = answers[answers["question"] == "voice"].set_index("lep")
    own = voluntary_seats(seats).set_index("seat_id").join(seats.set_index("seat_id")[["date_from", "date_to"]])
    rows = pd.DataFrame(
        {
            "as_at": main["as_at"],
            "completeness": main["completeness"],
            "voluntary_members": main["seen"],
            **{name: main["seat_ids"].map(lambda ids, of=of: _of(own, ids, of)) for name, of in _TOLD.items()},
        }
    )
    elsewhere = answers[answers["place"] != MAIN].groupby("lep")["seat_ids"].agg(_together)
    table = rows.join(outcomes).assign(
        seat_ids=main["seat_ids"],
        seat_ids_other_bodies=elsewhere,
        seat_ids_other_lists=[_on_other_lists(own, lep, as_at, since, ids) for lep, ids in main["seat_ids"].items()],
        source_url=main["source_url"],
        reason=main["reason"],
    )
    return table.loc[main.index].reset_index()


def _of(own: pd.DataFrame, seat_ids: str, column: str) -> str:
    return "; ".join(dict.fromkeys(filter(None, own.loc[seat_ids.split(), column]))) if seat_ids else ""


def _on_other_lists(own: pd.DataFrame, lep: Hashable, as_at: str, since: str, read: str) -> str:
    """Voluntary members of the main board on lists other than the one that is read."""
    there = (own["lep"] == lep) & (own["place"] == MAIN) & (own["counts_as_member"] == "yes")
    in_time = (own["date_to"] >= since) & ((own["date_from"] <= as_at) | (as_at == ""))
    return " ".join(seat for seat in own.index[there & in_time] if seat not in read.split())


def _together(parts: pd.Series) -> str:
    return " ".join(filter(None, parts))


def voluntary_measures(seats: pd.DataFrame, as_at: str = STUDY_AS_AT, since: str | None = None) -> pd.DataFrame:
    """The measures of the 2020 study of the voluntary sector, counted from the published lists.

    Parameters
    ----------
    seats : DataFrame
        Settled seats.
    as_at : str
        An ISO day, by default the end of the study's time; "" for the latest lists.
    since : str, optional
        Lists before this ISO day say nothing. By default the twelve months before `as_at`; "" for lists however old.

    Returns
    -------
    DataFrame
        One row per measure: `of` (LEPs asked), how many `met`, `not_met` and `cannot_tell`, how many met it as listed,
        and the LEPs behind each number (`leps_met`, `leps_not_met`, `leps_cannot_tell`, joined by "; "). The measure
        "eu-funds-without" is met where a committee surely has nobody.
    """
    since = (months_before(as_at, WINDOW_MONTHS) if as_at else "") if since is None else since
    answers = voluntary_answers(seats, as_at, since)
    rows = [
        {
            "measure": "leps",
            "statement": "LEPs looked at",
            "of": answers["lep"].nunique(),
            "met": answers["lep"].nunique(),
        }
    ]
    rows += [_measured(answers[answers["question"] == name], name) for name in _MEASURES]
    frame = pd.DataFrame(rows).assign(as_at=as_at, since=since)
    lists = [f"leps_{outcome.replace(' ', '_')}" for outcome in OUTCOMES]
    frame = frame.fillna(dict.fromkeys(lists, "") | {"not_met": 0, "cannot_tell": 0, "as_listed_met": frame["met"]})
    counts = ["of", "met", "not_met", "cannot_tell", "as_listed_met"]
    return frame[[*MEASURE_COLUMNS, *lists]].astype(dict.fromkeys(counts, int))


def _measured(answers: pd.DataFrame, name: str) -> dict[str, object]:
    turned = name == "eu-funds"  # the study counted the committees without, we ask who sits there
    outcome = answers["outcome"].map(_TURNED) if turned else answers["outcome"]
    listed = answers["as_listed"].map(_TURNED) if turned else answers["as_listed"]
    by = {word: answers.loc[outcome == word, "lep"].tolist() for word in OUTCOMES}
    keys = {word: word.replace(" ", "_") for word in OUTCOMES}
    return {
        "measure": "eu-funds-without" if turned else name,
        "statement": _MEASURES[name],
        "of": len(answers),
        **{keys[word]: len(leps) for word, leps in by.items()},
        "as_listed_met": int((listed == "met").sum()),
        **{f"leps_{keys[word]}": "; ".join(leps) for word, leps in by.items()},
    }
