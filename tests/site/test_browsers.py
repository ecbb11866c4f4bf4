"""Which browser prints, and what is said where none does. The printing itself is seen in tests/pages/test_paper.py."""

import sys
from pathlib import Path

import pytest

from lepdata.errors import UsageError
from lepdata.site import paper
from lepdata.site.paper import NAMED, find_browser, page_pdf

WHOLE = "%PDF-1.4\\n/CreationDate (D:20261122074914+00'00')\\n%%EOF\\n"


@pytest.fixture(autouse=True)
def nowhere(monkeypatch, tmp_path):
    """A machine without a browser, unless a test puts one there."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin:/usr/bin")
    monkeypatch.setattr(paper, "_PROGRAMS", ("chromium-of-a-test", "edge-of-a-test"))
    monkeypatch.delenv(NAMED, raising=False)


@pytest.fixture
def program(tmp_path):
    """A function that puts a program of some name and some doing into a folder, and gives the folder."""
    if sys.platform == "win32":
        pytest.skip("the programs made up here are shell scripts")

    def make(name: str, doing: str = "exit 0") -> Path:
        made = tmp_path / "bin" / name
        made.parent.mkdir(exist_ok=True)
        made.write_text(
            f'#!/bin/sh\nfor word in "$@"; do case $word in --print-to-pdf=*) out=${{word#*=}};; esac; done\n{doing}\n'
        )
        made.chmod(0o755)
        return made

    return make


@pytest.fixture
def print_with(program, monkeypatch, tmp_path):
    def do(doing: str) -> bytes:
        monkeypatch.setenv(NAMED, str(program("some-browser", doing)))
        (tmp_path / "page.html").write_text("<title>T</title>")
        return page_pdf(tmp_path / "page.html")

    return do


def test_the_browser_that_is_named_comes_first_and_any_of_the_known_will_do(program, monkeypatch):
    program("edge-of-a-test"), program("mine")
    assert find_browser().endswith("edge-of-a-test")
    monkeypatch.setenv(NAMED, "mine")
    assert find_browser().endswith("mine")


REMEDIES = {"": "apt-get install chromium", "none-such": "'none-such', which is no"}


@pytest.mark.parametrize(("named", "said"), REMEDIES.items())
def test_without_a_browser_the_remedy_is_said(named, said, monkeypatch):
    monkeypatch.setenv(NAMED, named)
    with pytest.raises(UsageError, match=said):
        find_browser()


def test_a_whole_pdf_comes_back_and_the_site_stays_as_it_was(print_with, tmp_path):
    assert print_with(f'printf "{WHOLE}" > "$out"'.replace("%", "%%")).startswith(b"%PDF-1.4")
    assert [path.name for path in tmp_path.glob("*.html")] == ["page.html"] and not list(tmp_path.glob(".*.html"))


FAILURES = {
    "echo no display >&2; exit 1": "printed nothing: no display",
    "exit 3": "exit code 3",
    'printf "%%PDF-1.4 half" > "$out"': "printed nothing",
    "exec sleep 30": "timed out after 0.5 seconds",
}


@pytest.mark.parametrize(("doing", "said"), FAILURES.items())
def test_a_browser_that_fails_leaves_nothing(print_with, monkeypatch, doing, said):
    monkeypatch.setattr(paper, "_TIMEOUT", 0.5)
    with pytest.raises(UsageError, match=said):
        print_with(doing)
