"""As people would use a folder of their own boards: a board of their own, lists beside the shipped ones, documents."""

import json
import os
import re
import shlex
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import nbformat
import openpyxl
import pytest
import yaml

import lepdata
from lepdata.__main__ import main
from lepdata.cli.commands import parser
from lepdata.collections.compared import changes, compare, read_state
from lepdata.collections.folder import add, documents, new_collection, remove
from lepdata.errors import InputFaults, UsageError
from lepdata.files import locked
from lepdata.registers.whose import using

NAMES = ["Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ivy", "Jo", "Kit", "Lou", "Max", "Nan", "Ola", "Pip"]
MINUTES = """Minutes of the Wessex Business Board, 12 March 2024

Present: Ada Invented (Chair), Inventors Ltd; Cllr Bo Madeup, Wessex District Council; Cy Fiction, Fiction plc

Apologies: Di Tale, Tale plc

1. Welcome
"""


def board(path: Path, members: int, private: int) -> Path:
    firms = [f"{name} Works Ltd" if at < private else "Kent County Council" for at, name in enumerate(NAMES[:members])]
    rows = (f"{name} Invented,{'member' if at else 'chair'},{firms[at]}" for at, name in enumerate(NAMES[:members]))
    path.write_text("Name,Role,Organisation\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_lists_beside_the_shipped_ones_under_a_rule_of_60_per_cent(tmp_path):
    mine, rules, file = tmp_path / "mine", tmp_path / "mine/frameworks/sixty.toml", tmp_path / "wessex.csv"
    new_collection(mine, "Wessex and the others")
    wessex = {"lep": "Wessex", "body": "Wessex Business Board", "date": "2026-03-31", "full": True}
    add(board(tmp_path / "solent.csv", 16, 10), mine, lep="Solent", date="2021", full=True)
    add(board(file, 12, 7), mine, **wessex)
    assert main(["frameworks", "--new", str(rules), "--from", "nlgaf-2021"]) == 0
    rules.write_text(rules.read_text("utf-8").replace("two-thirds", "three-fifths").replace('"2/3"', '"3/5"'), "utf-8")
    settings = mine / "collection.toml"
    settings.write_text(settings.read_text().replace('framework = ""', 'framework = "frameworks/sixty.toml"'))
    for given in (file, lepdata.classify(file), lepdata.members(data=mine).query("lep == 'Wessex'")):
        with using(mine):
            assert [lepdata.check(given, by).framework.id for by in (None, "nlgaf-2019")] == ["sixty", "nlgaf-2019"]
    nation = lepdata.review_national(framework=str(rules), data=mine)
    own = nation.answers.query("criterion == 'private-three-fifths'").drop_duplicates("lep").set_index("lep")
    assert own["answer"].loc[["Solent", "Wessex"]].tolist() == ["met", "not met"]  # 10 of 16, 7 of 12
    assert "Wessex and the others" in lepdata.heading(nation)
    own = lepdata.review_board("Wessex", data=mine)
    said = " ".join((*lepdata.sentences(nation), lepdata.cards(own).partition("that all boards are asked")[0]))
    assert "hree-fifths" in said and "wo-thirds private" not in said and own.needed == 8
    drafted = lepdata.plan("Wessex", data=mine)
    assert drafted.items[0].source == "drafted from the list of 31 March 2026 under sixty"


def test_last_quarter_against_this_in_words(folder, capsys):
    before, wessex = folder.parent / "before", {"lep": "Wessex", "body": "Wessex Business Board", "full": True}
    add(board(folder.parent / "march.csv", 12, 7), folder, **wessex, date="2026-03-31")
    shutil.copytree(folder, before)
    add(board(folder.parent / "june.csv", 11, 7), folder, **wessex, date="2026-06-30")
    assert main(["changes", str(before), str(folder), "--format", "md"]) == 0
    assert "- Left: Lou Invented, Kent County Council" in capsys.readouterr().out
    (june,) = (folder / "boards").glob("wessex-2026-06-30-*")
    removal = f"c1,{june.stem}-11,person_name,Kit Invented,,remove,A. Clerk,2026-07-01,asked,letter\n"
    with (folder / "corrections.csv").open("a", encoding="utf-8") as corrections:
        corrections.write(removal)  # a name that is taken out has not left, and is not told
    assert main(["changes", str(before), str(folder), "--format", "md"]) == 0
    changed = capsys.readouterr().out
    assert "Kit" not in changed and "- Left: 1 of 2 (one may hold a seat without a name), Kent County" in changed
    assert "- Another list is judged: full list of 31 March 2026 → full list of 30 June 2026" in changed


def test_who_takes_a_further_name_has_perhaps_been_renamed_and_moved(tmp_path):
    text = "Name,Role,Organisation\nAda Invented,Chair,Inventors\nBob Madeup,Member,Fiction\nCaro Ray,,\nDee Elm,,\n"
    march, june = tmp_path / "march.csv", tmp_path / "june.csv"
    march.write_text(text)
    later = text.replace("Bob Madeup,Member", "Bob Madeup-Tale,Deputy Chair").replace("Elm,", "Elm,Member")
    june.write_text(later.replace("Caro", "Caroline"))
    for one, other in ((march, june), (june, march)):
        found = compare(one, other)
        assert found["change"].tolist()[:3] == ["perhaps renamed", "perhaps renamed", "moved"]
        assert set(found["was"]) & {"Member", "Deputy Chair"} and "Dee Elm" not in {*found["what"]}
    with pytest.raises(InputFaults, match="no such file or folder"):
        compare(march, tmp_path / "juin.csv")


def test_a_command_to_copy_holds_for_a_folder_with_a_space(tmp_path, capsys):
    mine = tmp_path / "my boards"
    assert main(["new", str(mine), "--alone"]) == 0
    assert main(["add", str(minutes(mine)), "--data", str(mine), "--lep", "Wessex"]) == 0
    new, added = re.findall(r"lepdata (add .+)", capsys.readouterr().out)
    assert shlex.split(new)[3] == shlex.split(added)[3] == str(mine)
    assert main(["coverage", "--data", str(mine)]) == 0 and "Not counted: 1 document" in capsys.readouterr().out
    file, plan = board(tmp_path / "board.csv", 12, 7), tmp_path / "my plan.csv"
    assert main(["add", str(file), "--data", str(mine), "--lep", "Wessex", "--date", "2026-03-31", "--full"]) == 0
    assert main(["plan", "draft", "Wessex", "--data", str(mine), "-o", str(plan)]) == 0
    (shown,) = re.findall(r"lepdata (plan show .+)", capsys.readouterr().out)
    assert main(shlex.split(shown)) == 0


def test_the_variable_may_name_a_folder_from_here(folder, monkeypatch):
    add(board(folder.parent / "board.csv", 12, 7), folder, lep="Wessex", date="2026-03-31", full=True)
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("LEPDATA_DATA", folder.name)
    asked = ["review", "--lep", "Wessex", "--no-national", "--contact", "a@b.example", "--out", "site"]
    assert main(asked) == 0 and Path("site/boards/wessex.html").is_file()


def minutes(folder: Path, text: str = MINUTES) -> Path:
    path = folder.parent / "minutes.txt"
    path.write_text(text, encoding="utf-8")
    return path


def sign(path: Path, body: str = "") -> None:
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book["Documents"][1]]
    for column, text in (("signed_by", "A Reader"), ("signed_on", "2026-04-01"), ("body", body)):
        book["Documents"].cell(2, heads.index(column) + 1).value = text
    book.save(path)


