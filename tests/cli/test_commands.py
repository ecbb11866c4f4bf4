"""The command line as a newcomer meets it: what it prints, its exit codes, one message for each mistake."""

import json
from pathlib import Path

import jsonschema
import pytest

from lepdata.cli.commands import main
from lepdata.files import RULES

CHECK_SCHEMA = json.loads((RULES / "check.schema.json").read_text(encoding="utf-8"))

HEAD = "Name,Organisation,Role\n"


def test_validate_says_alike_things_once_however_many_rows_there_are(run, tmp_path):
    path = tmp_path / "long.csv"
    path.write_text(HEAD + "".join(f"Ada Able{n},Example{n} Ltd,Grand Wizard\n" for n in range(143)) + "Source: x,,\n")
    code, out, _ = run("validate", path)
    lines = out.splitlines()
    assert (code, len(lines) < 20) == (1, True) and lines[0].startswith("Not read: row 'Source: x'")
    assert "rows 2, 3, 4 and 140 more, column Role: found 'Grand Wizard'" in lines[1] and lines[2].startswith("  Fix: ")
    assert "deputy chair' if" not in out and lines[-1] == "143 rows, 143 faults, 6 gaps."


@pytest.mark.parametrize(
    ("strict", "as_at", "code"), [(True, "2023-01-31", 4), (False, "2023-01-31", 0), (True, "2019-06-01", 0)]
)
def test_strict_exits_with_4_only_for_a_requirement_that_is_due(run, tmp_path, strict, as_at, code):
    path = tmp_path / "councils.csv"
    path.write_text(HEAD + "Ada Able,Example Foods plc,Chair\n" + "Ada Baker,Exford District Council,Member\n" * 3)
    options = ["--strict"] if strict else []
    assert run("check", path, "--full", "--as-at", as_at, *options)[0] == code


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "my.csv"),
        (HEAD, "my.csv"),
        ("Shoe size\n42\n", "my.csv"),
        (HEAD.replace("Role", "Date") + "Ada Able,Example Ltd,2019-02-30\n", "2019-02-30"),
    ],
)
@pytest.mark.parametrize("command", ["check", "classify"])
def test_a_bad_file_is_one_message_and_exit_1(run, tmp_path, command, content, words):
    path = tmp_path / "my.csv"
    path.write_text(content)
    out_file = tmp_path / "out.csv"
    options = ["-o", out_file] if command == "classify" else []
    code, out, err = run(command, path, *options)
    assert (code, out) == (1, "")
    assert words in err and "Fix:" in err and "Traceback" not in err
    assert not out_file.exists()


@pytest.mark.parametrize("arguments", [["check", "x.csv", "--fulll"], []])
def test_an_unknown_option_and_no_command_exit_with_2(capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    said = capsys.readouterr().err.splitlines()
    assert stopped.value.code == 2 and len(said) == 1 and "usage" in said[0]


RULING = {"business": "not met", "as-published": "not met", "national-accounts": "met"}


@pytest.mark.parametrize("ruling", RULING)
def test_the_definition_that_rules_comes_first_and_gives_the_answer(run, ruling):
    asked = ("check", Path(__file__).parent.parent / "boards" / "full.csv", "--full", "--definition", ruling)
    lines = [line.strip() for line in run(*asked)[1].splitlines()]
    at = next(number for number, line in enumerate(lines) if line.startswith("private-two-thirds"))
    assert RULING[ruling].upper() in lines[at] and f"By the definition given, {ruling}: " in lines[at + 1]
    assert any("Depends on what counts as private: met" in line for line in lines[at + 2 : at + 4])
    found = json.loads(run(*asked, "--format", "json")[1])
    jsonschema.validate(found, CHECK_SCHEMA)
    own = [one for one in found["verdicts"] if one["criterion"] == "private-two-thirds"]
    assert found["framework"]["ruling_definition"] == own[0]["definition"] == ruling
    assert {one["definition"]: one["outcome"] for one in own} == RULING


def test_template_validate_check_is_one_path(run, tmp_path):
    blank = tmp_path / "board.xlsx"
    assert run("template", "-o", blank)[0] == 0
    code, out, _ = run("validate", blank)
    assert code == 1 and "1 fault," in out
    assert run("template", "-o", blank)[0] == 2  # never over a file that somebody may have filled in


def test_debug_shows_the_traceback(run, tmp_path):
    assert "Traceback" in run("check", tmp_path / "absent.csv", "--debug")[2]
