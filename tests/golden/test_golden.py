"""Nothing that users read changes unawares: every text has the hash in `hashes.json`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import net
import pytest

# A full list and fragments with what followed; tests/pages compares every page of a whole site.
LEPS = ("New Anglia", "Leeds City Region")


def _site(folder: Path) -> Path:
    asked = [word for lep in LEPS for word in ("--lep", lep)]
    rest = ["--no-national", "--log", "quiet", "--out", str(folder)]
    command = [sys.executable, "-m", "lepdata", "review", *asked, *rest]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


@pytest.mark.parametrize("part", net.PARTS)
def test_what_users_read_is_as_it_was(part: str) -> None:
    if part == "help" and sys.version_info >= (3, 13):
        pytest.skip("from Python 3.13 on argparse writes help texts otherwise")
    net.compare(net.gather(part), net.known(f"{part}/"))


def test_the_words_of_a_few_pages_are_as_they_were(tmp_path: Path) -> None:
    texts = {name: text for name, text in net.pages(_site(tmp_path)).items() if "/boards/" in name}
    assert len(texts) == 2 * len(LEPS)
    net.compare(texts, {name: one for name, one in net.known("pages/", "links/").items() if name in texts})
