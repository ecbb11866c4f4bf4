"""The nation reviewed: every board's best list under the rules of its time and one yardstick; findings and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from html import escape
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from lepdata import display, errors
from lepdata.collections.figures import OUTCOMES as RECONCILED
from lepdata.dates import AskedDate, asked_date, last_day, words
from lepdata.english import capital, choose, how_many, joined, plural
from lepdata.files import rule_file
from lepdata.judging import framework_files
from lepdata.judging.criteria import Criterion, Framework, fraction_words, voluntary_rule
from lepdata.judging.judgement import ALMOST_CERTAIN, DEPENDS, GRADES, LIKELY, NO_ANSWER, OPEN, PROVEN, grade_words
from lepdata.judging.kinds import label
from lepdata.judging.verdicts import many_as_frame
from lepdata.registers import frozen
from lepdata.registers.whose import Collection, in_use, using
from lepdata.reviews import known, markup, outcomes
from lepdata.reviews.boards import BoardReview, review_board
from lepdata.reviews.markup import COMPLETENESS_WORDS, SAID, Caveats, Markup, Sentences, Table, captioned
from lepdata.reviews.outcomes import IN_SHORT, SHOWN, Finding, later_counts, of_rule, untold
from lepdata.seating.boards import Board, every_board
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.sectors.people import people_on_several_boards
from lepdata.vocabulary import MAIN_BOARD
from lepdata.voice.councils import council_summaries
from lepdata.voice.voluntary import MEASURES, STUDY_AS_AT, voluntary_measures

_NO_DATED = "no dated list"
NO_LIST = "no usable list"
_SIGNS = {"met": "✓", "not met": "✕", DEPENDS: "±", NO_ANSWER: "?", NO_LIST: "–"}
_TINTS = {PROVEN: 3, ALMOST_CERTAIN: 2, LIKELY: 2, OPEN: 1}


@dataclass(frozen=True, repr=False)
class NationalReview(display.Record):
    """All boards in the register's order; `answers` of each under the rules then in force and by the yardstick."""

    as_at: str
    boards: tuple[BoardReview, ...]
    yardstick: Framework  # the rules that every list is asked, whatever its date
    collection: Collection = field(default_factory=in_use, compare=False, repr=False)
    _found: dict[str, Finding] = field(default_factory=dict, compare=False, repr=False)

    best_lists = cached_property[list[Board]](lambda self: [one.board for one in self.boards if one.board is not None])

    @cached_property
    def boards_frame(self) -> pd.DataFrame:
        """One row per LEP: the best list found of its board, in words too (`best_list`), and its members."""
        frame = pd.DataFrame({"lep": [one.lep for one in self.boards]})
        frame["address"] = [f"boards/{one.slug}.html" for one in self.boards]
        for column in ("as_at", "completeness"):
            frame[column] = [getattr(one.board, column, "") for one in self.boards]
        order = pd.CategoricalDtype([*COMPLETENESS_WORDS.values(), _NO_DATED], ordered=True)
        frame["best_list"] = frame["completeness"].map(COMPLETENESS_WORDS).fillna(_NO_DATED).astype(order)
        frame["carries_a_share"] = np.where(frame["completeness"].isin(CARRIES_A_SHARE), "yes", "no")
        seats = (one.board.members if one.board else one.seen.iloc[:0] for one in self.boards)
        return frame.assign(members=[int((own["counts_as_member"] == "yes").sum()) for own in seats])

    main_rule = cached_property[Criterion](lambda self: self.yardstick.criteria[0])  # of which headline and map speak

    @cached_property
    def answers(self) -> pd.DataFrame:
        """One row per LEP, rules ("then in force" and "yardstick") and criterion, over all readings of private."""
        judged = [(("then in force", one.judgement), ("yardstick", one.yardstick)) for one in self.boards]
        return outcomes.answer_frame((rules, one) for pair in judged for rules, one in pair if one)

    @property
    def last_rules(self) -> pd.DataFrame:
        """The answers by the yardstick."""
        return self.answers[self.answers["rules"] == "yardstick"]

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """Every verdict by the yardstick, every definition and denominator: the columns of `lepdata.verdicts()`."""
        judged = [one.yardstick for one in self.boards if one.yardstick]
        names = [verdict.name for one in judged for verdict in one.all_verdicts]
        return many_as_frame(judged).assign(rule=pd.array(names, dtype="str"))

    @cached_property
    def ranges(self) -> pd.DataFrame:
        """The share of private members that each usable list allows over all readings, and its answer, oldest first."""
        found = outcomes.ranges(self.last_rules, self.main_rule, self.yardstick)
        graded = found["certainty"].map(grade_words).where(found["shown"] != NO_ANSWER, NO_ANSWER)
        star = np.where(found["shown"] == found["shown_without_guesses"], "", "*")
        return found.assign(mark=found["shown"].map(_SIGNS) + " " + graded + star)

    @cached_property
    def readings(self) -> pd.DataFrame:
        """The same by each reading of private."""
        return outcomes.by_reading(self.verdicts, self.main_rule)

    def published(self, group: str) -> pd.DataFrame:
        """Counts of "private" members or of "women" that were printed without names, with their share."""
        with using(self.collection):
            return outcomes.published_counts(known.read_table("compositions"), group)

    @cached_property
    def members(self) -> pd.DataFrame:
        """Everybody on the best lists, with `lep`: the members of each board's review, one under the other."""
        return pd.concat([one.members.assign(lep=one.lep) for one in self.boards], ignore_index=True)

    @cached_property
    def on_several_boards(self) -> pd.DataFrame:
        """People shown, by more than a name, to have sat on bodies of two areas or more."""
        with using(self.collection):
            return people_on_several_boards(known.seats())

    def find(self, name: str) -> Finding:
        """One of `FINDINGS`, worked out once: its `two_sentences` and the `frame` behind them."""
        if name not in FINDINGS:
            raise errors.unknown("finding", name, FINDINGS)
        if name not in self._found:
            with using(self.collection):
                self._found[name] = FINDINGS[name](self)
        return self._found[name]


