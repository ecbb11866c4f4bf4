"""`lepdata plan draft`: says what a plan would ask, writes it, and refuses what it cannot use."""

from __future__ import annotations

from pathlib import Path

import pytest

from lepdata.cli.main import main
from lepdata.plans.reading import read_plan


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["plan", "draft", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_draft_is_shown(capsys) -> None:
    code, out, _ = run(capsys, "New Anglia", "--guidance-given", "2022-05")
    assert code == 0
    assert "Guidance was given by May 2022, and the later list of 31 March 2023 still falls" in " ".join(out.split())
    assert "1. Bring the share of members from business up to the rule" in out
    assert "[within 3 months of the start]" in out
    assert "Wrote" not in out


@pytest.mark.parametrize("ending", ["csv", "xlsx", "docx"])
def test_a_draft_is_written_and_read_back(ending, capsys, tmp_path: Path) -> None:
    path = tmp_path / f"draft.{ending}"
    code, out, _ = run(capsys, "Cumbria", "--start", "2021-06-01", "-o", str(path))
    assert code == 0
    assert f"lepdata plan show {path}" in out
    found = read_plan(path)
    assert (found.lep, found.plan_id) == ("Cumbria", "cumbria-draft-2021-01-22")
    assert "by 1 September 2021" in [item.when_as_published for item in found.items]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["Cumbrai"], "Did you mean 'Cumbria'"),
        (["Cumbria", "--start", "soon"], "The start date cannot be read"),
        (["Cumbria", "--start", "2021-06"], "a plan starts on one day, such as 2021-06-01"),
        (["Cumbria", "--guidance-given", "maybe"], "guidance was given cannot be read"),
        (["Cumbria", "--framework", "nlgaf-2022"], "nlgaf-2021"),
        (["Cumbria", "-o", "draft.pdf"], "ends in .csv, .xlsx or .docx"),
    ],
)
def test_wrong_usage(arguments, says, capsys, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, *arguments)
    assert code == 2
    assert says in err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(capsys, tmp_path: Path) -> None:
    path = tmp_path / "draft.csv"
    path.write_text("mine")
    assert run(capsys, "Cumbria", "-o", str(path))[0] == 2
    assert path.read_text() == "mine"
    assert run(capsys, "Cumbria", "-o", str(path), "--force")[0] == 0
    assert read_plan(path).lep == "Cumbria"


def test_before_any_list_there_is_no_draft(capsys, tmp_path: Path) -> None:
    path = tmp_path / "draft.csv"
    code, out, _ = run(capsys, "Cumbria", "--as-at", "2000", "-o", str(path))
    assert code == 0
    assert "No dated list of the main board of Cumbria was found" in out
    assert not path.exists()


def test_nothing_to_improve_writes_no_file(capsys, tmp_path: Path) -> None:
    rules = tmp_path / "mine.toml"
    rules.write_text(
        'id = "mine"\nversion = "1"\ntitle = "Rules of my own"\nbody_kind = "LEP main board"\n'
        'in_force_from = "2010-01-01"\nin_force_to = ""\nruling_definition = "business"\nsource = "mine"\n'
        'verified = "source not seen"\n[[criteria]]\nid = "board-size"\nstatement = "At most 100 members."\n'
        'kind = "ceiling"\nthreshold = "100"\nwho = "everyone"\nstrength = "expectation"\nsource = "mine"\n'
        'verified = "source not seen"\n'
    )
    path = tmp_path / "draft.csv"
    code, out, _ = run(capsys, "Cumbria", "--framework", str(rules), "-o", str(path))
    assert code == 0
    assert "There is nothing to improve" in out
    assert not path.exists()
