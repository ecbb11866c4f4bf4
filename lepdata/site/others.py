"""The pages beside those of notebooks: the register, the method, corrections, and the list of plans and progress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Any

import pandas as pd

from lepdata.collections.compared import in_words
from lepdata.dates import words
from lepdata.files import RULES, rule_file
from lepdata.judging.criteria import fraction_words
from lepdata.judging.framework_files import frameworks
from lepdata.registers import frozen
from lepdata.registers.frozen import ORIGINAL, copy_kind, seen_at
from lepdata.registers.whose import in_use
from lepdata.reviews.markup import html_table
from lepdata.site.html import framed, markdown, render
from lepdata.site.pages import ACTIONS_TITLE, KINDS, TRY, TRY_TITLE, Stamp, framed_page, is_fictional, place

HEADINGS = ("Name", "Role", "Job and organisation", "Sector", "Member")
_OF_LIST = ("slug", "lep", "body", "kind", "date", "first", "last", "source", "address")


def register_page(rows: Sequence[Mapping[str, Any]], sectors: Mapping[str, str], stamp: Stamp) -> str:
    """Every seat of every body, list by list: what a list says of all its seats stands above them once."""
    leps = sorted({row["slug"]: row["lep"] for row in rows}.items(), key=lambda pair: pair[1])
    found: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in _OF_LIST), []).append(row)
    lists, seen = list[dict[str, Any]](), set[str]()
    for key, own in found.items():
        about: dict[str, Any] = dict(zip(_OF_LIST, key, strict=True))
        address = about["address"] if about["address"].startswith(("https://", "http://")) else ""
        copied = seen_at(address) if address and copy_kind(address) != ORIGINAL else ""
        # the first list of an area leads to its board, and can be linked to
        lists.append({**about, "rows": own, "start": about["slug"] not in seen, "address": address, "copied": copied})
        seen.add(about["slug"])
    given = {"leps": leps, "sectors": dict(sectors), "headings": HEADINGS, "root": "", "seats": len(rows)}
    body = render("register.html", lists=lists, bodies=list(dict.fromkeys(row["kind"] for row in rows)), **given)
    return framed_page([body], "The register of members", stamp=stamp, here="register")


VERIFIED_WORDS = {
    "yes-primary": "in the maker's own text",
    "yes-secondary": "in a report of it",
    "partial": "in part",
    "source not seen": "not seen",
}
AUDIT_LINK = (
    "<h2>How far to trust the sectors</h2><p>The answers were held against a careful reader’s: "
    '<a href="trust.html">what is right, what is wrong and what stays unknown</a>.</p>'
)


def method_page(audited: bool, stamp: Stamp) -> str:
    """`rules/method.md`, the criteria with their sources, and the glossary."""
    text = markdown((RULES / "method.md").read_text(encoding="utf-8"))
    terms = (f"<dt>{escape(row['term'])}</dt><dd>{escape(row['meaning'])}</dd>" for row in rule_file("glossary.csv"))
    glossary = f'<h2 id="glossary">Glossary</h2><dl class="lep-glossary">{"".join(terms)}</dl>'
    pieces = ["<h1>Method</h1>", text, AUDIT_LINK if audited else "", _private_in_practice(), _criteria(), glossary]
    return framed_page(pieces, "Method", stamp=stamp, here="method")


def _private_in_practice() -> str:
    """What partnerships themselves counted as private, as their papers show."""
    rows, title = pd.DataFrame(rule_file("frameworks/private_in_practice.csv")), "What partnerships counted as private"
    shown: dict[str, Any] = {"Partnership": rows["lep"], "When": rows["date"].map(words)}
    shown |= {"What was counted": rows["counted"], "Source": "the paper", "Source address": rows["source"]}
    return f"<h2>{title}</h2>" + framed(html_table(pd.DataFrame(shown), title))


def _criteria() -> str:
    rules = frameworks()
    inferred = rules["due_basis"].eq("inferred").map({True: " (inferred)", False: ""})
    shown = {
        "Framework": rules["title"],
        "Criterion": rules["statement"],
        "Asked": [fraction_words(Fraction(one)) if "/" in one else one for one in rules["threshold"]],
        "Strength": rules["strength"],
        "Due": rules["due"].map(words).replace("no date", "") + inferred,
        "How the rule was seen": rules["verified"].replace(VERIFIED_WORDS),
        # the last word of "source not seen; nearest trace https://…"
        "How the rule was seen address": rules["source"].str.split().str[-1],
    }
    return "<h2>Every criterion</h2>" + framed(html_table(pd.DataFrame(shown), "Criteria of every framework"))


CHANGES = "changes.html"


def changes_page(found: pd.DataFrame, stamp: Stamp) -> str:
    """Who joined, left or moved since an earlier state of the boards, and which answers changed."""
    about = (
        "<h1>What changed</h1><p>Since the earlier edition. “Joined” and “left” are said only between two full lists; "
        "elsewhere somebody is newly or no longer seen.</p>"
    )
    return framed_page([about, markdown(in_words(found), raw_html=False)], "What changed", stamp=stamp, here="changes")


def corrections_page(stamp: Stamp) -> str:
    """How a correction is made, where to send it, and the signed rows that were applied."""
    signed = frozen.read_raw("corrections.csv")
    signed = signed.iloc[:0] if in_use().hidden else signed  # they say which name was put right
    text = markdown((RULES / "corrections.md").read_text(encoding="utf-8"))
    applied = framed(html_table(correction_rows(signed), f"Signed corrections: {len(signed)}"))
    contact = render("contact.html", stamp=stamp, ground=in_use().ground)
    pieces = ["<h1>Corrections and contact</h1>", f"{text}{contact}<h2>Corrections applied</h2>{applied}"]
    return framed_page(pieces, "Corrections", stamp=stamp, here="corrections")


def correction_rows(signed: pd.DataFrame) -> pd.DataFrame:
    """The signed rows as a reader sees them; a name that was removed is not repeated."""
    rows = []
    for row in signed.to_dict("records"):
        what = (row["field"].replace("_", " "), row["published"], row["corrected"], row["reason"])
        shown = ("name removed", "", "", "on request") if row["action"] == "remove" else what
        on = words(row["signed_on"]) if row["signed_on"] else ""
        rows.append((row["correction_id"], row["row_id"], *shown, " ".join(filter(None, (row["signed_by"], on)))))
    return pd.DataFrame(rows, columns=["Correction", "Line", "What", "Was", "Is now", "Why", "Signed"])


@dataclass(frozen=True)
class Action:
    """One page of a plan, of progress or of a stock-take, as the list of such pages shows it. Text, not HTML."""

    name: str
    title: str
    about: str

    @property
    def address(self) -> str:
        return place(self.name)

    @property
    def folder(self) -> str:
        return self.name.rpartition("/")[0]

    @property
    def fictional(self) -> bool:
        return is_fictional(self.name, self.title)


def actions_page(actions: Sequence[Action], stamp: Stamp) -> str:
    """The list of such pages, by kind, those of a made-up area apart; where there is none it says so."""
    real, made_up = ([one for one in actions if one.fictional is fictional] for fictional in (False, True))
    groups = [
        {"folder": folder, "heading": heading, "intro": intro, "actions": own}
        for folder, (heading, intro) in KINDS.items()
        if (own := [one for one in real if one.folder == folder])
    ]
    groups += [{"folder": TRY, "heading": TRY_TITLE, "intro": _TRY, "actions": made_up}] if made_up else []
    body = render("actions.html", title=ACTIONS_TITLE, groups=groups)
    return framed_page([body], ACTIONS_TITLE, stamp=stamp, here="actions")


_TRY = "Every kind of page once, for an area, people and answers that are invented: to see what such a page can say."
