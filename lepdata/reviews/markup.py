"""Frames, sentences and numbers as a reader sees them, in a notebook and so on a page; published words are escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from html import escape, unescape
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata import display, english, files
from lepdata.judging.judgement import Verdict
from lepdata.read.words import read_role

# The look of what stands here, which a page has once: badges and answers; the squares and the matrix of all boards.
PARTS = tuple(Path(__file__).with_name(name) for name in ("parts.css", "squares.css"))
_IN_JUPYTERLAB = tuple(Path(__file__).with_name(name) for name in ("jupyterlab.css", "jupyterlab-squares.css"))
_LOOKS = (one.read_text("utf-8") for one in (*PARTS, *_IN_JUPYTERLAB))
STYLE, _SQUARES, _TABLES, _GROUPS = (f'<style class="lep-parts">{look}</style>' for look in _LOOKS)
_CAPITALS = {"lep": "LEP", "url": "URL", "id": "ID", "ids": "IDs", "eu": "EU"}
_OF_THIS_SITE = re.compile(r"[\w./-]+\.html(#[\w=&.%-]*)?")
_STACKED = {"How sure", "In words"}  # columns of tables whose cells speak for themselves: a telephone stacks them
_MOST_STACKED = 5  # columns that stand over one another on a telephone; more of them scroll
_LONG_TEXT = 140  # letters; a column with more is not squeezed on a telephone
_BADGES = {
    **{"Met": "met", "Reached": "met", "Missed": "not met", "Not reached": "not met", "No answer": "no answer"},
    **{"Depends on what counts as private": "depends", "Depends": "depends", "Yes": "met", "No": "not met"},
}
LONG = 160  # characters that stand beside finished HTML; the whole would double a notebook
SAID = {"met": "Met", "not met": "Missed", "depends": "Depends", "no answer": "No answer"}  # what is shown of an answer
YES_NO = {"met": "Yes", "not met": "No", "cannot tell": "No answer"}  # the answers to a question
ANSWER = "Answer"  # the column whose words are shown as badges
ADDRESS = " address"  # the column "Source address" holds where the words in the column "Source" lead
LAST = "last-"  # before the name of a row that answers one of the last rules
ANCHOR = f"anchor{ADDRESS}"  # the column that holds by what name a row is linked to

Row = Mapping[Any, Any]
_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:\\W+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*")


def _shown(html: str) -> str:
    """HTML with unseen characters in figures, and words written to the left apart from dates and commas beside them."""
    html = english.visible(html)
    if not _LEFTWARDS.search(html):
        return html
    return re.sub(r"(?:^|>)[^<]*", lambda text: _LEFTWARDS.sub(r"<bdi>\g<0></bdi>", text[0]), html)


class Table(pd.DataFrame):
    """A data frame with a caption, shown as an accessible table; its cells are escaped, its sources are links."""

    caption: str = ""
    folded: bool = False
    html: str = ""  # marks and colours and links to show instead of the words
    _metadata = ["caption", "folded"]  # noqa: RUF012 - pandas reads this list

    @property
    def _constructor(self) -> type[Table]:
        return Table

    def _repr_html_(self) -> str:
        shown = _shown(self.html or html_table(self, self.caption))
        summary = escape(english.visible(self._in_short()))
        if self.html or not self.folded:
            return shown
        return "" if self.empty else f'<details class="lep-details"><summary>{summary}</summary>{shown}</details>'

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        # one line of text: the whole frame beside its HTML would double every executed notebook
        look = (_SQUARES + _GROUPS) * bool(self.html) + _TABLES  # the colours, where no page brings them
        return {"text/html": look + self._repr_html_(), "text/plain": self._in_short()}

    def _in_short(self) -> str:
        return f"{self.caption} ({english.plural(len(self), 'row')})"


class Sentences(tuple[str, ...]):
    """Plain sentences, in order; shown as a short text."""

    def __str__(self) -> str:
        return " ".join(self)

    def _repr_html_(self) -> str:
        return '<div class="lep-sentences">' + "".join(f"<p>{_shown(escape(s))}</p>" for s in self) + "</div>"


class Caveats(Sentences):
    """Sentences to bear in mind; shown as a list in a box."""

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{_shown(escape(s))}</li>" for s in self)
        return f'<div class="lep-caveats"><p><strong>Bear in mind</strong></p><ul>{items}</ul></div>' if self else ""


class Markup(str):
    """Finished HTML that a notebook shows as it is. Only reviews make it, from escaped words."""

    def _repr_html_(self) -> str:
        return _shown(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": _shown(self), "text/plain": self._in_short()}

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(self._in_short())  # IPython's own printer of a str would go before the bundle

    def _in_short(self) -> str:
        text = " ".join(unescape(re.sub(r"<[^>]*>", " ", self.removeprefix(STYLE))).split())
        return text if len(text) < LONG else text[:LONG] + "…"


def render(template: str, **context: Any) -> Markup:
    return Markup(display.filled(template, **context))


def show(frame: pd.DataFrame | pd.Series, caption: str = "", folded: bool = False) -> Table:
    """A frame as the pages show tables: accessible, captioned, with links where addresses are given.

    Parameters
    ----------
    frame : DataFrame or Series
        Names of columns become headings: "job_and_organisation" is "Job and organisation". A column "source_address"
        makes the cells of "source" links and is not shown. A named index, such as that of a groupby, is shown.
    caption : str
        Stands above the table, and is what a screen reader says of it.
    folded : bool
        Show the caption alone, and the table when the reader asks.

    Examples
    --------
    >>> members = pd.DataFrame({"sector": ["Private", "Council", "Private"]})
    >>> list(show(members.groupby("sector").size().rename("members"), "Members by sector"))
    ['Sector', 'Members']
    """
    frame = frame.to_frame() if isinstance(frame, pd.Series) else frame
    frame = frame.set_axis(list(map(str, frame.columns)), axis="columns")
    frame = frame.reset_index() if any(frame.index.names) else frame
    return captioned(frame.rename(columns=in_heading), caption, folded)


def in_heading(column: str) -> str:
    """A column's name as a heading, "list_date" as "List date"; in lower case with "_" for " " it is the name again."""
    return english.capital(" ".join(_CAPITALS.get(word, word) for word in column.split("_")))