def review_national(as_at: AskedDate = None, framework: str | Path | None = None) -> NationalReview:
    """Review every LEP's board.

    Parameters
    ----------
    as_at : str, int (a year), date or Timestamp, optional
        A date; later lists are left out. By default each board's latest usable list, whatever its date.
    framework : str or Path, optional
        Rules for every board, headline, map and tables included; by default those in force at each list's own date,
        and beside them the last rules that LEPs were under.

    Returns
    -------
    NationalReview
        Hand it to `sentences`, `table` and `chart`, or take its frames `answers`, `verdicts` and `boards_frame`.

    Examples
    --------
    >>> len(review_national().boards)  # doctest: +SKIP
    38
    """
    as_at = asked_date(as_at)  # a date nobody can read is refused before the work starts
    every = every_board(known.seats())
    several, boards = Counter(area for area, _ in every), []
    for area, body in every:
        one = review_board(area, as_at, framework, body)
        if several[area] > 1 and body != MAIN_BOARD:  # called by both names in what is said of all boards together
            one = replace(one, lep=f"{area}: {body}")
            if one.board and one.judgement and one.yardstick:
                board = replace(one.board, lep=one.lep)
                judged, asked = (replace(judgement, board=board) for judgement in (one.judgement, one.yardstick))
                one = replace(one, board=board, judgement=judged, yardstick=asked)
        boards.append(one)
    return NationalReview(as_at, tuple(boards), framework_files.framework(framework or framework_files.yardstick()))


def heading(review: NationalReview) -> Markup:
    used, own, title = review.collection, len(review.boards) - 38, escape(review.collection.title)
    if not used.with_shipped:
        measure = f"Where no national rule binds a board, the measure is “{escape(review.yardstick.title)}”."
        return Markup(f"<h1>{title}</h1><p>All boards of this collection. {measure}</p>")
    read = f" Beside them {plural(own, 'board')} of {title}." if own else f" Read with them: the lists of {title}."
    shipped = f"All 38 boards of Local Enterprise Partnerships in England.{read if used.root else ''}"
    return Markup(f"<h1>The national review</h1><p>{shipped}</p>")


