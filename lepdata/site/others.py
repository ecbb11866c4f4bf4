"""The pages made of no notebook: the front, register, method, corrections, downloads, and the list of plans."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from lepdata import dates, english
from lepdata.collections import compared
from lepdata.display import filled, gathered, row_dicts
from lepdata.files import RULES, rule_file
from lepdata.judging import criteria, framework_files, kinds
from lepdata.judging.judgement import NO_ANSWER
from lepdata.registers import frozen, whose
from lepdata.reviews import known, markup
from lepdata.reviews.nation import NationalReview, in_words, squares
from lepdata.site import pages
from lepdata.site.html import framed, markdown, vl_convert
from lepdata.site.pages import Stamp, framed_page, is_fictional, place

_Front = Mapping[str, Any]  # what the front page says, of `front_contents`
_LEAD = """Local Enterprise Partnerships steered public money for local growth until 2024, and rules said who should \
sit on their boards: at least two-thirds from business, a third women, somebody from the voluntary sector. These pages \
show who did, as far as it was published. """
_FURTHER_NAMES = ("common_names", "region", "successor")


@dataclass(frozen=True)
class Action:
    """One page of a plan, of progress or of a stock-take, as the list of such pages shows it. Text, not HTML."""

    name: str
    title: str
    about: str

    address = cached_property[str](lambda self: place(self.name))
    fictional = cached_property[bool](lambda self: is_fictional(self.name, self.title))


def front_contents(review: NationalReview) -> dict[str, Any]:
    asked, main, shipped = review.last_rules, review.main_rule, review.collection.with_shipped
    labels = {kinds.label(rule): rule.id for rule in (main, criteria.voluntary_rule(review.yardstick)) if rule}
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
    asked_here = {name: own.loc[rule] for name, rule in labels.items() if rule in own.index}
    outcomes = {name: (row["shown"], in_words(*row)) for name, row in asked_here.items()}
    return {
        "name": one.lep,
        "slug": one.slug,
        "as_at": dates.words(one.board.as_at) if one.board else "no dated list",
        "order": (dates.interval(one.board.as_at) or ("",))[0] if one.board else "",
        "members": int((one.board.members["counts_as_member"] == "yes").sum()) if one.board else "",
        "known": english.capital(markup.COMPLETENESS_WORDS[one.board.completeness] if one.board else "Nothing dated"),
        # for the search: other names, the region, the districts and the towns
        "find": "; ".join(filter(None, (*map(one.facts.get, _FURTHER_NAMES), *_places().get(one.lep, ())))),
        "outcomes": dict.fromkeys(labels, (NO_ANSWER, "No list")) | outcomes,
    }


@cache
def _places() -> dict[str, list[str]]:
    """The districts of each LEP, and after them their towns."""
    towns = {row["district"]: row["towns"].replace("|", "; ") for row in rule_file("names/towns.csv")}
    rows = frozen.read_raw("registers/lep_districts.csv").query("geography_year == district_vintage == '2021'")
    own = ((lep, row["district_name"]) for row in row_dicts(rows) for lep in {row["lep"], row["second_lep"]})
    return {lep: [*names, *(towns.get(name, "") for name in names)] for lep, names in gathered(own).items()}


def names_script(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Who holds a seat and what they are from, with how many seats: for the search of the front page."""
    found = Counter(f"{row['name']}; {row['from']}".strip("; ") for row in rows)
    listed = json.dumps([[words, n] if n > 1 else words for words, n in sorted(found.items())], ensure_ascii=False)
    return f"window.lepNames = {listed};\n".replace("</", "<\\/").encode()


def index_page(
    front: _Front, out: Path, *, failed: Sequence[str], kept: Collection[str], actions: Sequence[Action], stamp: Stamp
) -> str:
    titles, boards = titles_of(front, actions), []
    for row in front["boards"]:
        page = place(row["slug"])
        here = page if (out / page).exists() else ""
        boards.append({**row, "page": here, "failed": row["slug"] in failed, "earlier": page in kept})

    link = re.compile(r'<a href="(boards/[^"#]+)">(.*?)</a>')  # where it leads to no page, its words alone
    linked = link.sub(lambda found: found[0] if (out / found[1]).exists() else found[2], front["squares"])
    body = filled(
        "index.html",
        **{**front, "boards": boards, "squares": Markup(linked)},
        **{name: (out / place(name)).exists() for name in (pages.NATIONAL, pages.PARTNERSHIPS, pages.GALLERY)},
        criteria=list(dict.fromkeys(label for row in boards for label in row["outcomes"])),
        failures=[titles.get(name, name) for name in failed],
        actions=sum(not action.fictional for action in actions),
        fictional=[action for action in actions if action.fictional],
    )
    record = filled("dataset.json", front=front, stamp=stamp)  # the site in the words of schema.org, for programs
    return framed_page([body], front["title"], stamp=stamp, here="home", dataset=record)


