"""The shipped frameworks, the choice among them, and the faults of a user's own."""

import csv
import re
import tomllib
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from cases import table

from lepdata.cli.commands import main
from lepdata.errors import InputFaults, UsageError
from lepdata.judging.framework_files import (
    FOLDER,
    all_wrong,
    choose,
    contradicts,
    framework,
    framework_schema,
    frameworks,
    read_framework,
    shipped,
)
from lepdata.judging.judgement import breaches
from lepdata.judging.kinds import label
from lepdata.judging.verdicts import judge
from lepdata.vocabulary import SECTORS, body_kind

EXAMPLES = Path(__file__).with_name("examples")

VALID = "\n" + Path(__file__).with_name("valid.toml").read_text(encoding="utf-8")


STUDY = ["statutory-partners", "partnership-present", "voluntary-infrastructure", "skills-providers"]
STUDY += ["employment-support"]


def test_main_board_frameworks_follow_one_another_without_a_gap():
    rows = [one for one in shipped() if one.is_for("LEP main board")]
    assert len(rows) == 5
    for earlier, later in pairwise(rows):
        assert date.fromisoformat(earlier.in_force_to) + timedelta(1) == date.fromisoformat(later.in_force_from)


def test_what_the_shipped_table_promises():
    table = frameworks()
    assert table.map(lambda cell: isinstance(cell, str)).all(axis=None)
    assert not table[["framework", "criterion", "statement", "source", "verified"]].eq("").any(axis=None)
    unseen = table[table["verified"] == "source not seen"]
    assert set(unseen["criterion"]) >= {"co-opted-limit", "deputy-chair-private"}
    assert (unseen["strength"] != "requirement").all() and unseen["source"].str.contains("source not seen").all()
    study = table[(table["framework"] == "ukspf-2022") & table["criterion"].isin(STUDY)]
    assert len(study) == len(STUDY) and set(study["strength"]) == {"best practice"}
    assert study["statement"].str.startswith("The 2020 study recommends: ").all()
    successors = table["framework"] == "integration-2024"
    assert set(table.loc[successors, "strength"]) == {"best practice"}
    due = table[~successors].groupby("criterion")["due"].unique().map(list)
    assert due["private-two-thirds"] == due["women-one-third"] == ["2020-03-31"]
    assert due["women-half"] == ["2023-01-01"]
    among = {sector for one in shipped() for c in one.criteria if c.who == "sectors" for sector in c.among}
    assert among and among <= set(SECTORS)


