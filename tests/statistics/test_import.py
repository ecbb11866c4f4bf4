"""Importing the rooms costs no scipy: it loads when a number is asked for."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("room", ["statistics", "findings"])
def test_scipy_loads_when_it_is_used(room):
    code = f"import sys, lepdata.{room}; print(sorted({{'scipy', 'altair', 'statsmodels'}} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
