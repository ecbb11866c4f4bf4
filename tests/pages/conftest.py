"""One browser and one built site for all the tests that open pages.

LEPDATA_SITE names a built site; without it one is built first, which takes as long as `lepdata review`.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from headless import NoBrowser, browser


@pytest.fixture(scope="session")
def chrome() -> Iterator:
    try:
        with browser() as running:
            yield running
    except NoBrowser as lacking:
        pytest.fail(str(lacking), pytrace=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = os.environ.get("LEPDATA_SITE")
    if named:
        return Path(named).resolve()
    folder = tmp_path_factory.mktemp("site")
    run = subprocess.run([sys.executable, "-m", "lepdata", "review", "--out", str(folder)], check=False)
    assert run.returncode == 0, "the site could not be built"
    return folder
