"""What is wrong with a plan: every fault with its row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from lepdata.errors import Fault, UsageError, quoted
from lepdata.plans.bounds import period_days
from lepdata.plans.records import DONE_ALREADY, KINDS, MILESTONE, When
from lepdata.plans.sheet import Sheet
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import find_lep, slug
from lepdata.vocabulary import MAIN_BOARD, OTHER_KIND, body_kind

FICTIONAL_LEP = "Exampleshire"
_OF_THE_PLAN = ("plan_id", "lep", "body", "title", "period")  # one value for the whole file


def plan_faults(sheet: Sheet, whens: list[When], strict: bool) -> list[Fault]:
    """All that is wrong with the rows of a plan.

    Parameters
    ----------
    sheet : Sheet
        The plan as read.
    whens : list of When
        What the date of each row means.
    strict : bool
        Whether the dates must be readable: those of a published plan stay as they were published.
    """
    faults = [*_several(sheet), *_body(sheet), *_period(sheet), *_words(sheet), *_ids(sheet)]
    return faults + (list(_dates(sheet, whens)) if strict else [])


def _several(sheet: Sheet) -> Iterator[Fault]:
    for name in _OF_THE_PLAN:
        values = sheet.columns[name]
        if len(set(values)) > 1:
            other = next(at for at, value in enumerate(values) if value != values[0])
            expected = f"{quoted(values[0])}, as in row {sheet.lines[0]}: one plan in one file"
            yield sheet.fault(other, name, quoted(values[other]), expected, "give each plan a file of its own")


def _body(sheet: Sheet) -> Iterator[Fault]:
    lep, body = sheet.columns["lep"][0], sheet.columns["body"][0]
    try:
        name = known_lep(lep)
    except UsageError as error:
        yield sheet.fault(0, "lep", quoted(lep), "a LEP that the register knows", str(error).rstrip(".?"))
        return
    if not _is_known(name, body):
        expected = f"the main board, or a body of {name} of which a list was published"
        yield sheet.fault(0, "body", quoted(body), expected, "correct it, or leave it empty for the main board")


def known_lep(lep: str) -> str:
    """The LEP's name in the register, or the fictional area.

    Raises
    ------
    UsageError
        If nobody knows it.

    Examples
    --------
    >>> known_lep("SELEP"), known_lep("exampleshire")
    ('South East', 'Exampleshire')
    """
    return FICTIONAL_LEP if lep.casefold() == FICTIONAL_LEP.casefold() else find_lep(lep)


@cache
def _is_known(lep: str, body: str) -> bool:
    if body in ("", MAIN_BOARD) or body_kind(body) != OTHER_KIND:
        return True
    return lep != FICTIONAL_LEP and body in set(read_raw(f"boards/{slug(lep)}.csv")["body"])


def _period(sheet: Sheet) -> Iterator[Fault]:
    period = sheet.columns["period"][0]
    try:
        period_days(period)
    except ValueError:
        remedy = "write it as 2023-04/2024-03, or leave it empty"
        yield sheet.fault(0, "period", quoted(period), "two dates in order, parted by /", remedy)


def _words(sheet: Sheet) -> Iterator[Fault]:
    kinds, expected = set(KINDS.values()), "kpi, milestone or monitoring"
    yield from _unlike(sheet, "kind", lambda kind: kind in kinds, expected, "choose one of them")
    yield from _unlike(sheet, "text", bool, "what is promised", "say it, or delete the row")
    yield from _unlike(sheet, "improvement", _is_number, "a whole number from 1", "number the improvement")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) > 0


def _unlike(sheet: Sheet, name: str, fits: Callable[[str], bool], expected: str, remedy: str) -> Iterator[Fault]:
    """Cells of a column that do not fit; each different text is asked about once."""
    wrong = {text for text in set(sheet.columns[name]) if not fits(text)}
    for at, text in enumerate(sheet.columns[name] if wrong else ()):
        if text in wrong:
            yield sheet.fault(at, name, quoted(text) if text else "an empty cell", expected, remedy)


def _ids(sheet: Sheet) -> Iterator[Fault]:
    letters = {kind: letter for letter, kind in KINDS.items()}
    first: dict[str, int] = {}
    own = (sheet.columns[name] for name in ("plan_id", "improvement", "kind", "item_id"))
    for at, (plan, number, kind, item) in enumerate(zip(*own, strict=True)):
        begin = f"{plan}/{number}.{letters.get(kind, '')}"
        count = item.removeprefix(begin)
        if not item.startswith(begin) or not (count.isascii() and count.isdigit()):
            expected = f"{begin} and a number"
            yield sheet.fault(at, "item_id", quoted(item), expected, "make plan, improvement, kind and id agree")
        if first.setdefault(item, at) != at:
            expected = f"an id of its own: row {sheet.lines[first[item]]} has it already"
            yield sheet.fault(at, "item_id", quoted(item), expected, "give one of the two the next free number")


def _dates(sheet: Sheet, whens: list[When]) -> Iterator[Fault]:
    """Doubtful dates of what is still to come.

    Of a KPI or a monitoring measure words that no rule reads are let be, being no date.
    """
    for at, when in enumerate(whens):
        if when.kind == DONE_ALREADY or not when.doubt:
            continue
        if when.rule or sheet.columns["kind"][at] == MILESTONE:
            found = f"{quoted(sheet.columns['when_as_published'][at])} ({when.doubt})"
            remedy = "write a date such as 'by June 2023' or 'on 14 June 2023', or leave it empty"
            yield sheet.fault(at, "when_as_published", found, "words that name one time", remedy)
