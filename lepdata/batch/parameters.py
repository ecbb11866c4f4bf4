"""Which parameters a notebook takes, a table of them as a plan of jobs, and the refusing of others before any starts.

papermill only warns about a name that the notebook does not have, its own reading of the cell misses some assignments,
and what a cell works out from a parameter it leaves as it was.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from numbers import Integral
from pathlib import Path
from typing import Any

from lepdata.dates import asked_date
from lepdata.errors import Fault, InputFaults, UsageError, near_matches, quoted
from lepdata.files import read_bounded
from lepdata.read.grid import Grid, Row, Wanted
from lepdata.read.opening import read_grids
from lepdata.read.words import heading_key
from lepdata.registers.whose import using

Literal = str | int | float | bool | None
TAG, INJECTED = "parameters", "injected-parameters"
PLAIN = (str, int, float, bool, type(None))
_SHELL = re.compile(r"^[%!].*$", re.MULTILINE)  # IPython's own lines
_AGAIN = "# worked out again from them"
_BEGINS = "# Parameters"  # papermill's injected cell
_OF_WINDOWS = re.compile("con|prn|aux|nul|(?:com|lpt)[0-9]")  # names that no file can have there
NAMES, CHANGE, AS_AT = "name", "change the cell", "as_at"
MOST_FILES = 10_000  # a folder of more is no data that somebody names
KINDS = {str: "text", int: "a whole number", float: "a number", bool: "True or False"}
WORDS = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True)
class Job:
    """One notebook to run with one set of parameters."""

    name: str  # a slug that is its own in the batch, such as "black-country" or "national"
    notebook: Path  # only read
    parameters: dict[str, Literal] = field(hash=False)  # what is left out keeps the notebook's default
    output: Path  # the executed notebook to write
    folder: Path | None = None  # where it runs; unless told in an empty one of its own, which goes when it has run

    def __post_init__(self) -> None:
        object.__setattr__(self, "parameters", {name: _plain(value) for name, value in self.parameters.items()})


def _plain(value: Any) -> Literal:
    """A value as a notebook can be given it: a date as ISO text, a path as text, a number of numpy's as Python's."""
    if isinstance(value, date):
        return asked_date(value)
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, PLAIN):
        return value
    return int(value) if isinstance(value, Integral) else value  # what is no plain value is refused by name


class Notebook:
    """What one notebook takes, read once however often it is to run; UsageError where it is none that can be run."""

    def __init__(self, path: Path):
        self.file = path.name
        try:
            self.content = read_bounded(path)
        except InputFaults as error:
            raise UsageError(str(error)) from None
        except FileNotFoundError:
            raise UsageError(f"There is no notebook at {path}.") from None
        except OSError as error:
            raise UsageError(f"{path} is not a notebook ({error.strerror}).") from None
        cells = _cells(self.content, self.file)
        self.code = "\n".join(source for source, _ in cells)
        tagged = [source for source, tags in cells if TAG in tags]
        if len(tagged) > 1:
            raise UsageError(f"{self.file} has {len(tagged)} cells tagged '{TAG}'; it may have one.")
        self.tagged = bool(tagged)
        self.declared = declared(tagged[0], self.file) if tagged else {}
        self._ours = bool(re.search(r"^\s*(?:import|from)\s+lepdata\b", self.code, re.MULTILINE))

    def wrong(self, parameters: Mapping[str, object]) -> list[str]:
        """A sentence for each parameter that does not fit; empty where all do."""
        sentences = [self._wrong(name, value) for name, value in parameters.items()]
        return [*filter(None, sentences), *(unknown_sentence(*found) for found in self.unknown(parameters))]

    def unknown(self, parameters: Mapping[str, object]) -> list[tuple[str, str, str]]:
        """Each value that lepdata does not know, where the notebook imports lepdata (see `unknown_values`)."""
        return unknown_values(parameters, self.declared) if self._ours else []

    def _wrong(self, name: str, value: object) -> str:
        if not self.tagged:
            return f"{self.file} has no cell tagged '{TAG}', so it takes no {quoted(name)}. Give one cell that tag."
        if name not in self.declared:
            return no_parameter(self.file, name, self.declared)
        if not isinstance(value, PLAIN):
            return f"{self.file}: {name} must be a text, a number, True, False or None, not {type(value).__name__}."
        kind = type(default := self.declared[name])
        if self._ours and name == AS_AT and type(value) is int:
            return ""  # a year
        if default is not None and type(value) is not kind and not (kind is float and type(value) is int):
            return f"{self.file}: {name} must be {KINDS[kind]}, not {quoted(str(value))}."
        return ""


def files_named(parameters: Mapping[str, object], folder: Path) -> str:
    """A hash of every file and folder that a parameter names: what the notebook reads there is part of its data."""
    texts = {name: text for name, text in parameters.items() if isinstance(text, str) and text.strip(" ./~\\")}
    found = {name: _hash(folder / text) for name, text in sorted(texts.items()) if len(text) < 1000}
    return " ".join(f"{name}={mark}" for name, mark in found.items() if mark)


def _hash(place: Path) -> str:
    """The hash of a file, or of the files of a folder; "" where there is none."""
    try:
        below = [place] if place.is_file() else list(islice(place.rglob("*"), MOST_FILES)) if place.is_dir() else []
        files = sorted(path for path in below if path.is_file() and ".ipynb" not in path.suffixes)
        parts = [f"{path.relative_to(place)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files]
    except (OSError, ValueError):
        return ""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest() if parts and len(below) < MOST_FILES else ""


def _cells(content: bytes, file: str) -> list[tuple[str, list[str]]]:
    try:
        whole = json.loads(content)
        language = str(whole.get("metadata", {}).get("kernelspec", {}).get("language", "python"))
        code = [cell for cell in whole["cells"] if cell["cell_type"] == "code"]
        cells = [("".join(cell["source"]), [*map(str, cell["metadata"].get("tags", []))]) for cell in code]
        "".join(source for source, _ in cells).encode()  # half a letter is no text
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(f"{file} is not a notebook of format 4 (JSON with a list of cells).") from None
    if language.casefold() != "python":
        raise UsageError(f"{file} is in {language}; only notebooks in Python can be run here.")
    return cells


def unknown_values(given: Mapping[str, object], declared: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Each value of lepdata's own parameters that it does not know: name, value, and what may have been meant."""
    named = [(name, value) for name, value in given.items() if isinstance(value, str) or name == AS_AT]
    texts = [(name, str(value)) for name, value in named if value != declared.get(name) and value != ""]
    data = given.get("data")
    with using(data if isinstance(data, str) and os.path.exists(data) else None):
        return [(name, value, hint) for name, value in texts if (hint := _hint(name, value))]


