"""FRAMEWORK FILE (TOML) -> Framework, or every fault of the file at once."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from lepdata.model import Fault, InputFaults
from lepdata.verdicts.framework_checks import Table, all_wrong
from lepdata.verdicts.framework_fields import is_slug
from lepdata.verdicts.framework_records import Criterion, Framework

_LINE_OF_ERROR = re.compile(r"\(at line (\d+)")


def read_framework(path: Path) -> Framework:
    """Read a framework file and check all of it.

    Parameters
    ----------
    path : Path
        A TOML file in UTF-8; the shipped ones in `rules/frameworks` show the form.

    Raises
    ------
    InputFaults
        With everything that is wrong with it, each fault with its line.
    """
    text = _text(path)
    table = _parsed(text, path.name)
    faults = [
        Fault(path.name, _line(text, wrong.place, wrong.key), _named(table, wrong.place, wrong.key), *wrong[2:])
        for wrong in all_wrong(table)
    ]
    if faults:
        raise InputFaults(faults)
    return _framework(table)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        wrong = Fault(path.name, None, "", error.strerror or str(error), "a file that can be read", "check the path")
    except UnicodeDecodeError:
        wrong = Fault(path.name, None, "", "bytes that are not UTF-8", "a TOML file in UTF-8", "save it as UTF-8")
    raise InputFaults([wrong])


def _parsed(text: str, name: str) -> Table:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        line = _LINE_OF_ERROR.search(str(error))
        wrong = Fault(name, int(line[1]) if line else None, "", str(error), "a TOML file", "correct this line")
        raise InputFaults([wrong]) from None


def _named(table: Table, place: int | None, key: str) -> str:
    if place is None:
        return key
    name = table["criteria"][place].get("id")
    return f"{name if is_slug(name) else f'criterion {place + 1}'}.{key}"


def _line(text: str, place: int | None, key: str) -> int | None:
    """The line on which a key stands, else the one on which its criterion begins."""
    block, begins = -1, None
    wanted = -1 if place is None else place
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith("[[criteria]]"):
            block += 1
            begins = number if block == wanted else begins
        elif block == wanted and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return begins


def _framework(table: Table) -> Framework:
    period = {"in_force_from": table["in_force_from"], "in_force_to": table.get("in_force_to", "")}
    criteria = tuple(Criterion(**(period | _frozen(one))) for one in table["criteria"])
    return Framework(**(period | _frozen(table) | {"criteria": criteria}))


def _frozen(table: Table) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