def sentences(review: NationalReview) -> Sentences:
    if review.answers.empty:
        return Sentences(("No dated list of any board was found, so nothing can be said of any rule.",))
    said = [review.find("outcomes").two_sentences]
    counts = {row["composition_id"]: row for row in display.row_dicts(known.read_table("compositions"))}
    if "c73" in counts and "c74" in counts:  # all members, and those from councils; not of somebody's own boards alone
        whole, council = counts["c73"], counts["c74"]
        share = Fraction(int(council["of"]), int(whole["of"]))
        said.append(
            f"The only count of all 38 boards, of {words(whole['as_at'])}, found {whole['of']} members: "
            f"{council['of']} of them from councils ({markup.percent(share)}), so at most {markup.percent(1 - share)} "
            f"from the private sector on any reading, and {whole['as_published']} women."
        )
    return Sentences(said)


def caveats(review: NationalReview) -> Caveats:
    carrying = int((review.boards_frame["carries_a_share"] == "yes").sum())
    said = (
        "Each board is shown at the date of its own newest usable list, so the boards are not compared at one date.",
        f"Shares are read only from the {plural(carrying, 'list')} that can carry one; fragments are shown only.",
        "Councillors are known by their title and business members often only by name, so a person of unknown sector "
        "is more likely to be from business than one whose sector is known.",
        "No reading of “private” rules alone: the national wording was not seen, and partnerships counted differently.",
        "Gender is taken only from published words and published counts, never from a first name.",
    )
    return Caveats(said)


def _lists(review: NationalReview) -> Finding:
    frame = review.boards_frame
    full, nothing = (int((frame["completeness"] == kind).sum()) for kind in ("full", ""))
    carrying = int((frame["carries_a_share"] == "yes").sum())
    dated = sorted((board.as_at, board.lep) for board in review.best_lists if board.as_at)
    another = f"{'another' if full else 'a'} list good enough to read a share from"
    kinds = {"a full list": full, another: carrying - full}
    kinds |= {"only fragments": len(frame) - carrying - nothing, "no dated list": nothing}
    parts = [f"{n} {choose(n, 'has', 'have')} {kind}" for kind, n in kinds.items() if n]
    said = f"Of {plural(len(frame), 'board')}, {joined(parts)}."
    if len(dated) == 1:
        said += f" The list is of {words(dated[0][0])}."
    elif dated:
        (first, whose), (last, other) = dated[0], dated[-1]
        said += f" The lists run from {words(first)} ({whose}) to {words(last)} ({other})."
    return Finding(said, frame)


def _voluntary(review: NationalReview) -> Finding:
    rule = voluntary_rule(review.yardstick)
    own = review.last_rules[review.last_rules["criterion"] == (rule.id if rule else "")]
    if own.empty:
        return untold("these rules do not ask for it, or no board has a dated list", own)
    seen, absent = (int((own["answer"] == answer).sum()) for answer in ("met", "not met"))
    on = plural(how_many(seen), "board") if seen else "no board"
    said = f"A voluntary-sector voice is seen on {on}; its absence is proven on {how_many(absent)}, because "
    return Finding(said + "only a full list with every sector known can prove an absence.", own)


