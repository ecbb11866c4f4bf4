"""All boards together: how many of their areas' councils, and of their residents, have a voice on the board."""

from __future__ import annotations

import pandas as pd

from lepdata.model.phrases import phrases
from lepdata.seats.lists import CARRIES_A_SHARE

COUNCIL_COLUMNS = ("lists", "boards", "what", "count", "of", "meaning")
_ALL, _CARRYING, _FULL = "all lists", "lists that carry a share", "full lists"
_MEANING = phrases("council_voice")
_WHOLE = {what: "people" if what.startswith("people") else "districts" for what in _MEANING}
_WHOLE["two_tier_seated"] = "two_tier"


def council_voice(summaries: pd.DataFrame) -> pd.DataFrame:
    """Over all boards, the councils and residents of the areas whose council has a voice on the board.

    A district that two areas share is counted with each board, since each board owes it a voice: the sums are not the
    nation's councils or people.

    Parameters
    ----------
    summaries : DataFrame
        What `representation.council_summaries` makes of the boards, one row per board.

    Returns
    -------
    DataFrame
        `COUNCIL_COLUMNS`: `count` of `of` over so many `boards`, for all lists, for those that carry a share and for
        full ones. Boards whose area, or of whose districts the residents, are not known are left out of their rows.

    Examples
    --------
    >>> row = dict.fromkeys([*_WHOLE, *_WHOLE.values()], 2) | {"completeness": "full", "districts": 5}
    >>> found = council_voice(pd.DataFrame([row]))
    >>> " ".join(map(str, found.loc[0, ["lists", "boards", "what", "count", "of"]]))
    'all lists 1 directly 2 5'
    """
    kinds = {_ALL: None, _CARRYING: CARRIES_A_SHARE, _FULL: ("full",)}
    rows = [
        _row(name, summaries if kept is None else summaries[summaries["completeness"].isin(kept)], what)
        for name, kept in kinds.items()
        for what in _WHOLE
    ]
    return pd.DataFrame(rows, columns=list(COUNCIL_COLUMNS))


def _row(lists: str, summaries: pd.DataFrame, what: str) -> dict[str, object]:
    count, of = (pd.to_numeric(summaries[name]) for name in (what, _WHOLE[what]))
    known = count.notna() & (of > 0)
    return {
        "lists": lists,
        "boards": int(known.sum()),
        "what": what,
        "count": int(count[known].sum()),
        "of": int(of[known].sum()),
        "meaning": _MEANING[what],
    }
