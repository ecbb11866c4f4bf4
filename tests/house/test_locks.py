"""The locks pin and hash everything that pyproject.toml asks for, agree with each other, and name no index."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

EXTRAS = ["batch", "notebooks", "test"]
Pins = dict[str, set[str]]


def entries(text: str) -> list[str]:
    """Logical lines of a requirements file, without comments."""
    whole = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    return [" ".join(line.split()) for line in whole.splitlines() if line.strip()]


def pins(text: str) -> Pins:
    """Versions pinned per package; several where they depend on the Python version."""
    found: Pins = defaultdict(set)
    for entry in entries(text):
        name, version = re.split(r"==|[\s;]", entry)[:2]
        found[canonicalize_name(name)].add(version)
    return dict(found)


def loose(text: str) -> list[str]:
    """Entries that are not one exact version with a hash: options, ranges, addresses."""
    return [entry for entry in entries(text) if not re.match(r"^[\w.-]+==[^\s=]+ .*--hash=sha256:[0-9a-f]{64}", entry)]


def asked_for(pyproject: dict, extra: str) -> list[Requirement]:
    """What an extra needs: the library's own requirements, the build's, and those of the extras that it names."""
    project = pyproject["project"]
    named = list(map(Requirement, project["optional-dependencies"][extra]))
    inner = [r for n in named if n.name == project["name"] for e in n.extras for r in asked_for(pyproject, e)]
    own = list(map(Requirement, [*project["dependencies"], *pyproject["build-system"]["requires"]]))
    return own + inner + [n for n in named if n.name != project["name"]]


def unmet(asked: list[Requirement], locked: Pins) -> list[str]:
    """Requirements that a lock lacks or pins outside their bounds."""
    return [
        str(r)
        for r in asked
        if not (found := locked.get(canonicalize_name(r.name)))
        or not all(r.specifier.contains(Version(v)) for v in found)
    ]


def disagreements(locks: list[Pins]) -> set[str]:
    """Packages that two locks pin differently."""
    return {name for one in locks for other in locks for name in one.keys() & other.keys() if one[name] != other[name]}


@pytest.fixture(scope="module")
def locks(root: Path) -> dict[str, str]:
    return {extra: (root / "requirements" / f"{extra}.txt").read_text(encoding="utf-8") for extra in EXTRAS}


@pytest.mark.parametrize("extra", EXTRAS)
def test_a_lock_holds_what_is_asked_for(extra: str, locks: dict[str, str], root: Path) -> None:
    pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert unmet(asked_for(pyproject, extra), pins(locks[extra])) == []
    assert loose(locks[extra]) == []


def test_the_locks_agree(locks: dict[str, str]) -> None:
    assert disagreements([pins(text) for text in locks.values()]) == set()


def test_the_light_lock_has_no_jupyterlab(locks: dict[str, str]) -> None:
    assert "jupyterlab" in pins(locks["notebooks"])
    assert "jupyterlab" not in pins(locks["batch"]) | pins(locks["test"])


HASH = "--hash=sha256:" + "0" * 64


@pytest.mark.parametrize(
    "entry",
    [
        f"pandas>=2 {HASH}",
        "pandas==2.2.3",
        "--index-url x",
        f"pandas @ file:x.whl {HASH}",
        "pandas==2.2.3 --hash=md5:0",
    ],
)
def test_a_loose_entry_is_caught(entry: str) -> None:
    assert loose(entry) == [entry]
    assert loose(f"# by hand\npandas==2.2.3 ; os_name == 'nt' \\\n    {HASH} \\\n    {HASH}\n") == []


@pytest.mark.parametrize(("pinned", "met"), [("2.1.9", False), ("2.2.0", True), ("2.2.1", True), (None, False)])
def test_a_stale_lock_is_caught(pinned: str | None, met: bool) -> None:
    locked = {"pandas": {pinned}} if pinned else {}
    assert (unmet([Requirement("pandas>=2.2.0")], locked) == []) is met


def test_a_disagreement_is_caught() -> None:
    assert disagreements([{"a": {"1"}, "b": {"1"}}, {"a": {"2"}, "c": {"1"}}]) == {"a"}
