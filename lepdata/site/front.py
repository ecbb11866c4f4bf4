"""What the front page says: the nation in one screen, and a list of boards to choose from."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, partial
from html import escape, unescape
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from lepdata.dates import interval, words
from lepdata.english import capital
from lepdata.files import rule_file
from lepdata.judging.criteria import voluntary_rule
from lepdata.judging.kinds import label
from lepdata.nation.outcomes import NO_ANSWER
from lepdata.registers import geography
from lepdata.reviews import known
from lepdata.reviews.markup import COMPLETENESS_WORDS
from lepdata.reviews.nation import NationalReview, in_words, squares
from lepdata.site.html import render
from lepdata.site.others import Action
from lepdata.site.pages import AT_THE_TOP, GALLERY, NATIONAL, PARTNERSHIPS, Stamp, framed_page, place

_LEAD = """Local Enterprise Partnerships steered public money for local growth until 2024, and rules said who should \
sit on their boards: at least two-thirds from business, a third women, somebody from the voluntary sector. These pages \
show who did, as far as it was published. """


def front_contents(review: NationalReview) -> dict[str, Any]:
    asked, main, shipped = review.last_rules, review.main_rule, review.collection.with_shipped
    labels = {label(rule): rule.id for rule in (main, voluntary_rule(review.yardstick)) if rule}
    return {
        "lead": _LEAD if shipped else "",
        "squares": squares(review)._repr_html_(),
        "shipped": shipped,
        "title": "Who sits on England’s LEP boards" if shipped else review.collection.title,
        "boards": [_row(one, asked, labels) for one in review.boards],
        "seats": len(known.seats()),
    }


def _row(one: Any, asked: pd.DataFrame, labels: Mapping[str, str]) -> dict[str, Any]:
    own = asked[asked["lep"] == one.lep].set_index("criterion")[["shown", "certainty"]]
    span = interval(one.board.as_at) if one.board else None
    return {
        "name": one.lep,
        "slug": one.slug,
        "as_at": words(one.board.as_at) if one.board else "no dated list",
        "order": span[0] if span else "",
        "members": int((one.board.members["counts_as_member"] == "yes").sum()) if one.board else "",
        "known": capital(COMPLETENESS_WORDS[one.board.completeness] if one.board else "Nothing dated"),
        "find": _further_words(one.lep, one.facts),
        "outcomes": {
            name: (own.loc[rule, "shown"], in_words(*own.loc[rule])) if rule in own.index else (NO_ANSWER, "No list")
            for name, rule in labels.items()
        },
    }


def _further_words(lep: str, facts: dict[str, str]) -> str:
    """Other names, the region, the districts and the towns of an area, for the search."""
    area = geography.districts(2021)
    own = area[(area["lep"] == lep) | (area["second_lep"] == lep)]
    towns = [_towns().get(district, "") for district in own["district_name"]]
    names = (facts["common_names"], facts["region"], facts["successor"], *own["district_name"], *towns)
    return "; ".join(filter(None, names))


@cache
def _towns() -> dict[str, str]:
    return {row["district"]: row["towns"].replace("|", "; ") for row in rule_file("names/towns.csv")}


def names_script(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Who holds a seat and what they are from, with how many seats: for the search of the front page."""
    found = Counter(f"{row['name']}; {row['from']}".strip("; ") for row in rows)
    listed = json.dumps([[words, n] if n > 1 else words for words, n in sorted(found.items())], ensure_ascii=False)
    return f"window.lepNames = {listed};\n".replace("</", "<\\/").encode()


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
    titles = titles_of(front, actions)
    body = render(
        "index.html",
        **{**front, "boards": boards, "squares": Markup(_BOARD_LINK.sub(partial(_alive, out=out), front["squares"]))},
        criteria=list(dict.fromkeys(label for row in boards for label in row["outcomes"])),
        national=(out / place(NATIONAL)).exists(),
        partnerships=(out / place(PARTNERSHIPS)).exists(),
        gallery=(out / place(GALLERY)).exists(),
        failures=[titles.get(name, name) for name in failed],
        actions=sum(not action.fictional for action in actions),
        fictional=[action for action in actions if action.fictional],
    )
    return framed_page([body], front["title"], stamp=stamp, here="home", dataset=dataset(front, stamp))


_BOARD_LINK = re.compile(r'<a href="(boards/[^"#]+)">(.*?)</a>')


def _alive(link: re.Match[str], out: Path) -> str:
    return link[0] if (out / link[1]).exists() else link[2]


def _board(row: dict[str, Any], out: Path, failed: Collection[str], kept: Collection[str]) -> dict[str, Any]:
    page = place(row["slug"])
    here = {"page": page if (out / page).exists() else "", "failed": row["slug"] in failed, "earlier": page in kept}
    return {**row, **here}


