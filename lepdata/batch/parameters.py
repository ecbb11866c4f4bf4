"""Which parameters a notebook takes, a table of them as a plan of jobs, and the refusing of others before any starts.

papermill only warns about a name that the notebook does not have, its own reading of the cell misses some assignments,
and what a cell works out from a parameter it leaves as it was.
"""

import ast
import contextlib
import hashlib
import itertools
import json
import os
import re
import sys
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from numbers import Integral
from pathlib import Path
from typing import Any

from lepdata.dates import asked_date
from lepdata.errors import Fault, InputFaults, UsageError, near_matches, quoted, refuse_all
from lepdata.files import hash_of, read_bounded
from lepdata.headed import Column, Headed, heads
from lepdata.read.grid import Wanted
from lepdata.read.opening import read_declared
from lepdata.registers.whose import using

Literal = str | int | float | bool | None
PLAIN = (str, int, float, bool, type(None))
KINDS = {str: "text", int: "a whole number", float: "a number", bool: "True or False"}
WORDS = {"true": True, "yes": True, "false": False, "no": False}
TAG, INJECTED = "parameters", "injected-parameters"
NAMES, CHANGE, AS_AT = "name", "change the cell", "as_at"
_MOST_FILES = 10_000  # a folder of more is no data that somebody names
_SHELL = re.compile(r"^[%!].*$", re.MULTILINE)  # IPython's own lines
_AGAIN = "# worked out again from them"
_BEGINS = "# Parameters"  # papermill's injected cell
_OF_WINDOWS = re.compile("con|prn|aux|nul|(?:com|lpt)[0-9]")  # names that no file can have there


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
    # What is no plain value is refused by name.
    return int(value) if isinstance(value, Integral) and not isinstance(value, PLAIN) else value


# --- a notebook, and its cell of parameters read as Python


class Notebook:
    """What one notebook takes, read once however often it is to run; UsageError where it is none that can be run."""

    def __init__(self, path: Path):
        self.file = path.name
        try:
            self.content = read_bounded(path)
            whole = json.loads(self.content)
            language = str(whole.get("metadata", {}).get("kernelspec", {}).get("language", "python"))
            cells = [cell for cell in whole["cells"] if cell["cell_type"] == "code"]
            self.code = "\n".join("".join(cell["source"]) for cell in cells)
            self.code.encode()  # half a letter is no text
            tagged = ["".join(cell["source"]) for cell in cells if TAG in [*cell["metadata"].get("tags", [])]]
        except InputFaults as error:
            raise UsageError(str(error)) from None
        except FileNotFoundError:
            raise UsageError(f"There is no notebook at {path}.") from None
        except OSError as error:
            raise UsageError(f"{path} is not a notebook ({error.strerror}).") from None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise UsageError(f"{self.file} is not a notebook of format 4 (JSON with a list of cells).") from None
        if language.casefold() != "python":
            raise UsageError(f"{self.file} is in {language}; only notebooks in Python can be run here.")
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
            return _no_parameter(self.file, name, self.declared)
        if not isinstance(value, PLAIN):
            return f"{self.file}: {name} must be a text, a number, True, False or None, not {type(value).__name__}."
        default, a_year = self.declared[name], self._ours and name == AS_AT and type(value) is int
        kind = type(default)
        if a_year or default is None or type(value) is kind or (kind is float and type(value) is int):
            return ""
        return f"{self.file}: {name} must be {KINDS[kind]}, not {quoted(str(value))}."


def declared(source: str, file: str) -> dict[str, Literal]:
    """The names that the cell assigns, each with its plain value; None where the value is worked out."""
    try:
        statements = ast.parse(_SHELL.sub("", source)).body
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        line = getattr(error, "lineno", None)
        what = f"line {line} of the parameters cell is not Python" if line else ""
        what = what or "the parameters cell holds what Python cannot read"
        raise UsageError(f"{file}: {what}. Fix: run that cell by itself and correct it.") from None
    return {name: _literal(value) for statement in statements for name, value in _assigned(statement)}


