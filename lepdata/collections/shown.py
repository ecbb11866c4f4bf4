"""Built tables as readers meet them: sentences are not stored but made from the codes when a table is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from lepdata.collections.reconciliation import because, sum_in_words
from lepdata.judging.verdicts import best_lists, published_verdicts
from lepdata.schema import MADE_WHEN_SHOWN, columns
from lepdata.seating.rows import add_membership
from lepdata.sectors.settling import settle
from lepdata.sectors.wording import in_words
from lepdata.voice.councils import coverages
from lepdata.voice.publishing import publications
from lepdata.voice.voluntary import voice_in_words, voluntary_seats

Read = Callable[[str], pd.DataFrame]


def in_sentences(name: str, stored: pd.DataFrame, read: Read) -> pd.DataFrame:
    """A stored table with its sentences; `read` gives the other tables as they are shown."""
    made = _MAKERS[name](stored, read)
    return stored.assign(**{column: made[column].array for column in MADE_WHEN_SHOWN[name]})[columns(name)]


def every_seat(read: Read) -> pd.DataFrame:
    """Seats, members and the lines they are shown from in one table."""
    seat, member = read("seats"), read("members")
    line = read("sightings").rename(columns={"row_id": "seat_id"})
    new = [column for column in member if column not in seat and column not in line]
    words = [column for column in line if column not in seat]
    joined = seat.merge(member[["seat_id", *new]], on="seat_id", validate="1:1")
    joined = joined.merge(line[["seat_id", *words]], on="seat_id", validate="1:1")
    return joined.assign(row_id=joined["seat_id"])


def _seats(stored: pd.DataFrame, read: Read) -> pd.DataFrame:
    lines = read("sightings").set_index("row_id").loc[stored["seat_id"]]
    rows = pd.DataFrame({"role": lines["role"].array, "status": lines["status"].array, "place": stored["place"]})
    add_membership(rows)
    return rows.assign(why_not=rows["why_not"].mask(stored["counts_as_member"] == "yes", ""))


def _members(stored: pd.DataFrame, read: Read) -> pd.DataFrame:
    seats = read("seats").set_index("seat_id", drop=False).loc[stored["seat_id"]].reset_index(drop=True)
    return settle(seats, read("evidence").astype({"strength": int}))


def _each_row(in_sentence: Callable[[dict[Any, Any]], str]) -> Callable[[pd.DataFrame, Read], pd.DataFrame]:
    return lambda stored, _: pd.DataFrame({"because": list(map(in_sentence, stored.to_dict("records")))})


_MAKERS: dict[str, Callable[[pd.DataFrame, Read], pd.DataFrame]] = {
    "seats": _seats,
    "evidence": lambda stored, _: pd.DataFrame({"because": in_words(stored)}),
    "members": _members,
    "verdicts": lambda _, read: published_verdicts(best_lists(every_seat(read), read("compositions"))),
    "voluntary_seats": lambda _, read: voluntary_seats(every_seat(read)),
    "voluntary_voice": lambda stored, read: voice_in_words(stored, read("voluntary_seats")),
    "publication": lambda _, read: publications(every_seat(read)),
    "reconciliation": _each_row(because),
    "figure_checks": _each_row(sum_in_words),
    "council_coverage": lambda _, read: coverages(every_seat(read)),
}
