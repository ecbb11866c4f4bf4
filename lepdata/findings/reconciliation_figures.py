"""Published figures in one form: counts without names, and what newspapers, Parliament and studies printed."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

import pandas as pd

from lepdata.findings.reconciliation_measures import FIGURES
from lepdata.model.dates import interval
from lepdata.registers import read_raw
from lepdata.seats import count_days

COMPOSITIONS = "compositions/published_compositions.csv"
PUBLISHED = "figures/published_figures.csv"
PERCENTAGES = "figures/published_percentages.csv"
COLUMNS = ("figure_id", "about", "lep", "body", "as_at", "measure", "value", "of", "as_published", "note", "source_url")
_PERCENT = re.compile(r"^(?:about )?(\d+(?:\.\d+)?)\s*%$")


def figures() -> pd.DataFrame:
    """Every published figure that lepdata may be held against, as text.

    Returns
    -------
    DataFrame
        figure_id, about, lep, body, as_at, measure, value, of, as_published, note, source_url; `date_from` and
        `date_to`, the first and last day that the figure may speak of, "" where its source gives no date; `series`, the
        name of the table or study that it belongs to, "" for a figure that stands alone.

    Examples
    --------
    >>> figures().set_index("figure_id").loc["c01", ["measure", "value", "of", "date_from"]].tolist()
    ['women', '3', '16', '2018-08-01']
    """
    rows = pd.concat([_compositions(), read_raw(PUBLISHED)], ignore_index=True)[list(COLUMNS)]
    spans = [span(as_at, note) for as_at, note in rows[["as_at", "note"]].itertuples(index=False, name=None)]
    dated = rows.assign(date_from=[first for first, _ in spans], date_to=[last for _, last in spans])
    return dated.assign(series=dated["source_url"].map(_series()).fillna(""))


def _series() -> dict[str, str]:
    rows = pd.read_csv(FIGURES / "series.csv", dtype=str, keep_default_na=False)
    return dict(zip(rows["source_url"], rows["series"], strict=True))


def _compositions() -> pd.DataFrame:
    names = {"composition_id": "figure_id", "group": "measure", "count": "value"}
    return read_raw(COMPOSITIONS).rename(columns=names).assign(about="")


def span(as_at: str, note: str = "") -> tuple[str, str]:
    """First and last day that a figure's date may mean; "2018-08/2018-12" is a stretch of time.

    Parameters
    ----------
    as_at : str
        As the tables have it; "" where no date was printed.
    note : str, optional
        What else the source says, which may tell the months of a year, or that no year was printed.

    Examples
    --------
    >>> span("2019-10/2020-03"), span("2012", "year not printed")
    (('2019-10-01', '2020-03-31'), ('', ''))
    """
    if "/" not in as_at:
        return count_days(as_at, note)
    first, last = (interval(part) or ("", "") for part in as_at.split("/"))
    return first[0], last[1]


def share_range(as_published: str) -> tuple[Fraction, Fraction] | None:
    """The shares that a published per cent, or a share in words, may stand for; None where it is neither.

    A rounded per cent stands for everything that rounds to it, both ends counted.

    Examples
    --------
    >>> share_range("23%"), share_range("two thirds"), share_range("15-strong")
    ((Fraction(9, 40), Fraction(47, 200)), (Fraction(2, 3), Fraction(1, 1)), None)
    """
    found = _PERCENT.match(as_published)
    if found:
        percent, half = Fraction(found[1]), Fraction(1, 2)
        return max(Fraction(0), (percent - half) / 100), min(Fraction(1), (percent + half) / 100)
    return _shares_in_words().get(as_published)


@cache
def _shares_in_words() -> dict[str, tuple[Fraction, Fraction]]:
    rows = pd.read_csv(FIGURES / "shares.csv", dtype=str, keep_default_na=False).to_dict("records")
    return {row["words"]: (Fraction(row["lowest"]), Fraction(row["highest"])) for row in rows}
