"""The cell of parameters, read as Python: what it declares, what it works out from what, and slips in what is given.

papermill only warns about a name that the notebook does not have, its own reading of the cell misses some assignments,
and what a cell works out from a parameter it leaves as it was.
"""

from __future__ import annotations

import ast
import contextlib
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from lepdata.errors import UsageError, near_matches, quoted

Literal = str | int | float | bool | None
TAG, INJECTED = "parameters", "injected-parameters"
PLAIN = (str, int, float, bool, type(None))
_SHELL = re.compile(r"^[%!].*$", re.MULTILINE)  # IPython's own lines
_AGAIN = "# worked out again from them"
_BEGINS = "# Parameters"  # papermill's injected cell


def declared(source: str, file: str) -> dict[str, Literal]:
    """The names that the cell assigns, each with its plain value; None where the value is worked out."""
    return {name: _plain(value) for statement in _parsed(source, file) for name, value in _assigned(statement)}


def _parsed(source: str, file: str) -> Sequence[ast.stmt]:
    try:
        return ast.parse(_SHELL.sub("", source)).body
    except SyntaxError as error:
        raise UsageError(f"{file}: line {error.lineno} of the parameters cell is not Python.") from None


def _assigned(statement: ast.stmt) -> Iterator[tuple[str, ast.expr | None]]:
    targets = getattr(statement, "targets", [statement.target] if isinstance(statement, ast.AnnAssign) else [])
    value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
    for target in targets if isinstance(statement, ast.Assign | ast.AnnAssign) else ():
        names = [node.id for node in ast.walk(target) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
        yield from ((name, value if isinstance(target, ast.Name) else None) for name in names)


def _plain(value: ast.expr | None) -> Literal:
    with contextlib.suppress(ValueError, TypeError):
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
    own, injected = (_tagged(cells, tag) for tag in (TAG, INJECTED))
    if injected is None:
        return
    source, given = (own or {}).get("source", ""), declared(injected["source"], "The parameters given")
    _refuse(declared(source, "The notebook"), given)
    if again := _worked_out_again(source, given):
        injected["source"] += f"\n{_AGAIN}\n{again}\n"  # type: ignore[index]


def _tagged(cells: Sequence[Mapping[str, Any]], tag: str) -> Mapping[str, Any] | None:
    return next((cell for cell in cells if tag in cell["metadata"].get("tags", ())), None)


def _refuse(known: Mapping[str, object], given: Iterable[str]) -> None:
    if wrong := [no_parameter("The notebook", name, known) for name in given if name not in known]:
        raise UsageError("\n".join(wrong))


def _worked_out_again(source: str, given: Collection[str]) -> str:
    """The lines of the cell whose values rest on those given and are not given themselves."""
    changed, again, clean = {*given}, [], _SHELL.sub("", source)
    for statement in ast.parse(clean).body:
        made = {name for name, _ in _assigned(statement)}
        if made and _used(statement) & changed and not made & {*given}:
            again.append(ast.get_source_segment(clean, statement) or "")
            changed |= made
    return "\n".join(again)


def _used(statement: ast.stmt) -> set[str]:
    names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
    return {node.id for node in names if isinstance(node.ctx, ast.Load)}


def check_parameters() -> None:
    """Refuse, in a notebook that papermill runs, a parameter that its cell of parameters does not have.

    papermill only warns of a slip (`-p lpe Cumbria`) and runs the notebook as if nothing had been given. Call it in the
    first cell below the parameters; where no papermill is at work it does nothing.

    Raises
    ------
    UsageError
        With the near matches.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    ran = list(shell.user_ns.get("In", ())) if shell else []
    at = next((at for at, source in enumerate(ran) if source.startswith(_BEGINS)), 0)
    known = {name: None for source in ran[:at] for name in declared(source, "The notebook")}
    _refuse(known, declared(ran[at].partition(_AGAIN)[0], "The parameters given") if at else {})
