"""The nation reviewed: every board's best list under the rules of its time, and under one yardstick for all."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.dates import words
from lepdata.english import choose, plural
from lepdata.errors import unknown
from lepdata.judging.records import Judgement, overall
from lepdata.nation import outcomes, over_time, spread
from lepdata.nation import people as people_
from lepdata.nation.spread import Finding
from lepdata.registers import frozen, geography
from lepdata.reviews import known
from lepdata.reviews.board_page import by_criterion, ruling_verdict
from lepdata.reviews.boards import BoardReview, day, review_board
from lepdata.reviews.show import Caveats, Markup, Sentences
from lepdata.reviews.wording import percent, some
from lepdata.seating.boards import Board
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.vocabulary import OUTCOMES
from lepdata.voice.summary import council_summaries
from lepdata.voice.voluntary import voluntary_measures
from lepdata.words_by_id import phrases, say

OUTCOME_COLUMNS = (
    "lep",
    "as_at",
    "completeness",
    "carries_a_share",
    "rules",
    "framework",
    "criterion",
    "statement",
    "outcome",
    "as_listed",
    "overall",
    "overall_as_listed",
    "overturned_by",
    "for",
    "against",
    "unknown",
)


@dataclass(frozen=True)
class NationalReview:
    """All that the national page says.

    Attributes
    ----------
    as_at : str
        The date asked about; "" for each board's latest usable list.
    boards : tuple of BoardReview
        One per LEP, in the register's order.
    outcomes : DataFrame
        One row per LEP, rules ("then in force" or "yardstick") and criterion: see `outcomes_of`.
    found : dict
        The findings worked out so far, by name: filled as they are asked for.
    """

    as_at: str
    boards: tuple[BoardReview, ...]
    outcomes: pd.DataFrame
    found: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


def review_national(as_at: str | None = None, framework: str | Path | None = None) -> NationalReview:
    """Review every LEP's board.

    Parameters
    ----------
    as_at : str, optional
        A date; later lists are left out. By default each board's latest usable list, whatever its date.
    framework : str or Path, optional
        Rules for every board; by default those in force at each list's own date.

    Returns
    -------
    NationalReview
        Hand it to `sentences`, `table` and `chart`.

    Examples
    --------
    >>> len(review_national().boards)
    38
    """
    day(as_at)  # a date nobody can read is refused before the work starts
    boards = tuple(review_board(lep, as_at, framework) for lep in geography.leps()["lep"])
    return NationalReview(as_at or "", boards, outcomes_of(boards))


def outcomes_of(boards: tuple[BoardReview, ...]) -> pd.DataFrame:
    """One row per LEP, rules and criterion: the ruling verdict, and what the definitions say together."""
    rows: list[dict[str, object]] = []
    for review in boards:
        for rules, judgement in (("then in force", review.judgement), ("yardstick", review.yardstick)):
            rows += _rows(review, rules, judgement) if judgement else []
    return pd.DataFrame(rows, columns=list(OUTCOME_COLUMNS))


def _rows(review: BoardReview, rules: str, judgement: Judgement) -> list[dict[str, object]]:
    return [_row(review, rules, judgement, own) for own in by_criterion(judgement).values()]


def _row(review: BoardReview, rules: str, judgement: Judgement, own: list) -> dict[str, object]:
    ruling = ruling_verdict(own, judgement.ruling_definition)
    everyone = [verdict for verdict in own if verdict.denominator == "all"]
    board = judgement.board
    carries = board.completeness in CARRIES_A_SHARE  # what a fragment shows is no answer to count boards by
    return {
        "lep": review.lep,
        "as_at": board.as_at,
        "completeness": board.completeness,
        "carries_a_share": "yes" if carries else "no",
        "rules": rules,
        "framework": judgement.framework.id,
        "criterion": ruling.criterion,
        "statement": ruling.statement,
        "outcome": ruling.outcome,
        "as_listed": ruling.as_listed if carries else ruling.outcome,
        "overall": overall(everyone),
        "overall_as_listed": overall(everyone, as_listed=carries),
        "overturned_by": ruling.overturned_by if carries else None,
        "for": ruling.for_,
        "against": ruling.against,
        "unknown": ruling.unknown,
    }


def sentences(review: NationalReview) -> Sentences:
    """The page's opening: what is known, how many boards meet the main rules, and how far that can be trusted."""
    asked = review.outcomes
    if asked.empty:
        return Sentences(("No dated list of any board was found, so nothing can be said of any rule.",))
    yardstick = asked[asked["rules"] == "yardstick"]
    return Sentences((_known(review), _private(yardstick), _voluntary(yardstick), _dates(review)))


