"""The sentences that readers meet, from `rules/words`: a policy analyst may reword them without touching the code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from lepdata.files import rule_file

# {name}, or {name|word for one|word for any other number}
FIELD = re.compile(r"\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}")
_ONE = frozenset({1, "1", "one", "One"})
_Choices = tuple[tuple[str, str, str], ...]


def say(file: str, phrase: str, /, **values: object) -> str:
    """One phrase with its values put in."""
    return fill(phrases(file)[phrase], values)


def fill(text: str, values: Mapping[str, object]) -> str:
    """A text with values put in, as `say` does it: for rule files that carry words in a column of their own."""
    form, choices = taken_apart(text)
    if not choices:
        return form.format_map(values)
    return form.format(*(one if values[name] in _ONE else many for name, one, many in choices), **values)


@cache
def phrases(file: str) -> dict[str, str]:
    """The phrases of one file of `rules/words`: id to text."""
    return {row["id"]: row["text"] for row in rows(file)}


def series(file: str, start: str) -> list[str]:
    """The phrases of one file whose ids begin alike, in order, such as the paragraphs of a cover."""
    return [text for phrase, text in phrases(file).items() if phrase.startswith(start)]


def rows(file: str) -> tuple[dict[str, str], ...]:
    """The rows of one file of `rules/words`, whatever its columns; nobody may change them."""
    return rule_file(f"words/{file}.csv")


@cache
def taken_apart(text: str) -> tuple[str, _Choices]:
    """A phrase in the form that Python fills quickest: each choice an empty pair of braces, and what it chooses from."""
    choices = tuple((name, one, many) for name, one, many in FIELD.findall(text) if one or many)
    return FIELD.sub(lambda found: found[0] if found[2] is None else "{}", text), choices
