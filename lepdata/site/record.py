"""What makes a site a page of record: a description that programs read, and the picture that a shared link shows."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

from lepdata.site.pages import Stamp

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
