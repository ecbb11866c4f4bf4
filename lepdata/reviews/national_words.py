"""What the national page says in sentences. Every number in them is computed."""

from __future__ import annotations

from html import escape

import pandas as pd

from lepdata.model.dates import words
from lepdata.model.phrases import say
from lepdata.model.vocabulary import OUTCOMES
from lepdata.reviews.national_review import NationalReview
from lepdata.reviews.show import Caveats, Markup, Sentences
from lepdata.reviews.words import some
from lepdata.seats.lists import CARRIES_A_SHARE


def sentences(review: NationalReview) -> Sentences:
    """The page's opening: what is known, how many boards meet the main rules, and how far that can be trusted."""
    asked = review.outcomes
    if asked.empty:
        return Sentences((say("national", "no-list"),))
    yardstick = asked[asked["rules"] == "yardstick"]
    return Sentences((_known(review), _private(yardstick), _voluntary(yardstick), _dates(review)))


def caveats(review: NationalReview) -> Caveats:
    """What a reader must know before quoting a national number."""
    carrying = [one for one in review.boards if one.board is not None and one.board.completeness in CARRIES_A_SHARE]
    said = (
        say("national", "own-date"),
        _older_than_the_rule(review.outcomes),
        say("national", "carry-a-share", n=len(carrying)),
        say("national", "unknown-sector"),
        say("national", "as-listed"),
        say("national", "gender"),
    )
    return Caveats(filter(None, said))


def _older_than_the_rule(outcomes: pd.DataFrame) -> str:
    asked = outcomes[outcomes["criterion"] == "private-two-thirds"]
    bound = set(asked.loc[asked["rules"] == "then in force", "lep"])
    older = len(set(asked["lep"]) - bound)
    return say("national", "older", n=older) if older else ""


def _known(review: NationalReview) -> str:
    kinds = [one.board.completeness if one.board else "" for one in review.boards]
    full, carrying = kinds.count("full"), sum(kind in CARRIES_A_SHARE for kind in kinds)
    nothing = kinds.count("")
    fragments = some(len(kinds) - carrying - nothing)
    said = say("national", "known", full=full, boards=len(kinds), more=carrying - full, fragments=fragments)
    return f"{said} {say('national', 'nothing-found', n=nothing)}" if nothing else said


def _private(asked: pd.DataFrame) -> str:
    own = asked[asked["criterion"] == "private-two-thirds"]
    strict, listed = (_tally(own[column]) for column in ("outcome", "as_listed"))
    return say(
        "national",
        "private",
        met=some(strict["met"]),
        not_met=some(strict["not met"]),
        open=strict["cannot tell"],
        would=some(listed["met"]),
        would_not=some(listed["not met"]),
        depends=some(int((own["overall_as_listed"] == "depends on the definition").sum())),
    )


def _tally(outcomes: pd.Series) -> dict[str, int]:
    return {outcome: int((outcomes == outcome).sum()) for outcome in OUTCOMES}


def _voluntary(asked: pd.DataFrame) -> str:
    found = _tally(asked.loc[asked["criterion"] == "voluntary-voice", "outcome"])
    return say("national", "voluntary", seen=found["met"], absent=some(found["not met"]))


def _dates(review: NationalReview) -> str:
    dated = sorted((one.board.as_at, one.lep) for one in review.boards if one.board is not None)
    (first, first_lep), (last, last_lep) = dated[0], dated[-1]
    return say("national", "dates", first=words(first), first_lep=first_lep, last=words(last), last_lep=last_lep)


def heading(review: NationalReview) -> Markup:
    """The page's heading."""
    return Markup(f"<h1>{escape(say('national', 'title'))}</h1><p>{escape(say('national', 'about'))}</p>")
