"""Verdicts on every board, counted: who meets each rule, whether the definition decides, who is furthest from it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from lepdata.dates import words
from lepdata.english import capital, choose, plural
from lepdata.judging.bounds import Tally
from lepdata.judging.framework_files import YARDSTICK, framework
from lepdata.judging.kinds import KINDS
from lepdata.judging.records import Judgement
from lepdata.judging.rows import VERDICT_COLUMNS
from lepdata.judging.verdicts import judge
from lepdata.nation.findings import FRAGMENTS_ONLY, Finding, boards_of, how_many, names, rule, untold
from lepdata.registers import geography
from lepdata.seating.assembly import assemble
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.vocabulary import MAIN_BOARD, OUTCOMES

ROW_COLUMNS = ("lep", "body", "as_at", "completeness", "framework", *VERDICT_COLUMNS, "kind", "office")
_MAIN = "private-two-thirds"
_BANDS = [-1, 10, 15, 20, float("inf")]
_BOARD = ["lep", "as_at", "completeness"]
Row = dict[Hashable, Any]


def judged(seats: pd.DataFrame, until: str) -> list[Judgement]:
    """The best main-board list of every LEP up to an ISO day, judged by the last rules."""
    main = seats[seats["body"] == MAIN_BOARD]
    found = (assemble(own, str(lep), until) for lep, own in main.groupby("lep", sort=False))
    return [judge(board, framework(YARDSTICK)) for board in found if board is not None]


def verdict_rows(judgements: Iterable[Judgement]) -> pd.DataFrame:
    """Every verdict of many boards in one frame: as `lepdata.verdicts()`, with the criterion's kind and office."""
    frames = [_rows(one) for one in judgements]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(ROW_COLUMNS), dtype="str")


def _rows(judgement: Judgement) -> pd.DataFrame:
    board, frame = judgement.board, judgement.verdicts
    if board.completeness not in CARRIES_A_SHARE:  # what a fragment shows of those it lists is no answer as listed
        frame = frame.assign(as_listed=frame["outcome"], overturned_by=np.nan)
    of_board = {name: getattr(board, name) for name in ("lep", "body", "as_at", "completeness")}
    asked = pd.DataFrame([(one.id, one.kind, one.office) for one in judgement.framework.criteria])
    frame = frame.merge(asked.set_axis(["criterion", "kind", "office"], axis="columns"), on="criterion")
    frame = frame.assign(**of_board, framework=judgement.framework.id).astype({"overturned_by": "Int64"})
    return frame[list(ROW_COLUMNS)]


def grouped_by(verdicts: pd.DataFrame, by: str) -> pd.Series:
    """The group of each verdict's board by "year" (three from 2010), "region", "wave" (of its strategy) or "size"."""
    if by == "year":
        first = verdicts["as_at"].map(lambda day: int(day[:4]) - (int(day[:4]) - 2010) % 3 if day else 0)
        return first.map(lambda year: f"{year} to {year + 2}" if year else "no date")
    if by == "size":
        members = verdicts[["for", "against", "unknown"]].astype(int).sum(axis=1)
        largest = members.groupby(verdicts["lep"]).transform("max")  # a verdict on the chair counts the chairs only
        bands = pd.cut(largest, _BANDS, labels=["up to 10", "11 to 15", "16 to 20", "more than 20"]).astype(str)
        return bands.where(verdicts["completeness"].isin(CARRIES_A_SHARE), "size not known")
    known = geography.leps().set_index("lep")["region"].to_dict()
    if by == "wave":
        known = {lep: f"wave {geography.strategy_wave(str(lep)).wave}" for lep in known}
    return verdicts["lep"].map(lambda lep: known.get(lep, "not known"))


def outcome_counts(verdicts: pd.DataFrame, by: str) -> pd.DataFrame:
    """How many boards have which outcome, by a grouping of boards, criterion, definition and denominator."""
    keys = ["group", "criterion", "definition", "denominator"]
    marked = verdicts[keys[1:]].assign(group=grouped_by(verdicts, by).astype(str), boards=1)
    for how, column in (("strictly", "outcome"), ("as_listed", "as_listed")):
        for outcome in OUTCOMES:
            marked[f"{how}_{outcome.replace(' ', '_')}"] = (verdicts[column] == outcome).astype(int)
    summed = marked.groupby(keys, sort=False).sum().reset_index()
    return summed.sort_values("group", kind="stable", ignore_index=True)


