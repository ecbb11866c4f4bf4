"""Every command of the contract explains itself with an example, and README and command line know the same commands."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from lepdata.cli.commands import COMMANDS, main


def said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code and output of the command line in this process."""
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = stop.code
    printed = capsys.readouterr()
    return int(code or 0), printed.out + printed.err


def blocks(text: str, language: str) -> list[str]:
    """Fenced code of one language in a Markdown text."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def calls(text: str) -> list[list[str]]:
    """Calls of lepdata in the bash blocks of a text, as words without comments."""
    lines = [line.strip() for block in blocks(text, "bash") for line in block.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("lepdata ")]


def strange(call: list[str], help_text: str) -> list[str]:
    """Options of a call that the help of its command does not name."""
    return [word for word in call if word.startswith("-") and not re.search(rf"(?<![\w-]){word}(?![\w-])", help_text)]


def command_of(call: list[str]) -> list[str]:
    """The command of a call, with its part where the command has parts."""
    return call[:2] if call[0] == "plan" else call[:1]


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_a_command_explains_itself(command: str, capsys, readme: str) -> None:
    code, help_text = said([command, "--help"], capsys)
    assert code == 0
    assert f"lepdata {command}" in help_text.split("Example:")[1]
    assert command in [call[0] for call in calls(readme)]


def test_what_the_documents_call_exists(root: Path, capsys) -> None:
    shown = [c for path in sorted(root.glob("*.md")) for c in calls(path.read_text(encoding="utf-8"))]
    assert len(shown) >= len(COMMANDS)
    assert [call for call in shown if strange(call, said([*command_of(call), "--help"], capsys)[1])] == []
    assert {call[0] for call in shown} <= {command.name for command in COMMANDS}


def test_the_python_of_the_readme_runs(readme: str, tmp_path: Path) -> None:
    code = "\n".join(blocks(readme, "python"))
    assert "import lepdata as lep" in code
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip()
