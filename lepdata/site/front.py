"""What the front page says: the nation in one screen, and a list of boards to choose from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.dates import interval, words
from lepdata.english import capital, plural
from lepdata.files import rule_file
from lepdata.registers import geography
from lepdata.reviews.nation import NationalReview
from lepdata.reviews.wording import COMPLETENESS_WORDS, CRITERION_WORDS, some
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.site.others import Action
from lepdata.site.pages import AT_THE_TOP, Stamp, framed_page, place
from lepdata.site.template import render

ON_THE_FRONT = {"Two-thirds private, as listed": "private-two-thirds", "Voluntary voice, as listed": "voluntary-voice"}
MAIN_RULES = ("private-two-thirds", "board-size", "women-one-third", "voluntary-voice", "councils-represented")
MAPPED = "private-two-thirds"
ANSWERS = {  # over all definitions -> in short, and what the map says of it
    "met under every definition": ("met", "would meet it"),
    "not met under every definition": ("not met", "would not"),
    "depends on the definition": ("depends", "the definition of private decides"),
    "cannot tell": ("cannot tell", "not even the list can tell"),
    "": ("none", "no list good enough for a share"),
}
_SAID = [answer for answer in ANSWERS if answer]


def front_contents(review: NationalReview) -> dict[str, Any]:
    kinds = [one.board.completeness if one.board else "" for one in review.boards]
    carrying = sum(kind in CARRIES_A_SHARE for kind in kinds)
    facts = [
        ("Boards", len(kinds)),
        ("With a full list", kinds.count("full")),
        ("With another usable list", carrying - kinds.count("full")),
        ("With fragments only", len(kinds) - carrying),
    ]
    asked = review.outcomes[review.outcomes["rules"] == "yardstick"]
    # Each LEP's answer for the map: as listed, over the definitions; "" where no list carries a share.
    on_map = asked[(asked["criterion"] == MAPPED) & (asked["carries_a_share"] == "yes")]
    mapped = dict(zip(on_map["lep"], on_map["overall_as_listed"], strict=True))
    return {
        "lead": _lead(asked, len(kinds), carrying),
        "facts": facts,
        "rules": [_rule(asked, criterion) for criterion in MAIN_RULES],
        "tiles": [_tile(tile, mapped) for tile in geography.tiles().to_dict("records")],
        "boards": [_row(one, asked) for one in review.boards],
    }


def _lead(asked: pd.DataFrame, boards: int, carrying: int) -> str:
    own = asked[asked["criterion"] == MAPPED]
    met, not_met = (some(int((own["overall"] == answer).sum())) for answer in _SAID[:2])
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
    strict = [int((own["overall"] == answer).sum()) for answer in _SAID]
    listed = [int((usable["overall_as_listed"] == answer).sum()) for answer in _SAID[:2]]
    return [CRITERION_WORDS[criterion], *strict, *listed]


def _tile(tile: dict[Any, Any], mapped: dict[str, str]) -> dict[str, Any]:
    answer, said = ANSWERS[mapped.get(tile["lep"], "")]
    return {
        "slug": geography.slug(tile["lep"]),
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
        "slug": geography.slug(one.lep),
        "as_at": words(one.board.as_at) if one.board else "no dated list",
        "order": span[0] if span else "",
        "members": int((one.board.members["counts_as_member"] == "yes").sum()) if one.board else "",
        "known": capital(COMPLETENESS_WORDS[one.board.completeness] if one.board else "Nothing dated"),
        "find": _further_words(one.lep, one.facts),
        "outcomes": {label: own.get(criterion, "cannot tell") for label, criterion in ON_THE_FRONT.items()},
    }


def _further_words(lep: str, facts: dict[str, str]) -> str:
    """Other names, the region and the districts of an area, for the search."""
    area = geography.districts(2021)
    own = area[(area["lep"] == lep) | (area["second_lep"] == lep)]
    return "; ".join(filter(None, (facts["common_names"], facts["region"], facts["successor"], *own["district_name"])))


def index_page(
    front: Mapping[str, Any],
    out: Path,
    *,
    failed: Sequence[str],
    kept: Collection[str],
    actions: Sequence[Action],
    stamp: Stamp,
) -> str:
    """The front page of what lies in a site's folder."""
    boards = [_board(row, out, failed, kept) for row in front["boards"]]
    pages = {row["slug"]: row["page"] for row in boards}
    titles = titles_of(front, actions)
    body = render(
        "index.html",
        **{**front, "boards": boards, "tiles": [{**tile, "page": pages.get(tile["slug"])} for tile in front["tiles"]]},
        tiles_key=ANSWERS.values(),
        criteria=list(dict.fromkeys(label for row in boards for label in row["outcomes"])),
        national=(out / "national.html").exists(),
        failures=[titles.get(name, name) for name in failed],
        actions=len(actions),
    )
    return framed_page([body], "Who sits on England’s LEP boards", stamp=stamp, here="home")


def _board(row: dict[str, Any], out: Path, failed: Collection[str], kept: Collection[str]) -> dict[str, Any]:
    page = place(row["slug"])
    here = {"page": page if (out / page).exists() else "", "failed": row["slug"] in failed, "earlier": page in kept}
    return {**row, **here}


def titles_of(front: Mapping[str, Any], actions: Sequence[Action]) -> dict[str, str]:
    """Name of a notebook to the title of its page."""
    boards = {row["slug"]: row["name"] for row in front["boards"]}
    return AT_THE_TOP | boards | {action.name: action.title for action in actions}


_SINGLE = {
    "lepdata.xlsx": "The main tables as one workbook, with a contents sheet and notes",
    "run.json": "What each notebook of this run was asked for, with which versions, and how it ended",
    "data/datapackage.json": "What every column of every table is, in a form that programs read",
    "lepdata-data.zip": "The whole Data Package: every table, with each published line and every reason behind it",
}


def downloads_page(out: Path, stamp: Stamp) -> str:
    tables = [out / "data" / f"{table}.csv" for table in _titles()]
    others = sorted(path for path in (out / "data").glob("*.csv") if path not in tables)
    groups = [
        ("One file for spreadsheets", "Text stays text: nothing in it is a formula.", [out / "lepdata.xlsx"]),
        ("Tables", "Comma-separated values in UTF-8.", [*tables, *others]),
        (
            "For programs",
            "The archive holds every table; each descriptor describes the tables beside it.",
            [out / "lepdata-data.zip", out / "data/datapackage.json", out / "run.json"],
        ),
        (
            "Notebooks",
            "Each page as the notebook it was made from, with its results. They open in JupyterLab.",
            sorted((out / "notebooks").rglob("*.ipynb")),
        ),
    ]
    shown = [(name, about, [_file(out, path) for path in files if path.is_file()]) for name, about, files in groups]
    body = render("downloads.html", groups=shown)
    return framed_page([body], "Downloads", stamp=stamp, here="downloads")


@cache
def _titles() -> dict[str, str]:
    return {row["table"]: f"{row['title']}: {row['one_row_is']}" for row in rule_file("workbook/sheets.csv")}


def _file(out: Path, path: Path) -> dict[str, str]:
    place = path.relative_to(out).as_posix()
    words = _titles().get(path.stem) or _SINGLE.get(place, "The review’s notebook")
    size = path.stat().st_size
    shown = f"{max(1, round(size / 1000))} kB" if size < 999_500 else f"{size / 1e6:.1f} MB"
    return {"path": place, "name": path.name, "words": words, "size": shown}
