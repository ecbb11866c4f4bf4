"""Wrong parameters and wrong tables are refused before anything starts, all at once, with what may have been meant."""

import sys
from ast import literal_eval
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import openpyxl
import pandas as pd
import pytest
from cases import cases, table

from lepdata.batch.parameters import Job, Notebook, check_parameters, files_named, read_plan, settle_injected, typed
from lepdata.errors import InputFaults, UsageError

EXAMPLES = Path(__file__).with_name("examples")

CELL = '''"""Change these."""
lep = "New Anglia"  # the board
as_at: str = ""
size: int = 1
free = None
share = -0.5
strict = False'''
OURS = "lep = 'nobody'\nas_at = ''\nframework = ''"


DECLARED = {"lep": "New Anglia", "as_at": "", "size": 1, "free": None, "share": -0.5, "strict": False}


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        (CELL, DECLARED),
        (None, {}),
        ("lep = other\nlep2 = [1]\nf()\nlep.x = 1", {"lep": None, "lep2": None}),
        ("%matplotlib inline\nimport os\na, b = 1, 2\nc = d = 1", {"a": None, "b": None, "c": 1, "d": 1}),
        ("lep: str\nyear = 2000 + 19", {"lep": None, "year": None}),
    ],
)
def test_parameters_are_read_with_their_defaults_and_what_is_worked_out_may_be_anything(write, cell, names):
    book = Notebook(write("toy", cell))
    assert book.declared == names
    free = [name for name, value in names.items() if value is None]
    assert book.wrong(dict.fromkeys(free, 3)) == book.wrong(dict.fromkeys(free, "x")) == []


def _cells(own: str, given: str) -> list[dict]:
    return [
        {"source": source, "metadata": {"tags": [tag]}}
        for source, tag in ((own, "parameters"), (f"# Parameters\n{given}\n", "injected-parameters"))
    ]


@pytest.mark.parametrize(
    ("own", "given", "again"),
    [
        ("lep = 'A'\nfile = lep + '.csv'\npage = file + 'x'", "lep = 'B'", "file = lep + '.csv'\npage = file + 'x'\n"),
        ("lep = 'A'\nfile = lep + '.csv'", "lep = 'B'\nfile = 'c'", ""),
        ("lep = 'A'\nsize = 1 + 1", "lep = 'B'", ""),
    ],
)
def test_what_is_worked_out_from_a_parameter_follows_the_one_given(own, given, again):
    cells = _cells(own, given)
    settle_injected(cells)
    assert cells[1]["source"].partition("again from them\n")[2] == again


@pytest.mark.parametrize(("own", "says"), [("lep = 'A'", "Did you mean 'lep'"), ("", "It has: none")])
def test_a_slip_that_papermill_only_warns_of_is_refused(own, says):
    with pytest.raises(UsageError, match=f"no parameter 'lpe'. {says}"):
        settle_injected(_cells(own, "lpe = 'B'"))


def test_the_first_cell_of_a_notebook_refuses_a_slip_too(monkeypatch):
    ran = ["", "lep = 'A'", "# Parameters\nlep = 'B'\n", "import lepdata"]
    shell = SimpleNamespace(user_ns={"In": ran})
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    check_parameters()
    ran[2] = "# Parameters\nlpe = 'B'\n"
    with pytest.raises(UsageError, match="Did you mean 'lep'"):
        check_parameters()


def test_dates_and_paths_and_numbers_of_numpy_are_given_as_a_notebook_takes_them(write, tmp_path):
    given = {"a": date(2019, 6, 30), "b": pd.Timestamp("2019-06-30 14:00"), "c": np.int64(3), "d": Path("x.csv")}
    job = Job("one", write("toy", CELL), given, tmp_path / "x.ipynb")
    assert list(job.parameters.values()) == ["2019-06-30", "2019-06-30", 3, "x.csv"]
    assert not Notebook(write("ours", OURS, "import lepdata")).wrong({"as_at": 2019})


def test_a_file_that_a_parameter_names_counts_as_data(tmp_path):
    (tmp_path / "list.csv").write_text("a")
    found = files_named({"file": "list.csv", "lep": "Exford", "empty": "", "here": "."}, tmp_path)
    assert found.startswith("file=") and " " not in found
    (tmp_path / "list.csv").write_text("b")
    assert files_named({"file": "list.csv"}, tmp_path) != found
    assert files_named({"of": str(tmp_path)}, Path("/dev/null"))


@pytest.mark.parametrize("content", ["not json", "[]", "{}", '{"cells": [{}]}', None])
def test_a_file_that_is_no_notebook_is_refused(tmp_path, content):
    path = tmp_path / "x.ipynb"
    if content is not None:
        path.write_text(content)
    with pytest.raises(UsageError, match="not a notebook" if content else r"no notebook at .*x\.ipynb"):
        Notebook(path)