def two_thirds(verdicts: pd.DataFrame) -> Finding:
    """How many boards meet the rule of two-thirds private, and how firm that is; `frame` is every verdict on it."""
    if verdicts.empty:
        return untold("no board has a dated list", verdicts)
    asked = verdicts[(verdicts["criterion"] == _MAIN) & (verdicts["denominator"] == "all")]
    reading = asked["definition"].iloc[0]
    own = asked[asked["definition"] == reading]
    met, not_met = (int((own["outcome"] == word).sum()) for word in OUTCOMES[:2])
    would, would_not = (how_many(int((own["as_listed"] == word).sum())) for word in OUTCOMES[:2])
    said = (
        f"Of {boards_of(len(own))} asked about the rule of two-thirds private (on the {reading} reading), "
        f"{how_many(met)} {choose(met, 'is', 'are')} proven to meet it and {how_many(not_met)} not to; "
        f"on the lists as they stand {would} would meet it and {would_not} would not."
    )
    least = own["overturned_by"].min()
    firm = "None of the readings could be overturned by members not seen."
    if not pd.isna(least):
        firm = f"The least firm of these readings could be overturned by {plural(least, 'unseen member')}."
    return Finding(f"{said} {firm}", own, own[_BOARD])


DEPENDS = "depends on the definition"
SAYS = ("met under every definition", "not met under every definition", DEPENDS, "cannot tell")


def definitions(verdicts: pd.DataFrame) -> Finding:
    """For how many boards the definition of private decides."""
    own = verdicts[(verdicts["definition"] != "") & (verdicts["denominator"] == "all")] if len(verdicts) else verdicts
    if own.empty:
        return untold("no board was asked under several definitions", own)
    boards = over_definitions(own)
    rows = [
        {"criterion": criterion, "boards": len(of)}
        | {f"{how}: {word}": int((of[how] == word).sum()) for how in ("strictly", "as_listed") for word in SAYS}
        for criterion, of in boards.groupby("criterion", sort=False)
    ]
    frame = pd.DataFrame(rows)
    first = frame.iloc[0]
    strictly, listed = (how_many(int(first[f"{how}: {DEPENDS}"])) for how in ("strictly", "as_listed"))
    either = int(first[[f"as_listed: {word}" for word in SAYS[:2]]].sum())
    said = (
        f"Asked for {rule(first['criterion'])}, {listed} of {boards_of(int(first['boards']))} would meet it under one "
        f"reading of “private” and miss it under another on the list as it stands, and for {strictly} that is proven. "
        f"For {how_many(either)} every reading gives the same answer as listed, and for the rest too little is known."
    )
    return Finding(said, frame, boards)


def over_definitions(verdicts: pd.DataFrame) -> pd.DataFrame:
    """What each board's verdicts on a criterion say over its definitions, one of `SAYS`: strictly and as listed."""
    keys = ["criterion", *_BOARD]
    answers = {}
    for how, column in (("strictly", "outcome"), ("as_listed", "as_listed")):
        given = verdicts[keys].assign(**{outcome: verdicts[column] == outcome for outcome in OUTCOMES})
        seen = given.groupby(keys, sort=False).any()
        met, not_met, cannot_tell = (seen[outcome] for outcome in ("met", "not met", "cannot tell"))
        cases = [met & ~not_met & ~cannot_tell, not_met & ~met & ~cannot_tell, met & not_met]
        answers[how] = pd.Series(np.select(cases, SAYS[:3], SAYS[3]), index=seen.index, dtype="str")
    return pd.DataFrame(answers).reset_index()


PROVEN, AS_LISTED, POSSIBLE = _SURE = ("proven", "as listed", "possible")


def distance(row: Row) -> tuple[int, int] | None:
    """How many seats a board is away from meeting a criterion, at least and at most over what its list leaves open."""
    counted = Tally(int(row["for"]), int(row["against"]), int(row["unknown"]), might_unknown=int(row["might"]))
    return KINDS[row["kind"]].distance(Fraction(row["threshold"]), counted, row["office"])


def furthest(verdicts: pd.DataFrame) -> Finding:
    """The boards furthest from each requirement, on the business reading, with how sure that is."""
    if verdicts.empty:
        return untold("no board has a dated list", verdicts)
    required, left_out = _required(verdicts)
    asked = required[required["definition"].isin(("", "business"))]
    if asked.empty:
        return untold("no list that carries a share was asked", asked, left_out)
    frame, boards = _ranked(asked), asked[_BOARD].drop_duplicates(ignore_index=True)
    return Finding(_distance_words(frame, len(boards)), frame, boards, left_out)