def test_a_reading_waits_until_somebody_has_signed_it(folder):
    added = add(minutes(folder), folder, lep="Wessex", date="2024-03-13")
    assert added.said[1] == "The document prints 12 March 2024; filed under 13 March 2024, as you said."
    workbook = folder / "readings" / f"{added.document}.xlsx"
    assert documents(folder)["status"].tolist() == ["to confirm"] and lepdata.members(data=folder).empty
    remove(added.document, folder, "not ours")
    added = add(minutes(folder), folder, lep="Wessex", date="2024-03-13")
    with pytest.raises(InputFaults, match="signed_by"):
        add(workbook, folder)
    sign(workbook := workbook.rename(folder.parent / "renamed.xlsx"), "Forum")
    assert add(workbook, folder).rows == 4
    assert not add(workbook, folder).new and not add(minutes(folder), folder).new
    sign(workbook)
    assert add(workbook, folder).said[-1] == "Its rows were corrected."
    assert documents(folder)[["status", "confirmed"]].to_numpy().tolist() == [["in use", "yes"]]
    assert lepdata.boards(data=folder)["completeness"].tolist() == ["attendance"]


def test_an_unconfirmed_reading_says_so_and_a_failed_one_is_refused(folder):
    where = {"lep": "Wessex", "date": "2024-03-12"}
    add(minutes(folder), folder, **where, yes=True)
    assert "gender_as_published" in next((folder / "boards").glob("*.csv")).read_text(encoding="utf-8")
    assert "Nobody has confirmed" in lepdata.sentences(lepdata.review_board("Wessex", data=folder))[0]
    other = MINUTES.replace("Ada Invented", "Zoe Other").replace("Bo Madeup", "Yan Else").replace("Di Tale", "Xia New")
    with pytest.raises(InputFaults, match="the reading failed"):
        add(minutes(folder, other), folder, **where, yes=True)
    assert lepdata.members(data=folder)["person"].tolist()[0] == "Ada Invented"