@pytest.mark.parametrize(
    ("cells", "metadata", "says"),
    [
        (["x = 1"], {"kernelspec": {"language": "R"}}, "is in R"),
        (["x = 1", ("y = 1", ["parameters"])], {}, "2 cells tagged"),
        (["a = 1\nlep = ("], {}, "line 2 of the parameters cell"),
    ],
)
def test_cells_that_cannot_be_run_are_refused(write, cells, metadata, says):
    with pytest.raises(UsageError, match=says):
        Notebook(write("toy", *cells, **metadata))


@pytest.mark.parametrize(*table(EXAMPLES / "parameters_that_do_not_fit.csv"))
def test_parameters_that_do_not_fit_are_refused(write, given, says):
    wrong = Notebook(write("toy", CELL)).wrong(literal_eval(given))
    assert says in "\n".join(wrong)
    assert len(wrong) == (len(literal_eval(given)) if says else 0)


@pytest.mark.parametrize(*table(EXAMPLES / "our_own_words.csv"))
def test_our_own_words_are_checked_where_a_notebook_imports_lepdata(write, tmp_path, name, value, says):
    given = {name: value} if name else {}
    ours, other = write("ours", OURS, "import lepdata"), write("other", OURS, "import pandas")
    assert read_plan(other, None, tmp_path, given)[0].parameters == given
    if says:
        with pytest.raises(InputFaults) as caught:
            read_plan(ours, None, tmp_path, given)
        assert says in str(caught.value)
    else:
        assert read_plan(ours, None, tmp_path, given)[0].parameters == given
    assert bool(Notebook(ours).wrong(given)) == bool(says)


@pytest.fixture
def plan(write, tmp_path):
    def read(text: str, *code: str, **common: str) -> list[Job]:
        table = tmp_path / "plan.csv"
        table.write_bytes(text.encode("utf-8"))
        return read_plan(write("toy", CELL, *code), table, tmp_path / "out", common)

    return read


def test_a_row_is_a_run_and_a_column_that_only_numbers_them_no_parameter(plan, tmp_path):
    first, second = plan(",lep,size,strict\n0,Lancashire,3,yes\n1,London,,\n")
    assert (first.name, first.parameters) == ("lancashire-3-true", {"lep": "Lancashire", "size": 3, "strict": True})
    assert (second.name, second.parameters) == ("london", {"lep": "London"})
    assert second.output == tmp_path / "out" / "london.ipynb"


NOT_TYPED = [("three", 1, "a whole number"), ("3.5", 1, "a whole number"), ("x", 0.5, "a number"), ("1", True, "True")]


@pytest.mark.parametrize(*table(EXAMPLES / "typed.csv"))
def test_a_cell_is_read_as_what_its_default_is(cell, default, value, recwarn):
    found, wanted = typed(cell, literal_eval(default)), literal_eval(value)
    assert (found, type(found)) == (wanted, type(wanted))
    assert not recwarn.list  # of Python, which means nothing to whoever filled the table in


@pytest.mark.parametrize(("cell", "default", "says"), NOT_TYPED)
def test_a_cell_of_another_kind_is_refused(cell, default, says):
    with pytest.raises(ValueError, match=says):
        typed(cell, default)


FAULTS = cases(Path(__file__).with_name("faults_of_tables.txt"))


@pytest.mark.parametrize("name", FAULTS)
def test_faults_of_a_table_are_named(plan, name):
    text, code, says = FAULTS[name]
    with pytest.raises(InputFaults) as caught:
        plan(f"{text}\n" if text else "", code)
    assert says in str(caught.value)


def test_all_faults_are_named_at_once(plan):
    with pytest.raises(InputFaults) as caught:
        plan("lpe,size,strict\n1,many,perhaps\n2,1,no\n3,few,yes\n")
    found = [(fault.row, fault.column) for fault in caught.value.faults]
    assert found == [(1, "lpe"), (2, "size"), (2, "strict"), (4, "size")]


def test_a_table_may_be_a_workbook(write, tmp_path):
    sheet = openpyxl.Workbook()
    for row in (("lep", "size"), ("London", 3), ("Lancashire",)):
        sheet.active.append(row)
    sheet.save(tmp_path / "plan.xlsx")
    jobs = read_plan(write("toy", CELL), tmp_path / "plan.xlsx", tmp_path)
    assert [job.parameters for job in jobs] == [{"lep": "London", "size": 3}, {"lep": "Lancashire"}]
