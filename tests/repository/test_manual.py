"""The manual: its examples print what they show, its commands exist, its pages are all linked, and no link is dead."""

import re
import shlex
from pathlib import Path

import pytest
import yaml
from examples import calls, pages, renewed
from generate import ROOT, write

from lepdata.cli.arguments import COMMANDS, name_of
from lepdata.cli.commands import main

ELSEWHERE = ("make", "pip", "pipx", "uvx", "conda", "cd", "papermill")  # what `sh` blocks may call beside lepdata


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_examples_print_what_the_page_shows(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert renewed(text) == text, f"python docs/examples.py {page.relative_to(ROOT)} renews it"


def help_of(call: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What `--help` prints of a call's command, and of its part where it has parts."""
    with pytest.raises(SystemExit) as stop:
        main([*(call[:2] if call[0] == "plan" and len(call) > 1 else call[:1]), "--help"])
    assert stop.value.code == 0
    return capsys.readouterr().out


def test_what_is_only_shown_exists(capsys) -> None:
    shown = [shlex.split(line, comments=True) for page in pages() for line in calls(page.read_text("utf-8"), ("sh",))]
    assert {words[0] for words in shown} <= {"lepdata", *ELSEWHERE}
    for call in (words[1:] for words in shown if words[0] == "lepdata"):
        text = help_of(call, capsys)
        assert [word for word in call if word.startswith("-") and not re.search(rf"(?<![\w-]){word}\b", text)] == []
    targets = {words[1] for words in shown if words[0] == "make"}
    assert targets <= set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("command", [*map(name_of, COMMANDS)])
def test_a_command_explains_itself(command: str, capsys) -> None:
    assert f"lepdata {command}" in help_of([command], capsys).split("Example:")[1]
    assert f"`lepdata {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source of the manual, generated pages included."""
    folder = tmp_path_factory.mktemp("manual")
    write(folder)
    return folder


def linked(entry: object) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    parts = entry.values() if isinstance(entry, dict) else entry
    return [page for part in parts for page in linked(part)]


def test_every_page_stands_in_the_table_of_contents(source: Path) -> None:
    contents = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    assert sorted(linked(contents)) == sorted(path.relative_to(source).as_posix() for path in source.rglob("*.md"))


def test_the_reference_knows_every_command_table_and_framework(source: Path) -> None:
    said = {path.stem: path.read_text(encoding="utf-8") for path in (source / "reference").glob("*.md")}
    assert all(f"### lepdata {command}\n" in said["commands"] for command in map(name_of, COMMANDS))
    assert "#### lepdata plan draft\n" in said["commands"]
    assert "## members\n" in said["tables"] and "`list_completeness`" in said["tables"]
    assert "## integration-2024\n" in said["frameworks"] and "| `3` |" in said["errors"]
    assert "heading: lepdata.check\n" in said["python"] and "| Appointee |" in said["board_file"]
