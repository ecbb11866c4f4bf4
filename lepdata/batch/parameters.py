"""Which parameters a notebook takes, and refusing the others before anything starts.

papermill only warns about a name that the notebook does not have, and its own reading of the cell misses some
assignments; so the cell is read here as Python, which also holds it to plain literals.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from pathlib import Path

from lepdata.batch.jobs import Literal
from lepdata.model.faults import UsageError, near_matches, quoted

TAG = "parameters"
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
    cells = [cell for cell in _cells(notebook) if TAG in cell.get("metadata", {}).get("tags", [])]
    if len(cells) > 1:
        raise UsageError(f"{notebook.name} has {len(cells)} cells tagged '{TAG}'; it may have one.")
    return _assignments("".join(cells[0].get("source", "")), notebook.name) if cells else {}


def _cells(notebook: Path) -> list[dict]:
    try:
        return list(json.loads(notebook.read_text(encoding="utf-8"))["cells"])
    except FileNotFoundError:
        raise UsageError(f"There is no notebook at {notebook}.") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(f"{notebook.name} is not a notebook of format 4 (JSON with a list of cells).") from None


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
    declared = declared_parameters(notebook)
    wrong = [
        sentence for name, value in parameters.items() if (sentence := _wrong(name, value, declared, notebook.name))
    ]
    if wrong:
        raise UsageError("\n".join(wrong))


def _wrong(name: str, value: object, declared: Mapping[str, Literal], file: str) -> str:
    if name not in declared:
        near = near_matches(name, declared)
        known = ", ".join(declared) or "none"
        return f"{file} has no parameter {quoted(name)}. " + (
            f"Did you mean {' or '.join(quoted(match) for match in near)}?" if near else f"It has: {known}."
        )
    if not isinstance(value, PLAIN):
        return f"{file}: {name} must be a text, a number, True, False or None, not {type(value).__name__}."
    if not _fits(value, declared[name]):
        return f"{file}: {name} must be {KINDS[type(declared[name])]}, not {quoted(str(value))}."
    return ""


def _fits(value: object, default: Literal) -> bool:
    if default is None or type(value) is type(default):
        return True
    return type(default) is float and type(value) is int
