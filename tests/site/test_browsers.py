"""Which browser prints, and what is said where none does. The printing itself is seen in tests/pages/test_paper.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lepdata.errors import UsageError
from lepdata.site import paper as browsers
from lepdata.site.paper import for_paper

WHOLE = "%PDF-1.4\\n/CreationDate (D:20261122074914+00'00')\\n%%EOF\\n"


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
    def do(doing: str, timeout: float = 20) -> bytes:
        monkeypatch.setenv(browsers.NAMED, str(program("some-browser", doing)))
        (tmp_path / "page.html").write_text("<title>T</title>")
        return browsers.printed(tmp_path / "page.html", timeout)

    return do


def test_the_browser_that_is_named_comes_first(program):
    folder = str(program("chromium").parent)
    program("msedge"), program("mine")
    assert browsers.find_browser({}, folder).endswith("chromium")
    assert browsers.find_browser({browsers.NAMED: "mine"}, folder).endswith("mine")


def test_any_of_the_known_will_do(program):
    assert browsers.find_browser({}, str(program("microsoft-edge").parent)).endswith("microsoft-edge")


@pytest.mark.parametrize(
    ("environment", "said"),
    [({}, "apt-get install chromium"), ({browsers.NAMED: "none-such"}, "'none-such', which is no")],
)
def test_without_a_browser_the_remedy_is_said(environment, said, tmp_path):
    with pytest.raises(UsageError, match=said):
        browsers.find_browser(environment, str(tmp_path))


def test_a_whole_pdf_comes_back(print_with):
    assert print_with(f'printf "{WHOLE}" > "$out"'.replace("%", "%%")).startswith(b"%PDF-1.4")


@pytest.mark.parametrize(
    ("doing", "said"),
    [
        ("echo no display >&2; exit 1", "printed nothing: no display"),
        ("exit 3", "exit code 3"),
        ('printf "%%PDF-1.4 half" > "$out"', "printed nothing"),
        ("exec sleep 30", "timed out after 0.5 seconds"),
    ],
)
def test_a_browser_that_fails_leaves_nothing(print_with, doing, said):
    with pytest.raises(UsageError, match=said):
        print_with(doing, timeout=0.5)


@pytest.mark.parametrize(
    ("page", "paper"),
    [
        ('<a href="../method.html">M</a>', "<span>M</span>"),
        ('<a class="x" href="boards/a.html#b"><b>M</b></a>', "<span><b>M</b></span>"),
        ('<a href="#place">M</a>', '<a href="#place">M</a>'),
        (
            '<figure class="lep-figure"><p>M</p><div role="img" aria-label="A">x</div></figure>',
            '<figure class="lep-figure" aria-label="A"><p>M</p><div>x</div></figure>',
        ),
    ],
)
def test_what_is_changed_for_paper(page, paper):
    assert for_paper(f"<main>{page}</main>") == f"<main>{paper}</main>"