def titles_of(front: _Front, actions: Sequence[Action]) -> dict[str, str]:
    boards = {row["slug"]: row["name"] for row in front["boards"]}
    nation = {} if front["shipped"] else {pages.NATIONAL: "All boards of this collection"}
    return pages.AT_THE_TOP | nation | boards | {action.name: action.title for action in actions}


_OF_LIST = ("slug", "lep", "body", "kind", "date", "first", "last", "source", "address")


def register_page(rows: Sequence[Mapping[str, Any]], sectors: Mapping[str, str], stamp: Stamp) -> str:
    """Every seat of every body, list by list: what a list says of all its seats stands above them once."""
    leps = sorted({row["slug"]: row["lep"] for row in rows}.items(), key=lambda pair: pair[1])
    found = gathered((tuple(row[name] for name in _OF_LIST), row) for row in rows)
    lists, seen = list[dict[str, Any]](), set[str]()
    for own in found.values():
        about = own[0]
        address = about["address"] if about["address"].startswith(("https://", "http://")) else ""
        copied = frozen.seen_at(address) if address and frozen.copy_kind(address) != frozen.ORIGINAL else ""
        # the first list of an area leads to its board, and can be linked to
        lists.append({**about, "rows": own, "start": about["slug"] not in seen, "address": address, "copied": copied})
        seen.add(about["slug"])
    given = {"leps": leps, "sectors": dict(sectors), "root": "", "seats": len(rows)}
    body = filled("register.html", lists=lists, bodies=list(dict.fromkeys(row["kind"] for row in rows)), **given)
    return framed_page([body], "The register of members", stamp=stamp, here="register")


VERIFIED_WORDS = {
    "yes-primary": "in the maker's own text",
    "yes-secondary": "in a report of it",
    "partial": "in part",
    "source not seen": "not seen",
}


def method_page(audited: bool, stamp: Stamp) -> str:
    """`rules/method.md`, the criteria with their sources, and the glossary."""
    rows = pd.DataFrame(rule_file("frameworks/private_in_practice.csv"))
    private: dict[str, Any] = {"Partnership": rows["lep"], "When": rows["date"].map(dates.words)}
    private |= {"What was counted": rows["counted"], "Source": "the paper", "Source address": rows["source"]}
    table = framed(markup.html_table(pd.DataFrame(private), "What partnerships counted as private"))
    text = markdown((RULES / "method.md").read_text(encoding="utf-8"))
    shown = {"text": text, "audited": audited, "private": table, "criteria": _criteria()}
    body = filled("method.html", glossary=rule_file("glossary.csv"), stages=rule_file("plans/stages.csv"), **shown)
    return framed_page([body], "Method", stamp=stamp, here="method")


def _criteria() -> str:
    rules = framework_files.frameworks()
    inferred = rules["due_basis"].eq("inferred").map({True: " (inferred)", False: ""})
    shown = {
        "Framework": rules["title"],
        "Criterion": rules["statement"],
        "Asked": [criteria.fraction_words(Fraction(one)) if "/" in one else one for one in rules["threshold"]],
        "Strength": rules["strength"],
        "Due": rules["due"].map(dates.words).replace("no date", "") + inferred,
        "How the rule was seen": rules["verified"].replace(VERIFIED_WORDS),
        # the last word of "source not seen; nearest trace https://…"
        "How the rule was seen address": rules["source"].str.split().str[-1],
    }
    return framed(markup.html_table(pd.DataFrame(shown), "Criteria of every framework"))


CHANGES = "changes.html"