def unknown_sentence(name: str, value: str, hint: str) -> str:
    return f"{name}: {quoted(value)} is not known; {hint}"


def _hint(name: str, value: str) -> str:
    """What may have been meant by a value that is not known; "" where it is known, or where any value will do."""
    from lepdata.judging.framework_files import framework
    from lepdata.reviews.boards import find_area

    checks: dict[str, Callable[[str], object]] = {"lep": find_area, "framework": framework, AS_AT: asked_date}
    try:
        checks.get(name, str)(value)
    except UsageError as error:
        if name == AS_AT:
            return "the date asked for must be one such as '2019-03-31'."
        hint = str(error).partition(". ")[2]
        return hint[:1].lower() + hint[1:]
    return ""


def read_plan(
    notebook: Path, table: Path | None, out: Path, common: Mapping[str, str] | None = None, folder: Path | None = None
) -> list[Job]:
    """The jobs of a table of parameters, one a row; without a table one, with the common parameters."""
    book, common = Notebook(notebook), common or {}
    if unknown := [name for name in common if name not in book.declared]:
        raise UsageError("\n".join(book.wrong(dict.fromkeys(unknown))))
    header, rows = _read(table, book) if table else ([], [(0, ())])
    file = table.name if table else "the parameters given"
    faults = list(_wrong_header(file, header, book))
    jobs: dict[str, tuple[int, Job]] = {}
    for line, row in rows:
        cells = {**common, **{name: cell for name, cell in zip(header, row, strict=False) if cell}}
        label = "" if NAMES in book.declared else cells.pop(NAMES, "")
        values, wrong = _values(file, line, cells, book)
        faults += wrong
        if len(row) != len(header):
            faults.append(Fault(file, line, "", f"{len(row)} cells", f"{len(header)}, as in the heading", CHANGE))
        name = slug(label or " ".join(map(str, values.values()))) or (f"row-{line}" if line else slug(notebook.stem))
        if name in jobs:
            expected = f"a name of its own; row {jobs[name][0]} has it too"
            remedy = f"give row {line} a name of its own" if label else "add a column 'name'"
            faults.append(Fault(file, line, NAMES, quoted(name), expected, remedy))
        jobs[name] = line, Job(name, notebook, values, Path(out) / f"{name}.ipynb", folder)
    if faults:
        raise InputFaults(faults)
    return [job for _, job in jobs.values()]


