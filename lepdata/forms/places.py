"""The partnership and the council that a form names; the made-up area of the demonstration is known beside the."""

from __future__ import annotations

from lepdata.errors import UsageError, near_matches, quoted
from lepdata.registers.geography import DEMONSTRATION, demonstration_table, find_area, leps
from lepdata.voice.area import area, every_council
from lepdata.voice.councils import councils_of
from lepdata.voice.named import councils_in


class NobodyKnows(ValueError):
    """A place that is not known, with what was expected and the advice that mends it."""

    def __init__(self, expected: str, remedy: str):
        super().__init__(expected)
        self.expected, self.remedy = expected, remedy


def read_lep(text: str) -> str:
    """A partnership's name as the register has it.

    Raises
    ------
    NobodyKnows
        If nobody knows it, with near matches.

    Examples
    --------
    >>> read_lep("d2n2"), read_lep("Exampleshire LEP")
    ('Derby, Derbyshire, Nottingham and Nottinghamshire', 'Exampleshire')
    """
    try:
        return find_area(text)
    except UsageError:
        near = near_matches(text, [*leps()["lep"], DEMONSTRATION])
        remedy = f"write {' or '.join(map(quoted, near))} if that is meant" if near else "write its name in full"
        raise NobodyKnows("a Local Enterprise Partnership of the register", remedy) from None


def councils_on(lep: str, day: str) -> list[str]:
    """The names of the districts and counties of a partnership's area on a day, in order.

    Examples
    --------
    >>> councils_on("Dorset", "2019-06-30")
    ['Bournemouth, Christchurch and Poole Council', 'Dorset Council']
    """
    if lep == DEMONSTRATION:
        return sorted(demonstration_table("councils")["council"])
    known = councils_of(lep, day)
    return sorted(known.loc[known["part"] != "combined authority", "council"])


def read_council(text: str, lep: str, day: str) -> str:
    """A council's name as the register has it.

    Parameters
    ----------
    text : str
        What the form says.
    lep, day : str
        The partnership in whose area it should lie, and when.

    Raises
    ------
    NobodyKnows
        If nobody knows it, or it is no district or county of the area on that day.

    Examples
    --------
    >>> read_council("BCP council", "Dorset", "2019-06-30")
    'Bournemouth, Christchurch and Poole Council'
    """
    known = councils_on(lep, day)
    if name := {_folded(one): one for one in known}.get(_folded(text)):
        return name
    if lep != DEMONSTRATION:
        found = {one.code for one in councils_in(text, area(lep, day), True)}
        names = [every_council()[code].name for code in found]
        if len(names) == 1 and names[0] in known:
            return names[0]
    near = near_matches(text, known) or known
    shown = ", ".join(map(quoted, near[:6])) + (", …" if len(near) > 6 else "")
    raise NobodyKnows(f"a council of the area of {lep} on that day", f"write one of these if it is meant: {shown}")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
