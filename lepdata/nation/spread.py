"""What a finding is: an answer, two sentences for any reader, the numbers, and what had to be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from lepdata.dates import words
from lepdata.english import choose, joined, plural, spelled
from lepdata.judging.roll import call_roll
from lepdata.nation import chance
from lepdata.nation.chance import DRAWS, FURTHER, INDICES, LEVEL, SEED, Spread, measure
from lepdata.seating.boards import Board
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.vocabulary import MAIN_BOARD, SECTORS
from lepdata.words_by_id import phrases, say

BEYOND, WITHIN, CANNOT_TELL, COUNTED = "beyond chance", "within chance", "cannot tell", "counted"
ANSWERS = (BEYOND, WITHIN, CANNOT_TELL, COUNTED)
LEFT_OUT_COLUMNS = ("lep", "as_at", "reason")
RARE = 0.05  # what chance does no oftener than this is called beyond chance


def nothing_left_out() -> pd.DataFrame:
    """A table of boards left out, without a row."""
    return pd.DataFrame(columns=list(LEFT_OUT_COLUMNS), dtype=str)


@dataclass(frozen=True)
class Finding:
    """One thing that all boards show together.

    Attributes
    ----------
    name : str
        What it is called, such as "spread of voluntary".
    answer : str
        One of `ANSWERS`: a comparison with chance, or "counted" where nothing is compared.
    two_sentences : str
        What was found and what it means, in plain English; every number in it is computed.
    frame : DataFrame
        What a chart or table shows.
    boards : DataFrame
        The boards it rests on, one a row.
    left_out : DataFrame
        lep, as_at, reason: the boards it could not use.
    numbers : dict
        The figures of the sentences and those behind them.
    """

    name: str
    answer: str
    two_sentences: str
    frame: pd.DataFrame
    boards: pd.DataFrame
    left_out: pd.DataFrame = field(default_factory=nothing_left_out)
    numbers: dict[str, object] = field(default_factory=dict)


def untold(name: str, why: str, frame: pd.DataFrame, boards: pd.DataFrame, left_out: pd.DataFrame) -> Finding:
    """The finding that it cannot be told, and why.

    Parameters
    ----------
    name : str
        What the finding would be called.
    why : str
        A clause without a full stop, such as "only 3 boards have a list good enough".
    frame, boards, left_out : DataFrame
        As far as they exist; none may be None.

    Examples
    --------
    >>> empty = pd.DataFrame()
    >>> print(untold("x", "no board has a list", empty, empty, empty).two_sentences)
    This cannot be told: no board has a list. Whole published lists that say so of every member would settle it.
    """
    return Finding(
        name,
        CANNOT_TELL,
        (f"This cannot be told: {why}. Whole published lists that say so of every member would settle it."),
        frame,
        boards,
        left_out,
        {"boards": len(boards)},
    )


def over_readings(p_values: list[float]) -> str:
    """One answer over several readings of what is unknown: chance under all, beyond it under all, else cannot tell.

    Examples
    --------
    >>> over_readings([0.01, 0.04]), over_readings([0.2, 0.9]), over_readings([0.01, 0.2])
    ('beyond chance', 'within chance', 'cannot tell')
    """
    rare = [p <= RARE for p in p_values]
    return BEYOND if all(rare) else CANNOT_TELL if any(rare) else WITHIN


def members_of(group: str, number: int) -> str:
    """So many members of a group, without the number.

    Examples
    --------
    >>> members_of("women", 1), members_of("women", 2), members_of("health", 2)
    ('woman', 'women', 'members for health')
    """
    return say("groups", group if group in phrases("groups") else "other", n=number, group=group)


def share_of(group: str) -> str:
    """The share of a group.

    Examples
    --------
    >>> share_of("women"), share_of("health")
    ('share of women', 'share of members for health')
    """
    return phrases("groups").get(f"{group}-share") or f"share of members for {group}"


def how_many(number: int) -> str:
    """A number that stands by itself in a sentence.

    Examples
    --------
    >>> how_many(0), how_many(3), how_many(12)
    ('none', 'three', '12')
    """
    return f"{number:,}" if number > 999 else spelled(number) if number else "none"


def percent(share: float) -> str:
    """A share in whole per cent, for words only.

    Examples
    --------
    >>> percent(0.4717)
    '47%'
    """
    return f"{share:.0%}"


def about(number: float) -> str:
    """A mean of whole numbers, to one place where it is small.

    Examples
    --------
    >>> about(5.87), about(14.2), about(0.02)
    ('5.9', '14', 'less than 0.1')
    """
    return "less than 0.1" if 0 < number < 0.05 else f"{number:.1f}" if number < 10 else f"{number:.0f}"


def rarity(p: float, of: str = "deals") -> str:
    """How often chance does as much, no finer than the deals can tell.

    Examples
    --------
    >>> rarity(0.825), rarity(0.0849), rarity(0.014), rarity(0.0004)
    ('in about 8 of 10 deals', 'in about 8 of 100 deals', 'in about 1 of 100 deals', 'in fewer than 1 of 100 deals')
    """
    if p >= 0.95:
        return f"in nearly all {of}"
    if p >= 0.15:
        return say("chance", "of-10", n=f"{p * 10:.0f}", of=of)
    return say("chance", "of-100" if p >= 0.01 else "fewer", n=f"{p * 100:.0f}", of=of)


def names(leps: Sequence[str], most: int = 4) -> str:
    """Boards by name, the rest of a long row by number.

    Examples
    --------
    >>> names(["A", "B", "C"], most=2), names(["A"])
    ('A, B and 1 other', 'A')
    """
    shown, rest = list(leps[:most]), len(leps) - most
    return joined(shown + ([plural(rest, "other")] if rest > 0 else []))


def boards(number: int) -> str:
    """So many boards.

    Examples
    --------
    >>> boards(1), boards(12)
    ('1 board', '12 boards')
    """
    return say("chance", "boards", number=f"{number:,}")


def day(text: str) -> str:
    """A date of a request, "" being the latest.

    Examples
    --------
    >>> day("2018-07-23"), day("")
    ('23 July 2018', 'the latest list')
    """
    return words(text) if text else "the latest list"


def rule(criterion: str) -> str:
    """A criterion as pages name it, within a sentence.

    Examples
    --------
    >>> rule("private-two-thirds"), rule("a-rule-of-ones-own")
    ('two-thirds private', 'a rule of ones own')
    """
    return phrases("criteria").get(criterion, criterion.replace("-", " ")).casefold()


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
        return f"{boards(len(used))} whose numbers were published"
    others, phrase = len(left_out), "boards-known-but" if len(left_out) else "boards-known"
    return say("chance", phrase, boards=boards(len(used)), number=how_many(others))


def too_few(name: str, used: pd.DataFrame, left_out: pd.DataFrame, fewest: int = FEWEST_BOARDS) -> Finding | None:
    """The finding that too few boards are known well enough, or None where there are enough."""
    if len(used) >= fewest:
        return None
    why = (
        f"{how_many(len(used))} of the boards {choose(how_many(len(used)), 'is', 'are')} "
        f"known well enough, and at least {fewest} are needed"
    )
    return untold(name, why, used, used, left_out)


HITS = {"none": "none", "one": "exactly one", "several": "two or more"}
KNOWN = "known members only"


def spread_of(tallied: pd.DataFrame, group: str = "voluntary", draws: int = DRAWS, seed: int = SEED) -> Finding:
    """Whether members of a group are spread over boards as chance would, or kept at one on each.

    Parameters
    ----------
    tallied : DataFrame
        What `tallies` or `published_tallies` return.
    group : str
        Whom they count, for the words.
    draws, seed : int
        How many deals, and where the chance starts.

    Returns
    -------
    Finding
        `frame` has one row for boards with none, exactly one, and two or more: how many there are among those known
        (`observed`), on average over deals (`expected`), the `excess` of the one over the other, the central 95 of 100
        deals (`low` to `high`), the two-sided p-value (`p`; exact where `is_exact`) and the same from the deals made
        (`p_dealt`); then over the readings of those not known the fewest and most such boards, and the smallest and
        largest p-value. The answer is that for exactly one. `numbers["readings"]` names the readings.

    Notes
    -----
    The readings: only those known; none, or all, of the unknown belong to the group; those that leave the fewest, and
    make the most, boards with exactly one.
    """
    name = f"spread of {group}"
    used, left_out = usable(tallied)
    if (unusable := too_few(name, used, left_out)) is not None:
        return unusable
    read = readings(used)
    dealt = {name: chance.spreads(*counts, draws=draws, seed=seed) for name, counts in read.items()}
    rows = {hit: _row(hit, {name: of[n] for name, of in dealt.items()}) for n, hit in enumerate(HITS)}
    frame = pd.DataFrame(rows.values())
    one = rows["one"]
    answer = over_readings([one["p"], one["lowest_p"], one["highest_p"]])
    numbers = {**one, "boards": len(used), "seats": int(used["known"].sum()), "total": int(used["for"].sum())}
    numbers["readings"] = list(read)
    return Finding(name, answer, _words(numbers, answer, group, basis(used, left_out)), frame, used, left_out, numbers)


def readings(used: pd.DataFrame) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Counts and sizes of each board under each reading of those not known.

    Parameters
    ----------
    used : DataFrame
        The first frame of `usable`.

    Examples
    --------
    >>> used = pd.DataFrame({"for": [0, 1], "against": [9, 9], "open": [1, 1], "known": [9, 10], "size": [10, 11]})
    >>> {name: counts.tolist() for name, (counts, _) in readings(used).items()}
    {'known members only': [0, 1], 'none of the unknown': [0, 1], 'all of the unknown': [1, 2],
     'fewest boards with one': [0, 2], 'most boards with one': [1, 1]}
    """
    count, open_, size = (used[name].to_numpy() for name in ("for", "open", "size"))
    fewest = np.where((count == 1) | ((count == 0) & (open_ > 1)), count + open_, count)
    most = np.where((count == 0) & (open_ > 0), 1, count)
    return {
        KNOWN: (count, used["known"].to_numpy()),
        "none of the unknown": (count, size),
        "all of the unknown": (count + open_, size),
        "fewest boards with one": (fewest, size),
        "most boards with one": (most, size),
    }


