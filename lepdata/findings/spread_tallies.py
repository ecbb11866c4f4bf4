"""VERDICTS or PUBLISHED COUNTS -> so many of so many on each board, and which boards are known well enough."""

from __future__ import annotations

import pandas as pd

from lepdata.english import choose, plural
from lepdata.findings import spread_words as told
from lepdata.findings.spread_finding import LEFT_OUT_COLUMNS, Finding, untold
from lepdata.model.phrases import say
from lepdata.model.vocabulary import MAIN_BOARD
from lepdata.seats.lists import CARRIES_A_SHARE

TALLY_COLUMNS = ("lep", "as_at", "completeness", "for", "against", "open")
PUBLISHED = "published count"
# Councillors are known by their title and business members often only by name, so the known are no fair part of a list
# on which many are unknown. At most one member in ten may be.
KNOWN_ENOUGH = 10
FEWEST_BOARDS = 5  # fewer say nothing of how boards differ
_COUNTS = ("for", "against", "open")


def tallies(verdicts: pd.DataFrame, criterion: str, definition: str = "business") -> pd.DataFrame:
    """How the members of each board answer one criterion.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`, or what `verdict_rows` returns; one set of rules.
    criterion : str
        Such as "private-two-thirds" or "voluntary-voice".
    definition : str
        Which reading of private, where the criterion has several.

    Returns
    -------
    DataFrame
        lep, as_at, completeness, for, against, open: the last are members of whom it is not known, and people who may
        or may not be members. Everyone counts, the co-opted too. Empty where nobody was asked.

    Examples
    --------
    >>> own = {"lep": "Exampleshire", "as_at": "2019", "completeness": "full", "criterion": "voluntary-voice"}
    >>> own |= {"definition": "", "denominator": "all", "for": 1, "against": 9, "unknown": 2, "might": 0}
    >>> tallies(pd.DataFrame([own]), "voluntary-voice").values.tolist()
    [['Exampleshire', '2019', 'full', 1, 9, 2]]
    """
    if verdicts.empty:
        return _typed(pd.DataFrame(columns=list(TALLY_COLUMNS)))
    asked = (verdicts["criterion"] == criterion) & verdicts["definition"].isin(("", definition))
    own = verdicts[asked & (verdicts["denominator"] == "all")]
    open_ = own["unknown"].astype(int) + own["might"].astype(int)
    return _typed(own.assign(open=open_)[list(TALLY_COLUMNS)])


def published_tallies(compositions: pd.DataFrame, group: str, as_at: str) -> pd.DataFrame:
    """Counts without names that one survey printed of several boards.

    Parameters
    ----------
    compositions : DataFrame
        The columns of `data/processed/compositions.csv`.
    group : str
        Whom it counts, such as "women" or "council women".
    as_at : str
        The date as the table has it: boards in the news for their numbers on another date are no fair addition.

    Returns
    -------
    DataFrame
        As `tallies`, with the completeness "published count"; boards counted twice are left in twice.
    """
    own = compositions[(compositions["group"] == group) & (compositions["as_at"] == as_at)]
    whole = own["count"].str.fullmatch("[0-9]+") & own["of"].str.fullmatch("[1-9][0-9]*")
    own = own[whole & (own["body"] == MAIN_BOARD) & ~own["lep"].str.startswith("(")]
    for_, of = own["count"].astype(int), own["of"].astype(int)
    frame = own.assign(completeness=PUBLISHED, against=of - for_, open=0).join(for_.rename("for"))
    return _typed(frame[list(TALLY_COLUMNS)])


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    texts = [name for name in TALLY_COLUMNS if name not in _COUNTS]
    return frame.astype(dict.fromkeys(_COUNTS, "int64") | dict.fromkeys(texts, "str")).reset_index(drop=True)


def usable(tallied: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The boards that can be compared, and the others with the reason why not.

    Parameters
    ----------
    tallied : DataFrame
        What `tallies` or `published_tallies` return.

    Returns
    -------
    used, left_out : DataFrame
        `used` has `known` (for and against) and `size` (the open ones too) besides; `left_out` has lep, as_at, reason.

    Examples
    --------
    >>> rows = [["Exampleshire", "2019", "full", 5, 5, 1], ["Otherland", "2019", "partial", 2, 0, 0]]
    >>> used, left_out = usable(pd.DataFrame(rows, columns=list(TALLY_COLUMNS)))
    >>> used["lep"].tolist(), left_out["reason"].tolist()
    (['Exampleshire'], ['only fragments were found, which carry no share'])
    """
    known = tallied["for"] + tallied["against"]
    frame = tallied.assign(known=known, size=known + tallied["open"])
    reasons = pd.Series([_reason(row) for row in frame.to_dict("records")], index=frame.index, dtype="str")
    twice = frame["lep"].duplicated(keep=False) & (reasons == "")
    reasons = reasons.mask(twice, "two counts of the same board at this date")
    left_out = frame.assign(reason=reasons)[list(LEFT_OUT_COLUMNS)]
    return (
        frame[reasons == ""].reset_index(drop=True),
        left_out[reasons != ""].reset_index(drop=True),
    )


def _reason(row: dict) -> str:
    if row["completeness"] not in (*CARRIES_A_SHARE, PUBLISHED):
        return "only fragments were found, which carry no share"
    if row["known"] == 0:
        return "of nobody listed is it known"
    if row["open"] * KNOWN_ENOUGH > row["size"]:
        return f"of {row['open']} of {plural(row['size'], 'member')} it is not known, more than one in ten"
    return ""


def basis(used: pd.DataFrame, left_out: pd.DataFrame) -> str:
    """The boards that a finding rests on, in words.

    Examples
    --------
    >>> used = pd.DataFrame({"completeness": ["full"] * 3})
    >>> basis(used, pd.DataFrame({"lep": ["Otherland"]}))
    '3 boards whose members are nearly all known (one other shows too little)'
    """
    if (used["completeness"] == PUBLISHED).all():
        return f"{told.boards(len(used))} whose numbers were published"
    others, phrase = len(left_out), "boards-known-but" if len(left_out) else "boards-known"
    return say("chance", phrase, boards=told.boards(len(used)), number=told.how_many(others))


def too_few(name: str, used: pd.DataFrame, left_out: pd.DataFrame, fewest: int = FEWEST_BOARDS) -> Finding | None:
    """The finding that too few boards are known well enough, or None where there are enough."""
    if len(used) >= fewest:
        return None
    why = (
        f"{told.how_many(len(used))} of the boards {choose(told.how_many(len(used)), 'is', 'are')} "
        f"known well enough, and at least {fewest} are needed"
    )
    return untold(name, why, used, used, left_out)
