"""VERDICTS + VOLUNTARY VOICE -> a draft of a formal action plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lepdata.dates import months_before, words
from lepdata.english import joined, spelled
from lepdata.judging.records import Judgement
from lepdata.plans.draft_improvements import improvements
from lepdata.plans.draft_lines import WORDS, Improvement, in_words
from lepdata.plans.draft_needs import Answers, Need, needs
from lepdata.plans.draft_publishing import PUBLISH
from lepdata.plans.draft_steps import Mending, fewest_changes, with_steps
from lepdata.plans.reading import plan_of
from lepdata.plans.records import DRAFTED, KINDS, Plan
from lepdata.plans.rulebook import rows
from lepdata.plans.sheet import sheet_of
from lepdata.seating.boards import Board
from lepdata.words_by_id import say


@dataclass(frozen=True)
class Draft:
    """A drafted plan, what it rests on, and what it found.

    Attributes
    ----------
    plan : Plan
        Without items where there is nothing to improve.
    needs : tuple of Need
        Every rule that is not known to be met.
    mending : Mending or None
        The fewest changes of seats; None where no rule asks for one.
    message : str
        What the draft asks for, in one or two sentences.
    notes : tuple of str
        What it rests on, sentence by sentence; together the plan's own note.
    """

    plan: Plan
    needs: tuple[Need, ...]
    mending: Mending | None
    message: str
    notes: tuple[str, ...]


def draft_plan(judgement: Judgement, answers: Answers, slug: str, start: str = "") -> Draft:
    """Draft a plan for one board.

    Parameters
    ----------
    judgement : Judgement
        The board under the rules that the plan is to meet.
    answers : mapping
        Of each question of voluntary voice its answer: see `lepdata.voice.voluntary.voluntary_answers`.
    slug : str
        The LEP's, which the plan's own name begins with.
    start : str
        The ISO day from which milestones are dated; "" leaves them as months from the start.

    Returns
    -------
    Draft
        One improvement for each group of rules that is missed; one about publishing where a rule cannot be told; then,
        each to be checked first, one for each group that is missed only as listed.
    """
    asked = tuple(name for row in rows("draft_improvements.csv") for name in row["questions"].split())
    wanted = needs(judgement, answers, asked)
    mending = fewest_changes(judgement, wanted)
    made = with_steps(tuple(improvements(judgement, wanted, answers)), mending)
    notes = tuple(_notes(judgement, made, mending, start))
    return Draft(_plan(judgement, made, notes, slug, start), wanted, mending, _message(judgement, made), notes)


def _plan(judgement: Judgement, made: tuple[Improvement, ...], notes: tuple[str, ...], slug: str, start: str) -> Plan:
    board, date = judgement.board, words(judgement.board.as_at)
    head = {
        "plan_id": f"{slug}-draft-{board.as_at or 'undated'}",
        "lep": board.lep,
        "body": board.body,
        "title": say(WORDS, "title", lep=board.lep, date=date),
        "source": say(WORDS, "source", date=date, framework=judgement.framework.id),
        "period": _period(made, start),
    }
    note = " ".join(notes)
    rows = [
        head | row for number, one in enumerate(made, start=1) for row in _rows(one, head["plan_id"], number, start)
    ]
    if not rows:
        return Plan(**head, kind=DRAFTED, published="", source_url="", items=(), note=note)
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    # Read as a file of it would be, so that a draft holds nothing that its file would be refused for.
    return plan_of(sheet_of(head["plan_id"], columns, "plan"), {"note": note, "source_url": _address(board)})


def _address(board: Board) -> str:
    """Where most of the list was printed; "" where the list does not say."""
    printed = Counter(board.members["source_url"]) if "source_url" in board.members else Counter()
    return max(printed, key=lambda url: printed[url], default="")


def _rows(one: Improvement, plan_id: str, number: int, start: str) -> Iterator[dict[str, str]]:
    for letter, kind in KINDS.items():
        own = [each for each in one.lines if each.kind == kind]
        for place, each in enumerate(own, start=1):
            yield {
                "improvement": str(number),
                "improvement_summary": one.summary,
                "item_id": f"{plan_id}/{number}.{letter}{place}",
                "kind": kind,
                "text": each.text,
                "when_as_published": in_words(each.when, start),
                "owner": each.owner,
                "because": each.because,
            }


def _period(made: tuple[Improvement, ...], start: str) -> str:
    months = [int(each.when) for one in made for each in one.lines if each.when.isdecimal()]
    return f"{start}/{months_before(start, -max(months))}" if start and months else ""


def _notes(judgement: Judgement, made: tuple[Improvement, ...], mending: Mending | None, start: str) -> Iterator[str]:
    date = words(judgement.board.as_at)
    yield say(WORDS, "asked", title=judgement.framework.title, date=date)
    if not made:
        return
    yield say(WORDS, "arithmetic")
    if mending is None:
        yield say(WORDS, "no-seats")
    elif mending.changes.fewest is None:
        yield say(WORDS, "seats-not-planned", why=mending.changes.sentence)
    else:
        yield mending.changes.sentence
        yield say(WORDS, f"seats-kept-{len(mending.kept)}")
    yield say(WORDS, "start", date=words(start)) if start else say(WORDS, "no-start")


def _message(judgement: Judgement, made: tuple[Improvement, ...]) -> str:
    date = words(judgement.board.as_at)
    if not made:
        return say(WORDS, "nothing", date=date)
    if [one.id for one in made] == [PUBLISH]:
        return say(WORDS, "only-publish", date=date)
    missed, publish = sum(one.sure for one in made), sum(one.id == PUBLISH for one in made)
    counts = {"missed": missed, "publish": publish, "doubtful": len(made) - missed - publish}
    parts = [say(WORDS, f"part-{name}", n=spelled(n)) for name, n in counts.items() if n]
    return say(WORDS, "some", n=spelled(len(made)), count=len(made), parts=joined(parts))
