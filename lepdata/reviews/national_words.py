"""What the national page says in sentences. Every number in them is computed."""

from __future__ import annotations

from html import escape

import pandas as pd

from lepdata.english import choose, plural
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
        return Sentences(("No dated list of any board was found, so nothing can be said of any rule.",))
    yardstick = asked[asked["rules"] == "yardstick"]
    return Sentences((_known(review), _private(yardstick), _voluntary(yardstick), _dates(review)))


def caveats(review: NationalReview) -> Caveats:
    """What a reader must know before quoting a national number."""
    carrying = [one for one in review.boards if one.board is not None and one.board.completeness in CARRIES_A_SHARE]
    said = (
        ("Each board is shown at the date of its own best list, so the boards are not compared at one date."),
        _older_than_the_rule(review.outcomes),
        (
            f"Shares are read only from the {plural(len(carrying), 'list')} that can carry one; fragments "
            "are shown only."
        ),
        (
            "Councillors are known by their title and business members often only by name, so a person "
            "of unknown sector is more likely to be from business than one whose sector is known."
        ),
        ("“As listed” asks the question of the members printed, as if they were the whole board: it is no finding."),
        ("Gender is taken only from published words and published counts, never from a name or a title."),
    )
    return Caveats(filter(None, said))


def _older_than_the_rule(outcomes: pd.DataFrame) -> str:
    asked = outcomes[outcomes["criterion"] == "private-two-thirds"]
    bound = set(asked.loc[asked["rules"] == "then in force", "lep"])
    older = len(set(asked["lep"]) - bound)
    return (
        (
            f"{older} of the lists {choose(older, 'is', 'are')} older than the rule of two-thirds "
            "private: there it is a measure, not a judgement."
        )
        if older
        else ""
    )


def _known(review: NationalReview) -> str:
    kinds = [one.board.completeness if one.board else "" for one in review.boards]
    full, carrying = kinds.count("full"), sum(kind in CARRIES_A_SHARE for kind in kinds)
    nothing = kinds.count("")
    fragments = some(len(kinds) - carrying - nothing)
    said = (
        f"For {full} of the {plural(len(kinds), 'board')} a full list was found, for "
        f"{carrying - full} more a list good enough to read a share from, and for {fragments} only "
        "fragments."
    )
    return f"{said} {say('national', 'nothing-found', n=nothing)}" if nothing else said


def _private(asked: pd.DataFrame) -> str:
    own = asked[asked["criterion"] == "private-two-thirds"]
    strict, listed = (_tally(own[column]) for column in ("outcome", "as_listed"))
    return (
        "Two-thirds from the private sector, on the business reading, asked of every list "
        f"whatever its date: {some(strict['met'])} proven to meet it, {some(strict['not met'])} "
        f"proven not to, {strict['cannot tell']} cannot be told. On the lists as they stand "
        f"{some(listed['met'])} would meet it and {some(listed['not met'])} would not; for "
        f"{some(int((own['overall_as_listed'] == 'depends on the definition').sum()))} the "
        "definition of private decides."
    )


def _tally(outcomes: pd.Series) -> dict[str, int]:
    return {outcome: int((outcomes == outcome).sum()) for outcome in OUTCOMES}


def _voluntary(asked: pd.DataFrame) -> str:
    found = _tally(asked.loc[asked["criterion"] == "voluntary-voice", "outcome"])
    return (
        f"A voluntary-sector voice is seen on {plural(found['met'], 'board')}; its absence is "
        f"proven on {some(found['not met'])}, because only a full list with every sector known can "
        "prove an absence."
    )


def _dates(review: NationalReview) -> str:
    dated = sorted((one.board.as_at, one.lep) for one in review.boards if one.board is not None)
    (first, first_lep), (last, last_lep) = dated[0], dated[-1]
    return f"The lists used run from {words(first)} ({first_lep}) to {words(last)} ({last_lep})."


def heading(review: NationalReview) -> Markup:
    """The page's heading."""
    return Markup(f"<h1>{escape(say('national', 'title'))}</h1><p>{escape(say('national', 'about'))}</p>")