def _row(hit: str, found: dict[str, Spread]) -> dict[str, Any]:
    known = found[KNOWN]
    return {
        "boards_with": HITS[hit],
        **{name: getattr(known, name) for name in ("observed", "expected", "low", "high", "p", "p_dealt", "is_exact")},
        "excess": known.observed - known.expected,
        "lowest_observed": min(one.observed for one in found.values()),
        "highest_observed": max(one.observed for one in found.values()),
        "lowest_p": min(_signed(one, known) for one in found.values()),
        "highest_p": max(_signed(one, known) for one in found.values()),
    }


def _signed(one: Spread, known: Spread) -> float:
    """A reading that strays to the other side does not speak for this one, however rarely chance does as much."""
    return one.p if (one.observed >= one.expected) == (known.observed >= known.expected) else 1.0


def _words(numbers: dict[str, Any], answer: str, group: str, on: str) -> str:
    observed, total = numbers["observed"], numbers["total"]
    beyond = "alone-kept" if observed >= numbers["expected"] else "alone-seldom"
    return say(
        "chance",
        "alone",
        boards=on,
        number=how_many(observed),
        one=members_of(group, 1),
        total=total,
        many=members_of(group, total),
        seats=numbers["seats"],
        expected=about(numbers["expected"]),
        low=numbers["low"],
        high=numbers["high"],
        rarity=rarity(numbers["p"]),
        meaning=say("chance", beyond if answer == BEYOND else f"alone-{answer}"),
    )


