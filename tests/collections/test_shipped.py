"""The boards that ship: the first collection, to which `lepdata add` files too, and the partnership groups."""

import os
import shutil
import subprocess
import sys

import pandas as pd
import pytest

import lepdata
from lepdata.errors import InputFaults, UsageError
from lepdata.files import DATA, PACKAGE, RAW
from lepdata.registers.whose import collection
from lepdata.vocabulary import BOARD_COLUMNS

GROUPS = "shipped:partnerships"
ROWS = "Name,Role,Organisation\nAda Invented,Chair,Inventors Ltd\nCllr Bo Madeup,Member,Wessex District Council\n"
ADDED = """
from lepdata.__main__ import main
from lepdata.read.board import read_raw_boards
from lepdata.registers.frozen import read_raw

before, add = len(read_raw_boards()), ["add", "b.csv", "--data", "data", "--date", "2021", "--full", "--lep"]
assert main([*add, "Wessex"]) == 1
assert main([*add, "Solent", "--board-size", "14"]) == 1
assert main([*add, "Solent", "--source", "https://example.org/b", "--publisher", "A publisher"]) == 0
"""
FOUND = """
every = [read_raw(path) for path in read_raw("manifest.csv")["path"]]  # each is the frozen one, or refused
rows = read_raw_boards()
assert len(rows) == before + 2 and rows["lep"].tolist().count("Solent") > 2
(document,) = set(rows["document"]) - {""}
source = read_raw("sources.csv").set_index("source_id").loc[document]
assert source["source_url"] == "https://example.org/b" and source["publisher_host"] == "A publisher"
assert main(["remove", document, "--data", "data", "--because", "a trial"]) == 0
assert len(read_raw_boards()) == before
"""


def test_a_contributor_adds_to_the_shipped_data_with_add(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "lepdata", ignore=shutil.ignore_patterns("__pycache__", "data", "notebooks"))
    shutil.copytree(RAW, tmp_path / "data/raw")
    (tmp_path / "b.csv").write_text(ROWS, encoding="utf-8")
    code = ADDED + "from lepdata.registers import frozen\nfrozen._hashes.cache_clear()\n" + FOUND
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_shipped_data_are_a_collection_by_their_folder(tmp_path):
    assert lepdata.boards(data=DATA).equals(lepdata.boards())
    shutil.copy(RAW / "manifest.csv", tmp_path)
    with pytest.raises(InputFaults, match="another copy of lepdata"):
        collection(tmp_path)
    with pytest.raises(UsageError, match="shipped:partnerships"):
        collection("shipped:partnership")


def test_the_partnership_groups_ship_under_their_own_bodies_and_rules():
    boards, answers = lepdata.boards(data=GROUPS), lepdata.answers(data=GROUPS)
    judged = boards.loc[boards["completeness"] == "full", "body"]
    assert (len(boards), len(lepdata.members(data=GROUPS)), len(judged)) == (12, 100, 3)
    assert boards["lep"].tolist().count("West Yorkshire") == 1  # and not the LEP that the name was used of
    own = answers[answers["body"].isin(judged) & (answers["framework"] != "nlgaf-2021")]
    asked = {body: ["integration-2024" if "Business Board" in body else "ukspf-2022"] for body in judged}
    assert own.groupby("body")["framework"].unique().map(list).to_dict() == asked
    assert lepdata.review_national(data=GROUPS).published("private").empty  # later too it speaks of these boards
    assert not any((DATA / "partnerships" / f"{name}.csv").exists() for name in ("decisions", "people_matches"))


def test_their_lines_are_those_that_the_rules_are_scored_on():
    parts = [pd.read_csv(RAW / f"labels/unseen/{name}.csv", dtype=str) for name in ("ukspf", "successors")]
    shipped = pd.concat(pd.read_csv(path, dtype=str) for path in (DATA / "partnerships/boards").glob("*.csv"))
    words = [name for name in BOARD_COLUMNS if name != "row_id"]
    scored, held = (frame[words].fillna("").apply("|".join, axis=1) for frame in (pd.concat(parts), shipped))
    assert sorted(held) == sorted(scored)
