"""`lepdata progress`."""

from __future__ import annotations

import csv
import io
import json

import pytest

from lepdata.cli.main import main
from lepdata.files import RAW

OWN, PEER = (RAW / "demonstration" / f"health_check_{side}.csv" for side in ("own", "peer"))


def test_all_38_in_one_table(capsys):
    assert main(["progress", "--as-at", "2024-12-31", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 38
    assert {"successor", "first_day", "last_day", "6-to-9-months_from", "6-to-9-months_to"} <= set(rows[0])
    states = {row["lep"]: row["6-to-9-months_state"] for row in rows}
    assert (states["The Marches"], states["Worcestershire"]) == ("now", "cannot tell")


def test_the_table_for_a_terminal(capsys):
    assert main(["progress"]) == 0
    out = capsys.readouterr().out
    assert "2024-07-01..2024-08-01" in out and "reported as continuing" in out and "Exampleshire" not in out
    assert main(["progress", "--as-at", "2024-12"]) == 0
    assert "now or past" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("form", "marks"), [("table", "First to look at"), ("json", '"made_up": true'), ("csv", "6-to-9-months")]
)
def test_one_area(capsys, form, marks):
    assert main(["progress", "exampleshire", "--format", form]) == 0
    assert marks in capsys.readouterr().out


def test_a_filled_form_and_a_peer_s(capsys):
    given = ["progress", "Exampleshire", "--health-check", str(OWN), "--peer", str(PEER), "--format", "json"]
    assert main(given) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["focus"][0]["area"] == "monitoring" and len(found["ratings"]) == 22


@pytest.mark.parametrize("name", ["blank.xlsx", "blank.csv"])
def test_a_blank_form_is_written_once(tmp_path, capsys, name):
    path = tmp_path / name
    assert main(["progress", "Cumbria", "--form", str(path)]) == 0
    assert path.is_file() and "Written" in capsys.readouterr().out
    assert main(["progress", "Cumbria", "--form", str(path)]) == 2


def test_a_blank_form_handed_back_is_refused_with_every_fault(tmp_path, capsys):
    path = tmp_path / "blank.csv"
    main(["progress", "Cumbria", "--form", str(path)])
    assert main(["progress", "Cumbria", "--health-check", str(path)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert ["cell D6" in told[1], "cell D7" in told[2], len(told)] == [True, True, 3]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["Lancashir"], 2),
        (["--health-check", str(OWN)], 2),
        (["Lancashire", "--peer", str(PEER)], 2),
        (["Lancashire", "--health-check", str(OWN)], 1),
        (["Lancashire", "--health-check", "no-such-file.csv"], 1),
        (["Lancashire", "--as-at", "soon"], 2),
    ],
)
def test_wrong_use_and_wrong_input(capsys, given, code):
    assert main(["progress", *given]) == code
    assert capsys.readouterr().out == ""


def test_the_case_is_written_as_a_document(tmp_path, capsys) -> None:
    assert main(["progress", "Exampleshire", "--case", str(tmp_path / "case.docx")]) == 0
    assert (tmp_path / "case.docx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("arguments", [["Exampleshire", "--case", "case.pdf"], ["--case", "case.docx"]])
def test_a_case_is_of_one_area_and_a_word_document(arguments, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["progress", *arguments]) == 2
    assert "Traceback" not in capsys.readouterr().err and list(tmp_path.iterdir()) == []