def caveats(review: NationalReview) -> Caveats:
    """What a reader must know before quoting a national number."""
    carrying = [one for one in review.boards if one.board is not None and one.board.completeness in CARRIES_A_SHARE]
    said = (
        ("Each board is shown at the date of its own best list, so the boards are not compared at one date."),
        _older_than_the_rule(review.outcomes),
        (
            f"Shares are read only from the {plural(len(carrying), 'list')} that can carry one; fragments "
            "are shown only."
        ),
        (
            "Councillors are known by their title and business members often only by name, so a person "
            "of unknown sector is more likely to be from business than one whose sector is known."
        ),
        ("“As listed” asks the question of the members printed, as if they were the whole board: it is no finding."),
        ("Gender is taken only from published words and published counts, never from a name or a title."),
    )
    return Caveats(filter(None, said))


def _older_than_the_rule(outcomes: pd.DataFrame) -> str:
    asked = outcomes[outcomes["criterion"] == "private-two-thirds"]
    bound = set(asked.loc[asked["rules"] == "then in force", "lep"])
    older = len(set(asked["lep"]) - bound)
    return (
        (
            f"{older} of the lists {choose(older, 'is', 'are')} older than the rule of two-thirds "
            "private: there it is a measure, not a judgement."
        )
        if older
        else ""
    )


def _known(review: NationalReview) -> str:
    kinds = [one.board.completeness if one.board else "" for one in review.boards]
    full, carrying = kinds.count("full"), sum(kind in CARRIES_A_SHARE for kind in kinds)
    nothing = kinds.count("")
    fragments = some(len(kinds) - carrying - nothing)
    said = (
        f"For {full} of the {plural(len(kinds), 'board')} a full list was found, for "
        f"{carrying - full} more a list good enough to read a share from, and for {fragments} only "
        "fragments."
    )
    return f"{said} {say('national', 'nothing-found', n=nothing)}" if nothing else said


def _private(asked: pd.DataFrame) -> str:
    own = asked[asked["criterion"] == "private-two-thirds"]
    strict, listed = (_tally(own[column]) for column in ("outcome", "as_listed"))
    return (
        "Two-thirds from the private sector, on the business reading, asked of every list "
        f"whatever its date: {some(strict['met'])} proven to meet it, {some(strict['not met'])} "
        f"proven not to, {strict['cannot tell']} cannot be told. On the lists as they stand "
        f"{some(listed['met'])} would meet it and {some(listed['not met'])} would not; for "
        f"{some(int((own['overall_as_listed'] == 'depends on the definition').sum()))} the "
        "definition of private decides."
    )


def _tally(outcomes: pd.Series) -> dict[str, int]:
    return {outcome: int((outcomes == outcome).sum()) for outcome in OUTCOMES}


def _voluntary(asked: pd.DataFrame) -> str:
    found = _tally(asked.loc[asked["criterion"] == "voluntary-voice", "outcome"])
    return (
        f"A voluntary-sector voice is seen on {plural(found['met'], 'board')}; its absence is "
        f"proven on {some(found['not met'])}, because only a full list with every sector known can "
        "prove an absence."
    )


def _dates(review: NationalReview) -> str:
    dated = sorted((one.board.as_at, one.lep) for one in review.boards if one.board is not None)
    (first, first_lep), (last, last_lep) = dated[0], dated[-1]
    return f"The lists used run from {words(first)} ({first_lep}) to {words(last)} ({last_lep})."


def heading(review: NationalReview) -> Markup:
    """The page's heading."""
    return Markup(f"<h1>{escape(say('national', 'title'))}</h1><p>{escape(say('national', 'about'))}</p>")