def _councils(review: NationalReview) -> Finding:
    summed = council_summaries([board for board in review.best_lists if board.completeness in CARRIES_A_SHARE])
    seated = summed["directly"] + summed["collectively"] + summed["counties_seated"]
    named = summed[(summed["districts"] > 0) & (seated > 0)]
    if not summed["districts"].any():
        said = "Which councils these areas have is not known here; the table areas.csv of the folder can name them."
        return Finding(said, named)
    if named.empty:
        said = "This cannot be told: no list names a member of a council. "
        return Finding(said + "Lists that print each councillor’s council would settle it.", named)
    columns = ("districts", "directly", "collectively", "through_county")
    districts, directly, collectively, county = (int(named[column].sum()) for column in columns)
    said = (
        f"{directly + collectively} of {plural(districts, 'district has', 'districts have')} a seat of their own or "
        f"share one, and {county} more {choose(county, 'is', 'are')} spoken for only by their county. That is on the "
        f"{plural(len(named), 'board')} whose list names somebody from a council of its area. For the rest nobody was "
        "seen, which proves absence only where the list is full."
    )
    return Finding(said, named)


def _reconciled(_review: NationalReview) -> Finding:
    frame = known.read_table("reconciliation")
    agree, differ, cannot = (int((frame["outcome"] == word).sum()) for word in RECONCILED)
    others = int(((frame["outcome"] == "agrees") & (frame["same_source"] != "yes")).sum())
    said = (
        f"Of {plural(len(frame), 'published figure')}, {plural(agree, 'agrees', 'agree')} with what is found here and "
        f"{plural(how_many(differ), 'differs', 'differ')}; {cannot} cannot be compared, mostly because no list of that "
        f"board and date was found. {capital(how_many(others))} of these figures {choose(others, 'was', 'were')} "
        "reproduced from another source: the agreements with the page that printed a figure show that it was read "
        "rightly, and are no independent confirmation."
    )
    return Finding(said, frame)


def _study(review: NationalReview) -> Finding:
    figures = frozen.read_raw("figures/published_figures.csv").set_index("figure_id")
    printed = figures.loc[[row["figure"] for row in rule_file(MEASURES)]].reset_index()
    then, now = (voluntary_measures(known.seats(), day) for day in (STUDY_AS_AT, last_day(review.as_at)))
    frame = pd.DataFrame({"statement": then["statement"], "study": printed["value"].astype(int)})
    frame = frame.assign(of=printed["of"], then=then["met"], now=now["met"], source_url=printed["source_url"])
    voice = frame.iloc[0]
    said = (
        f"The study found a voluntary-sector voice on {voice['study']} of {voice['of']} main boards; from the lists of "
        f"its year {how_many(int(voice['then']))} can be shown, and from every board’s latest list "
        f"{how_many(int(voice['now']))}. The study asked the partnerships, and read the websites of those that did not "
        "answer; a list prints less, so the gap is no error of either."
    )
    return Finding(said, frame)


def _ranges(review: NationalReview) -> Finding:
    frame, limit = review.ranges, float(review.main_rule.limit)
    said, below = _main_finding(review), int((frame["unseen_highest"] < limit).sum())
    if len(frame):
        everyone = "every member of unknown sector, and every seat up to the limit that nobody saw,"
        said += f" {below or 'None'} would miss it even if {everyone} counted for it."
    return Finding(said, frame)


FINDINGS: dict[str, Callable[[NationalReview], Finding]] = {
    "outcomes": lambda review: outcomes.headline(review.last_rules, review.main_rule),
    "ranges": _ranges,
    "lists": _lists,
    "voluntary": _voluntary,
    "voluntary study": _study,
    "councils": _councils,
    "reconciled": _reconciled,
}


