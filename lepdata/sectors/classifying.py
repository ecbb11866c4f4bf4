"""Rows in, the same rows with their sector out: evidence, decisions, other sightings, rulings, then the settling."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.errors import InputFaults
from lepdata.read.board import read_raw_boards
from lepdata.seating.distinct import number
from lepdata.seating.rows import SEAT_COLUMNS, describe
from lepdata.sectors.decisions import decided, read_decisions, rulings
from lepdata.sectors.evidence import Evidence, of_texts, own_evidence, published_first, together
from lepdata.sectors.people import sighting_evidence
from lepdata.sectors.registered import near_reasons, register_reasons
from lepdata.sectors.rulebook import FOLDER, load_rules, rule_matches, rules
from lepdata.sectors.settling import SETTLED_COLUMNS, settle_seats, with_answers
from lepdata.vocabulary import BOARD_COLUMNS

_OF_THE_PERSON = SETTLED_COLUMNS.index("gender")
ADDED_COLUMNS = (*SETTLED_COLUMNS[:_OF_THE_PERSON], "counts_as_member", *SETTLED_COLUMNS[_OF_THE_PERSON:])


def find_evidence(rows: pd.DataFrame, **asked: Any) -> pd.DataFrame:
    """Every reason to think that a seat is of some sector, or that its holder is published as a woman or a man."""
    return _gather(rows.reset_index(drop=True), **asked).frame(rows["seat_id"])


def _gather(
    rows: pd.DataFrame,
    decisions: bool = True,
    residual: bool = True,
    further_decisions: pd.DataFrame | None = None,
    registers: Path | None = None,
    titles: bool = True,
) -> Evidence:
    """The same with every reason written once; the index of `rows` counts from 0."""
    # columns of an empty frame have no type yet
    rows = rows.astype({name: "str" for name in (*BOARD_COLUMNS, *SEAT_COLUMNS) if rows[name].dtype != "str"})
    own = own_evidence(rows, residual=residual)
    own = own if titles else own.only(own.reasons["kind"] != "title")
    own = published_first(together(own, *_of_organisations(rows, own, registers)), rows)
    signed = [read_decisions()] if decisions else []
    signed += [further_decisions] if further_decisions is not None else []
    own = together(own, *(decided(rows, table) for table in signed))
    told = together(own, sighting_evidence(rows, own))
    ruled = rulings(rows, told, further_decisions)
    if not len(ruled.seat):
        return told
    own = together(own, ruled)
    return together(own, sighting_evidence(rows, own))


def _of_organisations(rows: pd.DataFrame, own: Evidence, registers: Path | None) -> Iterator[Evidence]:
    """What is read from organisations by their names, each name once; one that names no employer is left alone."""
    numbers, first = number(rows["organisation"])
    no_employer = (own.reasons["kind"] == "not an employer") & (own.reasons["field"] == "organisation")
    asked = rows["organisation"].mask(own.only(no_employer).seats(len(rows)), "").iloc[first].tolist()
    keys = rows["organisation_key"].iloc[first].tolist()
    yield of_texts([near_reasons(text, key) if text else [] for text, key in zip(asked, keys, strict=True)], numbers)
    if registers is not None:
        yield of_texts(register_reasons(asked, registers), numbers)


def settled_rows(frame: pd.DataFrame, **asked: Any) -> pd.DataFrame:
    """The rows of a frame with whom each person speaks for, row for row; `asked`: see `lepdata.classify`."""
    return settle_frame(frame, **asked)[0]


def settle_frame(frame: pd.DataFrame, **asked: Any) -> tuple[pd.DataFrame, Evidence]:
    """The described rows, each with an id of its own and its answer, and what is known of them."""
    rows = describe(frame.reset_index(drop=True))
    told = _gather(rows, **asked)
    return with_answers(rows, settle_seats(told, len(rows))), told


def check_rules(folder: Path = FOLDER) -> list[str]:
    """What is wrong with the rules, a sentence each; a rule must match its example and not its counter-example."""
    try:
        read = load_rules(folder)
    except InputFaults as faults:
        return [fault.sentence() for fault in faults.faults]
    problems = [] if read else [f"{folder}: found no rule; expected files called sector_….csv"]
    for rule in read:
        where = f"{rule.file}, row {rule.line}: rule {rule.id}"
        if not rule_matches(rule, rule.example):
            problems.append(f"{where} does not match its example {rule.example!r}")
        if rule_matches(rule, rule.counter_example):
            problems.append(f"{where} matches its counter-example {rule.counter_example!r}")
    return problems


def unused_rules() -> pd.DataFrame:
    """The rules that give no reason for any published seat: a rule that fires and is outweighed is used."""
    fired = set(find_evidence(describe(read_raw_boards()), decisions=False)["rule"])
    shown = rules()
    return shown[~shown["id"].isin(fired)].reset_index(drop=True)
