"""Which parameters a notebook takes, and refusing the others before anything starts.

papermill only warns about a name that the notebook does not have, and its own reading of the cell misses some
assignments; so the cell is read here as Python, which also holds it to plain literals.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from pathlib import Path

from lepdata.batch.jobs import Literal
from lepdata.batch.vocabulary import said, unknown_values
from lepdata.errors import UsageError, near_matches, quoted

TAG = "parameters"
OURS = re.compile(r"^\s*(?:import|from)\s+lepdata\b", re.MULTILINE)
PLAIN = (str, int, float, bool, type(None))
KINDS = {str: "text", int: "a whole number", float: "a number", bool: "True or False"}


def declared_parameters(notebook: Path) -> dict[str, Literal]:
    """The names and defaults of a notebook's ``parameters`` cell.

    Parameters
    ----------
    notebook : Path
        A notebook file.

    Returns
    -------
    dict
        Name to default, in the order of the cell; empty where no cell has the tag.

    Raises
    ------
    UsageError
        The file is no notebook, or the cell holds more than assignments of plain literals.
    """
    cells = _tagged(notebook)
    if len(cells) > 1:
        raise UsageError(f"{notebook.name} has {len(cells)} cells tagged '{TAG}'; it may have one.")
    return _assignments("".join(cells[0].get("source", "")), notebook.name) if cells else {}


def _tagged(notebook: Path) -> list[dict]:
    return [cell for cell in _cells(notebook) if TAG in cell.get("metadata", {}).get("tags", [])]


def _cells(notebook: Path) -> list[dict]:
    try:
        whole = json.loads(notebook.read_text(encoding="utf-8"))
        language = whole.get("metadata", {}).get("kernelspec", {}).get("language", "python")
        if language.casefold() != "python":
            raise UsageError(f"{notebook.name} is in {language}; only notebooks in Python can be run here.")
        return [cell for cell in whole["cells"] if cell["cell_type"]]
    except FileNotFoundError:
        raise UsageError(f"There is no notebook at {notebook}.") from None
    except UsageError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(f"{notebook.name} is not a notebook of format 4 (JSON with a list of cells).") from None


def code_cells(notebook: Path) -> list[str]:
    """The source of every code cell."""
    return ["".join(cell.get("source", "")) for cell in _cells(notebook) if cell.get("cell_type") == "code"]


def _assignments(source: str, file: str) -> dict[str, Literal]:
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise UsageError(f"{file}: line {error.lineno} of the parameters cell is not Python.") from None
    found: dict[str, Literal] = {}
    for statement in statements:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue  # a text that explains the cell
        name, value = _assignment(statement, file)
        found[name] = value
    return found


def _assignment(statement: ast.stmt, file: str) -> tuple[str, Literal]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=given):
            pass
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as given):
            pass
        case _:
            raise _not_plain(statement, file)
    try:
        value = ast.literal_eval(given)
    except ValueError:
        raise _not_plain(statement, file) from None
    if not isinstance(value, PLAIN):
        raise _not_plain(statement, file)
    return name, value


def _not_plain(statement: ast.stmt, file: str) -> UsageError:
    return UsageError(
        f"{file}: line {statement.lineno} of the parameters cell must be 'name = value', "
        "the value a text, a number, True, False or None."
    )


def check_parameters(notebook: Path, parameters: Mapping[str, object]) -> None:
    """Refuse parameters that a notebook does not have, or of the wrong kind; all of them at once.

    Parameters
    ----------
    notebook : Path
        The notebook that would get them.
    parameters : mapping of str to value
        Whatever is left out keeps its default.

    Raises
    ------
    UsageError
        One line for each wrong parameter, with the names it might have meant.
    """
    wrong = Checker(notebook).wrong(parameters)
    if wrong:
        raise UsageError("\n".join(wrong))


class Checker:
    """What one notebook takes, read once however often it is to run.

    Parameters
    ----------
    notebook : Path
        A notebook file.

    Raises
    ------
    UsageError
        As `declared_parameters`; or the notebook is not in Python.
    """

    def __init__(self, notebook: Path):
        self.file = notebook.name
        self.tagged = bool(_tagged(notebook))
        self.declared = declared_parameters(notebook)
        self.ours = any(OURS.search(source) for source in code_cells(notebook))

    def wrong(self, parameters: Mapping[str, object]) -> list[str]:
        """A sentence for each parameter that does not fit; empty where all do."""
        known = [sentence for name, value in parameters.items() if (sentence := self._wrong(name, value))]
        return known + [said(*found) for found in self.unknown(parameters)]

    def unknown(self, parameters: Mapping[str, object]) -> list[tuple[str, str, str]]:
        """Each value that lepdata does not know, where the notebook imports lepdata (see `unknown_values`)."""
        return unknown_values(parameters, self.declared) if self.ours else []

    def _wrong(self, name: str, value: object) -> str:
        if not self.tagged:
            return f"{self.file} has no cell tagged '{TAG}', so it takes no {quoted(name)}. Give one cell that tag."
        if name not in self.declared:
            near = near_matches(name, self.declared)
            known = ", ".join(self.declared) or "none"
            return f"{self.file} has no parameter {quoted(name)}. " + (
                f"Did you mean {' or '.join(quoted(match) for match in near)}?" if near else f"It has: {known}."
            )
        if not isinstance(value, PLAIN):
            return f"{self.file}: {name} must be a text, a number, True, False or None, not {type(value).__name__}."
        if not _fits(value, self.declared[name]):
            return f"{self.file}: {name} must be {KINDS[type(self.declared[name])]}, not {quoted(str(value))}."
        return ""


def _fits(value: object, default: Literal) -> bool:
    if default is None or type(value) is type(default):
        return True
    return type(default) is float and type(value) is int
