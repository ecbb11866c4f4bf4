"""COUNCILS' ANSWERS -> where they agree and differ, who has not answered, and what published lists say to it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.actions.forms import Filled, PathLike, Unreadable, councils_on, form, read_council, read_forms, write_form
from lepdata.dates import AskedDate, asked_date, interval, last_day, months_between, words
from lepdata.display import Record, row_dicts
from lepdata.english import choose, how_many, joined, plural
from lepdata.errors import UsageError, quoted
from lepdata.files import RAW, rule_file
from lepdata.registers.geography import DEMONSTRATION, find_area, slug, strategy_wave
from lepdata.reviews import boards, known
from lepdata.reviews.markup import COMPLETENESS_WORDS, Markup
from lepdata.seating.boards import Board
from lepdata.seating.lists import assemble
from lepdata.vocabulary import MAIN_BOARD
from lepdata.voice.councils import council_coverage, demonstration_seats

MADE_UP = "Exampleshire is made up, and so is every answer on this page."
ANSWERS = ("yes", "partly", "no", "not known")
_FACTS = {row["fact"]: row for row in rule_file("stocktakes/facts.csv")}  # what lists show of a council
FORM = "stocktake"
_LAST_LOOKUP = "2021-12-31"  # the last geography of LEPs was published in 2021: the day where none is given
_SAYING = ANSWERS[:3]  # "not known" says nothing with which another answer could disagree
_ON_THE_BOARD = {"directly": "own seat", "collectively": "shared seat", "through the county": "county seat"}


@cache
def asked() -> pd.DataFrame:
    """The questions by id: in words, in short, whether `about` the whole "area" or the "council", and `same_as`."""
    more = pd.DataFrame(rule_file("stocktakes/questions.csv")).drop(columns="reason")
    return pd.DataFrame(rule_file(f"forms/{FORM}.csv")).merge(more).set_index("question_id", drop=False)


def form_head(lep: str, council: str = "", day: str = "") -> dict[str, str]:
    """What is filled in already in the head of a form for a council of a day, "" for the end of 2021."""
    if council and not lep:
        raise UsageError("Whose council? Name its LEP before --council.")
    head = {"lep": find_area(lep)} if lep else {}
    if council:
        try:
            head["council"] = read_council(council, head["lep"], day or _LAST_LOOKUP)
        except Unreadable as error:
            wanted = f"{error.expected} ({day or 'the end of 2021'})"
            raise UsageError(f"{quoted(council)} is not {wanted}: {error.remedy}.") from None
    return head


def write_forms(lep: str, folder: str | os.PathLike[str], day: str = "") -> list[Path]:
    name = find_area(lep)
    files = {council: Path(folder) / f"{slug(council)}.xlsx" for council in councils_on(name, day or _LAST_LOOKUP)}
    if there := ", ".join(file.name for file in files.values() if file.exists()):
        raise UsageError(f"{quoted(str(folder))} has {there} already: they are left as they are. Name another.")
    return [write_form(form(FORM), file, {"lep": name, "council": council}) for council, file in files.items()]


def review_stocktake(lep: str, answers: PathLike | Sequence[PathLike] = "", as_at: AskedDate = "") -> Stocktake:
    """Take stock of one partnership's councils: for `sentences` and `caveats`, and with frames to work on.

    Parameters
    ----------
    lep : str
        Its name, brand or slug, in any case; "" for that of the answers. "Exampleshire" is the made-up area, whose
        answers are shipped.
    answers : path-like or several, optional
        Filled-in forms: files or folders of them. "" shows what is known without any.
    as_at : str, optional
        A date: later answers and lists are left out. "" takes the latest of each council.

    Examples
    --------
    >>> review = review_stocktake("Exampleshire")
    >>> review.missing, len(review.disagreements)
    (('Eastvale Borough Council',), 6)
    """
    name, body = boards.find_board(lep) if lep or not answers else ("", "")
    last = last_day(as_at)
    path = answers or (RAW / "demonstration" / "stocktake_answers.csv" if name == DEMONSTRATION else "")
    given = read_forms(form(FORM), path) if path else []
    found = sorted({one.head["lep"] for one in given})
    if not name and len(found) > 1:
        raise UsageError(f"These forms are for {', '.join(found)}. Name one of them before --answers.")
    name = name or found[0]
    made_up = name == DEMONSTRATION
    if path and name not in found:
        these = f"they are for {', '.join(found)}. Name that one, or other forms."
        raise UsageError(f"None of these forms is for {name}; {these}")
    near = last or max((last_day(one.head["answered_on"]) for one in given), default="")
    seats = demonstration_seats(("board_before", "joint_committee")) if made_up else known.seats()
    forum = re.compile("|".join(row["pattern"] for row in rule_file("stocktakes/forums.csv")), re.IGNORECASE)
    others = sorted({body for body in seats.loc[seats["lep"] == name, "body"] if forum.search(body.strip())})
    # the best list up to the answers, else the best of all that the date asked about allows
    asked_of = (MAIN_BOARD if made_up else body or boards.find_body(name), *others)
    board, *forums = (assemble(seats, name, near, one) or assemble(seats, name, last, one) for one in asked_of)
    councils = councils_on(name, near or (board.as_at if board else _LAST_LOOKUP))
    return take_stock(name, given, councils, board, tuple(filter(None, forums)), asked_date(as_at))


def council_facts(councils: Sequence[str], board: Board | None, forums: Iterable[Board] = ()) -> pd.DataFrame:
    """What the lists show of each council: of its own board, and of bodies of councils such as a joint committee."""
    on_board = _how(board, councils) if board else {}
    sits = any(how in _ON_THE_BOARD for how, _ in on_board.values())
    nobody = bool(on_board) and all(outcome == "not met" for _, outcome in on_board.values())
    anybody = "councils on the board" if sits else "no council on the board" if nobody else "board not seen"
    meeting = [(forum, _how(forum, councils)) for forum in sorted(forums, key=lambda one: one.as_at, reverse=True)]
    rows: list[tuple[str, ...]] = []
    for council in councils:
        how, outcome = on_board.get(council, ("", ""))
        seat = _ON_THE_BOARD.get(how) or ("no seat" if outcome == "not met" else "seat not seen")
        # A list that knows other councils of the area and not this one is of a time when it was none of them.
        seat = "no council then" if on_board and not how else seat
        # The newest body of councils on which this one is seen, else the newest there is.
        sitting = [forum for forum, how in meeting if how.get(council, ("", ""))[0] == "directly"]
        newest = next(iter(sitting or [forum for forum, _ in meeting]), None)
        among = "forum seat" if sitting else "forum of others" if meeting else "no forum seen"
        for fact, of in ((seat, board), (anybody, board), (among, newest)):
            rows.append((council, fact, *((of.body, of.as_at, of.completeness) if of else ("", "", ""))))
    return pd.DataFrame(rows, columns=["council", "fact", "body", "as_at", "completeness"], dtype="str")


def _how(board: Board, councils: Sequence[str]) -> dict[str, tuple[str, str]]:
    """For each council how it is represented, and the outcome of the question whether."""
    if board.lep != DEMONSTRATION:
        return {row["council"]: (row["how"], row["outcome"]) for row in row_dicts(council_coverage(board))}
    # The made-up area is in no register: there a council sits where an organisation bears its name.
    sitting = set(board.members.loc[board.members["counts_as_member"] == "yes", "organisation"])
    absent = ("not seen", "not met" if board.completeness == "full" else "cannot tell")
    return {council: ("directly", "met") if council in sitting else absent for council in councils}


@dataclass(frozen=True, repr=False)
class Stocktake(Record):
    """The stock-take of one partnership's councils: what they answered, and what lepdata knows of each beside it."""

    lep: str
    as_at: str  # the date asked about
    board: Board | None
    forums: Sequence[Board]  # the lists of bodies in which its councils meet
    councils: Sequence[str]
    missing: Sequence[str]  # councils of the area that have not answered
    gone: Sequence[str]  # councils that answered but are none of the area's on the day: abolished since, as a rule
    answers: pd.DataFrame  # a row for each council and question; "" where there is no answer
    questions: pd.DataFrame  # a row for each question: how many gave which answer, and what they say together
    facts: pd.DataFrame
    evidence: pd.DataFrame
    superseded: int  # forms that a council has replaced since
    later: int  # forms of after the day
    others: int  # forms of other partnerships

    made_up = cached_property[bool](lambda self: self.lep == DEMONSTRATION)

    @property
    def answered(self) -> tuple[str, ...]:
        """The councils that have answered, those gone since after the others."""
        return (*(council for council in self.councils if council not in self.missing), *self.gone)

    @property
    def who_answered(self) -> pd.DataFrame:
        """When each council answered, and how often what."""
        day = self.answers.groupby("council", sort=False)["answered_on"].max().map(words)
        counts = pd.crosstab(self.answers["council"], self.answers["answer"]).reindex(columns=ANSWERS, fill_value=0)
        return day.replace("no date", "not answered").to_frame().join(counts).reset_index()

    @property
    def disagreements(self) -> pd.DataFrame:
        """The questions about the whole area on which councils differ, and who gave which answer."""
        who = self.answers.groupby(["question_id", "answer"])["council"].agg(", ".join).unstack(fill_value="")
        who, found = who.reindex(columns=ANSWERS, fill_value=""), self.questions[["question_id", "question", "says"]]
        return found[found["says"].isin(["contradict", "differ in degree"])].join(who, "question_id")

    @property
    def beside(self) -> pd.DataFrame:
        """The evidence beside the answers that were given, in words."""
        found = self.evidence[self.evidence["council"].isin(self.answered)]
        return _with_list(found.assign(the_lists_show=found["fact"].map(lambda fact: _FACTS[fact]["name"])))

    @property
    def seen(self) -> pd.DataFrame:
        """What lists show of each council, where it is seen, and its words and colour on the page."""
        found = self.facts.merge(pd.DataFrame(_FACTS.values()), on="fact")
        return _with_list(found[found["seen_on"] != ""])

    @property
    def known(self) -> pd.DataFrame:
        """What lists show of each council, on the board and among councils."""
        own = self.seen.set_index("council")
        board, among = (own.loc[own["seen_on"] == on, ["name", "list"]] for on in ("On the board", "Among councils"))
        names = ["on_the_board", "list_of_the_board", "among_the_councils", "list_of_the_councils'_body"]
        return board.set_axis(names[:2], axis="columns").join(among.set_axis(names[2:], axis="columns"))

    @property
    def twice(self) -> pd.DataFrame:
        """One question answered two ways where the form asks it twice."""
        own = self.answers.assign(same_as=self.answers["question_id"].map(asked()["same_as"]))
        first = own.rename(columns={"same_as": "", "question_id": "same_as", "answer": "other_answer"})
        both = own.merge(first[["council", "same_as", "other_answer"]]).query("answer != other_answer")
        said = both["answer"].isin(_SAYING) & both["other_answer"].isin(_SAYING)
        return both.loc[said, ["council", "question_id", "answer", "same_as", "other_answer"]]


