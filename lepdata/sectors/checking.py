"""Rules and decisions tested against themselves, and the rules that nothing published calls upon."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from lepdata.errors import InputFaults
from lepdata.read.board import read_raw_boards
from lepdata.seating.describe import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.decisions import read_decisions
from lepdata.sectors.matching import rule_matches
from lepdata.sectors.rules import FOLDER, load_rules, rules


def check_rules(folder: Path = FOLDER) -> list[str]:
    """What is wrong with the rules; empty where every rule matches its example and leaves its counter-example alone.

    Parameters
    ----------
    folder : Path
        The rule files to test; the shipped ones unless told otherwise.

    Returns
    -------
    list of str
        One sentence per problem.
    """
    try:
        read = load_rules(folder)
    except InputFaults as faults:
        return [fault.sentence() for fault in faults.faults]
    if not read:
        return [f"{folder}: found no rule; expected files called sector_….csv"]
    problems = []
    for rule in read:
        if not rule_matches(rule, rule.example):
            problems.append(f"{rule.file}, row {rule.line}: rule {rule.id} does not match its example {rule.example!r}")
        if rule_matches(rule, rule.counter_example):
            found = f"matches its counter-example {rule.counter_example!r}"
            problems.append(f"{rule.file}, row {rule.line}: rule {rule.id} {found}")
    return problems


def check_decisions(path: Path | None = None) -> list[str]:
    """What is wrong with the signed decisions; empty where every row is whole, signed and dated.

    Parameters
    ----------
    path : Path, optional
        Another decision file than the shipped one.

    Returns
    -------
    list of str
        One sentence per problem.
    """
    try:
        read_decisions(path)
    except InputFaults as faults:
        return [fault.sentence() for fault in faults.faults]
    return []


def unused_rules() -> pd.DataFrame:
    """The rules that give no reason for any published seat, as `rules()` shows them.

    A rule that fires and is outweighed is used; one whose words no document holds is not.
    """
    fired = set(find_evidence(describe(read_raw_boards()), decisions=False)["rule"])
    shown = rules()
    return shown[~shown["id"].isin(fired)].reset_index(drop=True)