def slug(text: str) -> str:
    """A text as a file name: "Cornwall & Isles of Scilly, 2019" is "cornwall-isles-of-scilly-2019"."""
    name = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", text).casefold()).strip("-")[:100]
    return f"{name}-" if _OF_WINDOWS.fullmatch(name) else name


def _read(table: Path, book: Notebook) -> tuple[Sequence[str], Sequence[Row]]:
    known = {heading_key(name): name for name in (*book.declared, NAMES)}
    wanted = Wanted("a table of parameters", "a row for each run", "add rows", lambda cell: heading_key(cell) in known)
    grids = read_grids(table, wanted)
    grid = next((one for one in grids if one.head is not None), grids[0] if grids else Grid(table.name, ()))
    (_, head), *rows = grid.rows[grid.head or 0 :] or [(0, ())]
    if not rows or grid.faults:
        none = Fault(table.name, None, "", "no row of values", "one row for each run", "add rows")
        raise InputFaults(grid.faults or [none])
    if table.suffix.casefold() != ".csv":  # a sheet's rows end with the last value
        rows = [(line, (*row, *[""] * (len(head) - len(row)))) for line, row in rows]
    aside = {at for at, cell in enumerate(head) if not cell.strip() and _says_nothing(rows, at)}
    head, *values = (_without(cells, aside) for cells in (head, *(row for _, row in rows)))
    header = [cell if cell in book.declared else known.get(heading_key(cell), cell) for cell in head]
    return header, [(line, row) for (line, _), row in zip(rows, values, strict=True)]


def _says_nothing(rows: Sequence[Row], at: int) -> bool:
    """Whether a column without a heading is empty or only numbers the rows, as pandas' index does."""
    cells = [row[at].strip() if at < len(row) else "" for _, row in rows]
    return not any(cells) or any(cells == [str(first + n) for n in range(len(cells))] for first in (0, 1))


def _without(cells: Sequence[str], aside: Collection[int]) -> tuple[str, ...]:
    return tuple(cell.strip() for at, cell in enumerate(cells) if at not in aside)


def _wrong_header(file: str, header: Sequence[str], book: Notebook) -> Iterator[Fault]:
    known = [*book.declared, NAMES]
    for name in dict.fromkeys(header):
        if name not in known:
            near = " or ".join(map(quoted, near_matches(name, known)))
            expected = f"a parameter of {book.file}: {', '.join(book.declared) or 'it has none'}"
            remedy = f"did you mean {near}" if near else "rename or remove the column"
            yield Fault(file, 1, "", quoted(name), expected, remedy)
        if header.count(name) > 1:
            yield Fault(file, 1, "", f"{header.count(name)} columns {quoted(name)}", "one", CHANGE)


def _values(file: str, line: int, cells: Mapping[str, str], book: Notebook) -> tuple[dict[str, Literal], list[Fault]]:
    values: dict[str, Literal] = {}
    faults = []
    for name, cell in cells.items():
        if name not in book.declared:
            continue  # said of the heading
        try:
            values[name] = typed(cell, book.declared[name])
        except ValueError as error:
            faults.append(Fault(file, line, name, quoted(cell), str(error), CHANGE))
    for name, value, hint in book.unknown(values):
        faults.append(Fault(file, line, name, quoted(value), "a value that is known", hint.rstrip("?.")))
    return values, faults


