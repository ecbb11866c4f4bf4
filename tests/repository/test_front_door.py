"""`import lepdata as lep`: every name and type visible to people, editors and mypy, at the price of pandas alone."""

import ast
import inspect
import pydoc
import re
import subprocess
import sys
from pathlib import Path

import pytest
from mypy import api

import lepdata

VERBS = {"read_board", "read_documents", "validate", "classify", "check", "check_many", "judge_many", "compare"}
VERBS |= {"review_board", "review_national", "plan", "plan_changes"}
OF_CONTRACT = VERBS | {"board", "boards", "seats", "members", "verdicts", "answers", "coverage", "frameworks", "rules"}
OF_CONTRACT |= {"chart", "table", "sentences", "find_area", "collection", "progress"}
HEAVY = {"altair", "scipy", "papermill", "nbconvert", "nbformat", "openpyxl", "rapidfuzz", "vl_convert", "jinja2"}
STUB = ast.parse(Path(lepdata.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
DEFINED = {node.name: node for node in STUB.body if isinstance(node, ast.FunctionDef)}
_IMPORTS = [node for node in STUB.body if isinstance(node, ast.ImportFrom)]
ALIASED = {alias.asname: node.module for node in _IMPORTS for alias in node.names if alias.asname}


def printed(code: str, folder: Path) -> str:
    """What a fresh interpreter prints last when it runs some code in a folder."""
    run = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return run.stdout.splitlines()[-1]


def test_dir_shows_the_verbs_and_records_and_the_docstring_says_where_each_belongs() -> None:
    shown = set(dir(lepdata))
    assert shown >= OF_CONTRACT and not shown & set(lepdata.FURTHER)
    assert shown <= set(re.findall(r"\w+", lepdata.__doc__ or ""))
    assert [name for name in {*shown, *lepdata.FURTHER} if not getattr(lepdata, name).__doc__] == []
    assert len(pydoc.render_doc(lepdata).splitlines()) < 80
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = lepdata.no_such_name  # type: ignore[attr-defined]


def test_the_stub_names_what_is_there() -> None:
    assert {*ALIASED, *DEFINED} == {*dir(lepdata), *lepdata.FURTHER}
    wrong = [name for name, module in ALIASED.items() if f"lepdata.{lepdata._HOME[name]}" != module]  # type: ignore[attr-defined]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(DEFINED))
def test_the_stub_has_the_real_signature(name: str) -> None:
    """Names, kinds, defaults and types of the arguments, and what is given back; the door puts `data` on."""
    made = ast.unparse(DEFINED[name].args), ast.unparse(DEFINED[name].returns or STUB)
    real = inspect.signature(getattr(lepdata, name))
    words = re.sub(r"data: '[^']+'", "data: _Data", str(real)).replace(" -> ", "|").replace("'", "")
    arguments, _, result = words.removeprefix("(").replace("= ", "=").replace(" =", "=").partition(")|")
    assert (made[0].replace("''", ""), made[1]) == (arguments, result)


# A right use of each name and, behind it, one with a wrong argument.
USES = """
frame: pd.DataFrame = lep.read_board("board.csv", full=True)  # lep.read_board(3)
frame = lep.read_documents(["minutes.docx"])  # lep.read_documents(3)
frame = lep.confirm(frame, "Ada Example", "2026-03-01")  # lep.confirm("board.csv", "Ada Example", "2026-03-01")
place: str = lep.printed_place(lep.example_document(), {"page": "1"})  # lep.printed_place(3, {})
path: Path = lep.example_document()  # lep.example_document(1)
found: lep.Validation = lep.validate("board.csv", sheet=1)  # lep.validate("board.csv", sheet=[1])
frame = lep.classify(frame, columns={"name": "Appointee"})  # lep.classify(frame, columns="name")
checked: lep.Judgement = lep.check(frame, "nlgaf-2021", full=True, board_size=20)  # lep.check(frame, board_size="20")
frame = lep.check_many("boards.xlsx", as_at=2020)  # lep.check_many(42)
frame = lep.judge_many(frame, data="mine")  # lep.judge_many("boards.xlsx")
frame = lep.rules()  # lep.rules(1)
frame = lep.frameworks()  # lep.frameworks(1)
own: lep.Collection = lep.collection("mine")  # lep.collection(None)
frame = lep.boards(data=own)  # lep.boards(data=1)
frame = lep.members(data=own)  # lep.members(data=1)
frame = lep.seats(data=own)  # lep.seats(data=1)
frame = lep.verdicts(data=own)  # lep.verdicts(data=1)
frame = lep.answers(data=own)  # lep.answers(data=1)
frame = lep.coverage(data=own)  # lep.coverage(data=1)
name: str = lep.find_area("HEY LEP")  # lep.find_area(3)
board: lep.Board = lep.board(name, "2019-06")  # lep.board(name, as_at=frame)
review: lep.BoardReview = lep.review_board(name, as_at=2020, body="main board")  # lep.review_board(name, body=3)
nation: lep.NationalReview = lep.review_national(framework="nlgaf-2021")  # lep.review_national(framework=3)
said: tuple[str, ...] = lep.sentences(review)  # lep.sentences(42)
said = lep.caveats(nation)  # lep.caveats(42)
frame = lep.table(nation, "study")  # lep.table(42, "study")
chart = lep.chart(review, "shares")  # lep.chart(review, 42)
frame = lep.show(frame, "Caption", folded=True)  # lep.show("frame")
look = lep.theme()  # lep.theme(1)
draft: lep.Plan = lep.plan(name, start="2020-01-01")  # lep.plan(name, start=frame)
fewest: lep.Changes = lep.plan_changes(checked, keep_size=True)  # lep.plan_changes(frame)
frame = lep.progress(2025)  # lep.progress([2025])
frame = lep.compare("old", "new")  # lep.compare("old", 3)
fault = lep.Fault("f", 1, "c", "found", "expected", "fix")  # lep.Fault("f", "1", "c", "found", "expected", "fix")
error: Exception = lep.InputFaults([fault])  # lep.InputFaults(fault)
error = lep.UsageError("no such thing")  # lep.UsageError(thing=3)
told: dict[str, object] = lep.as_json(checked)  # lep.as_json(frame)
text: str = lep.heading(review) + lep.facts(review)  # lep.heading(42)
text = lep.cards(review)  # lep.cards(42)
text = lep.facts(review)  # lep.facts(42)
said = lep.finding(nation, "outcomes")  # lep.finding(review, "outcomes")
lep.review_plan("lancashire-2019")  # lep.review_plan(3)
lep.review_draft(review, guidance_given="no")  # lep.review_draft(3)
lep.review_progress(name, data=own)  # lep.review_progress(name, data=4)
lep.review_stocktake(name, ["a.csv"])  # lep.review_stocktake(name, 4)
lep.review_engagement(months=12)  # lep.review_engagement(months="12")
lep.grade_engagement(name, as_at=2020)  # lep.grade_engagement(name, survey=3)
lep.review_accuracy(decisions=True)  # lep.review_accuracy(decisions="no")
text = lep.case_page(lep.review_progress(name))  # lep.case_page(review)
lep.judge_counts([], lep="Dorset")  # lep.judge_counts([], lep=3)
frame = lep.standard_plans(checked)  # lep.standard_plans(frame)
frame = lep.council_coverage(board)  # lep.council_coverage(frame)
frame = lep.voluntary_seats(frame)  # lep.voluntary_seats(board)
lep.check_parameters()  # lep.check_parameters(3)
""".strip().splitlines()


def test_mypy_passes_a_right_use_of_every_name_and_refuses_a_wrong_argument_of_each(tmp_path: Path, root: Path) -> None:
    """One strict run over one script; the wrong uses stand below the right ones."""
    script = ["from pathlib import Path", "import pandas as pd", "import lepdata as lep", *USES]
    first = len(script) + 1
    (tmp_path / "uses.py").write_text("\n".join([*script, *(use.split("  # ")[1] for use in USES)]), encoding="utf-8")
    assert set(re.findall(r"lep\.(\w+)", "\n".join(USES))) >= {*dir(lepdata), *lepdata.FURTHER}
    said, _, _ = api.run(
        ["--strict", "--no-error-summary", f"--cache-dir={root / '.mypy_cache' / 'strict'}", str(tmp_path / "uses.py")]
    )
    lines = {int(found[1]) for found in re.finditer(r"uses\.py:(\d+): error", said)}
    assert lines == set(range(first, first + len(USES))), said


def test_importing_it_loads_nothing_heavy_and_a_small_table_few_modules(tmp_path: Path) -> None:
    heavy = f"import sys, lepdata; print([name for name in {HEAVY} if name in sys.modules])"
    assert printed(heavy, tmp_path) == "[]"
    few = "import sys, lepdata; lepdata.boards(); print(sum(name.startswith('lepdata.') for name in sys.modules))"
    assert int(printed(few, tmp_path)) < 60


def test_help_loads_no_pandas(tmp_path: Path) -> None:
    code = "from lepdata.cli.commands import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    assert printed(f"{code}\nimport sys; print('pandas' in sys.modules)", tmp_path) == "False"
