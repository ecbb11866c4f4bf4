"""The sources' own sums: do their per cent recompute, and do their parts make up the whole they print?"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import pandas as pd

from lepdata.findings.reconciliation_figures import PERCENTAGES, figures, share_range
from lepdata.findings.reconciliation_measures import FIGURES
from lepdata.registers import read_raw

HOLDS, FAILS, OPEN = "holds", "does not hold", "cannot be checked"
CHECK_COLUMNS = ("check_id", "kind", "about", "printed", "recomputed", "outcome", "because", "source_url")
Row = dict[str, str]


def check_arithmetic(published: pd.DataFrame | None = None) -> pd.DataFrame:
    """Recompute every per cent and every sum that the sources of the figures print themselves.

    Parameters
    ----------
    published : DataFrame, optional
        What `figures` returns; the shipped ones by default. A check whose figures are not there is left out.

    Returns
    -------
    DataFrame
        `CHECK_COLUMNS`, all text. `outcome` is "holds", "does not hold", or "cannot be checked" where a number is
        missing. A rounded per cent holds if anything that rounds to it does.

    Examples
    --------
    >>> checks = check_arithmetic().set_index("check_id")
    >>> checks.loc["hertfordshire-seats", ["printed", "recomputed", "outcome"]].tolist()
    ['15', '16', 'does not hold']
    """
    rows = (figures() if published is None else published).to_dict("records")
    known = {str(row["figure_id"]): {str(key): str(value) for key, value in row.items()} for row in rows}
    made = [_percent(known[figure], percent) for figure, percent in _percents(known)]
    made += [_sum(rule, known) for rule in _sums() if _figures_of(rule) <= known.keys()]
    return pd.DataFrame(made, columns=list(CHECK_COLUMNS), dtype=str)


def _percents(known: dict[str, Row]) -> list[tuple[str, str]]:
    beside = read_raw(PERCENTAGES)[["figure_id", "percent"]].itertuples(index=False, name=None)
    own = [(figure, row["as_published"]) for figure, row in known.items() if row["as_published"].endswith("%")]
    return [*own, *((figure, f"{percent}%") for figure, percent in beside if figure in known)]


def _percent(figure: Row, percent: str) -> Row:
    common = {"check_id": f"{figure['figure_id']}-percent", "kind": "per cent", "printed": percent}
    common |= {"about": _about(figure), "source_url": figure["source_url"]}
    spread = share_range(percent)
    if spread is None or not figure["of"]:
        return common | {
            "recomputed": "",
            "outcome": OPEN,
            "because": "The source does not print what it is a share of.",
        }
    whole = int(figure["of"])
    if not figure["value"]:
        return common | _any_number(spread, whole)
    share = Fraction(int(figure["value"]), whole)
    outcome = HOLDS if spread[0] <= share <= spread[1] else FAILS
    percent = f"{float(100 * share):.1f}%"
    said = f"{figure['value']} of {whole} is {percent}."
    return common | {"recomputed": percent, "outcome": outcome, "because": said}


def _any_number(spread: tuple[Fraction, Fraction], whole: int) -> Row:
    """Whether some whole number of the whole rounds to the printed per cent."""
    least, most = ceil(spread[0] * whole), floor(spread[1] * whole)
    if least > most:
        return {"recomputed": "", "outcome": FAILS, "because": f"No whole number of {whole} rounds to it."}
    numbers = f"{least} to {most}" if least < most else str(least)
    said = f"{numbers} of {whole} round to it."
    return {"recomputed": f"{numbers} of {whole}", "outcome": HOLDS, "because": said}


def _about(figure: Row) -> str:
    return figure["about"] or f"{figure['measure']}, {figure['lep']}, {figure['as_at'] or 'no date'}"


def _sums() -> list[Row]:
    rows = pd.read_csv(FIGURES / "sums.csv", dtype=str, keep_default_na=False).to_dict("records")
    return [{str(key): str(value) for key, value in row.items()} for row in rows]


def _figures_of(rule: Row) -> set[str]:
    return {part.partition(":")[0] for part in (*rule["parts"].split(), rule["whole"])}


def _sum(rule: Row, known: dict[str, Row]) -> Row:
    whole = known[rule["whole"].partition(":")[0]]
    common = {
        "check_id": rule["id"],
        "kind": rule["kind"],
        "about": rule["statement"],
        "source_url": whole["source_url"],
    }
    if rule["kind"] == "same percent":
        return common | _same(known[rule["parts"]]["as_published"], whole["as_published"], rule["reason"])
    parts = [_number(part, known) for part in rule["parts"].split()]
    printed = _number(rule["whole"], known)
    if not printed or not all(parts):
        return common | {
            "printed": printed,
            "recomputed": "",
            "outcome": OPEN,
            "because": "A number is missing.",
        }
    total = sum(map(int, parts))
    outcome = HOLDS if total == int(printed) else FAILS
    said = f"{' + '.join(parts)} = {total}; the source prints {printed}. {rule['reason']}."
    return common | {"printed": printed, "recomputed": str(total), "outcome": outcome, "because": said}


def _same(one: str, other: str, reason: str) -> Row:
    outcome = HOLDS if one == other else FAILS
    said = f"{one} and {other}. {reason}."
    return {"printed": other, "recomputed": one, "outcome": outcome, "because": said}


def _number(part: str, known: dict[str, Row]) -> str:
    """A figure's number, or with ":of" the whole it is taken from."""
    figure, _, column = part.partition(":")
    return known[figure][column or "value"]
