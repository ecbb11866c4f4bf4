"""What one list says about the voluntary sector: who surely sits there, who might, of whom nothing is known."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lepdata.model.board import Board
from lepdata.representation.voluntary_rules import NOT_TOLD
from lepdata.representation.voluntary_seats import telling

ANY, EXACTLY_ONE = "any", "exactly one"
_FRAGMENTS = ("partial", "truncated")


@dataclass(frozen=True)
class Listing:
    """One list as far as the voluntary sector goes.

    Attributes
    ----------
    board : Board
        The list.
    voluntary : tuple of dict
        Rows of `voluntary_seats` for those who count as members or might.
    listed, unknown : int
        How many count or might, and of how many nobody knows the sector.
    """

    board: Board
    voluntary: tuple[dict[str, str], ...]
    listed: int
    unknown: int


@dataclass(frozen=True)
class Count:
    """How the members of one list answer one question.

    Attributes
    ----------
    seen : tuple of dict
        Rows of `voluntary_seats` for those who surely are members and answer it.
    might : int
        People who may be members, or may answer it: unknown sector, unknown kind, unclear membership, doubtful.
    completeness : str
        One of `vocabulary.COMPLETENESS`; only "full" shuts out that somebody was not seen.
    """

    seen: tuple[dict[str, str], ...]
    might: int
    completeness: str

    def outcome(self, least: int, exactly: bool = False) -> str:
        """Met, not met or cannot tell, whatever the unseen and the unknown may turn out to be."""
        return self._answer(least, exactly, self.completeness == "full")

    def as_listed(self, least: int, exactly: bool = False) -> str:
        """The same, taking those listed for the whole board; a fragment cannot be taken so."""
        return self._answer(least, exactly, self.completeness not in _FRAGMENTS)

    def _answer(self, least: int, exactly: bool, whole: bool) -> str:
        seen = len(self.seen)
        most = seen + self.might if whole else None
        if exactly:
            if seen > least or (most is not None and most < least):
                return "not met"
            return "met" if seen == most == least else "cannot tell"
        if seen >= least:
            return "met"
        return "not met" if most is not None and most < least else "cannot tell"


def listing(board: Board, elsewhere: dict[str, str]) -> Listing:
    """Read one board; `elsewhere` holds the organisation of every seat of every list (`organisations`)."""
    members = once_each(board.members)
    members = members[members["counts_as_member"].isin(("yes", "might")) & (members["place"] != "vacancy")]
    own = (members["sector"] == "voluntary") | (members["seat_sector"] == "voluntary")
    rows = tuple(telling(seat, elsewhere) for seat in members[own].to_dict("records"))
    return Listing(board, rows, len(members), int(((members["sector"] == "unknown") & ~own).sum()))


def once_each(members: pd.DataFrame) -> pd.DataFrame:
    """A name with the same organisation twice on a list is one person; seats without a name are each their own."""
    return members[(members["person_key"] == "") | ~members.duplicated(["person_key", "organisation_key"])]


def count(one: Listing, asks: str = ANY, doubtful: bool = True) -> Count:
    """Count the voluntary members of one list.

    Parameters
    ----------
    one : Listing
        The list.
    asks : str
        "any", "exactly one", or the group of organisations that is asked for.
    doubtful : bool
        Whether seats that somebody might object to count; otherwise they might.
    """
    answers = [(row, _answer(row, asks, doubtful)) for row in one.voluntary]
    sure = tuple(row for row, said in answers if said == "yes" and row["counts_as_member"] == "yes")
    might = sum(said != "no" for _, said in answers) - len(sure)
    return Count(sure, one.unknown + might, one.board.completeness)


def _answer(row: dict[str, str], asks: str, doubtful: bool) -> str:
    if row["doubt"] and not doubtful:
        return "perhaps"
    if asks in (ANY, EXACTLY_ONE) or row["group"] == asks:
        return "yes"
    return "perhaps" if row["group"] == NOT_TOLD else "no"
