"""What the front page says: the nation in one screen, and a list of boards to choose from."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
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
from lepdata.site.pages import AT_THE_TOP, GALLERY, KINDS, NATIONAL, PARTNERSHIPS, Stamp, framed_page, place

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
    outcomes = {
        name: (own.loc[rule, "shown"], in_words(*own.loc[rule])) for name, rule in labels.items() if rule in own.index
    }
    return {
        "name": one.lep,
        "slug": one.slug,
        "as_at": words(one.board.as_at) if one.board else "no dated list",
        "order": (interval(one.board.as_at) or ("",))[0] if one.board else "",
        "members": int((one.board.members["counts_as_member"] == "yes").sum()) if one.board else "",
        "known": capital(COMPLETENESS_WORDS[one.board.completeness] if one.board else "Nothing dated"),
        "find": _further_words(one.lep, one.facts),
        "outcomes": dict.fromkeys(labels, (NO_ANSWER, "No list")) | outcomes,
    }


def _further_words(lep: str, facts: dict[str, str]) -> str:
    """Other names, the region, the districts and the towns of an area, for the search."""
    area, names = geography.districts(2021), [facts[name] for name in ("common_names", "region", "successor")]
    own = area.loc[(area["lep"] == lep) | (area["second_lep"] == lep), "district_name"]
    towns = {row["district"]: row["towns"].replace("|", "; ") for row in rule_file("names/towns.csv")}
    return "; ".join(filter(None, (*names, *own, *own.map(towns).fillna(""))))


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
    titles, boards = titles_of(front, actions), []
    for row in front["boards"]:
        page = place(row["slug"])
        here = page if (out / page).exists() else ""
        boards.append({**row, "page": here, "failed": row["slug"] in failed, "earlier": page in kept})

    def alive(link: re.Match[str]) -> str:
        return link[0] if (out / link[1]).exists() else link[2]

    linked = re.sub(r'<a href="(boards/[^"#]+)">(.*?)</a>', alive, front["squares"])
    body = render(
        "index.html",
        **{**front, "boards": boards, "squares": Markup(linked)},
        **{name: (out / place(name)).exists() for name in (NATIONAL, PARTNERSHIPS, GALLERY)},
        criteria=list(dict.fromkeys(label for row in boards for label in row["outcomes"])),
        failures=[titles.get(name, name) for name in failed],
        actions=sum(not action.fictional for action in actions),
        fictional=[action for action in actions if action.fictional],
    )
    return framed_page([body], front["title"], stamp=stamp, here="home", dataset=dataset(front, stamp))


def titles_of(front: Mapping[str, Any], actions: Sequence[Action]) -> dict[str, str]:
    """Name of a notebook to the title of its page."""
    boards = {row["slug"]: row["name"] for row in front["boards"]}
    nation = {} if front["shipped"] else {NATIONAL: "All boards of this collection"}
    return AT_THE_TOP | nation | boards | {action.name: action.title for action in actions}


_SINGLE = {
    "lepdata.xlsx": "The main tables as one workbook, with a contents sheet and notes",
    "data/answers.csv": "What the newest list of each board answers to each rule, over all readings of “private”",
    "run.json": "What each notebook of this run was asked for, with which versions, and how it ended",
    "data/datapackage.json": "What every column of every table is, in a form that programs read",
    "lepdata-data.zip": "The whole Data Package: every table, with each published line and every reason behind it",
}


def downloads_page(out: Path, stamp: Stamp) -> str:
    titles = {row["table"]: f"{row['title']}: {row['one_row_is']}" for row in rule_file("workbook/sheets.csv")}
    tables = [out / "data" / f"{table}.csv" for table in titles]
    tables += sorted(set((out / "data").glob("*.csv")) - set(tables))
    described = "The archive holds every table; the descriptor describes the tables beside it."
    executed = "Each page as the notebook it was made from, with its results. They open in JupyterLab."
    groups = [
        ("One file for spreadsheets", "Text stays text: nothing in it is a formula.", [out / "lepdata.xlsx"]),
        ("Tables", "Comma-separated values in UTF-8.", tables),
        ("For programs", described, [out / "lepdata-data.zip", out / "data/datapackage.json", out / "run.json"]),
        ("Notebooks", executed, sorted((out / "notebooks").rglob("*.ipynb"))),
    ]

    def shown(path: Path) -> dict[str, str]:
        place, size = path.relative_to(out).as_posix(), path.stat().st_size
        folder, name = path.parent.name, place.removeprefix("data/").removeprefix("notebooks/")
        of_page = KINDS[folder][0] if folder in KINDS else AT_THE_TOP.get(path.stem, "The review of this board")
        words = titles.get(path.stem) or _SINGLE.get(place, of_page)
        told = f"{max(1, round(size / 1000))} kB" if size < 999_500 else f"{size / 1e6:.1f} MB"
        return {"path": place, "name": name, "words": words, "size": told}

    listed = [(name, about, [shown(path) for path in files if path.is_file()]) for name, about, files in groups]
    return framed_page([render("downloads.html", groups=listed)], "Downloads", stamp=stamp, here="downloads")


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


_FONT = 'font-family="Arial, Helvetica, Liberation Sans, sans-serif"'
_WIDE, _HIGH, _EDGE, _TILE = 1200, 630, 60, 62
_TINTS = {"met": "#0B5C33", "not met": "#94210D", "depends": "#12436D"}
_SQUARE = re.compile(r'<i class="lep-square" data-answer="([^"]*)"(?: data-sure="(\d)")?[^>]*>(.)</i>')


def preview(front: Mapping[str, Any]) -> bytes:
    """The title and the squares of the front page as a PNG."""
    import vl_convert

    strip = front["squares"].partition("</p><dl")[0]
    squares = "".join(_tile(place, *found) for place, found in enumerate(_SQUARE.findall(strip)[: 17 * 5]))
    heading = re.search(r"<strong>(.*?)</strong>", strip)
    words = "".join(
        f'<text x="{_EDGE}" y="{y}" font-size="{size}" font-weight="{weight}" fill="#fff" {_FONT}>{escape(text)}</text>'
        for text, y, size, weight in (
            (front["title"], 150, 62, 700),
            (unescape(heading[1]) if heading else "", 225, 30, 400),
        )
    )
    size = f'width="{_WIDE}" height="{_HIGH}"'
    paper = f'<rect {size} fill="#fff"/><rect width="{_WIDE}" height="260" fill="#12436D"/>'
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{paper}{words}{squares}</svg>'
    return _packed(vl_convert.svg_to_png(drawn, scale=0.5))


def _packed(png: bytes) -> bytes:
    """The same picture in a fifth of the bytes: the drawer packs for speed."""
    kept, data, at = dict[bytes, bytes](), b"", 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind, body, at = png[at + 4 : at + 8], png[at + 8 : at + 8 + size], at + 12 + size
        data += body if kind == b"IDAT" else b""
        kept |= {kind: body} if kind in (b"IHDR", b"IEND") else {}
    packed = png[:8]
    for kind, body in ((b"IHDR", kept[b"IHDR"]), (b"IDAT", zlib.compress(zlib.decompress(data), 9)), (b"IEND", b"")):
        packed += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return packed


def _tile(place: int, answer: str, sure: str, sign: str) -> str:
    colour = _TINTS.get(answer, "#5B6570")
    x, y = _EDGE + place % 17 * (_TILE + 2), 300 + place // 17 * (_TILE + 2)
    edge = "" if sure in ("2", "3") else ' stroke-dasharray="6 4"'
    fill, ink = (colour, "#fff") if sure == "3" else ("#fff", colour)
    box = f'<rect x="{x + 2}" y="{y + 2}" width="{_TILE - 6}" height="{_TILE - 6}" fill="{fill}" stroke="{colour}"'
    text = f'<text x="{x + _TILE / 2 - 1}" y="{y + 42}" font-size="34" font-weight="700" text-anchor="middle" {_FONT}'
    return f'{box} stroke-width="4"{edge}/>{text} fill="{ink}">{sign}</text>'
