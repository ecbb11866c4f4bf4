"""`import lepdata as lep`: the names of the contract, at the price of importing pandas, from any folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

NAMES = {"read_board", "classify", "check", "review_board", "review_national", "chart", "table", "sentences", "seats"}
HEAVY = {"altair", "scipy", "papermill", "nbconvert", "nbformat", "openpyxl", "rapidfuzz", "vl_convert", "jinja2"}


def printed(code: str, folder: Path) -> str:
    """What a fresh interpreter prints last when it runs some code in a folder."""
    run = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return run.stdout.splitlines()[-1]


def test_the_front_door_has_the_names_of_the_contract() -> None:
    import lepdata

    assert set(lepdata.__all__) >= NAMES
    assert [name for name in lepdata.__all__ if not getattr(lepdata, name).__doc__] == []
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = lepdata.no_such_name


def test_importing_it_loads_nothing_heavy_and_a_small_table_few_modules(tmp_path: Path) -> None:
    heavy = f"import sys, lepdata; print([name for name in {HEAVY} if name in sys.modules])"
    assert printed(heavy, tmp_path) == "[]"
    few = "import sys, lepdata; lepdata.boards(); print(sum(name.startswith('lepdata.') for name in sys.modules))"
    assert int(printed(few, tmp_path)) < 60


def test_help_loads_no_pandas(tmp_path: Path) -> None:
    code = "from lepdata.cli.commands import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    assert printed(f"{code}\nimport sys; print('pandas' in sys.modules)", tmp_path) == "False"
