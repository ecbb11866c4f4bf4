"""COUNCIL SEATS -> whether all parts of the area are spoken for: the criteria of kind "coverage".

A part of the area is a district, unitaries and boroughs included. It is spoken for where a member is from its council,
or shares a seat for it, or is from the county above it. All spoken for is *met*; anything else cannot be told, because
a member from no council may speak for a part and nothing published says so. So it is never *not met*. In the verdict
`for` counts the districts spoken for, `unknown` the others and `against` none; `unseen` remains members.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from lepdata.english import plural
from lepdata.model import Board
from lepdata.model.phrases import joined
from lepdata.representation.councils_area import Area
from lepdata.representation.councils_coverage import HOW, NOT_SEEN, area_of, ways
from lepdata.representation.councils_seated import Seats, read_seats
from lepdata.verdicts.case import UNDECIDED
from lepdata.verdicts.framework_records import Framework
from lepdata.verdicts.records import Verdict

_NAMED = 3


@dataclass(frozen=True)
class Parts:
    """How each district of an area is represented, by name; `why_not` says why that cannot be told."""

    how: dict[str, str]
    why_not: str = ""

    @property
    def missing(self) -> list[str]:
        """The districts for which no council seat is seen."""
        return [name for name, how in self.how.items() if how == NOT_SEEN]


def with_geography(verdicts: tuple[Verdict, ...], framework: Framework, board: Board) -> tuple[Verdict, ...]:
    """The verdicts with those of kind "coverage" settled from the board's council seats.

    Parameters
    ----------
    verdicts : tuple of Verdict
        As the criteria without a look at the area leave them.
    framework : Framework
    board : Board
    """
    ids = {criterion.id for criterion in framework.criteria if criterion.kind == "coverage"}
    if not ids:
        return verdicts
    parts = parts_of(board)
    return tuple(settle_geography(one, parts) if one.criterion in ids else one for one in verdicts)


def parts_of(board: Board) -> Parts:
    """How each part of a board's area is represented on it."""
    where, why_not = area_of(board)
    return Parts({}, why_not) if where is None else parts_in(where, read_seats(board, where))


def parts_in(where: Area, seats: Seats) -> Parts:
    """How each part of an area is represented by council seats."""
    how = ways(where, seats)
    return Parts({one.council.name: how[one.council.code] for one in where.districts})


def settle_geography(verdict: Verdict, parts: Parts) -> Verdict:
    """One verdict of kind "coverage", settled."""
    outcome = "met" if parts.how and not parts.missing else "cannot tell"
    return replace(
        verdict,
        outcome=outcome,
        as_listed=outcome,
        overturned_by=None,
        for_=len(parts.how) - len(parts.missing),
        against=0,
        unknown=len(parts.missing),
        might=0,
        reason=_reason(parts),
        remedy=_remedy(parts) if outcome != "met" else None,
    )


def _reason(parts: Parts) -> str:
    if parts.why_not:
        return UNDECIDED + (
            f"{parts.why_not}, and nothing published says which part of the area each member speaks for"
        )
    n, seen = len(parts.how), len(parts.how) - len(parts.missing)
    if not parts.missing:
        return f"council seats speak for each of the {plural(n, 'district')} of the area: {_ways(parts)}"
    if not seen:
        return UNDECIDED + (
            f"no council seat is seen for any of the {plural(n, 'district')} of the "
            "area, and nothing published says which part of the area each member "
            "speaks for"
        )
    names = _named(parts.missing)
    return UNDECIDED + (
        f"council seats speak for {seen} of the {plural(n, 'district')} of the area ({_ways(parts)}), "
        f"and nothing published says who speaks for {names}"
    )


def _ways(parts: Parts) -> str:
    counts = Counter(parts.how.values())
    return joined([f"{counts[how]} {how}" for how in HOW if counts[how] and how != NOT_SEEN])


def _named(names: list[str]) -> str:
    others = len(names) - _NAMED
    if others < 2:  # one name is as short as "1 other"
        return joined(names)
    return joined([*names[:_NAMED], f"{others} others"])


def _remedy(parts: Parts) -> str:
    if len(parts.missing) == len(parts.how):
        return "a published statement of the part of the area each member speaks for"
    return (
        f"a council seat, own or shared, for {_named(parts.missing)}, or a published statement of who speaks for them"
    )
