"""VERDICTS -> the years, regions, waves and sizes by which boards may be grouped."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from lepdata.dates import interval
from lepdata.english import capital, choose, plural
from lepdata.errors import UsageError, unknown
from lepdata.judging.frameworks import Framework, framework
from lepdata.judging.judge import VERDICT_COLUMNS, as_frame, judge
from lepdata.judging.records import Judgement
from lepdata.nation import spread as told
from lepdata.nation.spread import COUNTED, Finding, nothing_left_out, untold
from lepdata.registers import geography
from lepdata.seating.assembly import assemble
from lepdata.seating.counts import with_counts
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.vocabulary import MAIN_BOARD, OUTCOMES
from lepdata.words_by_id import say

FIRST_YEAR, YEARS = 2010, 3
SIZE_BANDS = ((10, "up to 10"), (15, "11 to 15"), (20, "16 to 20"))
LARGEST_BAND = "more than 20"
NO_SIZE = "size not known"


def regions_and_waves() -> pd.DataFrame:
    """Each LEP's region, and the wave in which its Local Industrial Strategy was announced.

    Examples
    --------
    >>> regions_and_waves().columns.tolist(), len(regions_and_waves())
    (['lep', 'region', 'wave'], 38)
    """
    frame = geography.leps()[["lep", "region"]]
    return frame.assign(wave=[f"wave {geography.strategy_wave(lep).wave}" for lep in frame["lep"]])


def year_band(as_at: str) -> str:
    """Three years from 2010 on.

    Examples
    --------
    >>> year_band("2018-07"), year_band("2010"), year_band("")
    ('2016 to 2018', '2010 to 2012', 'no date')
    """
    if not as_at:
        return "no date"
    start = FIRST_YEAR + YEARS * ((int(as_at[:4]) - FIRST_YEAR) // YEARS)
    return f"{start} to {start + YEARS - 1}"


def size_band(members: int) -> str:
    """How large a list is.

    Examples
    --------
    >>> size_band(10), size_band(11), size_band(20), size_band(21)
    ('up to 10', '11 to 15', '16 to 20', 'more than 20')
    """
    return next((band for most, band in SIZE_BANDS if members <= most), LARGEST_BAND)


def grouped_by(verdicts: pd.DataFrame, by: str, where: pd.DataFrame | None = None) -> pd.Series:
    """The group of each verdict's board.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`.
    by : str
        "" (all boards), "year", "region", "wave" or "size". A list of fragments has no size.
    where : DataFrame, optional
        lep, region, wave; by default those of the register.

    Raises
    ------
    UsageError
        If `by` is none of these.
    """
    ways: dict[str, Callable[[], pd.Series]] = {
        "": lambda: pd.Series("all boards", index=verdicts.index, dtype="str"),
        "year": lambda: verdicts["as_at"].map({day: year_band(day) for day in verdicts["as_at"].unique()}),
        "region": lambda: _placed(verdicts, "region", where),
        "wave": lambda: _placed(verdicts, "wave", where),
        "size": lambda: _sizes(verdicts),
    }
    if by not in ways:
        raise unknown("grouping", by, [name for name in ways if name])
    return ways[by]().astype("str")


def _placed(verdicts: pd.DataFrame, what: str, where: pd.DataFrame | None) -> pd.Series:
    known = (regions_and_waves() if where is None else where).set_index("lep")[what].to_dict()
    return verdicts["lep"].map(known).fillna("not known")


def _sizes(verdicts: pd.DataFrame) -> pd.Series:
    members = verdicts[["for", "against", "unknown"]].astype(int).sum(axis=1)
    largest = members.groupby(verdicts["lep"]).transform("max")  # a verdict on the chair counts the chairs only
    bands = largest.map(size_band)
    return bands.where(verdicts["completeness"].isin(CARRIES_A_SHARE), NO_SIZE)


LAST_RULES = "nlgaf-2021"  # the last rules that LEPs were under: the yardstick for every board, whatever its date
BOARD_COLUMNS = ("lep", "body", "as_at", "completeness", "framework")
ROW_COLUMNS = (*BOARD_COLUMNS, *VERDICT_COLUMNS, "kind", "office")


def judged(
    seats: pd.DataFrame,
    rules: str | Path | None = LAST_RULES,
    as_at: str = "",
    compositions: pd.DataFrame | None = None,
) -> list[Judgement]:
    """The best main-board list of every LEP, judged by one set of rules.

    Parameters
    ----------
    seats : DataFrame
        The seats of every board with the sector columns, as `lepdata.seats()`.
    rules : str, Path or None
        A framework; None for the one in force at each list's own date.
    as_at : str
        An ISO date, perhaps partial; later lists are not looked at. "" looks at all.
    compositions : DataFrame, optional
        Counts published without names, which may tell what a list cannot; by default lists alone are judged.

    Returns
    -------
    list of Judgement
        In the order of the LEPs' first seats; a LEP without a dated list by then is not among them.

    Raises
    ------
    UsageError
        If the date cannot be read or there is no such framework.
    """
    until = last_day(as_at)
    chosen = None if rules is None else framework(rules)
    main = seats[seats["body"] == MAIN_BOARD]
    found = (assemble(own, str(lep), until) for lep, own in main.groupby("lep", sort=False))
    boards = [board for board in found if board is not None]
    if compositions is not None:
        boards = [with_counts(board, compositions) for board in boards]
    return [judge(board, chosen) for board in boards]


def last_day(as_at: str) -> str:
    """The last day that a date asked about may mean; "" for none.

    Raises
    ------
    UsageError
        If it is no date.

    Examples
    --------
    >>> last_day("2018-07"), last_day("")
    ('2018-07-31', '')
    """
    try:
        found = interval(as_at)
    except ValueError as error:
        raise UsageError(f"The date asked for cannot be read: {error}.") from None
    return found[1] if found else ""


def verdict_rows(judgements: Iterable[Judgement]) -> pd.DataFrame:
    """Every verdict of many boards in one frame.

    Parameters
    ----------
    judgements : iterable of Judgement
        Such as the yardstick of every board's review.

    Returns
    -------
    DataFrame
        The columns of `data/processed/verdicts.csv`, and the criterion's `kind` and `office`. Missing text is "".
    """
    frames = [_rows(one) for one in judgements]
    if not frames:
        return pd.DataFrame(columns=list(ROW_COLUMNS), dtype="str")
    return pd.concat(frames, ignore_index=True)[list(ROW_COLUMNS)]


def _rows(judgement: Judgement) -> pd.DataFrame:
    board = judgement.board
    keys = {"lep": board.lep, "body": board.body, "as_at": board.as_at, "completeness": board.completeness}
    frame = as_frame(judgement).assign(**keys, framework=judgement.framework.id)
    return _with_kinds(frame, judgement.framework)


def _with_kinds(frame: pd.DataFrame, rules: Framework) -> pd.DataFrame:
    kinds = {one.id: one.kind for one in rules.criteria}
    offices = {one.id: one.office for one in rules.criteria}
    return frame.assign(kind=frame["criterion"].map(kinds), office=frame["criterion"].map(offices))


def countable(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Verdicts by which boards may be counted: what a fragment shows of those it lists is no answer as listed.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`.

    Returns
    -------
    DataFrame
        `as_listed` of a list that carries no share is its strict outcome, and `overturned_by` is missing there.
    """
    carries = verdicts["completeness"].isin(CARRIES_A_SHARE)
    # The table on disk has texts; a count that is missing there is an empty one.
    needed = pd.to_numeric(verdicts["overturned_by"], errors="coerce").astype("Int64")
    as_listed = verdicts["as_listed"].where(carries, verdicts["outcome"])
    return verdicts.assign(as_listed=as_listed, overturned_by=needed.where(carries, pd.NA))


