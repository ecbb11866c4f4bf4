from __future__ import annotations

import pytest

from lepdata.batch.parameters import check_parameters, declared_parameters
from lepdata.errors import UsageError

CELL = '''"""Change these."""
lep = "New Anglia"  # the board
as_at: str = ""
size: int | None = None
share = -0.5
strict = False'''


def test_declared_parameters_are_read_with_their_defaults(notebook):
    declared = declared_parameters(notebook("toy", CELL))
    assert declared == {"lep": "New Anglia", "as_at": "", "size": None, "share": -0.5, "strict": False}


def test_a_notebook_without_the_cell_has_no_parameters(notebook):
    assert declared_parameters(notebook("toy", None, "1 + 1")) == {}


@pytest.mark.parametrize(
    "cell",
    [
        "lep = other",
        "lep = [1]",
        "import os",
        "a, b = 1, 2",
        "a = b = 1",
        "lep = f'{1}'",
        "lep = (",
        "lep: str",
        "lep.x = 1",
    ],
)
def test_a_cell_of_more_than_plain_literals_is_refused(notebook, cell):
    with pytest.raises(UsageError, match="line 1 of the parameters cell"):
        declared_parameters(notebook("toy", cell))


@pytest.mark.parametrize(
    ("content", "says"), [("not json", "not a notebook"), ("[]", "not a notebook"), ("{}", "not a notebook")]
)
def test_a_file_that_is_no_notebook_is_refused(tmp_path, content, says):
    path = tmp_path / "x.ipynb"
    path.write_text(content)
    with pytest.raises(UsageError, match=says):
        declared_parameters(path)


def test_a_missing_notebook_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"no notebook at .*gone\.ipynb"):
        declared_parameters(tmp_path / "gone.ipynb")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"lep": "Ada"},
        {"size": 4},
        {"size": "four"},
        {"share": 1},
        {"share": 0.25},
        {"strict": True, "as_at": "2019"},
    ],
)
def test_parameters_that_fit_pass(notebook, given):
    check_parameters(notebook("toy", CELL), given)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"lpe": "x"}, "no parameter 'lpe'. Did you mean 'lep'?"),
        ({"zzzz": "x"}, "no parameter 'zzzz'. It has: lep, as_at, size, share, strict."),
        ({"lep": 3}, "lep must be text, not '3'"),
        ({"strict": 1}, "strict must be True or False, not '1'"),
        ({"strict": "no"}, "strict must be True or False, not 'no'"),
        ({"share": True}, "share must be a number, not 'True'"),
        ({"lep": None}, "lep must be text, not 'None'"),
        ({"size": [1]}, "not list"),
    ],
)
def test_parameters_that_do_not_fit_are_refused(notebook, given, says):
    with pytest.raises(UsageError) as caught:
        check_parameters(notebook("toy", CELL), given)
    assert says in str(caught.value)


def test_all_wrong_parameters_are_named_at_once(notebook):
    with pytest.raises(UsageError) as caught:
        check_parameters(notebook("toy", CELL), {"lpe": "x", "as_at": 2019})
    assert len(str(caught.value).splitlines()) == 2