def _assigned(statement: ast.stmt) -> Iterator[tuple[str, ast.expr | None]]:
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        for target in statement.targets if isinstance(statement, ast.Assign) else [statement.target]:
            for node in ast.walk(target):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    yield node.id, statement.value if isinstance(target, ast.Name) else None


def _literal(value: ast.expr | str | None) -> Literal:
    """The plain value that Python's own reading gives; None where there is none."""
    unread = (ValueError, SyntaxError, TypeError, RecursionError, MemoryError)
    with contextlib.suppress(*unread), warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # of "1if", which is a text
        found = ast.literal_eval(value) if value else None
        return found if isinstance(found, PLAIN) else None
    return None


def _no_parameter(file: str, name: str, known: Iterable[str]) -> str:
    known = list(known)
    near = " or ".join(map(quoted, near_matches(name, known)))
    hint = f"Did you mean {near}?" if near else f"It has: {', '.join(known) or 'none'}."
    return f"{file} has no parameter {quoted(name)}. {hint}"


def settle_injected(cells: Sequence[Mapping[str, Any]]) -> None:
    """Refuse a slip in what papermill set, and have what the cell works out from it worked out again."""
    tagged = {tag: cell for cell in reversed(cells) for tag in cell["metadata"].get("tags", ())}
    if INJECTED not in tagged:
        return
    injected, source = tagged[INJECTED], _SHELL.sub("", tagged.get(TAG, {}).get("source", ""))
    given = declared(injected["source"], "The parameters given")
    _refuse(declared(source, "The notebook"), given)
    changed, again = {*given}, []  # the lines whose values rest on those given and are not given themselves
    for statement in ast.parse(source).body:
        made = {name for name, _ in _assigned(statement)}
        names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
        used = {node.id for node in names if isinstance(node.ctx, ast.Load)}
        if made and used & changed and not made & {*given}:
            again.append(ast.get_source_segment(source, statement) or "")
            changed |= made
    if again:
        injected["source"] += "\n".join(["", _AGAIN, *again, ""])


def _refuse(known: Mapping[str, object], given: Iterable[str]) -> None:
    if wrong := [_no_parameter("The notebook", name, known) for name in given if name not in known]:
        raise UsageError("\n".join(wrong))