def table_of(rows: Iterable[Any], columns: Iterable[str], caption: str) -> Table:
    return captioned(pd.DataFrame(list(rows), columns=list(columns)), caption)


def captioned(frame: pd.DataFrame, caption: str, folded: bool = False, html: str = "") -> Table:
    """A frame whose columns are headings already, as a table."""
    table = Table(frame)
    table.caption, table.folded, table.html = caption, folded, html
    return table


def html_table(frame: pd.DataFrame, caption: str) -> str:
    """A frame as an HTML table: caption, column headings with scope, the first column as row headings."""
    if frame.empty:
        return f'<p class="lep-note">{escape(caption)}: none.</p>'
    shown = [column for column in frame.columns if not str(column).endswith(ADDRESS)]
    head = "".join(f"<th scope=col>{escape(str(column))}" for column in shown)  # end tags go without saying
    body = "".join(_html_row(row, shown) for row in display.row_dicts(frame))
    top = f"<caption>{escape(caption)}</caption><thead><tr>{head}</thead>"
    kind = '"lep-table lep-answered"' if _STACKED & set(shown) and len(shown) <= _MOST_STACKED else "lep-table"
    return f"<table class={kind}>{top}<tbody>{body}</tbody></table>"  # the site frames tables that are wide


def _html_row(row: Row, shown: list[Any]) -> str:
    cells: list[str] = []
    for column in shown:
        value, letters = row[column], len(str(row[column]))
        kind = " class=lep-number" * bool(cells) if isinstance(value, int | float) else ""
        if letters > _LONG_TEXT:
            kind = ' class="lep-long lep-longer"' if letters > 4 * _LONG_TEXT else " class=lep-long"
        tag = f"<td{kind}>" if cells else f"<th scope=row{kind}>"
        source = _text_or(row.get(f"{column}{ADDRESS}", ""))
        answered = column == ANSWER and value in _BADGES
        cells.append(tag + (badge(value) if answered else link(_text_or(value), source)))
    name = f' id="{escape(row[ANCHOR])}"' if row.get(ANCHOR) else ""
    return f"<tr{name}>{''.join(cells)}"


def badge(words: str) -> str:
    return f'<span data-outcome="{_BADGES[words]}">{escape(words)}</span>'


def _text_or(value: Any, missing: str = "") -> str:
    return missing if pd.isna(value) else str(value)


def link(words: str, address: str) -> str:
    """Escaped words, as a link where the address is one of the web or of this site."""
    safe = address.startswith(("https://", "http://")) or _OF_THIS_SITE.fullmatch(address) is not None
    return f'<a href="{escape(address, quote=True)}">{escape(words)}</a>' if safe else escape(words)


# --- the words and numbers of the tables, for a reader

_SECTORS, _COMPLETENESS = files.rule_file("names/sectors.csv"), files.rule_file("names/completeness.csv")
SECTOR_WORDS = {row["sector"]: row["name"] for row in _SECTORS}
# in the Analysis Function's categorical palette, then two greys
SECTOR_COLOURS = {row["name"]: row["colour"] for row in _SECTORS}
_DEFINITIONS = {"business": "Business", "as-published": "As published", "national-accounts": "National accounts"}
DEFINITION_WORDS = {**_DEFINITIONS, "": ""}
COMPLETENESS_WORDS = {row["completeness"]: row["name"] for row in _COMPLETENESS}
WHICH_LIST = {row["completeness"]: row["list"] for row in _COMPLETENESS}  # "the full list of", before a date


def who(seat: Row) -> str:
    """The name as shown, with honorific and letters; "(vacant)" or "(holder not named)" where nobody is named."""
    name = " ".join(filter(None, (seat["honorific"], seat["person"], seat["postnominals"])))
    return name or ("(vacant)" if seat["place"] == "vacancy" else "(holder not named)")


def job_and_organisation(seat: Row) -> str:
    """The job, and the organisation or else the capacity; words that only repeat the role are left out."""
    role, texts = seat["role_read"], (seat["job_title"], seat["capacity_as_published"])
    job, capacity = ("" if read_role(text) == role else text for text in texts)
    return ", ".join(filter(None, (job, seat["organisation_shown"] or capacity)))


def reading(verdict: Verdict) -> str:
    """Which definition and which denominator a verdict takes, for a label."""
    definition = DEFINITION_WORDS[verdict.definition or ""]
    of_whom = "" if verdict.denominator == "all" else verdict.denominator
    return english.capital(", ".join(filter(None, (definition, of_whom)))) or "Everyone"


def percent(part: Fraction) -> str:
    """A share in whole per cent, for words only: comparisons are made with the fraction."""
    value = part * 100
    return f"{float(value):.1f}%" if 0 < value < 1 or 99 < value < 100 else f"{round(value)}%"


def span(least: int, most: int) -> str:
    """A number known between two: "2", "2 to 5"."""
    return str(least) if least == most else f"{least} to {most}"
