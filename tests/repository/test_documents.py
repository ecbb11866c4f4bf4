"""Documents point at things that exist, and the Makefile has the targets that people rely on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

TARGETS = {"review", "test", "test-pages", "setup", "lab", "check", "bench", "screenshots", "clean", "help", "lock"}


def dead_links(document: Path) -> list[str]:
    """Local links of a Markdown file that lead nowhere."""
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    local = [link.split("#")[0] for link in links if not re.match(r"[a-z]+:", link)]
    return [link for link in local if link and not (document.parent / link).exists()]


def test_no_link_is_dead(root: Path) -> None:
    documents = [*root.glob("*.md"), *root.glob("docs/*.md"), root / "reports" / "README.md"]
    assert {path.name: dead for path in documents if (dead := dead_links(path))} == {}


def test_the_makefile_has_the_targets_and_says_what_they_do(root: Path) -> None:
    text = (root / "Makefile").read_text(encoding="utf-8")
    explained = set(re.findall(r"^([a-z-]+):[^=\n]*## .+$", text, flags=re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.+)$", text, flags=re.MULTILINE)
    assert phony and explained == set(phony[1].split()) and explained >= TARGETS


@pytest.mark.skipif(not shutil.which("make"), reason="make is not here (Windows)")
def test_an_old_python_is_refused_with_a_reason(root: Path, tmp_path: Path) -> None:
    old = tmp_path / "python2"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 2.7.18"\nexit 1\n', encoding="utf-8")
    old.chmod(0o755)
    command = ["make", "-f", str(root / "Makefile"), f"PYTHON={old}", ".venv/bin/python"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "needs Python 3.11 or later" in run.stderr and "Python 2.7.18" in run.stderr
    assert not (tmp_path / ".venv").exists()


@pytest.mark.skipif(os.name == "nt", reason="a file has no executable bit here")
def test_the_check_of_every_change_can_be_run(root: Path) -> None:
    script = root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
