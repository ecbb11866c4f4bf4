"""The text of a cell -> the value it means, or what is wrong with it."""

from __future__ import annotations

import re

from lepdata.dates import DateError, read_date
from lepdata.errors import near_matches, quoted
from lepdata.forms.questions import Choice

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


class Unreadable(ValueError):
    """A text that is no answer of its kind, with what was expected and the advice that mends it."""

    def __init__(self, expected: str, remedy: str):
        super().__init__(expected)
        self.expected, self.remedy = expected, remedy


def read_value(kind: str, text: str, choices: tuple[Choice, ...] = ()) -> str:
    """The value that a filled cell means.

    Parameters
    ----------
    kind : str
        "text", "number", "date" or "choice".
    text : str
        What stands in the cell.
    choices : tuple of Choice
        The answers of a choice.

    Raises
    ------
    Unreadable
        If the text is no value of the kind.

    Examples
    --------
    >>> read_value("date", "30/06/2019"), read_value("number", " 12 ")
    ('2019-06-30', '12')
    """
    text = text.strip()
    if kind == "number":
        return _number(text)
    if kind == "date":
        return _date(text)
    return _choice(text, choices) if kind == "choice" else text


def _number(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        raise Unreadable("a number in figures", "write it in figures alone, such as 12 or 0.5")
    return text


def _date(text: str) -> str:
    """Words are not read, however plain: a form is to be filled in one way, and the fault says which."""
    try:
        day = read_date(text)
    except DateError as error:
        raise Unreadable(error.expected, error.remedy.removesuffix(", or with the month in words")) from None
    if re.search("[a-z]{3}", text.casefold()):
        raise Unreadable("a date in figures", f"write {day} if that is meant")
    return day


def _choice(text: str, choices: tuple[Choice, ...]) -> str:
    known = {word: choice.value for choice in choices for word in (_folded(choice.label), _folded(choice.value))}
    if (word := _folded(text)) in known:
        return known[word]
    labels = [choice.label for choice in choices]
    near = near_matches(text, labels, 1)
    remedy = f"write {quoted(near[0])} if that is meant" if near else "choose one of these"
    raise Unreadable(", ".join(labels[:-1]) + f" or {labels[-1]}", remedy)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
