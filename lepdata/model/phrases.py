"""The sentences that readers meet, from `rules/words`: a policy analyst may reword them without touching the code."""

from __future__ import annotations

import csv
import re
from functools import cache

from lepdata.model.places import RULES

_FIELD = re.compile(r"\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}")


def say(file: str, phrase: str, **values: object) -> str:
    """One phrase with its values put in.

    Parameters
    ----------
    file : str
        The name of a file of `rules/words`, without its ending.
    phrase : str
        The phrase's id there.
    **values
        What stands in the phrase's braces: ``{name}`` is the value itself; ``{n|member|members}`` is the first word
        where `n` is 1, else the second.

    Returns
    -------
    str
        The sentence. Values are put in as they are: HTML is escaped where HTML is made.

    Raises
    ------
    KeyError
        If there is no such file or phrase, or a value is missing: a fault of the code, which tests look for.

    Examples
    --------
    >>> fill(parts("{n} {n|board|boards} of {total}"), {"n": 1, "total": 38})
    '1 board of 38'
    """
    return fill(parts(phrases(file)[phrase]), values)


@cache
def phrases(file: str) -> dict[str, str]:
    """The phrases of one file of `rules/words`: id to text."""
    with (RULES / "words" / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row["text"] for row in csv.DictReader(lines)}


@cache
def parts(text: str) -> tuple[str | tuple[str, str, str], ...]:
    """A phrase taken apart: plain text, and fields as (name, word for one, word for other numbers).

    Examples
    --------
    >>> parts("{n} {n|board|boards}")
    (('n', '', ''), ' ', ('n', 'board', 'boards'))
    """
    found: list[str | tuple[str, str, str]] = []
    end = 0
    for match in _FIELD.finditer(text):
        found += [text[end : match.start()]] if match.start() > end else []
        found.append((match[1], match[2] or "", match[3] or ""))
        end = match.end()
    return (*found, text[end:]) if end < len(text) else tuple(found)


def fill(phrase: tuple[str | tuple[str, str, str], ...], values: dict[str, object]) -> str:
    """A phrase put together again, with values in place of its fields.

    Examples
    --------
    >>> fill(parts("{n} {n|board|boards}"), {"n": 2})
    '2 boards'
    """
    return "".join(part if isinstance(part, str) else _field(*part, values) for part in phrase)


def _field(name: str, one: str, many: str, values: dict[str, object]) -> str:
    value = values[name]
    if one or many:
        return one if value == 1 else many
    return str(value)
