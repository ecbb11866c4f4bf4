"""Figures that others published of boards: what each says, when it was so, and every sum a source prints done again."""

import re
from fractions import Fraction
from math import ceil, floor
from typing import Any

import pandas as pd

from lepdata import files, schema
from lepdata.display import row_dicts
from lepdata.registers.frozen import read_raw
from lepdata.seating.boards import count_days

Row = dict[str, Any]
_PERCENT = re.compile(r"^(?:about )?(\d+(?:\.\d+)?)\s*%$")


def published_figures() -> list[Row]:
    """Every published figure that the lists may be held against, as text, with its days and its series."""
    names = {"composition_id": "figure_id", "group": "measure", "count": "value"}
    compositions = read_raw("compositions/published_compositions.csv").rename(columns=names).assign(about="")
    rows = pd.concat([compositions, read_raw("figures/published_figures.csv")], ignore_index=True)
    page, year = rows["source_url"].str.partition("?")[0], rows["as_at"].str[:4]
    number = rows["value"].where(rows["value"] != "", rows["as_published"])
    figure, told = rows["lep"] + "|" + rows["measure"] + "|" + number + "|" + year + "|" + page, rows["about"] != ""
    rows = rows[told | ~figure.isin(figure[told])]  # some stand in both tables
    series = {row["source_url"]: row["series"] for row in files.rule_file("figures/series.csv")}
    found = row_dicts(rows.assign(series=rows["source_url"].map(series).fillna("")))
    days = (count_days(row["as_at"], row["note"]) for row in found)
    return [row | {"date_from": first, "date_to": last} for row, (first, last) in zip(found, days, strict=True)]


def share_range(as_published: str) -> tuple[Fraction, Fraction] | None:
    """The shares that a published per cent, or a share in words, may stand for; None where it is neither."""
    if found := _PERCENT.match(as_published):
        percent, half = Fraction(found[1]), Fraction(1, 2)
        return max(Fraction(0), (percent - half) / 100), min(Fraction(1), (percent + half) / 100)
    row = next((row for row in files.rule_file("figures/shares.csv") if row["words"] == as_published), None)
    return (Fraction(row["lowest"]), Fraction(row["highest"])) if row else None


HOLDS, FAILS, OPEN = "holds", "does not hold", "cannot be checked"


def check_arithmetic() -> pd.DataFrame:
    """Recompute every per cent and every sum that the sources of the figures print: the stored columns, all text."""
    known = {row["figure_id"]: row for row in published_figures()}
    beside = read_raw("figures/published_percentages.csv")
    printed = [(figure, row["as_published"]) for figure, row in known.items() if row["as_published"].endswith("%")]
    printed += zip(beside["figure_id"], beside["percent"] + "%", strict=True)
    made = [_percent(known[figure], percent) for figure, percent in printed if figure in known]
    for rule in files.rule_file("figures/sums.csv"):
        # a figure's number, or with ":of" the whole it is taken from
        named = [cell.partition(":") for cell in (*rule["parts"].split(), rule["whole"])]
        if all(figure in known for figure, *_ in named):
            made.append(_sum(rule, [(known[figure], column) for figure, _, column in named]))
    return pd.DataFrame(made, columns=schema.columns("figure_checks", stored=True), dtype=str)


def _percent(figure: Row, percent: str) -> tuple[str, ...]:
    value, of = figure["value"], figure["of"]
    about = figure["about"] or f"{figure['measure']}, {figure['lep']}, {figure['as_at'] or 'no date'}"
    numbers, recomputed, outcome = of, "", OPEN
    bounds = share_range(percent)
    if bounds and of and value:
        share = Fraction(int(value), int(of))
        numbers, recomputed = f"{value} of {of}", f"{float(100 * share):.1f}%"
        outcome = HOLDS if bounds[0] <= share <= bounds[1] else FAILS
    elif bounds and of:  # whether some whole number of the whole rounds to the printed per cent
        least, most = ceil(bounds[0] * int(of)), floor(bounds[1] * int(of))
        outcome = HOLDS if least <= most else FAILS
        recomputed = f"{least if least == most else f'{least} to {most}'} of {of}" if least <= most else ""
    head = (f"{figure['figure_id']}-percent", "per cent", about)
    return (*head, percent, numbers, recomputed, outcome, figure["source_url"])


def _sum(rule: Row, named: list[tuple[Row, str]]) -> tuple[str, ...]:
    same = rule["kind"] == "same percent"
    *parts, printed = cells = [figure[column or ("as_published" if same else "value")] for figure, column in named]
    numbers, recomputed = "", parts[0] if same else ""
    if all(cells) and not same:
        numbers, recomputed = " + ".join(parts), str(sum(map(int, parts)))
    outcome = OPEN if not (same or recomputed) else HOLDS if recomputed == printed else FAILS
    head = (rule["id"], rule["kind"], rule["statement"])
    return (*head, printed, numbers, recomputed, outcome, named[-1][0]["source_url"])


def sum_in_words(row: Row) -> str:
    recomputed, numbers = row["recomputed"], row["numbers"]
    if row["kind"] == "per cent":
        if row["outcome"] == OPEN:
            return "The source does not print what it is a share of."
        if not recomputed:
            return f"No whole number of {numbers} rounds to it."
        return f"{numbers} is {recomputed}." if " of " in numbers else f"{recomputed} round to it."
    if row["outcome"] == OPEN:
        return "A number is missing."
    reason = next(rule["reason"] for rule in files.rule_file("figures/sums.csv") if rule["id"] == row["check_id"])
    if row["kind"] == "same percent":
        return f"{recomputed} and {row['printed']}. {reason}."
    return f"{numbers} = {recomputed}; the source prints {row['printed']}. {reason}."