def _required(verdicts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Verdicts on requirements, everyone counted, from lists that carry a share; and the boards with fragments only."""
    carries = verdicts["completeness"].isin(CARRIES_A_SHARE)
    others = verdicts.loc[~carries, ["lep", "as_at"]].drop_duplicates(ignore_index=True)
    asked = carries & (verdicts["denominator"] == "all") & (verdicts["strength"] == "requirement")
    return verdicts[asked], others.assign(reason=FRAGMENTS_ONLY)


def _ranked(asked: pd.DataFrame) -> pd.DataFrame:
    """Within a criterion the furthest first, and the surer before the less sure."""
    bounds = [distance(row) or (0, 0) for row in asked.to_dict("records")]
    sure = np.select([asked["outcome"] == "not met", asked["as_listed"] == "not met"], _SURE[:2], POSSIBLE)
    least, most = ([bound[end] for bound in bounds] for end in (0, 1))
    frame = asked.assign(short_at_least=least, short_at_most=most, sure=sure)
    order = {word: place for place, word in enumerate([*asked["criterion"].unique(), *_SURE])}
    keys = {"criterion": frame["criterion"].map(order), "least": -frame["short_at_least"]}
    keys |= {"sure": frame["sure"].map(order), "most": -frame["short_at_most"], "lep": frame["lep"]}
    frame = frame.loc[pd.DataFrame(keys).sort_values(list(keys), kind="stable").index]
    return frame[frame["short_at_most"] > 0].reset_index(drop=True)


def _distance_words(frame: pd.DataFrame, boards: int) -> str:
    lists = plural(boards, "list that carries", "lists that carry")
    short = frame[frame["short_at_least"] > 0]
    if short.empty:
        return (
            f"On none of the {lists} a share do the members known show a board short of a requirement. "
            f"{capital(how_many(len(frame)))} might be short of one, depending on the members not known."
        )
    first, proven = short.iloc[0], how_many(int((short["sure"] == PROVEN).sum()))
    return (
        f"On the {lists} a share, {plural(how_many(short['lep'].nunique()), 'board is', 'boards are')} short of at "
        "least one requirement whatever the members not known turn out to be; "
        f"{proven} of {choose(len(short), 'this', 'these')} {plural(len(short), 'shortfall')} "
        f"{choose(proven, 'is', 'are')} proven, and the others hold for the members printed. Furthest from "
        f"{rule(first['criterion'])} is {first['lep']} (list of {words(first['as_at'])}), where at least "
        f"{plural(first['short_at_least'], 'seat')} would have to go to other members."
    )


def meets_everything(verdicts: pd.DataFrame) -> Finding:
    """Which boards meet every requirement under every definition of private; `boards` counts for all, best first."""
    if verdicts.empty:
        return untold("no board has a dated list", verdicts)
    asked, left_out = _required(verdicts)
    if asked.empty:
        return untold("no list that carries a share was asked", asked, left_out)
    each = over_definitions(asked)
    each = each.assign(met=each["strictly"] == SAYS[0], met_as_listed=each["as_listed"] == SAYS[0], rules=1)
    boards = each.groupby(_BOARD, sort=False)[["rules", "met", "met_as_listed"]].sum().reset_index()
    boards = boards.sort_values(["met", "met_as_listed", "lep"], ascending=[False, False, True], ignore_index=True)
    frame = boards[boards["met"] == boards["rules"]].reset_index(drop=True)
    if frame.empty:
        return Finding(_none_meets_all_words(boards, each), frame, boards, left_out)
    number = capital(how_many(len(frame)))
    said = (
        f"{number} of {boards_of(len(boards))} with a list that carries a share {choose(number, 'is', 'are')} proven "
        f"to meet every requirement under every definition: {names(frame['lep'].tolist(), most=10)}. The others miss "
        "one or cannot be told."
    )
    return Finding(said, frame, boards, left_out)


def _none_meets_all_words(boards: pd.DataFrame, each: pd.DataFrame) -> str:
    unproven = (~each["met"]).groupby(each["criterion"], sort=False).sum()
    worst = [f"“{rule(name)}”" for name in unproven.index[unproven == unproven.max()]]
    best = boards.iloc[0]
    as_good = boards.loc[boards["met"] == best["met"], "lep"].tolist()
    return (
        f"None of {boards_of(len(boards))} with a list that carries a share is proven to meet every requirement under "
        f"every definition, above all because {names(worst)} {choose(len(worst), 'is', 'are')} not proven on "
        f"{how_many(int(unproven.max()))} of them. The most that is proven is {best['met']} of "
        f"{plural(best['rules'], 'requirement')}, on {names(as_good, most=3)}."
    )
