"""Nothing that users read changes unawares: every text has the hash in `hashes.json`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import net
import pytest

# Without a site at hand a few pages are made: a full list, one with a plan, fragments with what followed, the nation.
# Pages that speak of all the others are another thing on a small site.
LEPS = ("New Anglia", "Lancashire", "Leeds City Region")
OF_ALL = ("index", "register", "downloads", "actions")
HOW = """
To see the difference, write the texts of this checkout and of one from before, and compare them:
    python tests/golden/net.py build/after                            (pages too: --site reports, after make review)
    git worktree add build/old HEAD && PYTHONPATH=build/old python tests/golden/net.py build/before
    diff -r build/before build/after
To take what is now for right: python tests/golden/net.py --accept    (pages too: --site reports, after make review)"""


def _differences(found: dict[str, str], known: dict[str, str]) -> list[str]:
    changed = [f"changed: {name}" for name in sorted(found.keys() & known) if found[name] != known[name]]
    gone = [f"gone: {name}" for name in sorted(known.keys() - found)]
    return [*changed, *gone, *(f"new: {name}" for name in sorted(found.keys() - known))]


def _site(folder: Path) -> Path:
    asked = [word for lep in LEPS for word in ("--lep", lep)]
    command = [sys.executable, "-m", "lepdata", "review", *asked, "--log", "quiet", "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


@pytest.mark.parametrize("part", [*net.PARTS, "pages"])
def test_what_users_read_is_as_it_was(part: str, tmp_path: Path) -> None:
    if part == "help" and sys.version_info >= (3, 13):
        pytest.skip("from Python 3.13 on argparse writes help texts otherwise")
    prefixes = ("pages/", "links/") if part == "pages" else (f"{part}/",)
    known = {name: one for name, one in json.loads(net.HASHES.read_text()).items() if name.startswith(prefixes)}
    given = os.environ.get("LEPDATA_SITE")
    if part != "pages":
        texts = net.gather(part)
    elif given:
        texts = net.pages(Path(given))
    else:
        texts = {name: text for name, text in net.pages(_site(tmp_path)).items() if Path(name).stem[:-5] not in OF_ALL}
        known = {name: one for name, one in known.items() if name in texts}
    differences = _differences(net.hashes(texts), known)
    assert texts and not differences, "\n".join([*differences[:30], f"{len(differences)} differences in all", HOW])
