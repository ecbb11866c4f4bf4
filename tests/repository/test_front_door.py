"""`import lepdata as lep`: the names of the contract, at the price of importing pandas, from any folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

NAMES = [
    "read_board",
    "classify",
    "check",
    "frameworks",
    "coverage",
    "boards",
    "board",
    "review_board",
    "review_national",
    "chart",
    "table",
    "sentences",
    "seats",
    "members",
    "verdicts",
]
HEAVY = {"altair", "scipy", "papermill", "nbconvert", "nbformat", "openpyxl", "rapidfuzz", "vl_convert", "jinja2"}


def modules_after(code: str, folder: Path) -> set[str]:
    """Top-level modules loaded in a fresh interpreter that ran `code` in `folder`."""
    report = "import json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(json.loads(run.stdout))


@pytest.mark.parametrize("name", NAMES)
def test_the_front_door_has(name: str) -> None:
    import lepdata

    assert callable(getattr(lepdata, name))
    assert getattr(lepdata, name).__doc__
    assert name in lepdata.__all__


def test_an_unknown_name_is_refused() -> None:
    import lepdata

    with pytest.raises(AttributeError, match="no_such_name"):
        _ = lepdata.no_such_name


def test_importing_it_loads_nothing_heavy(tmp_path: Path) -> None:
    loaded = modules_after("import lepdata", tmp_path)
    assert "lepdata" in loaded
    assert loaded & HEAVY == set()


def test_something_heavy_would_be_seen(tmp_path: Path) -> None:
    assert modules_after("import lepdata, openpyxl", tmp_path) & HEAVY == {"openpyxl"}


def test_a_table_of_38_rows_loads_few_modules_of_ours(tmp_path: Path) -> None:
    code = (
        "import lepdata; lepdata.boards()\nimport sys; print(sum(name.startswith('lepdata.') for name in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert int(run.stdout) < 60


def test_help_loads_no_pandas(tmp_path: Path) -> None:
    code = "from lepdata.cli.main import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    report = "import sys; print('pandas' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "False"
