"""INTEGRATION -> the reviews that follow it: between which days each opens and closes, and how it stands at a."""

from __future__ import annotations

import pandas as pd

from lepdata.dates import months_before
from lepdata.progress.integration import Integration
from lepdata.progress.periods import Period
from lepdata.progress.rule_rows import rule_rows

REVIEW_COLUMNS = (
    "lep",
    "point",
    "label",
    "opens_first",
    "opens_last",
    "closes_first",
    "closes_last",
    "state",
    "about",
    "ours",
    "version",
    "source",
)
NOT_YET, NOW, PAST, CANNOT_TELL = "not yet", "now", "past", "cannot tell"


def review_points() -> pd.DataFrame:
    """The reviews after integration as the rules have them: id, kind, label, months_from, months_to, about, source."""
    return pd.DataFrame(rule_rows("review_points.csv"))


def reviews_due(of: Integration, as_at: str = "") -> pd.DataFrame:
    """When each review of one partnership falls, reckoned from both ends of its date of integration.

    Parameters
    ----------
    of : Integration
        What `integration` returns.
    as_at : str, optional
        An ISO day to judge at; "" judges at none and leaves `state` empty.

    Returns
    -------
    DataFrame
        `REVIEW_COLUMNS`, one row per review: it opens on a day between `opens_first` and `opens_last` and closes
        between `closes_first` and `closes_last` ("" where nothing bounds it). `state` is "not yet", "now" or "past",
        two of them with "or" where the dates leave both open, "cannot tell" where they leave all.

    Examples
    --------
    >>> from lepdata.progress.integration import integration
    >>> reviews_due(integration("The Marches"), "2024-10-15")[["point", "state"]].values.tolist()[1:3]
    [['6-months', 'now'], ['6-to-9-months', 'now']]
    """
    rows = [_row(of, rule, as_at) for rule in rule_rows("review_points.csv")]
    return pd.DataFrame(rows, columns=list(REVIEW_COLUMNS))


def _row(of: Integration, rule: dict[str, str], as_at: str) -> dict[str, str]:
    opens = _after(of.period, int(rule["months_from"]))
    closes = _after(of.period, int(rule["months_to"]))
    return {
        "lep": of.lep,
        "point": rule["id"],
        "label": rule["label"],
        "opens_first": opens[0],
        "opens_last": opens[1],
        "closes_first": closes[0],
        "closes_last": closes[1],
        "state": state(opens, closes, as_at) if as_at else "",
        **{name: rule[name] for name in ("about", "ours", "version", "source")},
    }


def _after(period: Period, months: int) -> tuple[str, str]:
    first, last = (months_before(day, -months) if day else "" for day in (period.first, period.last))
    return first, last


def state(opens: tuple[str, str], closes: tuple[str, str], as_at: str) -> str:
    """How a review stands at a day, where the days it opens and closes are known only as intervals.

    Parameters
    ----------
    opens, closes : tuple of str
        The first and last ISO day of each; a first of "" is not bounded from below, a last of "" is not known.
    as_at : str
        An ISO day.

    Examples
    --------
    >>> state(("2024-07-01",) * 2, ("2024-08-01",) * 2, "2024-08-01")
    'now'
    >>> state(("2024-07-01", "2024-07-30"), ("2024-08-01", "2024-08-30"), "2024-07-10")
    'not yet or now'
    """
    if not closes[1]:
        return CANNOT_TELL
    may_be = {
        NOT_YET: as_at < opens[1],
        NOW: opens[0] <= as_at <= closes[1],
        PAST: closes[0] < as_at,
    }
    left = [name for name, possible in may_be.items() if possible]
    return CANNOT_TELL if len(left) == len(may_be) else " or ".join(left)