def with_kinds(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Verdicts with the kind and office of each criterion, looked up where a table does not have them.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`; its frameworks must be shipped ones unless `kind` is there.

    Raises
    ------
    UsageError
        If a framework is not known.
    """
    if "kind" in verdicts or verdicts.empty:
        return verdicts
    own = [_with_kinds(frame, framework(str(name))) for name, frame in verdicts.groupby("framework", sort=False)]
    return pd.concat(own).sort_index()


MAIN = "private-two-thirds"
_QUESTION = ["group", "criterion", "definition", "denominator"]
OVERTURNED = ("by_one", "by_two_to_five", "by_more", "by_none")
COUNT_COLUMNS = (
    *_QUESTION,
    "boards",
    "carrying",
    *(f"{how}_{outcome}" for how in ("strictly", "as_listed") for outcome in ("met", "not_met", "cannot_tell")),
    "decided_by_counts",
    *(f"overturned_{how}" for how in OVERTURNED),
    "fewest_overturn",
    "most_overturn",
)


def outcome_counts(verdicts: pd.DataFrame, by: str = "", where: pd.DataFrame | None = None) -> Finding:
    """How many boards have which outcome, by criterion, definition and denominator, and by a grouping of boards.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`, or what `verdict_rows` returns.
    by : str
        "" for all boards together, "year" (three years from 2010), "region", "wave" (of the Local Industrial Strategy)
        or "size".
    where : DataFrame, optional
        lep, region, wave; by default those of the register.

    Returns
    -------
    Finding
        `frame` has one row per group, criterion, definition and denominator: boards asked, how many of their lists
        carry a share, boards by outcome strictly and as listed, how many of the strict outcomes counts without names
        decided (`decided_by_counts`), and how many unseen members would overturn what is listed: by one, by two to
        five, by more, by none (no number could), with the fewest and the most. Fragments have no answer as listed but
        what they prove. Where nobody is co-opted "without co-opted" is not asked of a board, so it has fewer boards.

    Raises
    ------
    UsageError
        If there is no such grouping.
    """
    name = f"outcomes by {by or 'criterion'}"
    if verdicts.empty:
        return untold(
            name,
            "no board has a dated list",
            pd.DataFrame(columns=list(COUNT_COLUMNS)),
            verdicts,
            nothing_left_out(),
        )
    marked = _marked(countable(verdicts)).assign(group=grouped_by(verdicts, by, where))
    sums = marked.groupby(_QUESTION, sort=False)[[*COUNT_COLUMNS[4:-2]]].sum()
    ends = marked.groupby(_QUESTION, sort=False)["overturned_by"].agg(["min", "max"]).astype("Int64")
    frame = sums.join(ends.rename(columns={"min": "fewest_overturn", "max": "most_overturn"})).reset_index()
    frame = frame.sort_values("group", kind="stable", ignore_index=True)[list(COUNT_COLUMNS)]
    boards = verdicts[["lep", "as_at", "completeness"]].drop_duplicates(ignore_index=True)
    return Finding(
        name, COUNTED, _words(marked, by), frame, boards, nothing_left_out(), {"boards": boards["lep"].nunique()}
    )


def _marked(verdicts: pd.DataFrame) -> pd.DataFrame:
    """A one in the column of each count that a verdict belongs to."""
    needed = verdicts["overturned_by"]
    decided = verdicts["as_listed"] != "cannot tell"
    marks: dict[str, Any] = {"boards": 1, "carrying": verdicts["completeness"].isin(CARRIES_A_SHARE)}
    for how, column in (("strictly", "outcome"), ("as_listed", "as_listed")):
        marks |= {f"{how}_{outcome.replace(' ', '_')}": verdicts[column] == outcome for outcome in OUTCOMES}
    marks["decided_by_counts"] = (verdicts["outcome"] != "cannot tell") & (verdicts["basis"] != "list")
    marks["overturned_by_one"] = decided & needed.eq(1).fillna(False)
    marks["overturned_by_two_to_five"] = decided & needed.between(2, 5).fillna(False)
    marks["overturned_by_more"] = decided & needed.gt(5).fillna(False)
    marks["overturned_by_none"] = decided & needed.isna()
    ones = {name: pd.Series(mark, index=verdicts.index).astype(int) for name, mark in marks.items()}
    return verdicts.assign(**ones)


def _words(marked: pd.DataFrame, by: str) -> str:
    asked = _ruling(marked, MAIN if (marked["criterion"] == MAIN).any() else str(marked["criterion"].iloc[0]))
    sums = asked.select_dtypes("number").sum()
    boards, met, not_met = (int(sums[name]) for name in ("boards", "strictly_met", "strictly_not_met"))
    name, reading = asked[["criterion", "definition"]].iloc[0]
    said = say(
        "findings",
        "outcomes",
        boards=told.boards(boards),
        rule=f"the rule of two-thirds private (on the {reading} reading)" if name == MAIN else name,
        met=told.how_many(met),
        n=met,
        not_met=told.how_many(not_met),
        would=told.how_many(int(sums["as_listed_met"])),
        would_not=told.how_many(int(sums["as_listed_not_met"])),
    )
    if not by:
        least = asked["overturned_by"].min()
        return say("findings", "overturned-none" if pd.isna(least) else "overturned", said=said, n=least)
    sizes = asked.groupby("group")["carrying"].sum()
    least, most = (told.how_many(int(end)) for end in (sizes.min(), sizes.max()))
    return (
        f"{said} By {by} the groups have between {least} and "
        f"{plural(most, 'list that carries', 'lists that carry')} a share, so a difference between "
        "groups may be a matter of one or two boards."
    )


def _ruling(marked: pd.DataFrame, criterion: str) -> pd.DataFrame:
    own = marked[(marked["criterion"] == criterion) & (marked["denominator"] == "all")]
    return own[own["definition"] == own["definition"].iloc[0]] if len(own) else own


DEPENDS = "depends on the definition"
SAYS = ("met under every definition", "not met under every definition", DEPENDS, "cannot tell")
_BOARD = ["criterion", "lep", "as_at", "completeness"]


def definition_counts(verdicts: pd.DataFrame) -> Finding:
    """For how many boards the definition of private decides.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`, or what `verdict_rows` returns.

    Returns
    -------
    Finding
        `frame` has one row per criterion that has several definitions: how many boards are asked, and how many are met
        under every definition, not met under every one, dependent on it (met under one and not under another) or cannot
        be told, once strictly and once as listed. `boards` has each board's two answers.
    """
    name = "definitions of private"
    own = verdicts[(verdicts["definition"] != "") & (verdicts["denominator"] == "all")] if len(verdicts) else verdicts
    if own.empty:
        return untold(name, "no board was asked under several definitions", own, own, nothing_left_out())
    own = countable(own)
    strictly, as_listed = together(own, "outcome"), together(own, "as_listed")
    boards = strictly.rename("strictly").to_frame().assign(as_listed=as_listed).reset_index()
    frame = _counted(boards)
    depends = {how: int((boards[how] == DEPENDS).sum()) for how in ("strictly", "as_listed")}
    numbers: dict[str, object] = {**depends, "boards": boards["lep"].nunique()}
    return Finding(name, COUNTED, _definitions_words(frame), frame, boards, nothing_left_out(), numbers)


def together(verdicts: pd.DataFrame, column: str) -> pd.Series:
    """What a board's verdicts on one criterion say over its definitions: one of `SAYS` for each criterion and board."""
    found = {outcome: verdicts[column] == outcome for outcome in ("met", "not met", "cannot tell")}
    seen = verdicts[_BOARD].assign(**found).groupby(_BOARD, sort=False)[list(found)].any()
    only_met = seen["met"] & ~seen["not met"] & ~seen["cannot tell"]
    only_not = seen["not met"] & ~seen["met"] & ~seen["cannot tell"]
    says = np.select([only_met, only_not, seen["met"] & seen["not met"]], SAYS[:3], SAYS[3])
    return pd.Series(says, index=seen.index, dtype="str")


def _counted(boards: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for criterion, own in boards.groupby("criterion", sort=False):
        row: dict[str, object] = {"criterion": criterion, "boards": len(own)}
        row |= {f"{how}: {word}": int((own[how] == word).sum()) for how in ("strictly", "as_listed") for word in SAYS}
        rows.append(row)
    return pd.DataFrame(rows)


def _definitions_words(frame: pd.DataFrame) -> str:
    first = frame.iloc[0]
    strictly, listed = (int(first[f"{how}: {DEPENDS}"]) for how in ("strictly", "as_listed"))
    either = int(first[[f"as_listed: {word}" for word in SAYS[:2]]].sum())
    return (
        f"Asked for {told.rule(str(first['criterion']))}, {told.how_many(listed)} of "
        f"{told.boards(int(first['boards']))} would meet it under one reading of “private” and "
        f"miss it under another on the list as it stands, and for {told.how_many(strictly)} that "
        f"is proven. For {told.how_many(either)} every reading gives the same answer as listed, "
        "and for the rest too little is known."
    )


DISTANCE_COLUMNS = (
    "criterion", "lep", "as_at", "completeness", "strength", "timing", "due", "short_at_least", "short_at_most",
    "sure", "outcome", "as_listed", "overturned_by", "for", "against", "unknown", "might", "threshold", "reason",
)  # fmt: skip
SURE = ("proven", "as listed", "possible")
Row = dict[Hashable, Any]
Distance = tuple[int, int]


def distance(row: Row) -> Distance | None:
    """How many seats a board is away from meeting a criterion, at least and at most over what its list leaves open.

    For a share and for presence: seats that would have to go to others, the board's size kept. For a ceiling: members
    too many. For an office: holders who would have to change.

    Parameters
    ----------
    row : dict
        kind, office, threshold, for, against, unknown and might of a verdict.

    Returns
    -------
    tuple of int or None
        None for what is not counted, and where nobody holds the office.

    Examples
    --------
    >>> counts = {"for": 7, "against": 5, "unknown": 1, "might": 0, "office": ""}
    >>> distance({"kind": "share", "threshold": "2/3", **counts})
    (1, 2)
    >>> distance({"kind": "coverage", "threshold": "1", **counts}) is None
    True
    """
    way = _WAYS.get(row["kind"])
    return None if way is None else way(Fraction(row["threshold"]), row)


def _share(least: Fraction, row: Row) -> Distance:
    for_, unknown, might = (int(row[name]) for name in ("for", "unknown", "might"))
    needed = ceil(least * (for_ + int(row["against"]) + unknown + might))
    return max(0, needed - for_ - unknown - might), max(0, needed - for_)


def _presence(least: Fraction, row: Row) -> Distance:
    for_, unknown, might = (int(row[name]) for name in ("for", "unknown", "might"))
    return max(0, ceil(least) - for_ - unknown - might), max(0, ceil(least) - for_)


def _ceiling(most: Fraction, row: Row) -> Distance:
    for_, unknown, might = (int(row[name]) for name in ("for", "unknown", "might"))
    return max(0, for_ - int(most)), max(0, for_ + unknown + might - int(most))


def _office(_: Fraction, row: Row) -> Distance | None:
    for_, against, unknown, might = (int(row[name]) for name in ("for", "against", "unknown", "might"))
    if not for_ + against + unknown + might:
        return None
    if row["office"] == "chair":  # every chair must be private, but one private deputy chair is enough
        return against, against + unknown + might
    return int(not for_ + unknown + might), int(not for_)


_WAYS: dict[str, Callable[[Fraction, Row], Distance | None]] = {
    "share": _share,
    "presence": _presence,
    "ceiling": _ceiling,
    "office": _office,
}


def furthest(
    verdicts: pd.DataFrame, strengths: tuple[str, ...] = ("requirement",), definition: str = "business"
) -> Finding:
    """The boards furthest from each rule, with how sure that is.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`, or what `verdict_rows` returns.
    strengths : tuple of str
        Which rules: requirement, expectation, best practice.
    definition : str
        Which reading of private; everyone counts, the co-opted too.

    Returns
    -------
    Finding
        `frame` has one row per criterion and board that is or may be short of it, on lists that carry a share only: in
        seats, `short_at_least` and `short_at_most` over what the list leaves open, `sure` ("proven"; "as listed": on
        the members printed, others may sit; "possible"), and the list's date. Within a criterion the furthest first,
        and the surer before the less sure. `left_out` names the boards with fragments only. A list older than a rule
        is measured by it, not judged: see its date and `due`. A list put together from several dates may name more
        people than sat at once: see `completeness`.
    """
    name = "furthest from the rules"
    if verdicts.empty:
        return untold(name, "no board has a dated list", verdicts, verdicts, nothing_left_out())
    carrying, left_out = carrying_a_share(verdicts)
    boards = carrying[["lep", "as_at", "completeness"]].drop_duplicates(ignore_index=True)
    everyone = (carrying["denominator"] == "all") & carrying["definition"].isin(("", definition))
    asked = carrying[everyone & carrying["strength"].isin(strengths)]
    if asked.empty:
        return untold(name, "no list that carries a share was asked", asked, boards, left_out)
    frame = _ranked(with_kinds(asked))
    numbers: dict[str, object] = {"boards": len(boards), "short": int((frame["short_at_least"] > 0).sum())}
    return Finding(name, COUNTED, _distance_words(frame, len(boards)), frame, boards, left_out, numbers)


def carrying_a_share(verdicts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The verdicts on lists that carry a share, and the boards that have fragments only."""
    carries = verdicts["completeness"].isin(CARRIES_A_SHARE)
    others = verdicts.loc[~carries, ["lep", "as_at"]].drop_duplicates(ignore_index=True)
    return verdicts[carries], others.assign(reason="only fragments were found, which carry no share")


def _ranked(asked: pd.DataFrame) -> pd.DataFrame:
    order = {criterion: place for place, criterion in enumerate(asked["criterion"].unique())}
    short = []
    for row in asked.to_dict("records"):
        found = distance(row)
        if found is not None and found[1] > 0:
            short.append({**row, "short_at_least": found[0], "short_at_most": found[1], "sure": _sure(row)})
    short.sort(key=lambda row: (order[row["criterion"]], *_rank(row)))
    frame = pd.DataFrame(short, columns=list(DISTANCE_COLUMNS))
    return frame.assign(overturned_by=pd.to_numeric(frame["overturned_by"], errors="coerce").astype("Int64"))


def _rank(row: Row) -> tuple[int, int, int, str]:
    return -row["short_at_least"], SURE.index(row["sure"]), -row["short_at_most"], row["lep"]


def _sure(row: Row) -> str:
    return SURE[0] if row["outcome"] == "not met" else SURE[1] if row["as_listed"] == "not met" else SURE[2]


def _distance_words(frame: pd.DataFrame, boards: int) -> str:
    short = frame[frame["short_at_least"] > 0]
    if short.empty:
        return (
            f"On none of the {plural(boards, 'list that carries', 'lists that carry')} a share do "
            "the members known show a board short of a requirement. "
            f"{capital(told.how_many(len(frame)))} might be short of one, depending on the members "
            "not known."
        )
    first, n = short.iloc[0], short["lep"].nunique()
    proven = int((short["sure"] == SURE[0]).sum())
    return (
        f"On the {plural(boards, 'list that carries', 'lists that carry')} a share, "
        f"{plural(told.how_many(n), 'board is', 'boards are')} short of at least one requirement "
        f"whatever the members not known turn out to be; {told.how_many(proven)} of "
        f"{choose(len(short), 'this', 'these')} {plural(len(short), 'shortfall')} "
        f"{choose(told.how_many(proven), 'is', 'are')} proven, and the others hold for the members "
        f"printed. Furthest from {told.rule(first['criterion'])} is {first['lep']} (list of "
        f"{told.day(first['as_at'])}), where at least {plural(first['short_at_least'], 'seat')} "
        "would have to go to other members."
    )


_EVERYTHING_BOARD = ["lep", "as_at", "completeness"]
MET = SAYS[0]


def meets_everything(verdicts: pd.DataFrame, strengths: tuple[str, ...] = ("requirement",)) -> Finding:
    """Which boards meet every rule under every definition of private.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`, or what `verdict_rows` returns.
    strengths : tuple of str
        Which rules must be met.

    Returns
    -------
    Finding
        `frame` has the boards proven to meet all, and may well be empty; `boards` has every board with a list that
        carries a share, how many rules it was asked, how many are proven met and how many met as listed, and which are
        not (`not_met`, as listed) or cannot be told (`open`), best first.
    """
    name = "meets everything"
    if verdicts.empty:
        return untold(name, "no board has a dated list", verdicts, verdicts, nothing_left_out())
    carrying, left_out = carrying_a_share(verdicts)
    asked = carrying[(carrying["denominator"] == "all") & carrying["strength"].isin(strengths)]
    if asked.empty:
        return untold(name, "no list that carries a share was asked", asked, asked, left_out)
    each = together(asked, "outcome").rename("strictly").to_frame().assign(as_listed=together(asked, "as_listed"))
    boards = _boards(each.reset_index())
    frame = boards[boards["met"] == boards["rules"]].reset_index(drop=True)
    numbers: dict[str, object] = {
        "boards": len(boards),
        "meet_all": len(frame),
        "meet_all_as_listed": int((boards["met_as_listed"] == boards["rules"]).sum()),
    }
    return Finding(
        name, COUNTED, _everything_words(frame, boards, each.reset_index()), frame, boards, left_out, numbers
    )


def _boards(each: pd.DataFrame) -> pd.DataFrame:
    each = each.assign(
        met=each["strictly"] == MET,
        met_as_listed=each["as_listed"] == MET,
        not_met=each["criterion"].where(each["as_listed"] == SAYS[1], ""),
        open=each["criterion"].where(~each["as_listed"].isin(SAYS[:2]), ""),
    )
    found = each.groupby(_EVERYTHING_BOARD, sort=False).agg(
        rules=("criterion", "size"),
        met=("met", "sum"),
        met_as_listed=("met_as_listed", "sum"),
        not_met=("not_met", _listed),
        open=("open", _listed),
    )
    ordered = found.reset_index().sort_values(["met", "met_as_listed", "lep"], ascending=[False, False, True])
    return ordered.reset_index(drop=True)


def _listed(criteria: pd.Series) -> str:
    return "; ".join(filter(None, criteria))


def _everything_words(frame: pd.DataFrame, boards: pd.DataFrame, each: pd.DataFrame) -> str:
    if len(frame):
        return (
            f"{capital(told.how_many(len(frame)))} of {told.boards(len(boards))} with a list that "
            f"carries a share {choose(capital(told.how_many(len(frame))), 'is', 'are')} proven to "
            "meet every requirement under every definition: "
            f"{told.names(frame['lep'].tolist(), most=10)}. The others miss one or cannot be told."
        )
    unproven = (each["strictly"] != MET).groupby(each["criterion"], sort=False).sum()
    worst = unproven.index[unproven == unproven.max()]
    best = boards.iloc[0]
    return say(
        "findings",
        "everything-none",
        boards=told.boards(len(boards)),
        rules=told.names([f"“{told.rule(name)}”" for name in worst]),
        n=len(worst),
        unproven=told.how_many(int(unproven.max())),
        met=best["met"],
        requirements=best["rules"],
        names=told.names(_as_good(boards), most=3),
    )


def _as_good(boards: pd.DataFrame) -> list[str]:
    return boards.loc[boards["met"] == boards["met"].max(), "lep"].tolist()
