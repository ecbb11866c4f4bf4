"""The source of the manual: the pages of docs/, and those made from code, rules, tables and notebooks.

`make docs-site` calls it. What a command, a column, a rule or a function is stands once, where it works; nothing here
says it again.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import lepdata
from lepdata.cli import terminal
from lepdata.cli.arguments import GROUPS, name_of
from lepdata.cli.commands import parser
from lepdata.files import rule_file
from lepdata.judging.criteria import Criterion, Framework
from lepdata.judging.framework_files import shipped
from lepdata.schema import TABLES, dictionary
from lepdata.site.others import VERIFIED_WORDS

EXIT_CODES = {  # what scripts may rely on, in words
    terminal.DONE: "done, whatever the verdict",
    terminal.INPUT_FAULTS: "the input has faults: all of them are said, nothing is written",
    terminal.WRONG_USAGE: "wrong usage, such as a partnership that nobody knows (near matches are said)",
    terminal.NOTEBOOKS_FAILED: "some notebooks failed: the other pages are there, and the failures are listed",
    terminal.BREACH: "`check --strict`, and a requirement that is due is not met",
    terminal.UNEXPECTED: "an error of lepdata's own or of the machine, such as a full disk; the message says how to "
    "report it",
    terminal.INTERRUPTED: "stopped by Ctrl-C: what was finished is whole, and nothing is half-written",
}
ROOT = Path(__file__).resolve().parents[1]
PROJECT = ("CHANGELOG.md", "CONTRIBUTING.md", "DATA_LICENCE.md", "DECISIONS.md", "PRIVACY.md")
EXECUTED = {"lep_review": "boards/new-anglia.html", "national_review": "national.html"}  # sample pages in docs/


def generated() -> dict[str, str]:
    """Every page that is made, by its place in the manual."""
    made = {
        "reference/python.md": _python(),
        "reference/commands.md": _commands(),
        "reference/board_file.md": _board_file(),
        "reference/tables.md": _tables(),
        "reference/frameworks.md": _frameworks(),
        "reference/rules.md": _rules(),
        "reference/errors.md": _errors(),
        "reference/words.md": _words(),
    }
    made |= {f"notebooks/{path.stem}.md": _notebook(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
    return made | {name: _moved((ROOT / name).read_text(encoding="utf-8")) for name in PROJECT}


def write(folder: Path) -> None:
    """The whole source of the manual, anew."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "docs", folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for name, text in generated().items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def _table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join("| " + " | ".join(_cell(str(cell)) for cell in line) + " |\n" for line in lines)


def _cell(text: str) -> str:
    # What a reader sees is the text itself: no tag or emphasis is made of published words and patterns.
    parts = re.split(r"(`[^`]*`|\[[^\]]*\]\([^)]*\))", " ".join(text.split()))
    parts[::2] = [re.sub(r"[<*_]", r"\\\g<0>", part) for part in parts[::2]]
    return "".join(parts).replace("|", "&#124;")


def _code(text: object) -> str:
    return f"`{text}`" if str(text) else ""


def _python() -> str:
    """Each public name by its own docstring; mkdocstrings reads signature and text from the module that defines it."""
    names = [name for name in dir(lepdata) if not name.startswith("_")]
    further = list(getattr(lepdata, "FURTHER", ()))
    grouped = [part for part in (lepdata.__doc__ or "").split("\n\n") if part.startswith("read ")]
    return (
        "# Python\n\n`import lepdata as lep`, then `lep.check(...)`, and so on. Whatever speaks of boards takes "
        "one more keyword, `data=`: a folder of your own boards, or a board file. Nothing that you hand in is changed."
        f"\n\n{''.join(f'```text{chr(10)}{part}{chr(10)}```{chr(10)}' for part in grouped)}\n"
        + _named(names)
        + ("\n## What notebooks use besides\n\n" + _named(further) if further else "")
    )