def typed(cell: str, default: Literal) -> Literal:
    """A cell as a value of the kind that the parameter's default has; ValueError says which kind it should be."""
    try:
        if isinstance(default, bool):
            return WORDS[cell.casefold()]
        if isinstance(default, str):
            return cell
        if isinstance(default, int):
            return int(re.sub(r"\.0+$", "", cell))  # 3.0 is what pandas and Excel write for 3
        if default is not None:
            return type(default)(cell)
    except (KeyError, ValueError):
        raise ValueError(KINDS[type(default)]) from None
    try:
        found = ast.literal_eval(cell)
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return cell
    return found if isinstance(found, PLAIN) else cell


# --- the cell of parameters, read as Python


def declared(source: str, file: str) -> dict[str, Literal]:
    """The names that the cell assigns, each with its plain value; None where the value is worked out."""
    try:
        statements = ast.parse(_SHELL.sub("", source)).body
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where, why = (f"line {line} of", "is not Python") if line else ("", "holds what Python cannot read")
        fix = "Fix: run that cell by itself and correct it."
        raise UsageError(f"{file}: {f'{where} the parameters cell'.strip()} {why}. {fix}") from None
    return {name: _literal(value) for statement in statements for name, value in _assigned(statement)}


def _assigned(statement: ast.stmt) -> Iterator[tuple[str, ast.expr | None]]:
    if not isinstance(statement, ast.Assign | ast.AnnAssign):
        return
    for target in statement.targets if isinstance(statement, ast.Assign) else [statement.target]:
        names = [node.id for node in ast.walk(target) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
        yield from ((name, statement.value if isinstance(target, ast.Name) else None) for name in names)


def _literal(value: ast.expr | None) -> Literal:
    with contextlib.suppress(ValueError, TypeError, RecursionError, MemoryError):
        found = ast.literal_eval(value) if value else None
        return found if isinstance(found, PLAIN) else None
    return None


def no_parameter(file: str, name: str, known: Iterable[str]) -> str:
    """The sentence about a parameter that a notebook does not have."""
    known = list(known)
    near = " or ".join(map(quoted, near_matches(name, known)))
    hint = f"Did you mean {near}?" if near else f"It has: {', '.join(known) or 'none'}."
    return f"{file} has no parameter {quoted(name)}. {hint}"


def settle_injected(cells: Sequence[Mapping[str, Any]]) -> None:
    """Refuse a slip in what papermill set, and have what the cell works out from it worked out again."""
    tagged = {tag: cell for cell in reversed(cells) for tag in cell["metadata"].get("tags", ())}
    own, injected = tagged.get(TAG), tagged.get(INJECTED)
    if injected is None:
        return
    source, given = (own or {}).get("source", ""), declared(injected["source"], "The parameters given")
    _refuse(declared(source, "The notebook"), given)
    if again := _worked_out_again(source, given):
        injected["source"] += f"\n{_AGAIN}\n{again}\n"


def _refuse(known: Mapping[str, object], given: Iterable[str]) -> None:
    if wrong := [no_parameter("The notebook", name, known) for name in given if name not in known]:
        raise UsageError("\n".join(wrong))


def _worked_out_again(source: str, given: Collection[str]) -> str:
    """The lines of the cell whose values rest on those given and are not given themselves."""
    changed, again, clean = {*given}, [], _SHELL.sub("", source)
    for statement in ast.parse(clean).body:
        made = {name for name, _ in _assigned(statement)}
        names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
        used = {node.id for node in names if isinstance(node.ctx, ast.Load)}
        if made and used & changed and not made & {*given}:
            again.append(ast.get_source_segment(clean, statement) or "")
            changed |= made
    return "\n".join(again)


def check_parameters() -> None:
    """Refuse, in a notebook that papermill runs, a parameter that its cell of parameters does not have.

    Call it in the first cell below the parameters; where no papermill is at work it does nothing.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    ran = list(shell.user_ns.get("In", ())) if shell else []
    at = next((at for at, source in enumerate(ran) if source.startswith(_BEGINS)), 0)
    known = {name: None for source in ran[:at] for name in declared(source, "The notebook")}
    _refuse(known, declared(ran[at].partition(_AGAIN)[0], "The parameters given") if at else {})