def squares(review: NationalReview) -> Table:
    """Every board as a square, in the order of what its newest usable list answers to the main rule."""
    rule, frame = review.main_rule, review.boards_frame.set_index("lep")
    own = of_rule(review.last_rules, rule.id).set_index("lep")
    said = own["shown"].reindex(frame.index).fillna(NO_LIST)
    sure = own["certainty"].reindex(frame.index).fillna("").where(~said.isin((NO_ANSWER, NO_LIST)), "")
    notes = later_counts(review.published("private"), review.last_rules, rule) if rule.who == "private" else {}
    guessed = own.loc[own["shown"] != own["shown_without_guesses"], "shown_without_guesses"].map(IN_SHORT)
    notes |= {str(lep): f"without guesses: {word}" for lep, word in guessed.items()}
    boards = display.gathered(zip(zip(said, sure, strict=True), frame.index, strict=True))
    groups = [(*pair, boards[pair]) for pair in product((*SHOWN, NO_LIST), (*GRADES, "")) if pair in boards]
    caption = f"{label(rule)}, by the newest usable list of {plural(len(frame), 'board')}. A list is usable where it "
    caption += "shows a whole board or a whole meeting."
    given = {"groups": groups, "notes": notes, "addresses": frame["address"]}
    html = _drawn("squares.html", **given, finding=_main_finding(review), caption=caption)
    told = [(in_words(answer, ""), grade_words(grade), len(own), ", ".join(own)) for answer, grade, own in groups]
    return captioned(pd.DataFrame(told, columns=["Answer", "How sure", "Boards", "Which"]), caption, html=html)


def _main_finding(review: NationalReview) -> str:
    said = of_rule(review.last_rules, review.main_rule.id)["shown"]
    if said.empty:
        return "No list good enough to read a share from was found."
    rule = review.main_rule
    if len(said) == 1:
        return f"{label(rule)}, by the only usable list: {IN_SHORT[said.iloc[0]]}."
    met, missed, depends, open_ = (int((said == answer).sum()) for answer in SHOWN)
    limit = f"{fraction_words(rule.limit)} private" if rule.who == "private" else fraction_words(rule.limit)
    parts = [f"{met or 'none'} {choose(met, 'reaches', 'reach')} {limit} on every reading"]
    parts += [f"{missed} {choose(missed, 'misses', 'miss')} it"] if missed else []
    parts += [f"for {depends} it depends on what counts as private"] if depends else []
    parts += [f"for {open_} there is no answer"] if open_ else []
    return f"Of {plural(len(said), 'usable list')}, {joined(parts)}."


def _drawn(template: str, **given: Any) -> Markup:
    return markup.render(template, **given, signs=_SIGNS, marks=_marks, in_words=in_words, grade_words=grade_words)


def _marks(answer: str, grade: str) -> str:
    tint = f' data-sure="{_TINTS[grade]}"' if grade and answer not in (NO_ANSWER, NO_LIST) else ""
    return f' data-answer="{answer}"{tint}'


def matrix(review: NationalReview) -> Table:
    """Every board by every rule: what its newest list answers over all readings, each cell a way to the reason."""
    asked, nothing = review.last_rules, {"shown": NO_LIST, "certainty": "", "shown_without_guesses": NO_LIST}
    rules = dict(zip(asked["criterion"], asked["rule"], strict=True))
    own = {lep: dict(zip(one["criterion"], display.row_dicts(one), strict=True)) for lep, one in asked.groupby("lep")}
    unasked = dict.fromkeys(rules, nothing)
    rows = [(board, unasked | own.get(board["lep"], {})) for board in display.row_dicts(review.boards_frame)]
    caption = f"{plural(len(rows), 'board')} by {plural(len(rules), 'rule')}: what each newest list answers"
    counts = Counter(zip(asked["shown"], asked["criterion"], strict=True))  # how many boards answer what
    given = {"rules": rules, "rows": rows, "nothing": NO_LIST, "answers": SHOWN, "counts": counts}
    html = _drawn("matrix.html", **given, caption=caption, last=markup.LAST)
    told = [[board["lep"], *(in_words(one["shown"], one["certainty"]) for one in own.values())] for board, own in rows]
    return captioned(pd.DataFrame(told, columns=["Board", *rules.values()]), caption, html=html)


def in_words(shown: str, certainty: str) -> str:
    """What a page shows of an answer: "Missed (likely)"."""
    graded = f" ({grade_words(certainty)})" if certainty and shown not in (NO_ANSWER, NO_LIST) else ""
    return SAID.get(shown, capital(shown)) + graded


TABLES = {"squares": squares, "matrix": matrix, "boards": matrix}