Row = Mapping[Hashable, Any]
COUNTED = "counted"
HOW = phrases("how_districts")
STUDY_OF = "2020-03-31"  # the study's survey ran from late 2019 to early 2020
STUDY = {  # measure of the representation room -> figure of the study
    "voice": "n04-main-board",
    "single-issue": "n05-single-issue",
    "infrastructure": "n06-infrastructure",
    "two-or-more": "n07-two",
    "sub-boards": "n08-sub-groups",
    "eu-funds-without": "n09-eu-funds",
}


def councils(boards: Sequence[Board]) -> Finding:
    """Whose council sits, over the boards whose best list carries a share."""
    usable = [board for board in boards if board.completeness in CARRIES_A_SHARE]
    summed = council_summaries(usable)
    named = summed[
        (summed["districts"] > 0) & (summed["directly"] + summed["collectively"] + summed["counties_seated"] > 0)
    ]
    left_out = pd.DataFrame(
        [
            {"lep": b.lep, "as_at": b.as_at, "reason": "no council member is named on a list good enough"}
            for b in boards
            if b.lep not in set(named["lep"])
        ],
        columns=["lep", "as_at", "reason"],
    )
    if named.empty:
        return Finding(
            "councils",
            "cannot tell",
            (
                "This cannot be told: no list names a member of a council. "
                "Lists that print each councillor’s council would settle it."
            ),
            named,
            named,
            left_out,
        )
    total = {column: int(named[column].sum()) for column in ("districts", "directly", "collectively", "through_county")}
    seated = total["directly"] + total["collectively"]
    districts, county = total["districts"], total["through_county"]
    said = (
        f"On the {plural(len(named), 'board')} whose list names somebody from a council of its "
        f"area, {seated} of {plural(districts, 'district has', 'districts have')} a seat of their "
        f"own or share one with their neighbours, and {county} more {choose(county, 'is', 'are')} "
        "spoken for only by the county above them. For the rest nobody was seen, which proves "
        "absence only where the list is full."
    )
    return Finding("councils", COUNTED, said, named, named, left_out, dict[str, object](total))


def people() -> Finding:
    """How far anybody can be followed from list to list, and on how many boards one person sat."""
    frame = people_.followed(known.seats())
    number = dict(zip(frame["what"], frame["count"], strict=True))
    seen_twice, all_people = number["people seen at two dates"], number["people"]
    several = people_.people_on_several_boards(known.seats())
    said = (
        f"Of {plural(all_people, 'person', 'people')} named on dated lists of main boards, "
        f"{plural(seen_twice, 'is', 'are')} seen at two dates or more, so little can be said of "
        f"who stays and who goes. {plural(len(several), 'person', 'people')} can be shown to have "
        "sat on bodies of two partnerships, from more than the name alone."
    )
    return Finding("people", COUNTED, said, frame, several)


def reconciled() -> Finding:
    """Every published figure beside what is found here."""
    frame = known.read_table("reconciliation")
    number = {word: int((frame["outcome"] == word).sum()) for word in ("agrees", "differs", "cannot be compared")}
    same_page = int(((frame["outcome"] == "agrees") & (frame["same_source"] == "yes")).sum())
    said = (
        f"Of {plural(len(frame), 'published figure')}, "
        f"{plural(number['agrees'], 'agrees', 'agree')} with what is found here and "
        f"{plural(some(number['differs']), 'differs', 'differ')}; {number['cannot be compared']} "
        "cannot be compared, mostly because no list of that board and date was found. Of the "
        f"agreements {plural(some(same_page), 'is', 'are')} with the page that printed the figure, "
        "which shows that it was read rightly and is no second witness."
    )
    return Finding("reconciled", COUNTED, said, frame, frame, numbers=dict[str, object](number))


def study(as_at: str = "") -> Finding:
    """The measures of the 2020 voluntary-sector study beside the same measures from the lists."""
    figures = frozen.read_raw("figures/published_figures.csv").set_index("figure_id")
    seats = known.seats()
    then, now = (
        voluntary_measures(seats, last_day).set_index("measure").to_dict("index") for last_day in (STUDY_OF, day(as_at))
    )
    printed = figures.to_dict("index")
    frame = pd.DataFrame([_study_row(name, printed[figure], then[name], now[name]) for name, figure in STUDY.items()])
    voice = frame.iloc[0]
    shown_then, shown_now = some(voice["then"]), some(voice["now"])
    said = (
        f"The study found a voluntary-sector voice on {voice['study']} of {voice['of']} main "
        f"boards; from the lists of its year {shown_then} can be shown, and from every board’s "
        f"latest list {shown_now}. The study asked the partnerships, and read the websites of "
        "those that did not answer; a list prints less, so the gap is no error of either."
    )
    return Finding("voluntary study", COUNTED, said, frame, frame)