def test_a_folder_is_added_file_by_file(folder, capsys):
    (got := folder.parent / "got").mkdir()
    board(got / "good.csv", 4, 2)
    (got / "bad.csv").write_text("x\n1\n", encoding="utf-8")
    (got / "~$good.xlsx").write_bytes(b"A User")  # of a workbook that is open
    asked = ["add", str(got), "--data", str(folder), "--lep", "Wessex", "--date", "2026"]
    assert main(asked) == 1
    printed = capsys.readouterr()
    assert "Added good.csv" in printed.out and "bad.csv" in printed.err and "~$" not in printed.err


def test_a_file_without_area_and_date_is_measured_and_says_so_first(tmp_path):
    first, second = board(tmp_path / "march.csv", 5, 3), board(tmp_path / "june.csv", 6, 3)
    review = lepdata.review_board(data=first)
    assert review.lep == "march"
    said = lepdata.sentences(review)
    assert "no area" in said[0]
    assert "no date" in said[1]
    found = changes(read_state(first), read_state(second))
    assert found[["change", "what"]].to_numpy().tolist() == [["newly seen", "Flo Invented"]]


def test_of_two_who_add_at_once_one_is_told_to_wait(folder):
    file = board(folder.parent / "b.csv", 4, 2)
    with locked(folder), pytest.raises(UsageError, match="Another run"):
        assert main(["coverage", "--data", str(folder)]) == 2  # nobody reads half of what is written
        add(file, folder, lep="Wessex", date="2026")
    assert documents(folder).empty
    assert add(file, folder, lep="Wessex", date="2026").new


@pytest.mark.skipif(shutil.which("sh") is None, reason="cron lives where a shell does")
def test_the_cron_line_keeps_the_last_site_quarter_after_quarter(tmp_path):
    page = (Path(__file__).parents[2] / "docs/scheduling.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^0 6 1 .*? && (.*)$", page, re.MULTILINE)
    review = '#!/bin/sh\n[ -e fails ] && exit 3\nmkdir site-next && echo "$5" > site-next/edition\n'
    for name, text in {".venv/bin/lepdata": review, "bin/date": "#!/bin/sh\ncat today\n"}.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    path = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    for day in ("2026-10", "2027-01", "2027-04", "fails"):
        (tmp_path / ("fails" if day == "fails" else "today")).write_text(day)
        subprocess.run(["sh", "-c", line.replace("\\%", "%")], cwd=tmp_path, env=path, check=False)
    kept = [(tmp_path / name / "edition").read_text().strip() for name in ("site", "site-before")]
    assert kept == ["2027-04", "2027-01"]


