"""The method page: how it is done, every criterion with its source, and a glossary."""

from __future__ import annotations

from html import escape

import pandas as pd

from lepdata.model.dates import words
from lepdata.model.places import RULES
from lepdata.model.rule_files import rule_file
from lepdata.publish.fragments import markdown
from lepdata.publish.pages import Stamp, framed_page
from lepdata.reviews.show import html_table
from lepdata.verdicts import frameworks

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
    """`rules/method.md`, the criteria with their sources, and the glossary.

    Parameters
    ----------
    audited : bool
        Whether the site has a page on how far to trust the sectors, which is then linked.
    stamp : Stamp
        For the footer.
    """
    text = markdown((RULES / "method.md").read_text(encoding="utf-8"))
    pieces = ["<h1>Method</h1>", text, AUDIT_LINK if audited else "", _criteria(), _glossary()]
    return framed_page(pieces, "Method", stamp=stamp, here="method")


def _criteria() -> str:
    rules = frameworks()
    shown = {
        "Framework": rules["title"],
        "Criterion": rules["statement"],
        "Asked": rules["threshold"],
        "Strength": rules["strength"],
        "Due": rules["due"].map(words).replace("no date", ""),
        "How the rule was seen": rules["verified"].replace(VERIFIED_WORDS),
        # the last word of "source not seen; nearest trace https://…"
        "How the rule was seen address": rules["source"].str.split().str[-1],
    }
    return "<h2>Every criterion</h2>" + html_table(pd.DataFrame(shown), "Criteria of every framework")


def _glossary() -> str:
    rows = rule_file("glossary.csv")
    terms = "".join(f"<dt>{escape(row['term'])}</dt><dd>{escape(row['meaning'])}</dd>" for row in rows)
    return f'<h2 id="glossary">Glossary</h2><dl class="lep-glossary">{terms}</dl>'
