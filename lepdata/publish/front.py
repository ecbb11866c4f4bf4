"""What the front page says: the nation in one screen, and a list of boards to choose from."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lepdata import registers
from lepdata.english import plural
from lepdata.model.dates import interval, words
from lepdata.model.phrases import capital, say
from lepdata.reviews import NationalReview
from lepdata.reviews.words import COMPLETENESS_WORDS, CRITERION_WORDS, some
from lepdata.seats.lists import CARRIES_A_SHARE

ON_THE_FRONT = {"Two-thirds private, as listed": "private-two-thirds", "Voluntary voice, as listed": "voluntary-voice"}
MAIN_RULES = ("private-two-thirds", "board-size", "women-one-third", "voluntary-voice", "councils-represented")
HEADINGS = ("Rule", "Meet it", "Do not", "Definition decides", "Cannot be told", "As listed: would", "would not")
ANSWERS = (
    "met under every definition",
    "not met under every definition",
    "depends on the definition",
    "cannot tell",
)
MAPPED = "private-two-thirds"
SHORT = {
    "met under every definition": "met",
    "not met under every definition": "not met",
    "depends on the definition": "depends",
    "cannot tell": "cannot tell",
    "": "none",
}


def front(review: NationalReview) -> dict[str, Any]:
    """The front page's contents, for `site`.

    Parameters
    ----------
    review : NationalReview
        What `review_national` returns.
    """
    kinds = [one.board.completeness if one.board else "" for one in review.boards]
    carrying = sum(kind in CARRIES_A_SHARE for kind in kinds)
    facts = [
        ("Boards", len(kinds)),
        ("With a full list", kinds.count("full")),
        ("With another usable list", carrying - kinds.count("full")),
        ("With fragments only", len(kinds) - carrying),
    ]
    asked = review.outcomes[review.outcomes["rules"] == "yardstick"]
    mapped = _mapped(asked)
    return {
        "intro": f'<p class="lep-lead">{_lead(asked, len(kinds), carrying)}</p>',
        "facts": facts,
        "rules": [_rule(asked, criterion) for criterion in MAIN_RULES],
        "rules_headings": HEADINGS,
        "rules_note": (
            "The last rules that the partnerships were under, asked of each board’s best "
            "list whatever its date. “Meet it” and “do not” are proven whoever may be "
            "missing; “as listed” takes the people printed for the whole board and is no "
            "finding."
        ),
        "tiles": [_tile(tile, mapped) for tile in registers.tiles().to_dict("records")],
        "tiles_title": "Is the board two-thirds private, as its best list stands?",
        "tiles_note": "One tile for each partnership, roughly where it lies. Each leads to its page.",
        "tiles_key": [_answer(answer) for answer in SHORT],
        "boards": [_row(one, asked) for one in review.boards],
    }


def _lead(asked: pd.DataFrame, boards: int, carrying: int) -> str:
    own = asked[asked["criterion"] == MAPPED]
    proven = {answer: int((own["overall"] == answer).sum()) for answer in ANSWERS}
    met, not_met = (some(proven[answer]) for answer in ANSWERS[:2])
    return (
        "Local Enterprise Partnerships steered public money for local growth, and rules said who "
        "should sit on their boards. Published lists are good enough to read a share from for "
        f"{carrying} of {plural(boards, 'board')}. Under every definition of “private”, {met} of "
        f"them can be proven two-thirds private, {not_met} can be proven not to be, and for the "
        "rest the lists leave it open."
    )


def _rule(asked: pd.DataFrame, criterion: str) -> list[object]:
    own = asked[asked["criterion"] == criterion]
    usable = own[own["carries_a_share"] == "yes"]
    strict = [int((own["overall"] == answer).sum()) for answer in ANSWERS]
    listed = [int((usable["overall_as_listed"] == answer).sum()) for answer in ANSWERS[:2]]
    return [CRITERION_WORDS[criterion], *strict, *listed]


def _mapped(asked: pd.DataFrame) -> dict[str, str]:
    """Each LEP's answer for the map: as listed, over the definitions; "" where no list carries a share."""
    own = asked[(asked["criterion"] == MAPPED) & (asked["carries_a_share"] == "yes")]
    return dict(zip(own["lep"], own["overall_as_listed"], strict=True))


def _answer(overall: str) -> tuple[str, str]:
    """The short answer, and what the map says of it."""
    return SHORT[overall], say("front", f"tile-{SHORT[overall]}")


def _tile(tile: dict[Any, Any], mapped: dict[str, str]) -> dict[str, Any]:
    answer, said = _answer(mapped.get(tile["lep"], ""))
    return {
        "slug": registers.slug(tile["lep"]),
        "name": tile["lep"],
        "code": tile["code"],
        "row": int(tile["row"]),
        # Rows are shifted against each other by half a tile, so a tile is two columns wide.
        "column": 2 * int(tile["column"]) - int(tile["row"]) % 2,
        "answer": answer,
        "words": said,
    }


def _row(one: Any, asked: pd.DataFrame) -> dict[str, Any]:
    own = asked[asked["lep"] == one.lep].set_index("criterion")["as_listed"].to_dict()
    span = interval(one.board.as_at) if one.board else None
    return {
        "name": one.lep,
        "slug": registers.slug(one.lep),
        "as_at": words(one.board.as_at) if one.board else "no dated list",
        "order": span[0] if span else "",
        "members": int((one.board.members["counts_as_member"] == "yes").sum()) if one.board else "",
        "known": capital(COMPLETENESS_WORDS[one.board.completeness] if one.board else "Nothing dated"),
        "find": _further_words(one.lep, one.facts),
        "outcomes": {label: own.get(criterion, "cannot tell") for label, criterion in ON_THE_FRONT.items()},
    }


def _further_words(lep: str, facts: dict[str, str]) -> str:
    """Other names, the region and the districts of an area, for the search."""
    area = registers.districts(2021)
    own = area[(area["lep"] == lep) | (area["second_lep"] == lep)]
    return "; ".join(filter(None, (facts["common_names"], facts["region"], facts["successor"], *own["district_name"])))
