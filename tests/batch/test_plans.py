from __future__ import annotations

import pytest

from lepdata.batch.jobs import Job
from lepdata.batch.parameters import check_parameters
from lepdata.batch.plans import read_plan, typed
from lepdata.errors import InputFaults, UsageError

CELL = "lep = 'New Anglia'\nas_at = ''\nsize = 1\nshare = 0.5\nstrict = False\nfree = None"


@pytest.fixture
def plan(notebook, tmp_path):
    def read(text: str, *code: str, **common: str) -> list[Job]:
        table = tmp_path / "plan.csv"
        table.write_bytes(text.encode("utf-8"))
        return read_plan(notebook("toy", CELL, *code), table, tmp_path / "out", common)

    return read


def test_a_row_is_a_run(plan, tmp_path):
    first, second = plan("lep,size,strict\nLancashire,3,yes\nLondon,,\n")
    assert (first.name, first.parameters) == ("lancashire-3-true", {"lep": "Lancashire", "size": 3, "strict": True})
    assert (second.name, second.parameters) == ("london", {"lep": "London"})
    assert second.output == tmp_path / "out" / "london.ipynb"


def test_a_column_may_name_the_outputs_and_a_common_value_is_overruled_by_the_row(plan):
    first, second = plan("\ufeffname,lep,as_at\nOne é,London,2019\nTwo,London,\n", as_at="2018")
    assert (first.name, first.parameters) == ("one", {"as_at": "2019", "lep": "London"})
    assert (second.name, second.parameters) == ("two", {"as_at": "2018", "lep": "London"})


@pytest.mark.parametrize(
    ("cell", "default", "value"),
    [
        ("3", 1, 3),
        ("-3", 1, -3),
        ("3", "x", "3"),
        ("3", 0.5, 3.0),
        ("1e-3", 0.5, 0.001),
        ("TRUE", False, True),
        ("no", True, False),
        ("3", None, 3),
        ("None", None, None),
        ("New Anglia", None, "New Anglia"),
        ("[1]", None, "[1]"),
    ],
)
def test_a_cell_is_read_as_what_its_default_is(cell, default, value):
    assert typed(cell, default) == value
    assert type(typed(cell, default)) is type(value)


@pytest.mark.parametrize(
    ("cell", "default", "expected"),
    [
        ("three", 1, "a whole number"),
        ("3.5", 1, "a whole number"),
        ("x", 0.5, "a number"),
        ("1", True, "True or False"),
    ],
)
def test_a_cell_that_is_something_else_is_refused(cell, default, expected):
    with pytest.raises(ValueError, match=expected):
        typed(cell, default)


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("lpe\nx\n", "", "row 1: found 'lpe'; expected a parameter of toy.ipynb: lep, as_at"),
        ("lpe\nx\n", "", "did you mean 'lep'"),
        ("size\nmany\n", "", "row 2, column size: found 'many'; expected a whole number"),
        ("lep,lep\nx,y\n", "", "2 columns 'lep'"),
        ("lep\nx,y\n", "", "found 2 cells; expected 1"),
        ("lep\nx\nx\n", "", "a name of its own; row 2 has it too"),
        ("lep\n", "", "no row of values"),
        ("", "", "no row of values"),
        (
            "lep\nLancs\n",
            "import lepdata",
            "found 'Lancs'; expected a value that is known. To mend it: did you mean 'Lancas",
        ),
        ("as_at\n2019-13\n", "from lepdata import x", "'2019-13'; expected a value that is known"),
    ],
)
def test_faults_of_a_table_are_named(plan, text, code, says):
    with pytest.raises(InputFaults) as caught:
        plan(text, code)
    assert says in str(caught.value)


def test_all_faults_are_named_at_once(plan):
    with pytest.raises(InputFaults) as caught:
        plan("lpe,size,strict\n1,many,perhaps\n2,1,no\n3,few,yes\n")
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [
        (1, ""),
        (2, "size"),
        (2, "strict"),
        (4, "size"),
    ]


@pytest.mark.parametrize(
    ("cell", "given", "says"),
    [
        (CELL, {"lpe": "x"}, "has no parameter 'lpe'. Did you mean 'lep'?"),
        (None, {"lep": "x"}, "has no cell tagged 'parameters'"),
    ],
)
def test_wrong_common_parameters_are_refused(notebook, tmp_path, cell, given, says):
    with pytest.raises(UsageError, match=says):
        read_plan(notebook("toy", cell), None, tmp_path, given)


def test_without_a_table_there_is_one_run(notebook, tmp_path):
    (job,) = read_plan(notebook("My toy", CELL), None, tmp_path, {"size": "7"})
    assert (job.name, job.parameters) == ("7", {"size": 7})


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (
            {"lep": "Lancs"},
            "column lep: found 'Lancs'; expected a value that is known. To mend it: did you mean 'Lancashire'",
        ),
        ({"lep": "LCR LEP"}, "column lep: found 'LCR LEP'; expected a value that is known"),
        ({"as_at": "soon"}, "column as_at: found 'soon'"),
        ({"framework": "nlgaf-2020"}, "did you mean 'nlgaf-2021'"),
    ],
)
def test_our_own_words_are_checked_where_a_notebook_imports_lepdata(notebook, tmp_path, value, says):
    cell = "lep = ''\nas_at = ''\nframework = ''"
    ours, other = notebook("ours", cell, "import lepdata"), notebook("other", cell, "import pandas")
    with pytest.raises(InputFaults) as caught:
        read_plan(ours, None, tmp_path, value)
    assert says in str(caught.value)
    assert read_plan(other, None, tmp_path, value)[0].parameters == value


@pytest.mark.parametrize(
    "value", [{"lep": "the lancashire lep"}, {"as_at": "2019-03"}, {"framework": "nlgaf-2021"}, {}]
)
def test_words_that_are_known_pass(notebook, tmp_path, value):
    cell = "lep = 'nobody'\nas_at = ''\nframework = ''"
    (job,) = read_plan(notebook("ours", cell, "import lepdata"), None, tmp_path, value)
    assert job.parameters == value


def test_another_language_is_refused(notebook, tmp_path):
    book = notebook("toy", "x = 1")
    book.write_text(
        book.read_text().replace(
            '"metadata": {}, "nbformat"', '"metadata": {"kernelspec": {"language": "R"}}, "nbformat"'
        )
    )
    with pytest.raises(UsageError, match="is in R"):
        read_plan(book, None, tmp_path)


def test_our_own_words_are_checked_in_any_run(notebook):
    with pytest.raises(UsageError, match=r"lep: 'Lancs' is not known; did you mean 'Lancashire'\?"):
        check_parameters(notebook("ours", "lep = ''", "import lepdata"), {"lep": "Lancs"})