def test_the_hosted_workflow_is_one_and_asks_for_what_there_is():
    text = (Path(__file__).parents[2] / "docs/scheduled-review.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text.replace("\non:", "\n'on':"))  # YAML takes a bare "on" for a truth
    (job,) = workflow["jobs"].values()
    assert set(workflow["on"]) == {"schedule", "workflow_dispatch"}
    assert workflow["on"]["schedule"][0]["cron"].split() == ["0", "6", "1", "1,4,7,10", "*"]
    assert all(("uses" in step) != ("run" in step) for step in job["steps"])
    assert all(re.fullmatch(r"[\w/-]+@v\d+", step["uses"]) for step in job["steps"] if "uses" in step)
    asked = [shlex.split(step["run"]) for step in job["steps"] if step.get("run", "").startswith("lepdata ")]
    given = [parser().parse_args(words[1:]) for words in asked]
    assert [(one.command, one.data, one.log, one.out) for one in given] == [("review", "my_boards", "json", "site")]


def test_the_log_for_schedulers_has_times_and_an_end(tmp_path, capsys):
    cells = [nbformat.v4.new_code_cell("text: str = ''  # any", metadata={"tags": ["parameters"]})]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "one.ipynb")
    asked = ["run", str(tmp_path / "one.ipynb"), "--out", str(tmp_path / "out"), "--log", "json"]
    assert main(asked) == 0
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [one["event"] for one in events] == ["start", "notebook", "end"]
    assert (events[-1]["ok"], events[-1]["failed"], events[-1]["exit_code"]) == (1, 0, 0)
    assert all(datetime.fromisoformat(one["time"]).tzinfo for one in events)


def test_the_notebook_of_five_cells_opens_the_first_of_several_boards(folder, capsys, monkeypatch):
    where = {"lep": "Wessex", "date": "2026", "full": True}
    for body, members in (("Business Board", 5), ("Skills Panel", 6)):
        add(board(folder.parent / f"{members}.csv", members, 3), folder, body=body, **where)
    with pytest.raises(UsageError, match=r"say which in its place: .*wessex-skills-panel \(Skills Panel\)"):
        lepdata.review_board("Wessex", data=folder)
    monkeypatch.chdir(folder.parent)
    for asked in (["export", "--format", "note", "--lep"], ["stocktake"]):
        own = [[*asked, f"wessex-{one}", "--data", str(folder)] for one in ("skills-panel", "business-board")]
        assert [*map(main, own)] == [0, 0]
    assert main(["run", "my_bords"]) == 2 and "Did you mean 'my_boards'?" in capsys.readouterr().err
    root = Path(__file__).parents[2]
    cells = json.loads((root / "notebooks/my_boards.ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert len(code) == 5
    assert "my_boards.ipynb" in (root / "README.md").read_text(encoding="utf-8")[:4000]
    names: dict[str, object] = {}
    for at, cell in enumerate(code):
        exec(cell, names)
        names |= {"data": str(folder)} if at == 0 else {}
    assert names["review"].body == "Business Board"


def test_a_collection_without_lists_is_not_reviewed(folder, tmp_path, capsys):
    assert main(["review", "--data", str(folder), "--out", str(tmp_path / "out")]) == 2
    assert "holds no list yet" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_name_printed_several_times_is_counted_once_wherever_it_is_counted(folder, tmp_path):
    twice = ["Ada Twice,Twice Works Ltd", "Bo Blank,"] * 2
    rows = "\n".join(["Name,Organisation", *twice, "Cy Once,Kent County Council"])
    (tmp_path / "board.csv").write_text(rows, encoding="utf-8")
    add(tmp_path / "board.csv", folder, lep="Wessex", date="2026-03-31", full=True)
    review = lepdata.review_board("Wessex", data=folder)
    assert (len(review.members), len(review.seats), review.judgement.members) == (3, 3, 3)
    assert any("2 lines repeat a name" in one for one in lepdata.caveats(review))
