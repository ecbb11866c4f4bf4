"""What the front page says: the nation in one screen, and a list of boards to choose from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.dates import interval, words
from lepdata.english import capital
from lepdata.files import rule_file
from lepdata.judging.criteria import voluntary_rule
from lepdata.judging.kinds import label
from lepdata.judging.rows import DEPENDS
from lepdata.nation.outcomes import NO_ANSWER, SHOWN, by_rule, of_rule
from lepdata.registers import geography
from lepdata.reviews.nation import NationalReview
from lepdata.reviews.wording import COMPLETENESS_WORDS
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.site.others import Action
from lepdata.site.pages import AT_THE_TOP, NATIONAL, PARTNERSHIPS, Stamp, framed_page, place
from lepdata.site.template import render

_LEAD = """Local Enterprise Partnerships steered public money for local growth, and rules said who should sit on their \
boards. """
ANSWERS = {  # what is shown -> what the map says of it
    "met": "meets it on every reading",
    "not met": "misses it on every reading",
    DEPENDS: "depends on what counts as private",
    NO_ANSWER: "no answer: too little is known",
    "": "no list good enough for a share",
}


def front_contents(review: NationalReview) -> dict[str, Any]:
    kinds = [one.board.completeness if one.board else "" for one in review.boards]
    carrying, full = sum(kind in CARRIES_A_SHARE for kind in kinds), kinds.count("full")
    usable = [("With a full list", full), ("With another usable list", carrying - full)]
    facts = [("Boards", len(kinds)), *usable, ("With fragments only", len(kinds) - carrying)]
    asked, main, shipped = review.last_rules, review.main_rule, review.collection.with_shipped
    # Each LEP's answer for the map, over all readings; "" where no list carries a share.
    on_map = of_rule(asked, main.id)
    mapped = dict(zip(on_map["lep"], on_map["shown"], strict=True))
    labels = {label(rule): rule.id for rule in (main, voluntary_rule(review.yardstick)) if rule}
    rules = by_rule(asked[asked["strength"] != "best practice"])
    return {
        "lead": (_LEAD if shipped else "") + review.find("outcomes").two_sentences,
        "facts": facts,
        "main": label(main),
        "headings": ["Rule", "Lists later than its due day", *map(capital, SHOWN), "Older lists"],
        "rules": rules.to_numpy().tolist(),
        # The map of the 38 partnerships; boards of one's own alone have none.
        "tiles": [_tile(tile, mapped) for tile in geography.tiles().to_dict("records")] if shipped else [],
        "title": "Who sits on England’s LEP boards" if shipped else review.collection.title,
        "boards": [_row(one, asked, labels) for one in review.boards],
    }


def _tile(tile: dict[Any, Any], mapped: dict[str, str]) -> dict[str, Any]:
    name, row, answer = tile["lep"], int(tile["row"]), mapped.get(tile["lep"], "")
    column = 2 * int(tile["column"]) - row % 2  # rows are shifted by half a tile, so a tile is two columns wide
    where = {"slug": geography.slug(name), "name": name, "code": tile["code"], "row": row, "column": column}
    return where | {"answer": answer or "none", "words": ANSWERS[answer]}


def _row(one: Any, asked: pd.DataFrame, labels: Mapping[str, str]) -> dict[str, Any]:
    own = asked[asked["lep"] == one.lep].set_index("criterion")["shown"].to_dict()
    span = interval(one.board.as_at) if one.board else None
    return {
        "name": one.lep,
        "slug": one.slug,
        "as_at": words(one.board.as_at) if one.board else "no dated list",
        "order": span[0] if span else "",
        "members": int((one.board.members["counts_as_member"] == "yes").sum()) if one.board else "",
        "known": capital(COMPLETENESS_WORDS[one.board.completeness] if one.board else "Nothing dated"),
        "find": _further_words(one.lep, one.facts),
        "outcomes": {name: own.get(criterion, NO_ANSWER) for name, criterion in labels.items()},
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
    tiles = [{**tile, "page": pages.get(tile["slug"])} for tile in front["tiles"]]
    body = render(
        "index.html",
        **{**front, "boards": boards, "tiles": tiles},
        tiles_key=[(answer or "none", said) for answer, said in ANSWERS.items()],
        criteria=list(dict.fromkeys(label for row in boards for label in row["outcomes"])),
        national=(out / place(NATIONAL)).exists(),
        partnerships=(out / place(PARTNERSHIPS)).exists(),
        failures=[titles.get(name, name) for name in failed],
        actions=len(actions),
    )
    return framed_page([body], front["title"], stamp=stamp, here="home")


def _board(row: dict[str, Any], out: Path, failed: Collection[str], kept: Collection[str]) -> dict[str, Any]:
    page = place(row["slug"])
    here = {"page": page if (out / page).exists() else "", "failed": row["slug"] in failed, "earlier": page in kept}
    return {**row, **here}


def titles_of(front: Mapping[str, Any], actions: Sequence[Action]) -> dict[str, str]:
    """Name of a notebook to the title of its page."""
    boards = {row["slug"]: row["name"] for row in front["boards"]}
    return (
        AT_THE_TOP
        | ({} if front["tiles"] else {NATIONAL: "All boards of this collection"})
        | boards
        | {action.name: action.title for action in actions}
    )


_SINGLE = {
    "lepdata.xlsx": "The main tables as one workbook, with a contents sheet and notes",
    "run.json": "What each notebook of this run was asked for, with which versions, and how it ended",
    "data/datapackage.json": "What every column of every table is, in a form that programs read",
    "lepdata-data.zip": "The whole Data Package: every table, with each published line and every reason behind it",
}


_DESCRIBED = "The archive holds every table; each descriptor describes the tables beside it."
_AS_NOTEBOOKS = "Each page as the notebook it was made from, with its results. They open in JupyterLab."


def downloads_page(out: Path, stamp: Stamp) -> str:
    tables = [out / "data" / f"{table}.csv" for table in _titles()]
    others = sorted(path for path in (out / "data").glob("*.csv") if path not in tables)
    groups = [
        ("One file for spreadsheets", "Text stays text: nothing in it is a formula.", [out / "lepdata.xlsx"]),
        ("Tables", "Comma-separated values in UTF-8.", [*tables, *others]),
        ("For programs", _DESCRIBED, [out / "lepdata-data.zip", out / "data/datapackage.json", out / "run.json"]),
        ("Notebooks", _AS_NOTEBOOKS, sorted((out / "notebooks").rglob("*.ipynb"))),
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