def _with_list(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(list=(frame["body"] + ", " + frame["as_at"].map(words)).where(frame["as_at"] != "", ""))


def take_stock(
    lep: str,
    given: Sequence[Filled],
    councils: Sequence[str],
    board: Board | None = None,
    forums: Sequence[Board] = (),
    as_at: str = "",
) -> Stocktake:
    """Bring the answers of one partnership's councils together, until a date; the latest form of a council counts."""
    # of a month and a day in it the month may be the later
    in_turn = sorted(given, key=lambda one: (last_day(one.head["answered_on"]), one.head["answered_on"]))
    own = [one for one in in_turn if one.head["lep"] == lep]
    in_time = [one for one in own if not as_at or last_day(one.head["answered_on"]) <= last_day(as_at)]
    latest = {one.head["council"]: one for one in in_time}
    gone = tuple(sorted(set(latest) - set(councils)))
    answers, facts = _every_answer([*councils, *gone], latest), council_facts(councils, board, forums)
    missing = tuple(council for council in councils if council not in latest)
    frames = (answers, _every_question(answers), facts, _beside_evidence(answers, facts))
    aside = (len(in_time) - len(latest), len(own) - len(in_time), len(given) - len(own))
    return Stocktake(lep, as_at, board, forums, councils, missing, gone, *frames, *aside)


def _every_answer(councils: Sequence[str], latest: dict[str, Filled]) -> pd.DataFrame:
    each = ((council, own, *one) for council, own in latest.items() for one in own.answers.items())
    given = [(by, name, answer, own.notes.get(name, ""), own.head["answered_on"]) for by, own, name, answer in each]
    told = pd.DataFrame(given, columns=["council", "question_id", "answer", "note", "answered_on"], dtype="str")
    every = pd.DataFrame({"council": councils}, dtype="str").merge(asked().reset_index(drop=True), how="cross")
    own = every[["council", "question_id", "section", "question", "about"]]
    return own.merge(told, on=["council", "question_id"], how="left").fillna("")


def _every_question(answers: pd.DataFrame) -> pd.DataFrame:
    own, given = asked()[["question_id", "section", "question", "about"]], answers["answer"].replace("", "no answer")
    counts = pd.crosstab(answers["question_id"], given).reindex(own.index, fill_value=0)
    counts = counts.reindex(columns=[*ANSWERS, "no answer"], fill_value=0)
    known, kinds = counts[[*_SAYING]].sum(axis=1), (counts[[*_SAYING]] > 0).sum(axis=1)
    cases = [(own["about"] != "area", "each for itself"), (known == 0, "open"), (known == 1, "one council")]
    cases += [(kinds == 1, "agreed"), ((counts["yes"] > 0) & (counts["no"] > 0), "contradict")]
    says = pd.Series("differ in degree", own.index).case_when(cases)
    return own.join(counts).assign(says=says).reset_index(drop=True)


def _beside_evidence(answers: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Every question that a fact speaks to, for every council: the answer, the fact, and whether the two agree."""
    rules = pd.DataFrame(rule_file("stocktakes/evidence.csv"))
    given = answers[["council", "question_id", "answer", "answered_on"]]
    rows = facts.merge(rules, on="fact").merge(given, on=["council", "question_id"])
    told = [*map(_outcome, row_dicts(rows))]
    rows[["outcome", "reason"]] = pd.DataFrame(told, rows.index, ["outcome", "reason"], "str")
    order = rows["question_id"].map(asked().index.get_loc)  # as the form asks, and councils by name
    columns = ["council", "question_id", "answer", "answered_on", "fact", "body", "as_at", "outcome", "reason"]
    return rows.assign(order=order).sort_values(["order", "council"])[columns].reset_index(drop=True)


def _outcome(row: dict[str, Any]) -> tuple[str, str]:
    if (answer := row["answer"]) in ("", "not known"):
        return "cannot tell", "The council does not know" if answer else "The council has not answered"
    ways = (("agreeing", "agrees_with"), ("differing", "differs_from"))
    outcome = next((way for way, column in ways if answer in row[column].split("|")), "cannot tell")
    if outcome != "cannot tell":
        # The two partial dates must be such as may lie within so many months of each other.
        spans, months = sorted(filter(None, map(interval, (row["answered_on"], row["as_at"])))), int(row["months"])
        near = len(spans) == 2 and (spans[1][0] <= spans[0][1] or months_between(spans[0][1], spans[1][0]) <= months)
        if not near:
            return "cannot tell", f"The list lies more than {months} months from the answer"
    return outcome, row["reason"]


def heading(review: Stocktake) -> Markup:
    made_up = f"<p><strong>{escape(MADE_UP)}</strong></p>" if review.made_up else ""
    return Markup(f"<h1>Councils&#x27; stock-take: {escape(review.lep)}</h1>{made_up}")


def sentences(review: Stocktake) -> Iterator[str]:
    if review.answered:
        yield from _of_answers(review)
    else:
        asks = f"the {len(review.questions)} questions a council would be asked"
        yield f"No council's answers are given here, so this page shows what lepdata knows itself, and {asks}."
    yield seat_words(review)
    for one in review.forums:
        n = [how for how, _ in _how(one, review.councils).values()].count("directly")
        sits = f"{n} of the {len(review.councils)} {choose(n, 'sits', 'sit')} there"
        yield f"{one.body}, seen on {words(one.as_at)}, is a body on which councils meet: {sits}."
    if not review.forums:
        yield "No published list of a body in which the area's councils meet was found; there may be one all the same."
    if wave := {} if review.made_up else strategy_wave(review.lep):
        when = f"{words(wave['announced'])} ({'with ' * (wave['area'] == 'all remaining areas')}{wave['area']})"
        yield f"The area's Local Industrial Strategy was announced in wave {wave['wave']}, {when}."


def _of_answers(review: Stocktake) -> Iterator[str]:
    n = len(review.councils) - len(review.missing)
    missing = f" Not answered: {joined(review.missing)}." if review.missing else ""
    yield f"{n} of the {len(review.councils)} councils of the area {choose(n, 'has', 'have')} answered.{missing}"
    about = review.questions["about"] == "area"
    says = review.questions.loc[about, "says"].tolist()
    agreed, contradict, degree = (says.count(kind) for kind in ("agreed", "contradict", "differ in degree"))
    alone = len(says) - agreed - contradict - degree
    yield (
        f"Of the {len(says)} questions about the whole area, the answers agree on {agreed}, contradict each other "
        f"(yes and no) on {contradict}, and differ in degree on {degree}; {how_many(alone)} "
        f"{choose(alone, 'has', 'have')} fewer than two known answers."
    )
    yield f"The other {(~about).sum()} questions are about the council itself, where a difference is no disagreement."
    if twice := joined(list(dict.fromkeys(review.twice["council"]))):
        n = len(review.twice)
        yield f"The form asks some questions twice; {plural(n, 'was', 'were')} answered in two ways ({twice})."
    found = review.evidence.loc[review.evidence["council"].isin(review.answered), "outcome"].tolist()
    agree, differ = plural(found.count("agreeing"), "answer agrees", "answers agree"), found.count("differing")
    told = f"{agree} with it and {plural(differ, 'differs', 'differ')}; for {found.count('cannot tell')} it cannot tell"
    yield f"Where a published list speaks to an answer, {told}."


def seat_words(review: Stocktake) -> str:
    board, facts = review.board, review.facts["fact"].tolist()
    if board is None:
        return "No dated list of the board was found, so lepdata does not know which councils sit on it."
    if not review.councils:
        return f"Which councils {review.lep} has is not known here. Fix: name them in areas.csv of the collection."
    on_board = [fact for fact in _FACTS if _FACTS[fact]["seen_on"] == "On the board" and fact in facts]
    counts = joined([f"{_FACTS[fact]['name'].lower()} ({facts.count(fact)})" for fact in on_board])
    of = f"the {len(review.councils)} councils of the area"
    return f"The list of {words(board.as_at)} ({COMPLETENESS_WORDS[board.completeness]}) shows, of {of}: {counts}."


def caveats(review: Stocktake) -> Iterator[str]:
    scale = form(FORM).questions[0].choices
    if review.made_up:
        yield MADE_UP
    labels = joined([f"“{choice.label.casefold()}”" for choice in scale])
    yield f"The report asks and gives no scale; the answers {labels} are lepdata's own (version {scale[0].version})."
    yield "The questions are put in lepdata's own words; the report has none on scrutiny, which it states as a task."
    if review.answered:
        yield "An answer is what a council says of itself; a difference shows where to ask, not who is right."
    yield "Published lists show seats, not whether they are used; a seat or a body that no list shows may exist."
    if n := review.superseded:
        yield f"{plural(n, 'older form was', 'older forms were')} replaced by later answers of the same council."
    if n := review.later:
        yield f"{plural(n, 'form was', 'forms were')} answered after {words(last_day(review.as_at))} and left out."
    if review.gone:
        yield f"{joined(review.gone)}: no council of the area on the day asked about, but the answers are kept."
    if n := review.others:
        yield f"{plural(n, 'form')} for other partnerships {choose(n, 'was', 'were')} left aside."


def stocktake_record(review: Stocktake) -> dict[str, Any]:
    answers = review.answers[review.answers["answer"] != ""].drop(columns=["section", "question"])
    lists = {"councils": review.councils, "not_answered": review.missing, "no_longer_of_the_area": review.gone}
    frames = {"questions": review.questions, "answers": answers, "answered_two_ways": review.twice}
    frames |= {"known": review.facts, "evidence": review.evidence}
    return {
        **{name: getattr(review, name) for name in ("lep", "made_up", "as_at")},
        "strategy": {} if review.made_up else strategy_wave(review.lep),
        **{name: list(own) for name, own in lists.items()},
        **{name: row_dicts(frame) for name, frame in frames.items()},
        **{"sentences": list(sentences(review)), "caveats": list(caveats(review))},
    }


def stocktake_rows(review: Stocktake) -> pd.DataFrame:
    """A row for each council and question: the answer, what all say together, and what the lists show; all text."""
    beside = review.evidence.rename(columns={"as_at": "list_date"}).drop(columns=["answer", "answered_on"])
    rows = review.answers.merge(beside, on=["council", "question_id"], how="left", validate="one_to_one").fillna("")
    together = rows["question_id"].map(review.questions.set_index("question_id")["says"])
    rows = rows.assign(lep=review.lep, made_up="yes" if review.made_up else "no", together=together)
    columns = ["lep", "made_up", "council", "question_id", "section", "question", "about", "answer", "note"]
    columns += ["answered_on", "together", "fact", "body", "list_date", "outcome", "reason"]
    return rows[columns].astype("str")