def heterogeneity(tallied: pd.DataFrame, group: str = "private", draws: int = DRAWS, seed: int = SEED) -> Finding:
    """Whether boards differ beyond chance, all of them taken together.

    Parameters
    ----------
    tallied : DataFrame
        What `tallies` or `published_tallies` return.
    group : str
        Whom they count, for the words.
    draws, seed : int
        How many deals, and where the chance starts.

    Returns
    -------
    Finding
        `frame` has one row per reading of those not known: the statistics, the overdispersion (1 is chance) and the
        p-values. The readings: only those known; none, or all, of the others belong to the group; the others such that
        they draw the boards together, or push them apart, as far as they can.
    """
    name = f"heterogeneity of {group}"
    used, left_out = usable(tallied)
    if (unusable := too_few(name, used, left_out)) is not None:
        return unusable
    if int(used["for"].sum()) in (0, int(used["known"].sum())):
        return untold(
            name, "nobody or everybody known belongs to the group, so no board can differ", used, used, left_out
        )
    read = [(reading, counts, sizes) for reading, (counts, sizes) in _readings(used).items()]
    found = [(reading, chance.heterogeneity(counts, sizes, draws, seed)) for reading, counts, sizes in read]
    frame = pd.DataFrame([{"reading": reading, **vars(one)} for reading, one in found])
    answer = over_readings(frame["p"].tolist())
    shares = used["for"] / used["known"]
    numbers = {**vars(found[0][1]), "lowest": float(shares.min()), "highest": float(shares.max())}
    return Finding(
        name, answer, _differences_words(numbers, answer, group, basis(used, left_out)), frame, used, left_out, numbers
    )