def _study_row(measure: str, figure: Row, then: Row, now: Row) -> dict[str, object]:
    return {
        "measure": measure,
        "statement": then["statement"],
        "study": int(figure["value"]),
        "of": int(figure["of"]),
        "then": then["met"],
        "then_cannot_tell": then["cannot_tell"],
        "now": now["met"],
        "now_cannot_tell": now["cannot_tell"],
        "source_url": figure["source_url"],
    }


def share_text(part: int, whole: int) -> str:
    """A share for a reader, "" of nothing.

    Examples
    --------
    >>> share_text(1, 4), share_text(0, 0)
    ('25%', '')
    """
    return percent(Fraction(part, whole)) if whole else ""


WOMEN_TABLE_OF = "2018"  # the one year of which counts of women are published for many boards
BEFORE_THE_RULE = "2018-07-23"  # the day before two-thirds private was announced


def find(review: NationalReview, name: str) -> Finding:
    """One finding of a national review, worked out once.

    Parameters
    ----------
    review : NationalReview
        What `review_national` returns.
    name : str
        One of `FINDINGS`.

    Raises
    ------
    UsageError
        If there is no such finding, with those there are.

    Examples
    --------
    >>> from lepdata.reviews.nation import review_national
    >>> find(review_national("2013-01-01"), "furthest").answer
    'counted'
    """
    if name not in FINDINGS:
        raise unknown("finding", name, FINDINGS)
    if name not in review.found:
        review.found[name] = FINDINGS[name](review)
    return review.found[name]


def boards(review: NationalReview) -> list[Board]:
    """The best list of each board that has one."""
    return [one.board for one in review.boards if one.board is not None]


def _verdicts(review: NationalReview) -> pd.DataFrame:
    return outcomes.verdict_rows([one.yardstick for one in review.boards if one.yardstick is not None])


def _findings_private(review: NationalReview) -> pd.DataFrame:
    return spread.tallies(_verdicts(review), "private-two-thirds")


def _findings_voluntary(review: NationalReview) -> pd.DataFrame:
    return spread.tallies(_verdicts(review), "voluntary-voice")


def _women(_review: NationalReview) -> pd.DataFrame:
    return spread.published_tallies(known.read_table("compositions"), "women", WOMEN_TABLE_OF)


def _change(review: NationalReview, criterion: str, group: str) -> Finding:
    before = outcomes.verdict_rows(outcomes.judged(known.seats(), as_at=BEFORE_THE_RULE))
    now = spread.tallies(_verdicts(review), criterion)
    return over_time.paired(spread.tallies(before, criterion), now, BEFORE_THE_RULE, group)


FINDINGS: dict[str, Callable[[NationalReview], Finding]] = {
    "outcomes": lambda review: outcomes.outcome_counts(_verdicts(review)),
    "definitions": lambda review: outcomes.definition_counts(_verdicts(review)),
    "furthest": lambda review: outcomes.furthest(_verdicts(review)),
    "meets everything": lambda review: outcomes.meets_everything(_verdicts(review)),
    "business funnel": lambda review: spread.funnel(_findings_private(review)),
    "business differences": lambda review: spread.heterogeneity(_findings_private(review)),
    "business boards": lambda review: spread.board_tests(_findings_private(review)),
    "business change": lambda review: _change(review, "private-two-thirds", "private"),
    "mix": lambda review: spread.diversity_indices(spread.sector_counts(boards(review))),
    "women differences": lambda review: spread.heterogeneity(_women(review), "women"),
    "women spread": lambda review: spread.spread_of(_women(review), "women"),
    "voluntary spread": lambda review: spread.spread_of(_findings_voluntary(review), "voluntary"),
    "voluntary study": lambda review: study(review.as_at),
    "councils": lambda review: councils(boards(review)),
    "people": lambda _review: people(),
    "reconciled": lambda _review: reconciled(),
}