def changes_page(found: pd.DataFrame, stamp: Stamp) -> str:
    """Who joined, left or moved since an earlier state of the boards, and which answers changed."""
    body = filled("changes.html", told=markdown(compared.in_words(found), raw_html=False))
    return framed_page([body], "What changed", stamp=stamp, here="changes")


def corrections_page(stamp: Stamp) -> str:
    """How a correction is made, where to send it, and the signed rows that were applied."""
    signed = frozen.read_raw("corrections.csv")
    signed = signed.iloc[:0] if whose.in_use().hidden else signed  # they say which name was put right
    text = markdown((RULES / "corrections.md").read_text(encoding="utf-8"))
    applied = framed(markup.html_table(correction_rows(signed), f"Signed corrections: {len(signed)}"))
    contact = filled("contact.html", stamp=stamp, ground=whose.in_use().ground)
    pieces = ["<h1>Corrections and contact</h1>", f"{text}{contact}<h2>Corrections applied</h2>{applied}"]
    return framed_page(pieces, "Corrections", stamp=stamp, here="corrections")


def correction_rows(signed: pd.DataFrame) -> pd.DataFrame:
    """The signed rows as a reader sees them; a name that was removed is not repeated."""
    rows = []
    for row in row_dicts(signed):
        what = (row["field"].replace("_", " "), row["published"], row["corrected"], row["reason"])
        shown = ("name removed", "", "", "on request") if row["action"] == "remove" else what
        on = dates.words(row["signed_on"]) if row["signed_on"] else ""
        rows.append((row["correction_id"], row["row_id"], *shown, " ".join(filter(None, (row["signed_by"], on)))))
    return pd.DataFrame(rows, columns=["Correction", "Line", "What", "Was", "Is now", "Why", "Signed"])


def actions_page(actions: Sequence[Action], stamp: Stamp) -> str:
    """The list of such pages, by kind, those of a made-up area apart; where there is none it says so."""
    real, made_up = ([one for one in actions if one.fictional is fictional] for fictional in (False, True))
    groups = [(kind, name, [one for one in real if one.name.startswith(kind)]) for kind, name in pages.KINDS.items()]
    groups = [group for group in (*groups, (pages.TRY, pages.TRY_TITLE, made_up)) if group[-1]]
    body = filled("actions.html", title=pages.ACTIONS_TITLE, groups=groups)
    return framed_page([body], pages.ACTIONS_TITLE, stamp=stamp, here="actions")


def downloads_page(out: Path, stamp: Stamp) -> str:
    titles = {row["table"]: f"{row['title']}: {row['one_row_is']}" for row in rule_file("workbook/sheets.csv")}
    tables = [out / "data" / f"{table}.csv" for table in titles]
    tables += sorted(set((out / "data").glob("*.csv")) - set(tables))
    for_programs = [out / "lepdata-data.zip", out / "data/datapackage.json", out / "run.json"]
    groups = ([out / "lepdata.xlsx"], tables, for_programs, sorted((out / "notebooks").rglob("*.ipynb")))

    def shown(path: Path) -> dict[str, str | None]:
        place, size = path.relative_to(out).as_posix(), path.stat().st_size
        folder, name = path.parent.name, place.removeprefix("data/").removeprefix("notebooks/")
        words = titles.get(path.stem) or pages.KINDS.get(folder) or pages.AT_THE_TOP.get(path.stem)
        told = f"{max(1, round(size / 1000))} kB" if size < 999_500 else f"{size / 1e6:.1f} MB"
        return {"path": place, "name": name, "words": words, "size": told}

    listed = [[shown(path) for path in files if path.is_file()] for files in groups]
    return framed_page([filled("downloads.html", groups=listed)], "Downloads", stamp=stamp, here="downloads")


_SQUARE = re.compile(r'<i class="?lep-square"? data-answer="([^"]*)"(?: data-sure="?(\d)"?)?')


def preview(front: _Front) -> bytes:
    """The title and the squares of the front page as a JPEG; what is not proven is pale."""
    strip = front["squares"].partition("</p><dl")[0]
    heading = re.search(r"<strong>(.*?)</strong>", strip)
    finding = unescape(heading[1]) if heading else ""
    drawn = filled("preview.svg", title=front["title"], finding=finding, squares=_SQUARE.findall(strip))
    return bytes(vl_convert().svg_to_jpeg(drawn, 0.5, 75))
