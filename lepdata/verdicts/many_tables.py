"""VERDICTS ON MANY BOARDS -> JSON a board, and which boards break a rule that binds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from lepdata.verdicts.judging_many import PARTED
from lepdata.verdicts.tables import VERDICT_COLUMNS

_NULL = ("definition", "lowest_share", "highest_share", "due", "remedy")  # missing text that JSON calls null


def many_as_json(verdicts: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """What `judge_many` returns as one object a board, each in the form of `as_json`.

    Examples
    --------
    >>> from lepdata.verdicts.judging_many import judge_many
    >>> found = judge_many(pd.DataFrame({"lep": ["Dorset", "Solent"], "sector": ["private", "council"]}))
    >>> [one["board"]["lep"] for one in many_as_json(found)]
    ['Dorset', 'Solent']
    """
    for _, own in verdicts.groupby("board", sort=False):
        first = own.iloc[0]
        yield {
            "board": {name: first[name] for name in ("lep", "body", "as_at")}
            | {"members": int(first["members"]), "completeness": first["completeness"]},
            "framework": {
                "id": first["framework"],
                "version": first["framework_version"],
                "ruling_definition": first["ruling_definition"],
            },
            "verdicts": list(_rows(own)),
            "caveats": first["caveats"].split(PARTED) if first["caveats"] else [],
        }


def _rows(own: pd.DataFrame) -> Iterator[dict[str, Any]]:
    columns = [
        [None if text == "" else text for text in own[name].tolist()]
        if name in _NULL
        else [None if value is pd.NA else value for value in own[name].tolist()]
        for name in VERDICT_COLUMNS
    ]
    return (dict(zip(VERDICT_COLUMNS, row, strict=True)) for row in zip(*columns, strict=True))


def boards_in_breach(verdicts: pd.DataFrame) -> list[int]:
    """The numbers of the boards for which `breaches` names a rule.

    Parameters
    ----------
    verdicts : DataFrame
        What `judge_many` returns.
    """
    rules = (verdicts["strength"] == "requirement") & (verdicts["timing"] == "due")
    ruling = (verdicts["definition"] == "") | (verdicts["definition"] == verdicts["ruling_definition"])
    binding = verdicts[rules & ruling]
    broken = (binding["outcome"] == "not met").groupby([binding["board"], binding["criterion"]]).all()
    return sorted(set(broken[broken].index.get_level_values("board").tolist()))
