"""Run the examples of the manual and put beneath them what they print: `python docs/examples.py` renews every page.

In a page each line of a block marked `bash` is run, and a block marked `python` as a program that remembers the names
of those before it. A block with a title, such as `toml title="mine.toml"`, is a file that the reader saves. All share
one folder a page, which holds `board.csv`, the example board of the manual. The block marked `text` beneath shows what
was printed; a comment before it, such as `<!-- the first 9 lines; exit 1 -->`, shows less or expects another exit code.
A block marked `sh` is not run, and one under `<!-- run by tests/... -->` is run by that test.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lepdata.cli.commands import main

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(
    r"^(?P<elsewhere><!-- run by [^\n]* -->\n)?"
    r'```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<code>.*?)^```\n'
    r"(?P<shown>\n(?P<note><!-- [^\n]*(?:lines|exit)[^\n]* -->\n)?```text\n.*?^```\n)?",
    re.MULTILINE | re.DOTALL,
)


def pages() -> list[Path]:
    """README and every page of the manual that a person wrote."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def calls(text: str, languages: tuple[str, ...] = ("bash", "sh")) -> list[str]:
    """The lines of a page's shell blocks, without comments; a line that ends in a backslash goes on."""
    blocks = [block["code"] for block in _BLOCK.finditer(text) if block["language"] in languages]
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def renewed(text: str) -> str:
    """A page with what its examples print now; AssertionError for one that ends otherwise than the page says."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with _folder():
        return _BLOCK.sub(lambda block: _renewed(block, names), text)


def _renewed(block: re.Match[str], names: dict[str, Any]) -> str:
    language, title, code, note = block["language"], block["title"], block["code"], block["note"] or ""
    if title:
        Path(title).write_text(code, encoding="utf-8")
        return block[0]
    if language not in ("bash", "python") or block["elsewhere"]:
        return block[0]
    wanted = int(found[1]) if (found := re.search(r"exit (\d+)", note)) else 0
    printed, code_found = _python(code, names) if language == "python" else _shell(code)
    assert code_found == wanted, f"{code}ends with exit code {code_found}, not {wanted}:\n{printed}"
    if not block["shown"]:
        return block[0]
    return block[0].removesuffix(block["shown"]) + f"\n{note}```text\n{_part(printed, note)}```\n"


def _part(printed: str, note: str) -> str:
    here = printed.replace(f"{os.getcwd()}{os.sep}", "")
    lines = [line.rstrip() for line in here.strip("\n").splitlines()]
    if found := re.search(r"the first (\d+) lines", note):
        lines = [*lines[: int(found[1])], "..."]
    if found := re.search(r"the last (\d+) lines", note):
        lines = ["...", *lines[-int(found[1]) :]]
    return "".join(f"{line}\n" for line in lines)


def _shell(code: str) -> tuple[str, int]:
    said, last = "", 0
    for line in calls(f"```bash\n{code}```\n"):
        words = shlex.split(line, comments=True)
        assert words[0] == "lepdata", f"only lepdata is run here, not: {line}"
        with _heard() as heard:
            try:
                last = main(words[1:])
            except SystemExit as stop:
                last = int(stop.code or 0)
        said += heard.getvalue()
        if last:
            break
    return said, last


def _python(code: str, names: dict[str, Any]) -> tuple[str, int]:
    with _heard() as heard:
        exec(compile(code, "example", "exec"), names)
    return heard.getvalue(), 0


@contextlib.contextmanager
def _heard() -> Iterator[io.StringIO]:
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard), contextlib.redirect_stderr(heard):
        yield heard


@contextlib.contextmanager
def _folder() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in ("COLUMNS", "LEPDATA_DATA")}
    os.environ["COLUMNS"] = "84"
    os.environ.pop("LEPDATA_DATA", None)
    try:
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            shutil.copy(ROOT / "docs" / "board.csv", folder)
            yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


if __name__ == "__main__":
    for page in [Path(name) for name in sys.argv[1:]] or pages():
        old = page.read_text(encoding="utf-8")
        new = renewed(old)
        if new != old:
            page.write_text(new, encoding="utf-8")
            print(f"renewed {page}")
