"""`lepdata progress`."""

from __future__ import annotations

import pytest

from lepdata.cli.main import main
from lepdata.files import RAW

OWN, PEER = (RAW / "demonstration" / f"health_check_{side}.csv" for side in ("own", "peer"))


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


@pytest.mark.parametrize("arguments", [["Exampleshire", "--case", "case.pdf"], ["--case", "case.docx"]])
def test_a_case_is_of_one_area_and_a_word_document(arguments, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["progress", *arguments]) == 2
    assert "Traceback" not in capsys.readouterr().err and list(tmp_path.iterdir()) == []