def check_parameters() -> None:
    """Refuse, in a notebook that papermill runs, a parameter that its cell of parameters does not have.

    Call it in the first cell below the parameters; where no papermill is at work it does nothing.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    ran = list(shell.user_ns.get("In", ())) if shell else []
    at = next((at for at, source in enumerate(ran) if source.startswith(_BEGINS)), 0)
    known = {name: None for source in ran[:at] for name in declared(source, "The notebook")}
    _refuse(known, declared(ran[at].partition(_AGAIN)[0], "The parameters given") if at else {})


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


# --- a table of parameters, a job for each row


def read_plan(
    notebook: Path, table: Path | None, out: Path, common: Mapping[str, str] | None = None, folder: Path | None = None
) -> list[Job]:
    """The jobs of a table of parameters, one a row; without a table one, with the common parameters."""
    book, common = Notebook(notebook), common or {}
    if unknown := [name for name in common if name not in book.declared]:
        raise UsageError("\n".join(book.wrong(dict.fromkeys(unknown))))
    read, names = Headed([], [(0, {})], []), [*book.declared, NAMES]
    if table:
        wanted = Wanted("a table of parameters", "a row for each run", "add rows", heads(names))
        read = read_declared(table, wanted, [*map(Column, names)], strict=True)
    file, faults = table.name if table else "the parameters given", read.faults
    jobs: dict[str, tuple[int, Job]] = {}
    for line, row in read.rows:
        label = "" if NAMES in book.declared else row.get(NAMES, "").strip()
        own = {name: text for name, cell in row.items() if name in book.declared and (text := cell.strip())}
        values, wrong = _values(file, line, {**common, **own}, book)
        faults += wrong
        name = slug(label or " ".join(map(str, values.values()))) or (f"row-{line}" if line else slug(notebook.stem))
        if name in jobs:
            expected = f"a name of its own; row {jobs[name][0]} has it too"
            remedy = f"give row {line} a name of its own" if label else "add a column 'name'"
            faults.append(Fault(file, line, NAMES, quoted(name), expected, remedy))
        jobs[name] = line, Job(name, notebook, values, Path(out) / f"{name}.ipynb", folder)
    refuse_all(faults)
    return [job for _, job in jobs.values()]


def slug(text: str) -> str:
    """A text as a file name: "Cornwall & Isles of Scilly, 2019" is "cornwall-isles-of-scilly-2019"."""
    name = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", text).casefold()).strip("-")[:100]
    return f"{name}-" if _OF_WINDOWS.fullmatch(name) else name


def _values(file: str, line: int, cells: Mapping[str, str], book: Notebook) -> tuple[dict[str, Literal], list[Fault]]:
    values: dict[str, Literal] = {}
    faults = []
    for name, cell in cells.items():
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
        if isinstance(default, int):
            return int(re.sub(r"\.0+$", "", cell))  # 3.0 is what pandas and Excel write for 3
        if default is not None:
            return type(default)(cell)
    except (KeyError, ValueError):
        raise ValueError(KINDS[type(default)]) from None
    return _literal(cell) if cell == "None" or _literal(cell) is not None else cell


# --- jobs, before any starts


def checked(jobs: Sequence[Job], force: bool) -> dict[Path, Notebook]:
    used = Counter(own for job in jobs for own in (("name", job.name), ("output", str(job.output))))
    problems = [f"Two notebooks of one run have the {what} '{value}'." for (what, value), n in used.items() if n > 1]
    books: dict[Path, Notebook] = {}
    for path in dict.fromkeys(job.notebook for job in jobs):
        try:
            books[path] = Notebook(path)
        except UsageError as error:
            problems.append(str(error))
    for output in (job.output for job in jobs if job.output.exists()):
        if any(output.samefile(book) for book in books):
            what = f"{output} is a notebook to run and would be overwritten."
            problems.append(f"{what} Fix: name another folder with --out.")
        elif not output.stat().st_mode & 0o222:
            problems.append(f"{output} is read-only and is left as it is. Fix: name another folder with --out.")
        elif not force and not stamp_of(output):
            what = f"{output} exists already and is no output of lepdata's."
            problems.append(f"{what} Fix: name another folder, or use --force.")
    for job in jobs:
        problems += books[job.notebook].wrong(job.parameters) if job.notebook in books else []
    if problems:
        raise UsageError("\n".join(dict.fromkeys(problems)))
    return books


def fingerprint(job: Job, data_version: str, book: Notebook) -> str:
    """What the output of a job depends on, as one SHA-256: name, notebook, parameters and the files they name, data."""
    notebook = hashlib.sha256(book.content).hexdigest()
    depends_on = {"name": job.name, "notebook": notebook, "parameters": job.parameters, "data": data_version}
    if files := files_named({**book.declared, **job.parameters}, job.folder or Path(os.devnull)):
        depends_on["files"] = files
    return hashlib.sha256(json.dumps(depends_on, sort_keys=True).encode()).hexdigest()


def files_named(parameters: Mapping[str, object], folder: Path) -> str:
    """A hash of every file and folder that a parameter names: what the notebook reads there is part of its data."""
    texts = {name: text for name, text in parameters.items() if isinstance(text, str) and text.strip(" ./~\\")}
    found = {name: _hash(folder / text) for name, text in sorted(texts.items()) if len(text) < 1000}
    return " ".join(f"{name}={mark}" for name, mark in found.items() if mark)


def _hash(place: Path) -> str:
    """The hash of a file, or of the files of a folder; "" where there is none."""
    try:
        below = list(itertools.islice(place.rglob("*"), _MOST_FILES)) if place.is_dir() else [place]
        files = sorted(path for path in below if path.is_file() and ".ipynb" not in path.suffixes)
        return hash_of(files, place) if files and len(below) < _MOST_FILES else ""
    except (OSError, ValueError):
        return ""


def stamp_of(output: Path) -> dict[str, Any]:
    """What an executed notebook says it was made from; empty for any other file."""
    try:
        stamp = json.loads(output.read_text(encoding="utf-8"))["metadata"]["lepdata"]
        return dict(stamp) if {"fingerprint", "error"} <= {*stamp} else {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
