"""The share that each list allows: over all readings and by each, with seats nobody saw, beside published counts."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from lepdata.dates import words
from lepdata.judging.criteria import Criterion, Framework
from lepdata.nation.outcomes import of_rule
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.vocabulary import MAIN_BOARD

COUNT_COLUMNS = ("lep", "as_at", "date_from", "count", "of", "share", "source_url")


def ranges(answers: pd.DataFrame, rule: Criterion, rules: Framework) -> pd.DataFrame:
    """One row a usable list, oldest first: the lowest and highest share over all readings, of those listed.

    `unseen_lowest` and `unseen_highest` are those of a board with seats nobody saw, up to the size limit of the rules.
    """
    own = of_rule(answers, rule.id)
    own = own[own["members"] > 0].sort_values("as_at", kind="stable", ignore_index=True)
    members, fewest, most = (own[name].astype(int) for name in ("members", "fewest", "most"))
    size = members.where(own["completeness"] == "full", members.clip(lower=_limit(rules)))
    return own.assign(
        lowest=fewest / members,
        highest=most / members,
        unseen_lowest=fewest / size,
        unseen_highest=(most + size - members) / size,
    )


def _limit(rules: Framework) -> int:
    """The most members that a board may have; 0 where no rule says."""
    limits = [one.limit.numerator for one in rules.criteria if (one.kind, one.who) == ("ceiling", "everyone")]
    return min(limits, default=0)


def by_reading(verdicts: pd.DataFrame, rule: Criterion) -> pd.DataFrame:
    """The same by each reading of private, one row a usable list and reading."""
    asked = (verdicts["criterion"] == rule.id) & (verdicts["denominator"] == "all")
    own = verdicts[asked & verdicts["completeness"].isin(CARRIES_A_SHARE)]
    own = own.astype(dict.fromkeys(("for", "against", "unknown"), "int64"))
    listed = own["for"] + own["against"] + own["unknown"]
    own, listed = own[listed > 0], listed[listed > 0]
    return own.assign(lowest=own["for"] / listed, highest=(own["for"] + own["unknown"]) / listed)


def published_counts(compositions: pd.DataFrame, group: str) -> pd.DataFrame:
    """Counts of one group that somebody printed of one main board without names, with the share they make."""
    whole = compositions["count"].str.fullmatch("[0-9]+") & compositions["of"].str.fullmatch("[1-9][0-9]*")
    asked = (compositions["group"] == group) & (compositions["body"] == MAIN_BOARD)
    own = compositions[whole & asked & ~compositions["lep"].str.startswith("(")]
    return own.assign(share=own["count"].astype(int) / own["of"].astype(int))[list(COUNT_COLUMNS)]


def later_counts(counts: pd.DataFrame, answers: pd.DataFrame, rule: Criterion) -> dict[str, str]:
    """Boards whose own newest count, later than their list, says another thing than it; in a few words."""
    said = {}
    asked = of_rule(answers, rule.id).set_index("lep")[["as_at", "shown"]]
    for row in counts.sort_values("date_from").to_dict("records"):
        if row["lep"] in asked.index and row["date_from"][:7] > asked.loc[row["lep"], "as_at"][:7]:
            answer = "met" if Fraction(int(row["count"]), int(row["of"])) >= rule.limit else "not met"
            told = f"its own count of {words(row['as_at'])}: {row['count']} of {row['of']}, {answer}"
            said[row["lep"]] = told if answer != asked.loc[row["lep"], "shown"] else ""
    return {lep: told for lep, told in said.items() if told}