def _named(names: Sequence[str]) -> str:
    about = {name: (inspect.getdoc(getattr(lepdata, name)) or "").split("\n\n")[0] for name in names}
    options = "    options:\n      heading: lepdata.{0}\n      toc_label: {0}\n"
    blocks = [f"::: {_place(name)}\n{options.format(name)}" for name in names]
    rows = [(f"[`{name}`](#{_place(name)})", about[name]) for name in names]
    return _table(("name", "what it gives"), rows) + "\n" + "\n".join(blocks)


def _place(name: str) -> str:
    found = inspect.unwrap(getattr(lepdata, name))
    return f"{found.__module__}.{found.__qualname__}"


def _commands() -> str:
    """Every command with its usage, options and example, from its parser."""
    choices = _parts(parser())
    text = "# Commands\n\n`lepdata COMMAND --help` prints the same.\n"
    for title, group in GROUPS.items():
        text += f"\n## {title}\n"
        for own in map(choices.__getitem__, map(name_of, group)):
            text += _command(own, 3) + "".join(_command(part, 4) for part in _parts(own).values())
    return text


def _parts(top: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found = [action for action in top._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(found[0].choices) if found else {}


def _command(own: argparse.ArgumentParser, level: int) -> str:
    shown = [
        action for action in own._actions if not isinstance(action, argparse._HelpAction | argparse._SubParsersAction)
    ]
    options = _table(("option", "meaning"), [(_code(_option(action)), action.help or "") for action in shown])
    example = (own.epilog or "").partition("Example:\n")[2].replace("\n  ", "\n").strip()
    return f"\n{'#' * level} {own.prog}\n\n{own.description}\n\n{options}\n" + (
        f"```sh\n{example}\n```\n" if example else ""
    )


def _option(action: argparse.Action) -> str:
    takes = "" if action.nargs == 0 else action.metavar or "{" + ",".join(map(str, action.choices or ())) + "}"
    value = "" if action.nargs == 0 else (str(takes) if takes != "{}" else action.dest.upper())
    return " ".join(
        [*([", ".join(action.option_strings)] if action.option_strings else []), *([value] if value else [])]
    )


def _board_file() -> str:
    """The columns of a board file, the headings and the words that are read as them."""
    columns = [*rule_file("board_file/columns.csv"), *rule_file("board_file/further.csv")]
    rows = [
        (_code(c["column"]), c["meaning"], c["type"], c.get("allowed", "").replace("|", ", "), c["example"])
        for c in columns
    ]
    heads = [
        (h["heading"], h["reads_as"].replace("|", " or "), h["because"]) for h in rule_file("board_file/headings.csv")
    ]
    roles = [(r["words"], r["role"], r["because"]) for r in rule_file("board_file/roles.csv")]
    words = [(w["words"], w["column"], w["reads_as"], w["because"]) for w in rule_file("board_file/words.csv")]
    return (
        "# Board file\n\nOne row a person or a seat, as CSV or in a workbook; a name or the description of a seat is "
        "needed, all else is optional, in any order. `lepdata template` writes a blank one with drop-down lists."
        "\n\n## Columns\n\n"
        + _table(("column", "meaning", "type", "allowed", "example"), rows)
        + "\n## Headings that are read\n\nCapitals, spaces and hyphens make no difference. Another heading is named by "
        '`--columns name="Appointee"`.\n\n'
        + _table(("heading", "read as", "because"), heads)
        + "\n## Roles that are read\n\n"
        + _table(("words", "role", "because"), roles)
        + "\n## Other words that are read\n\n"
        + _table(("words", "column", "read as", "because"), words)
    )


def _tables() -> str:
    """The dictionary of the published tables."""
    every = dictionary()
    text = (
        "# Tables and columns\n\nThe tables of `data/processed`, of the downloads of a site, and of "
        "`lepdata.members()`, `lepdata.verdicts()` and their like.\n"
    )
    for table in TABLES:
        own = every[every["table"] == table]
        rows = [(_code(r.column), r.meaning, r.type, r.allowed) for r in own.itertuples()]
        text += f"\n## {table}\n\n" + _table(("column", "meaning", "type", "allowed"), rows)
    return text


def _frameworks() -> str:
    """Every framework with its criteria and their sources."""
    return (
        "# Frameworks\n\nA framework is a dated set of criteria. `lepdata frameworks --new mine.toml --from "
        "nlgaf-2021` writes one to edit.\n" + "".join(_framework(one) for one in shipped())
    )


def _framework(one: Framework) -> str:
    until = one.in_force_to or "today"
    rows = [(_code(c.id), c.statement, c.strength, c.due, _source(c)) for c in one.criteria]
    return (
        f"\n## {one.id}\n\n{one.title} (version {one.version}). For: {', '.join([one.body_kind, *one.also_for])}. "
        f"In force from {one.in_force_from} to {until}. Source: {_linked(one.source)}\n\n"
        + _table(("criterion", "statement", "strength", "due", "source"), rows)
    )


def _source(criterion: Criterion) -> str:
    return f"{_linked(criterion.source)} (seen: {VERIFIED_WORDS[criterion.verified]})"


def _linked(text: str) -> str:
    """Addresses in a text as links that show whose page it is."""
    return re.sub(r"https?://(?:www\.)?([^/\s;,]+)[^\s;,]*", r"[\1](\g<0>)", text)


def _rules() -> str:
    """Every rule by which a sector is settled."""
    rules = lepdata.rules()
    text = (
        "# Sector rules\n\nOf the rules that match a member the strongest decides; two of equal strength that disagree "
        "are a conflict. `lepdata rules --check` tests every rule against its two examples.\n"
    )
    for kind, own in rules.groupby("kind", sort=False):
        rows = [
            (_code(r.id), f"{r.sector} ({r.strength})", f"{r.because} ({r.source})", r.example, r.counter_example)
            for r in own.itertuples()
        ]
        heads = ("rule", "sector (strength)", "because it (source)", "matches", "does not match")
        text += f"\n## {kind[:1].upper()}{kind[1:]}\n\n" + _table(heads, rows)
    return text


def _errors() -> str:
    codes = _table(("exit code", "when"), [(_code(code), when) for code, when in EXIT_CODES.items()])
    classes = ", ".join(
        f"[`lepdata.{name}`](python.md#{_place(name)})" for name in ("Fault", "InputFaults", "UsageError")
    )
    return (
        "# Exit codes and errors\n\nErrors go to standard error, without a traceback; `--debug` shows one. All faults "
        "of a file are said at once: the file and row, what was found, what was expected and how to fix it."
        "\n\n## Exit codes\n\n"
        f"{codes}\n## In Python\n\nThe same are exceptions: {classes}.\n"
    )


def _words() -> str:
    return "# Words\n\n" + _table(("term", "meaning"), [(w["term"], w["meaning"]) for w in rule_file("glossary.csv")])


def _notebook(path: Path) -> str:
    """A notebook as its prose and code; a link to the page that it makes, where one is among the samples."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    text = "\n\n".join("".join(cell["source"]) if cell["cell_type"] == "markdown" else _fenced(cell) for cell in cells)
    made = f"[The page it makes](../{EXECUTED[path.stem]}) · " if path.stem in EXECUTED else ""
    where = f"{made}`notebooks/{path.name}`: open it with `make lab`, or run it with `lepdata run`."
    title, _, rest = text.partition("\n")
    return f"{title}\n\n{where}\n{rest}\n"


def _fenced(cell: dict[str, list[str]]) -> str:
    return f"```python\n{''.join(cell['source'])}\n```"


def _moved(text: str) -> str:
    """A document of the top folder as a page: links into docs/ are shortened, links to what is no page become words."""
    text = re.sub(r"\]\(docs/", "](", text)
    return re.sub(r"\[([^\]]+)\]\((?!https?:|mailto:|#)([^)\s]+)\)", _kept, text)


def _kept(link: re.Match[str]) -> str:
    place = link[2].partition("#")[0]
    return link[0] if place in PROJECT or (ROOT / "docs" / place).exists() else link[1]


if __name__ == "__main__":
    write(Path(sys.argv[1]))