def _body_rules():
    with (FOLDER / "body_kinds.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("rule", _body_rules(), ids=lambda rule: rule["id"])
def test_every_body_rule_matches_its_example_and_not_the_other(rule):
    assert body_kind(rule["example"]) == rule["body_kind"]
    assert not re.search(rule["pattern"], rule["must_not"], re.IGNORECASE)
    assert None not in rule, "a comma outside quotation marks"
    assert rule["reason"] and rule["source"]


@pytest.mark.parametrize(*table(EXAMPLES / "default_framework_and_what_is_doubtful_about_it.csv"))
def test_default_framework_and_what_is_doubtful_about_it(body, as_at, id_, words):
    chosen = choose(body, as_at)
    assert (chosen.framework.id, chosen.day is not None) == (id_, "only measured, by “" not in words and bool(as_at))
    assert words in " ".join(chosen.caveats) and bool(words) == bool(chosen.caveats)


@pytest.mark.parametrize(*table(EXAMPLES / "a_body_that_no_rule_binds_is_told_so_first.csv"))
def test_a_body_that_no_rule_binds_is_told_so_first(board, body, as_at, asked, first):
    judged = judge(board("pppccc", as_at=as_at, body=body), asked or None)
    assert judged.caveats[0].startswith(first) and judged.about[0] == judged.caveats[0]
    assert judged.measured == ("2009" not in as_at and as_at != "2012")
    verb = "Is below" if judged.measured else "Misses"
    share = next(one for one in judged.every_answer if one.verdicts[0].lowest_share and len(one.verdicts) > 1)
    assert share.sentence.startswith(("Meets", "Reaches", verb)) and not breaches(judged)


@pytest.mark.parametrize(*table(EXAMPLES / "words_that_contradict_a_threshold.csv"))
def test_words_that_contradict_a_threshold(kind, threshold, text, claimed):
    assert contradicts(text, kind, Fraction(threshold)) == claimed


def test_a_statement_or_name_that_lies_is_a_fault_with_its_line(tmp_path):
    text = (FOLDER / "nlgaf-2021.toml").read_text(encoding="utf-8")
    lying = tmp_path / "mine.toml"
    lying.write_text(text.replace('threshold = "2/3"', 'threshold = "3/5"'), encoding="utf-8")
    with pytest.raises(InputFaults) as caught:
        read_framework(lying)
    (fault,) = caught.value.faults
    assert fault.column == "private-two-thirds.statement" and "'two-thirds' in the words" in fault.sentence()
    honest = text.replace('threshold = "2/3"', 'threshold = "3/5"').replace("At least two-thirds", "At least 60%")
    lying.write_text(honest.replace('"private-two-thirds"', '"mostly-private"'), encoding="utf-8")
    own = read_framework(lying).criteria[0]
    assert (own.id, label(own)) == ("mostly-private", "Three-fifths private")
    lying.write_text(honest.replace('threshold = "3/5"', 'threshold = "3/5"\nname = "Two-thirds private"'), "utf-8")
    with pytest.raises(InputFaults, match="name"):
        read_framework(lying)


@pytest.mark.parametrize(
    ("name", "words"),
    [("nlgaf-2020", "nlgaf-2019"), ("nowhere/mine.toml", "no framework file"), ("mine.toml", "no framework file")],
)
def test_unknown_framework(name, words):
    with pytest.raises(UsageError, match=words):
        framework(name)


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_own_framework_by_path_with_windows_line_ends_and_byte_order_mark(tmp_path, ending, mark):
    path = tmp_path / "mine.toml"
    path.write_bytes((mark + VALID).replace("\n", ending).encode())
    own = framework(path)
    assert own == framework(str(path)) and own.id == "my-rules"
    assert (own.criteria[0].in_force_from, own.criteria[0].limit) == ("2019-01-01", Fraction(1))


def _faults(tmp_path, text: str | bytes):
    path = tmp_path / "mine.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputFaults) as caught:
        framework(path)
    assert all(fault.file == "mine.toml" and fault.remedy for fault in caught.value.faults)
    return caught.value.faults


def changed(old: str, new: str) -> str:
    """The valid file, changed in one place, which the tables write with ' for " and \\n for the end of a line."""
    old, new = (text.replace("'", '"').replace("\\n", "\n") for text in (old, new))
    assert old in VALID
    return VALID.replace(old, new, 1)


@pytest.mark.parametrize(*table(EXAMPLES / "faults_of_a_framework_file.csv"))
def test_each_fault_of_a_framework_file_is_named_and_refused_by_the_schema(tmp_path, old, new, column, words):
    text = changed(old, new)
    named = {fault.column: fault.sentence() for fault in _faults(tmp_path, text)}
    assert words in named[column]
    assert column in BEYOND_A_SCHEMA or not SCHEMA.is_valid(tomllib.loads(text))


BEYOND_A_SCHEMA = ("in_force_to",)  # that one day comes before another, no schema can say
SCHEMA = jsonschema.Draft202012Validator(framework_schema(), format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize(*table(EXAMPLES / "accepted_in_a_framework_file.csv"))
def test_the_schema_accepts_what_the_checks_accept(old, new):
    given = tomllib.loads(changed(old, new))
    assert list(all_wrong(given)) == list(SCHEMA.iter_errors(given)) == []


def test_the_schema_is_one_and_the_shipped_files_keep_it():
    jsonschema.Draft202012Validator.check_schema(framework_schema())
    for path in FOLDER.glob("*.toml"):
        assert list(SCHEMA.iter_errors(tomllib.loads(path.read_text(encoding="utf-8")))) == [], path.name


def test_an_unverified_requirement_is_a_fault(tmp_path):
    text = VALID.replace('"expectation"', '"requirement"')
    head, criterion = text.split("[[criteria]]")
    broken = head + "[[criteria]]" + criterion.replace('"yes-primary"', '"source not seen"')
    assert [fault.column for fault in _faults(tmp_path, broken)] == ["voice.strength"]
    assert not SCHEMA.is_valid(tomllib.loads(broken))


def test_all_faults_at_once_each_with_its_line(tmp_path):
    text = VALID.replace('threshold = "1"', 'threshold = "x"').replace('["education"]', '["nobody"]')
    text = text.replace('title = "Rules of Exampleshire"\n', "") + "[[criteria]]\n" + VALID.split("[[criteria]]\n")[1]
    faults = {(fault.column, fault.row) for fault in _faults(tmp_path, text)}
    assert faults == {("title", None), ("voice.threshold", 14), ("voice.among", 16), ("voice.id", 21)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"id = x", "row 1"),
        (b'id = "caf\xe9"', "UTF-8"),
        (b"\xff\xfei\x00d\x00", "UTF-8"),
        (b"", "criteria"),
        (VALID.split("[[criteria]]")[0].encode(), "at least one"),
        ((VALID.split("[[criteria]]")[0] + "criteria = 3").encode(), "at least one"),
    ],
)
def test_broken_files(tmp_path, text, words):
    assert any(words in fault.sentence() for fault in _faults(tmp_path, text))


def test_rules_of_ones_own_start_from_a_shipped_file_and_overwrite_nothing(tmp_path, capsys):
    own = tmp_path / "mine.toml"
    assert main(["frameworks", "--new", str(own), "--from", "nlgaf-2021"]) == 0
    assert framework(own).title[:9] == "mine: our" and framework(own).criteria == framework("nlgaf-2021").criteria
    for new, model in (
        (own, "nlgaf-2021"),
        (tmp_path / "mine.txt", "nlgaf-2021"),
        (tmp_path / "a.toml", "nlgaf"),
        ("", "x"),
    ):
        assert main(["frameworks", "--new", str(new), "--from", model]) == 2
    assert capsys.readouterr().err.count("Fix: ") == 3


@pytest.mark.parametrize("key", ["threshold", "statement", "due"])
def test_a_number_of_thousands_of_digits_is_a_fault_of_its_line(tmp_path, key):
    text = (FOLDER / "nlgaf-2021.toml").read_text(encoding="utf-8")
    path = tmp_path / "long.toml"
    path.write_text(re.sub(rf'^{key} = "', f'{key} = "{"9" * 5000}', text, count=1, flags=re.M), encoding="utf-8")
    with pytest.raises(InputFaults, match="a number of 5,0"):
        read_framework(path)