def _readings(used: pd.DataFrame) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    count, open_, size = (used[name].to_numpy() for name in ("for", "open", "size"))
    return {
        KNOWN: (count, used["known"].to_numpy()),
        "none of the unknown": (count, size),
        "all of the unknown": (count + open_, size),
        "drawn together": (together(count, open_, size), size),
        "pushed apart": (apart(count, open_, size), size),
    }


def together(count: np.ndarray, open_: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The counts that draw the shares of boards together: every board as near to one share as its unknown allow."""
    shares = np.unique(np.concatenate([count / size, (count + open_) / size]))
    tried = np.clip(np.rint(shares[:, np.newaxis] * size), count, count + open_).astype(np.int64)
    return tried[_chi_square(tried, size).argmin()]


def apart(count: np.ndarray, open_: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The counts that push the shares of boards apart: all unknown of the higher boards, none of the lower."""
    rank = np.argsort(np.argsort(-(count + open_ / 2) / size, kind="stable"))
    higher = rank < np.arange(len(count) + 1)[:, np.newaxis]
    tried = np.where(higher, count + open_, count)
    return tried[_chi_square(tried, size).argmax()]


def _chi_square(tried: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Pearson's statistic of each row of counts; nought where nobody or everybody belongs."""
    pooled = tried.sum(axis=1, keepdims=True) / size.sum()
    spread = np.maximum(pooled * (1 - pooled), 1e-12)
    return ((tried - size * pooled) ** 2 / (size * spread)).sum(axis=1)


def _differences_words(numbers: dict[str, Any], answer: str, group: str, of: str) -> str:
    luck = answer == WITHIN and numbers["overdispersion"] <= 1
    return say(
        "chance",
        "differences",
        share=share_of(group),
        boards=of,
        lowest=percent(numbers["lowest"]),
        highest=percent(numbers["highest"]),
        seats=numbers["seats"],
        mean=percent(numbers["total"] / numbers["seats"]),
        rarity=rarity(numbers["p"]),
        meaning=say("chance", "differences-luck" if luck else f"differences-{answer}"),
    )


def funnel_limits(target: float, sizes: Any) -> pd.DataFrame:
    """The limits of chance at each board size, for drawing.

    Parameters
    ----------
    target : float
        The share around which they lie.
    sizes : sequence of int
        Board sizes.

    Returns
    -------
    DataFrame
        One row per size and level (0.95, 0.998): the fewest and the most members inside, the same as shares, and the
        chance of a count below and above, which is at most half of what the level leaves.

    Examples
    --------
    >>> funnel_limits(0.5, [10])[["level", "fewest", "most"]].values.tolist()
    [[0.95, 2.0, 8.0], [0.998, 1.0, 9.0]]
    """
    frames = []
    for level in (LEVEL, FURTHER):
        found = chance.control_limits(target, sizes, level)
        columns = {"size": found.sizes, "level": level, "fewest": found.fewest, "most": found.most}
        shares = {"lower": found.fewest / found.sizes, "upper": found.most / found.sizes}
        frames.append(pd.DataFrame({**columns, **shares, "below": found.below, "above": found.above}))
    return pd.concat(frames, ignore_index=True)


def funnel(tallied: pd.DataFrame, group: str = "private", target: float | None = None) -> Finding:
    """Shares against board size, with exact limits around a target.

    Parameters
    ----------
    tallied : DataFrame
        What `tallies` or `published_tallies` return.
    group : str
        Whom they count, for the words.
    target : float, optional
        The share to compare with; by default the pooled share of the boards compared.

    Returns
    -------
    Finding
        `frame` has one row per board: its share among those known, the lowest and highest share over those not known,
        the limits at both levels, where it lies (`place`: inside, below, above, far below, far above), and
        `whatever_the_unknown`: "yes" where it lies so however they turn out. `likely_low` and `likely_high` are
        Wilson's interval, for readers who take a board as a draw of appointments; `whole_board_seen` says where the
        share is a plain fact.
    """
    name = f"funnel of {group}"
    used, left_out = usable(tallied)
    if (unusable := too_few(name, used, left_out)) is not None:
        return unusable
    pooled = float(used["for"].sum() / used["known"].sum())
    centre = pooled if target is None else target
    frame = _placed(used, centre)
    numbers = _outside(frame, centre, pooled)
    answer = _funnel_answer(frame)
    said = _funnel_words(numbers, group, basis(used, left_out), target is None)
    return Finding(name, answer, said, frame, used, left_out, numbers)


def _placed(used: pd.DataFrame, centre: float) -> pd.DataFrame:
    likely_low, likely_high = chance.wilson(used["for"], used["known"])
    near, far = (chance.control_limits(centre, used["known"], level) for level in (LEVEL, FURTHER))
    places = _place(used["for"], used["known"], centre)
    most = used["for"] + used["open"]
    ends = [_place(count, used["size"], centre) for count in (used["for"], most)]
    same = (places == ends[0]) & (places == ends[1])
    whole = (used["completeness"] == "full") & (used["open"] == 0)
    return used.assign(
        share=used["for"] / used["known"],
        lowest=used["for"] / used["size"],
        highest=most / used["size"],
        fewest=near.fewest,
        most=near.most,
        fewest_far=far.fewest,
        most_far=far.most,
        chance_outside=near.below + near.above,
        place=places,
        whatever_the_unknown=np.where(same, "yes", "no"),
        likely_low=likely_low,
        likely_high=likely_high,
        whole_board_seen=np.where(whole, "yes", "no"),
    )


def _place(counts: pd.Series, sizes: pd.Series, centre: float) -> np.ndarray:
    near, far = (chance.control_limits(centre, sizes, level) for level in (LEVEL, FURTHER))
    choices = [counts < far.fewest, counts > far.most, counts < near.fewest, counts > near.most]
    return np.select(choices, ["far below", "far above", "below", "above"], "inside")


def _outside(frame: pd.DataFrame, centre: float, pooled: float) -> dict[str, object]:
    return {
        "boards": len(frame),
        "target": centre,
        "pooled": pooled,
        "outside": int((frame["place"] != "inside").sum()),
        "far_outside": int(frame["place"].str.startswith("far").sum()),
        "expected_outside": float(frame["chance_outside"].sum()),
    }


def _funnel_answer(frame: pd.DataFrame) -> str:
    far = frame["place"].str.startswith("far")
    if (far & (frame["whatever_the_unknown"] == "yes")).any():
        return BEYOND
    return CANNOT_TELL if far.any() else WITHIN


def _funnel_words(numbers: dict[str, Any], group: str, of: str, is_pooled: bool) -> str:
    outside, far = numbers["outside"], numbers["far_outside"]
    return say(
        "chance",
        "funnel",
        boards=of,
        number=how_many(outside),
        share=share_of(group),
        target=percent(numbers["target"]),
        source=say("chance", "funnel-pooled" if is_pooled else "funnel-asked"),
        expected=about(numbers["expected_outside"]),
        far=how_many(far),
    )


KINDS = tuple(sector for sector in SECTORS if sector != "unknown")
SECTOR_COLUMNS = ("lep", "as_at", "completeness", *KINDS, "open")


def sector_counts(boards: Iterable[Board]) -> pd.DataFrame:
    """How many members of each board come from which sector.

    Parameters
    ----------
    boards : iterable of Board
        Such as the boards of judgements.

    Returns
    -------
    DataFrame
        lep, as_at, completeness, one column per sector, and `open`: members of unknown sector and people who may or may
        not be members. Nobody is counted twice.
    """
    rows = [_counted(board) for board in boards]
    frame = pd.DataFrame(rows, columns=list(SECTOR_COLUMNS))
    texts = list(SECTOR_COLUMNS[:3])
    return frame.astype(dict.fromkeys([*KINDS, "open"], "int64") | dict.fromkeys(texts, "str"))


def _counted(board: Board) -> dict[str, object]:
    roll = call_roll(board)
    kinds = Counter(member.sector if member.sure else "unknown" for member in roll.members)
    found = {kind: kinds[kind] for kind in KINDS}
    return {
        "lep": board.lep,
        "as_at": board.as_at,
        "completeness": board.completeness,
        **found,
        "open": len(roll.members) - sum(found.values()),
    }


def diversity_indices(sectors: pd.DataFrame, draws: int = DRAWS, seed: int = SEED) -> Finding:
    """Blau's and Shannon's index of each board and on average, beside what dealing out would give.

    Parameters
    ----------
    sectors : DataFrame
        What `sector_counts` returns.
    draws, seed : int
        How many deals, and where the chance starts.

    Returns
    -------
    Finding
        `frame` has one row per board and index: its value among those known, expected from a deal of all these boards'
        known members, the central 95 of 100 deals of a board of its size, and the lowest and highest value over those
        not known. The answer is for the means of both indices, and the same for every reading of those not known.
    """
    name = "diversity of sectors"
    in_all = sectors[list(KINDS)].sum(axis=1)
    used, left_out = usable(sectors.assign(against=0).join(in_all.rename("for")))
    if (unusable := too_few(name, used, left_out)) is not None:
        return unusable
    read = _mix_readings(used)
    frame = pd.concat([_of_each(used, read, index, draws, seed) for index in INDICES], ignore_index=True)
    means = {reading: chance.mean_indices(kinds, draws, seed) for reading, kinds in read.items()}
    blau, shannon = means[KNOWN]
    answer = over_readings([one.p for found in means.values() for one in found])
    numbers: dict[str, Any] = {**vars(blau), "shannon": vars(shannon)}
    numbers["p_by_reading"] = {reading: [one.p for one in found] for reading, found in means.items()}
    return Finding(name, answer, _mix_words(numbers, answer, basis(used, left_out)), frame, used, left_out, numbers)


def _mix_readings(used: pd.DataFrame) -> dict[str, np.ndarray]:
    """Members of each kind on each board, under each reading of those not known: an index lies between the last two."""
    known, open_ = used[list(KINDS)].to_numpy(), used["open"].to_numpy()
    most = known.copy()
    least = known.copy()
    for taken in range(int(open_.max())):
        rows = np.flatnonzero(open_ > taken)
        most[rows, most[rows].argmin(axis=1)] += 1  # one more of the rarest kind mixes a board most
        least[rows, least[rows].argmax(axis=1)] += 1
    return {KNOWN: known, "as mixed as can be": most, "as alike as can be": least}


def _of_each(used: pd.DataFrame, read: dict[str, np.ndarray], index: str, draws: int, seed: int) -> pd.DataFrame:
    known = read[KNOWN]
    pool, sizes = known.sum(axis=0), known.sum(axis=1)
    values = np.stack([measure(kinds, index) for kinds in read.values()])
    ranges = {int(size): chance.board_range(pool, int(size), index, draws, seed) for size in np.unique(sizes)}
    return used[["lep", "as_at", "completeness", "known", "open"]].assign(
        index=index,
        value=values[0],
        expected=chance.expected(pool, sizes, index),
        low=[ranges[int(size)][0] for size in sizes],
        high=[ranges[int(size)][1] for size in sizes],
        lowest=values.min(axis=0),
        highest=values.max(axis=0),
    )


def _mix_words(numbers: dict[str, Any], answer: str, of: str) -> str:
    beyond = "mix-more" if numbers["observed"] >= numbers["expected"] else "mix-less"
    return say(
        "chance",
        "mix",
        boards=of,
        observed=percent(numbers["observed"]),
        expected=percent(numbers["expected"]),
        low=percent(numbers["low"]),
        high=percent(numbers["high"]),
        rarity=rarity(numbers["p"]),
        shannon=rarity(numbers["shannon"]["p"]),
        meaning=say("chance", beyond if answer == BEYOND else f"mix-{answer}"),
    )


def board_tests(
    tallied: pd.DataFrame, group: str = "private", benchmark: float | None = None, mid_p: bool = False
) -> Finding:
    """Which boards differ from the others, or from a benchmark, once so many are looked at.

    Parameters
    ----------
    tallied : DataFrame
        What `tallies` or `published_tallies` return.
    group : str
        Whom they count, for the words.
    benchmark : float, optional
        A share that does not come from these boards, such as a published national one; by default each board is
        compared with all the others.
    mid_p : bool
        See `statistics.against_share`.

    Returns
    -------
    Finding
        `frame`: each board's p-value among those known, the same adjusted for the number of boards (`adjusted`), the
        adjusted smallest and largest over its members not known, and `says`: "differs", "no sign of a difference" or
        "cannot tell". Most unlike first.
    """
    name = f"board tests of {group}"
    used, left_out = usable(tallied)
    if (unusable := too_few(name, used, left_out)) is not None:
        return unusable
    test = _against(used, benchmark, mid_p)
    p_values = test(used["for"], used["known"])
    low, high = (chance.adjusted(values) for values in _over_unknown(used, test, p_values))
    frame = used.assign(
        share=used["for"] / used["known"],
        p=p_values,
        adjusted=chance.adjusted(p_values),
        lowest_adjusted=low,
        highest_adjusted=high,
        says=np.select([high <= RARE, low > RARE], ["differs", "no sign of a difference"], CANNOT_TELL),
    ).sort_values(["p", "lep"], ignore_index=True)
    differ, unclear = ((frame["says"] == word).any() for word in ("differs", CANNOT_TELL))
    answer = BEYOND if differ else CANNOT_TELL if unclear else WITHIN
    numbers: dict[str, object] = {
        "boards": len(frame),
        "differ": int((frame["says"] == "differs").sum()),
        "benchmark": benchmark,
    }
    return Finding(
        name, answer, _tests_words(frame, group, basis(used, left_out), benchmark), frame, used, left_out, numbers
    )


Test = Callable[[Any, Any], np.ndarray]


def _against(used: pd.DataFrame, benchmark: float | None, mid_p: bool) -> Test:
    if benchmark is not None:
        return lambda counts, sizes: chance.against_share(counts, sizes, benchmark, mid_p)
    rest, rest_size = used["for"].sum() - used["for"], used["known"].sum() - used["known"]
    return lambda counts, sizes: chance.against_rest(counts, sizes, rest, rest_size, mid_p)


def _over_unknown(used: pd.DataFrame, test: Test, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The smallest and the largest p-value over how a board's own unknown members may turn out, left out among them."""
    answers = range(int(used["open"].max()) + 1)
    tried = [known, *(test(used["for"] + np.minimum(used["open"], more), used["size"]) for more in answers)]
    return np.min(tried, axis=0), np.max(tried, axis=0)


def _tests_words(frame: pd.DataFrame, group: str, of: str, benchmark: float | None) -> str:
    found, first = frame.loc[frame["says"] == "differs", "lep"].tolist(), frame.iloc[0]
    return say(
        "chance",
        "tests-others" if benchmark is None else "tests-share",
        boards=of,
        share="" if benchmark is None else percent(benchmark),
        stand=say("chance", "tests-stand" if found else "tests-none", names=names(found), n=len(found)),
        lep=first["lep"],
        part=first["for"],
        many=members_of(group, first["for"]),
        known=first["known"],
        rarity=rarity(float(first["p"])),
    )
