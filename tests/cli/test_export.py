"""`lepdata export`: what it prints, its exit codes, one message for each mistake."""

import pytest

from lepdata.read.board import read_board


def test_a_board_file_is_written_and_read(run, tmp_path):
    out = tmp_path / "cumbria.csv"
    said = run("export", "--format", "board", "--lep", "cumbria lep", "--out", out)
    assert said == (0, f"Wrote {out}.\n", "")
    assert len(read_board(out)) == 20


def test_what_is_there_stays_unless_forced(run, tmp_path):
    out = tmp_path / "note.docx"
    out.write_bytes(b"mine")
    arguments = ("export", "--format", "note", "--lep", "Cumbria", "--out", out)
    code, _, err = run(*arguments)
    assert code == 2 and "--force" in err and out.read_bytes() == b"mine"
    assert run(*arguments, "--force")[0] == 0 and out.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "popolo", "--out", "x.txt"), "ends in .json"),
        (("--pdf", "--lep", "Cumbria", "--lep", "Dorset"), "name one LEP with --lep, not 2"),
        (("--pdf", "--out", "x.docx"), "ends in .pdf"),
        (("--pdf",), "neither Chromium nor Chrome nor Edge was found here"),
    ],
)
def test_wrong_usage_is_exit_code_two_and_writes_nothing(run, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("lepdata.site.paper._PROGRAMS", ())  # a machine without a browser
    monkeypatch.delenv("LEPDATA_BROWSER", raising=False)
    code, out, err = run("export", *arguments)
    assert (code, out) == (2, "") and said in err and "Traceback" not in err
    assert list(tmp_path.iterdir()) == []