def titles_of(front: Mapping[str, Any], actions: Sequence[Action]) -> dict[str, str]:
    """Name of a notebook to the title of its page."""
    boards = {row["slug"]: row["name"] for row in front["boards"]}
    return (
        AT_THE_TOP
        | ({} if front["shipped"] else {NATIONAL: "All boards of this collection"})
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
    words = _titles().get(path.name.partition(".")[0]) or _SINGLE.get(place, "The review’s notebook")
    size = path.stat().st_size
    shown = f"{max(1, round(size / 1000))} kB" if size < 999_500 else f"{size / 1e6:.1f} MB"
    return {"path": place, "name": path.name, "words": words, "size": shown}


# What makes a site a page of record: a description that programs read, and the picture that a shared link shows.

_FILES = {
    "lepdata-data.zip": "application/zip",
    "lepdata.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "data/datapackage.json": "application/json",
}
_LICENCES = [
    "https://opensource.org/license/mit",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
]


def dataset(front: Mapping[str, Any], stamp: Stamp) -> str:
    """The site as a data set in the words of schema.org, ready for a script element."""
    days = sorted(row["order"] for row in front["boards"] if row["order"])
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": front["title"],
        "description": (front["lead"] or f"{front['title']}: who sits on each board, and whom they speak for.").strip(),
        "version": " ".join(filter(None, (stamp.edition, stamp.data_version))),
        "isAccessibleForFree": True,
        "license": _LICENCES,
        "temporalCoverage": f"{days[0]}/{days[-1]}" if days else "",
        "spatialCoverage": "England" if front["shipped"] else "",
        "url": stamp.address,
        "creator": {"@type": "Organization", "name": "lepdata contributors"},
        "distribution": [
            {"@type": "DataDownload", "contentUrl": f"{stamp.address}{name}", "encodingFormat": kind}
            for name, kind in _FILES.items()
        ],
    }
    if stamp.contact:
        of = "url" if stamp.contact.startswith("https://") else "email"
        about["publisher"] = {"@type": "Organization", "name": stamp.contact, of: stamp.contact}
    kept = {name: value for name, value in about.items() if value}
    return json.dumps(kept, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")


_WIDE, _HIGH, _EDGE, _TILE = 1200, 630, 60, 62
_TINTS = {"met": "#0B5C33", "not met": "#94210D", "depends": "#12436D"}
_SQUARE = re.compile(r'<i class="lep-square" data-answer="([^"]*)"(?: data-sure="(\d)")?[^>]*>(.)</i>')


def preview(front: Mapping[str, Any]) -> bytes:
    """The title and the squares of the front page as a PNG."""
    import vl_convert

    strip = front["squares"].partition("</p><dl")[0]
    squares = "".join(_tile(place, *found) for place, found in enumerate(_SQUARE.findall(strip)[: 17 * 5]))
    heading = re.search(r"<strong>(.*?)</strong>", strip)
    lines = [(front["title"], 150, 62, 700), (unescape(heading[1]) if heading else "", 225, 30, 400)]
    words = "".join(
        f'<text x="{_EDGE}" y="{y}" font-size="{size}" font-weight="{weight}" fill="#fff" {_FONT}>{escape(text)}</text>'
        for text, y, size, weight in lines
    )
    paper = f'<rect width="{_WIDE}" height="{_HIGH}" fill="#fff"/><rect width="{_WIDE}" height="260" fill="#12436D"/>'
    size = f'width="{_WIDE}" height="{_HIGH}"'
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{paper}{words}{squares}</svg>'
    return _packed(vl_convert.svg_to_png(drawn, scale=0.5))


def _packed(png: bytes) -> bytes:
    """The same picture in a fifth of the bytes: the drawer packs for speed."""
    parts, at, data = [], 8, b""
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        data, at = data + body * (kind == b"IDAT"), at + 12 + size
        parts += [(kind, body)] * (kind in (b"IHDR", b"IEND"))
    parts.insert(1, (b"IDAT", zlib.compress(zlib.decompress(data), 9)))
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
    return png[:8] + b"".join(chunks)


_FONT = 'font-family="Arial, Helvetica, Liberation Sans, sans-serif"'


def _tile(place: int, answer: str, sure: str, sign: str) -> str:
    colour = _TINTS.get(answer, "#5B6570")
    x, y = _EDGE + place % 17 * (_TILE + 2), 300 + place // 17 * (_TILE + 2)
    edge = "" if sure in ("2", "3") else ' stroke-dasharray="6 4"'
    fill, ink = (colour, "#fff") if sure == "3" else ("#fff", colour)
    box = f'<rect x="{x + 2}" y="{y + 2}" width="{_TILE - 6}" height="{_TILE - 6}" fill="{fill}" stroke="{colour}"'
    text = f'<text x="{x + _TILE / 2 - 1}" y="{y + 42}" font-size="34" font-weight="700" text-anchor="middle" {_FONT}'
    return f'{box} stroke-width="4"{edge}/>{text} fill="{ink}">{sign}</text>'
