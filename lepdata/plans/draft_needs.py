"""VERDICTS + VOLUNTARY VOICE -> what a plan must ask for: each rule missed, missed as listed, or not to be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lepdata.judging.criteria import Criterion
from lepdata.judging.records import Judgement, Verdict

MISSED, DOUBTFUL, UNTOLD = "not met", "cannot tell; not met as listed", "cannot tell"
_FRAGMENTS = ("partial", "truncated")
Answers = Mapping[str, Mapping[str, str]]  # question -> its answer, of `lepdata.representation.voluntary_answers`


@dataclass(frozen=True)
class Need:
    """One rule that is not known to be met.

    Attributes
    ----------
    id : str
        The criterion, or the question of the 2020 study.
    state : str
        `MISSED`, `DOUBTFUL` (cannot tell, but missed if the list is the whole board) or `UNTOLD`.
    criterion, verdict : Criterion and Verdict, or None
        None where the study asks and no framework does.
    might : int
        Of a question of the study: of how many seats of the voluntary sector the kind of organisation is not known.
    """

    id: str
    state: str
    criterion: Criterion | None = None
    verdict: Verdict | None = None
    might: int = 0


def ruling(judgement: Judgement) -> dict[str, Verdict]:
    """The verdict that rules on each criterion: the ruling definition, all members counted."""
    found: dict[str, Verdict] = {}
    own = (one for one in judgement.verdicts if one.definition in (None, judgement.ruling_definition))
    for one in sorted(own, key=lambda verdict: verdict.denominator != "all"):
        found.setdefault(one.criterion, one)
    return {criterion.id: found[criterion.id] for criterion in judgement.framework.criteria}


def needs(judgement: Judgement, answers: Answers, questions: tuple[str, ...]) -> tuple[Need, ...]:
    """Everything a plan must ask for; nothing for a rule that is met.

    Parameters
    ----------
    judgement : Judgement
    answers : mapping
        The answers to the questions of voluntary voice, by question.
    questions : tuple of str
        Those of them that a plan asks beside the criteria.
    """
    return (*_criteria(judgement), *_asked(judgement, answers, questions))


def _criteria(judgement: Judgement) -> Iterator[Need]:
    criteria = {criterion.id: criterion for criterion in judgement.framework.criteria}
    for name, verdict in ruling(judgement).items():
        state = _state(verdict.outcome, verdict.as_listed, judgement.board.completeness)
        if state:
            yield Need(name, state, criteria[name], verdict)


def _asked(judgement: Judgement, answers: Answers, questions: tuple[str, ...]) -> Iterator[Need]:
    for name in questions:
        if name in answers:
            state = _state(answers[name]["outcome"], answers[name]["as_listed"], judgement.board.completeness)
            if state:
                yield Need(name, state, might=int(answers[name]["might"]))


def _state(outcome: str, as_listed: str, completeness: str) -> str:
    """A part of a list says nothing of those it leaves out, so that nobody is missed on it."""
    if outcome != "cannot tell":
        return MISSED if outcome == "not met" else ""
    return DOUBTFUL if as_listed == "not met" and completeness not in _FRAGMENTS else UNTOLD
