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
from lepdata.reviews import board_page, engagement, nation

VERBS = {"read_board", "read_documents", "validate", "classify", "check", "check_many", "judge_many", "compare"}
VERBS |= {"review_board", "review_national", "plan", "plan_changes"}
OF_CONTRACT = VERBS | {"board", "boards", "seats", "members", "verdicts", "answers", "coverage", "frameworks", "rules"}
OF_CONTRACT |= {"chart", "table", "sentences", "find_area", "collection", "progress"}
HEAVY = {"altair", "scipy", "papermill", "nbconvert", "nbformat", "openpyxl", "rapidfuzz", "vl_convert", "jinja2"}
STUB = ast.parse(Path(lepdata.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
DEFINED = {node.name: node for node in STUB.body if isinstance(node, ast.FunctionDef)}
_IMPORTS = [node for node in STUB.body if isinstance(node, ast.ImportFrom)]
ALIASED = {(alias.name, alias.asname) for node in _IMPORTS for alias in node.names if alias.asname}


def printed(code: str, folder: Path) -> str:
    """What a fresh interpreter prints last when it runs some code in a folder."""
    run = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return run.stdout.splitlines()[-1]


def test_dir_shows_the_verbs_and_records_and_the_docstring_says_where_each_belongs() -> None:
    shown = set(dir(lepdata))
    assert shown >= OF_CONTRACT and not shown & set(lepdata.FURTHER)
    assert shown <= set(re.findall(r"\w+", lepdata.__doc__ or ""))
    assert [name for name in {*shown, *lepdata.FURTHER} if not getattr(lepdata, name).__doc__] == []
    tables = {*board_page.TABLES, *nation.TABLES, *engagement.TABLES}
    assert tables == {*re.findall(r'"(\w+)"', lepdata.table.__doc__ or "")}
    assert len(pydoc.render_doc(lepdata).splitlines()) < 80
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = lepdata.no_such_name  # type: ignore[attr-defined]


def test_the_stub_names_what_is_there() -> None:
    assert {name for name, shown in ALIASED if name == shown} | {*DEFINED} == {*dir(lepdata), *lepdata.FURTHER}
    assert {shown for name, shown in ALIASED if name != shown} == {f"_{name}" for name in DEFINED}


@pytest.mark.parametrize("name", sorted(DEFINED))
def test_the_stub_has_the_real_signature(name: str) -> None:
    """Names, kinds, defaults and types of the arguments, and what is given back; the door puts `data` on."""
    made = ast.unparse(DEFINED[name].args), ast.unparse(DEFINED[name].returns or STUB)
    real = inspect.signature(getattr(lepdata, name))
    words = re.sub(r"data: '[^']+'", "data: _Data", str(real)).replace(" -> ", "|").replace("'", "")
    arguments, _, result = words.removeprefix("(").replace("= ", "=").replace(" =", "=").partition(")|")
    assert (made[0].replace("''", ""), made[1]) == (arguments, result)


USES = Path(__file__).with_name("uses.txt").read_text(encoding="utf-8").splitlines()[1:]


# In place of two large packages, whose own types take mypy ten seconds and are not in question here.
STUB_OF = {"pandas": "class DataFrame: ...\nclass Series: ...\n", "altair": ""}
ANYTHING = "from typing import Any\ndef __getattr__(name: str) -> Any: ...\n"


def test_mypy_passes_a_right_use_of_every_name_and_refuses_a_wrong_argument_of_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One strict run over one script; the wrong uses stand below the right ones."""
    for name, stub in STUB_OF.items():
        (tmp_path / f"{name}.pyi").write_text(stub + ANYTHING)
    monkeypatch.setenv("MYPYPATH", str(tmp_path))
    script = ["from pathlib import Path", "import pandas as pd", "import lepdata as lep", *USES]
    first = len(script) + 1
    (tmp_path / "uses.py").write_text("\n".join([*script, *(use.split("  # ")[1] for use in USES)]), encoding="utf-8")
    assert set(re.findall(r"lep\.(\w+)", "\n".join(USES))) >= {*dir(lepdata), *lepdata.FURTHER}
    limit = sys.getrecursionlimit()  # mypy raises it for the whole process
    options = ["--strict", "--no-error-summary", f"--cache-dir={tmp_path / 'cache'}"]
    said, _, _ = api.run([*options, str(tmp_path / "uses.py")])
    sys.setrecursionlimit(limit)
    lines = {int(found[1]) for found in re.finditer(r"uses\.py:(\d+): error", said)}
    assert lines == set(range(first, first + len(USES))), said


def test_importing_it_loads_nothing_heavy_and_a_small_table_few_modules(tmp_path: Path) -> None:
    heavy = f"import sys, lepdata; print([name for name in {HEAVY} if name in sys.modules])"
    assert printed(heavy, tmp_path) == "[]"
    few = "import sys, lepdata; lepdata.boards(); print(sum(name.startswith('lepdata.') for name in sys.modules))"
    assert int(printed(few, tmp_path)) < 60


def test_help_and_the_process_that_draws_pages_load_no_pandas(tmp_path: Path) -> None:
    code = "from lepdata.cli.commands import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    assert printed(f"{code}\nimport sys, lepdata.site.pages; print('pandas' in sys.modules)", tmp_path) == "False"
