"""What the national page says in sentences. Every number in them is computed."""

from __future__ import annotations

import pandas as pd

from lepdata.model.dates import words
from lepdata.reviews.national_review import NationalReview
from lepdata.reviews.show import Caveats, Sentences
from lepdata.reviews.words import count, number
from lepdata.seats.lists import CARRIES_A_SHARE


def sentences(review: NationalReview) -> Sentences:
    """The page's opening: what is known, how many boards meet the main rules, and how far that can be trusted."""
    asked = review.outcomes
    if asked.empty:
        return Sentences(("No dated list of any board was found, so nothing can be said of any rule.",))
    yardstick = asked[asked["rules"] == "yardstick"]
    return Sentences((_known(review), _private(yardstick), _voluntary(yardstick), _dates(review)))


def caveats(review: NationalReview) -> Caveats:
    """What a reader must know before quoting a national number."""
    carrying = [one for one in review.boards if one.board is not None and one.board.completeness in CARRIES_A_SHARE]
    return Caveats(
        (
            "Each board is shown at the date of its own best list, so the boards are not compared at one date.",
            f"Only the {len(carrying)} boards whose list can carry a share enter the shares; fragments are shown, not counted.",
            "Councillors are known by their title and business members often only by name, so a person of unknown sector is more "
            "likely to be from business than one whose sector is known.",
            "“As listed” asks the question of the members printed, as if they were the whole board. It is not a finding.",
            "Gender is taken only from published words and published counts, never from a name or a title.",
        )
    )


def _known(review: NationalReview) -> str:
    kinds = [one.board.completeness if one.board else "" for one in review.boards]
    full, carrying = kinds.count("full"), sum(kind in CARRIES_A_SHARE for kind in kinds)
    return (
        f"For {full} of the {count(len(kinds), 'board')} a full list was found, for {carrying - full} more a list good enough "
        f"to read a share from, and for {len(kinds) - carrying} only fragments."
    )


def _private(asked: pd.DataFrame) -> str:
    own = asked[asked["criterion"] == "private-two-thirds"]
    strict = own["outcome"].value_counts()
    listed = own["as_listed"].value_counts()
    depends = int((own["overall_as_listed"] == "depends on the definition").sum())
    return (
        f"Two-thirds from the private sector, asked of every board whatever the date of its list: {number(strict.get('met', 0))} "
        f"proven to meet it, {number(strict.get('not met', 0))} proven not to, {strict.get('cannot tell', 0)} cannot be told. On "
        f"the lists as they stand {number(listed.get('met', 0))} would meet it and {listed.get('not met', 0)} would not; for "
        f"{number(depends)} the definition of private decides."
    )


def _voluntary(asked: pd.DataFrame) -> str:
    own = asked[asked["criterion"] == "voluntary-voice"]
    met, not_met = int((own["outcome"] == "met").sum()), int((own["outcome"] == "not met").sum())
    return (
        f"A voluntary-sector voice is seen on {count(met, 'board')}; its absence is proven on {number(not_met)}, because only a full "
        f"list with every sector known can prove an absence."
    )


def _dates(review: NationalReview) -> str:
    dated = sorted((one.board.as_at, one.lep) for one in review.boards if one.board is not None)
    return f"The lists used run from {words(dated[0][0])} ({dated[0][1]}) to {words(dated[-1][0])} ({dated[-1][1]})."
