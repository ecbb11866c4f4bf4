"""One version, wherever it stands."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version as installed
from pathlib import Path

import pytest
import yaml


def declared(root: Path) -> str:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def released(changelog: str) -> list[str]:
    """Versions that have a heading, newest first."""
    return re.findall(r"^## \[(\d+\.\d+\.\d+)\]", changelog, flags=re.MULTILINE)


def test_the_changelog_begins_with_this_version(root: Path) -> None:
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert released(changelog)[:1] == [declared(root)]
    assert "## [Unreleased]" in changelog


def test_the_citation_is_of_this_version(root: Path) -> None:
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(citation["version"]) == declared(root)
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()


def test_the_installed_package_is_this_version(root: Path) -> None:
    import lepdata

    assert installed("lepdata") == lepdata.__version__ == declared(root)


@pytest.mark.parametrize(
    ("text", "versions"), [("## [0.2.0] - x\n## [0.1.0]\n", ["0.2.0", "0.1.0"]), ("## 0.2.0\n### [0.1.0]\n", [])]
)
def test_headings_are_read(text: str, versions: list[str]) -> None:
    assert released(text) == versions
