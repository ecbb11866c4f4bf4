"""No file holds a path of somebody's own machine or the host of a package registry: it must work anywhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

# Put together from pieces, so that this file does not hold what it looks for.
HOSTS = [
    ".".join(pieces) for pieces in [("pypi", "org"), ("pythonhosted", "org"), ("anaconda", "org"), ("npmjs", "org")]
]
HOSTS += [".".join(pieces) for pieces in [("deb", "debian", "org"), ("archive", "ubuntu", "com"), ("golang", "org")]]
FOLDERS = ["home", "Users", "root", "tmp", "work", "opt", "mnt"]
OWN_PATH = re.compile(r"(?<![\w.:/~%=?&#\])}>-])/(?:" + "|".join(FOLDERS) + r")/\.?\w")
OUTSIDE = re.compile(r"(?<![\w/])\.\./(?:shared|main)\b")
DRIVE = re.compile(r"\b[A-Z]:\\Users\\")
TOO_LARGE = 20_000_000


def committed(root: Path) -> list[Path]:
    """What git holds or would hold; without git (an unpacked archive), every file that is not hidden."""
    command = ["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        return [root / name for name in listed.stdout.split("\0") if name and (root / name).is_file()]
    return [p for p in root.rglob("*") if p.is_file() and not any(x.startswith(".") for x in p.relative_to(root).parts)]


def unwanted(text: str) -> list[str]:
    """Hosts and paths in a text that belong to one machine or workplace."""
    paths = [match.group() for pattern in (OWN_PATH, OUTSIDE, DRIVE) for match in pattern.finditer(text)]
    return paths + [host for host in HOSTS if host in text.casefold()]


def faults(files: list[Path]) -> list[str]:
    texts = ((path, path.read_bytes().decode("utf-8", "ignore")) for path in files if path.stat().st_size < TOO_LARGE)
    return [f"{path}: {found}" for path, text in texts for found in unwanted(text)]


def test_no_file_holds_one_machines_words(root: Path) -> None:
    files = committed(root)
    assert len(files) > 50
    assert faults(files) == []


def joined(*parts: str) -> str:
    return "/".join(parts)


@pytest.mark.parametrize(
    "text",
    [
        "see " + joined("", "home", "ada", "board.csv"),
        '"' + joined("", "tmp", "x.csv") + '"',
        "(" + joined("", "work", "main") + ")",
        joined("..", "shared", "contract.md"),
        "--index-url " + joined("https:", "", HOSTS[0], "simple"),
        joined("https:", "", "files." + HOSTS[1], "x.whl"),
        "C:" + "\\".join(["", "Users", "ada"]),
    ],
)
def test_a_foreign_word_is_caught(text: str, plant) -> None:
    assert len(faults([plant({"x.md": text}) / "x.md"])) == 1


@pytest.mark.parametrize(
    "text",
    [
        "https://www.example.org/home/board",
        "https://example.org/what-we-do/work/plans",
        "#!/usr/bin/env bash",
        "home/work balance",
        "//tmp",
        "their shared/ folder",
    ],
)
def test_a_web_address_is_not(text: str, plant) -> None:
    assert faults([plant({"x.md": text}) / "x.md"]) == []
