"""VERDICTS + VOLUNTARY VOICE + GUIDANCE -> the stage of the 2020 study at which a board stands."""

from __future__ import annotations

from dataclasses import dataclass

from lepdata.dates import interval, words
from lepdata.english import joined
from lepdata.errors import UsageError
from lepdata.judging.records import Judgement
from lepdata.plans.draft_needs import Answers, ruling
from lepdata.words_by_id import phrases, say

WORDS = "plan_stages"
UNTOLD, REVIEW, GUIDANCE, PLAN, SHARE = "cannot tell", "review", "guidance", "plan", "share"
NOT_GIVEN = "no"
_OF_VOICE = "voluntary-voice"
_BINDING = ("requirement", "expectation")
Days = tuple[str, str] | None


@dataclass(frozen=True)
class Stage:
    """Where a board stands.

    Attributes
    ----------
    stage : str
        The id of a row of `rules/plans/stages.csv`, or "cannot tell".
    may_be : tuple of str
        The stages it may stand at: one where it can be told.
    falls_short, support : str
        Whether a requirement or an expectation that is due, or the voluntary voice, is missed; and whether support for
        an infrastructure body belongs to it: yes, no or cannot tell.
    reason : str
        Why, in two or three sentences.
    """

    stage: str
    may_be: tuple[str, ...]
    falls_short: str
    support: str
    reason: str


def stage(judgement: Judgement, answers: Answers, guidance_given: str = "") -> Stage:
    """The stage at which a board stands.

    Parameters
    ----------
    judgement : Judgement
        The board under the rules of its own time.
    answers : mapping
        Of each question of voluntary voice its answer.
    guidance_given : str
        The date on which good-practice guidance was given, perhaps only a month or year; "no" where none was; "" where
        it is not known.

    Raises
    ------
    UsageError
        If it is no date.
    """
    guided = _days(guidance_given)
    voice = _voice(judgement, answers)
    short, why = _falls_short(judgement, voice)
    may_be, next_ = _standing(short, guidance_given, guided, judgement)
    support = _support(short, answers)
    reason = [why, *next_, *([say(WORDS, f"support-{support.replace(' ', '-')}")] if short != "no" else [])]
    standing = may_be[0] if len(may_be) == 1 else UNTOLD
    return Stage(standing, may_be, short, support, " ".join(reason))


def _days(given: str) -> Days:
    """The first and the last day on which guidance may have been given; None where none was, or it is not known."""
    try:
        return None if given == NOT_GIVEN else interval(given)
    except ValueError as error:
        raise UsageError(f"The date on which guidance was given cannot be read: {error}. Or give 'no'.") from None


def _voice(judgement: Judgement, answers: Answers) -> str:
    """Whether somebody speaks for the voluntary sector: by the rule where there is one, which counts may settle."""
    own = ruling(judgement).get(_OF_VOICE)
    return own.outcome if own else answers.get("voice", {}).get("outcome", UNTOLD)


def _falls_short(judgement: Judgement, voice: str) -> tuple[str, str]:
    due = [one for one in ruling(judgement).values() if one.strength in _BINDING and one.timing == "due"]
    missed = [one.criterion for one in due if one.outcome == "not met"] + [_OF_VOICE] * (voice == "not met")
    if missed:
        return "yes", say(WORDS, "short", missed=_named(missed), n=len(missed))
    open_ = [one.criterion for one in due if one.outcome != "met"] + [_OF_VOICE] * (voice != "met")
    if not open_:
        return "no", say(WORDS, "not-short")
    return UNTOLD, say(WORDS, "cannot-tell", date=words(judgement.board.as_at), open=_named(open_))


def _named(criteria: list[str]) -> str:
    """Criteria by the names that readers know; those of somebody's own framework by their ids."""
    names = phrases("criteria")
    return joined([f"“{names.get(name, name)}”" for name in dict.fromkeys(criteria)])


def _standing(short: str, given: str, guided: Days, judgement: Judgement) -> tuple[tuple[str, ...], list[str]]:
    """The stages it may be, and why in words."""
    if short == "no":
        return (SHARE,), [say(WORDS, "share")]
    may_be, name = _after_guidance(given, guided, judgement.board.as_at)
    said = say(
        WORDS, name, guidance=words(given) if given not in ("", NOT_GIVEN) else "", date=words(judgement.board.as_at)
    )
    if short == "yes":
        return may_be, [said]
    return (SHARE, *may_be), [say(WORDS, "review-first")]


def _after_guidance(given: str, guided: Days, as_at: str) -> tuple[tuple[str, ...], str]:
    """The stages of a board that falls short, by what is known of guidance and the date of its list."""
    if given in ("", NOT_GIVEN):
        return ((GUIDANCE,), "guidance-no") if given else ((GUIDANCE, PLAN), "guidance-unknown")
    listed = interval(as_at)
    if listed is not None and guided is not None:
        if guided[1] < listed[0]:
            return (PLAN,), "guidance-not-heeded"
        if guided[0] > listed[1]:
            return (REVIEW,), "guidance-later"
    return (REVIEW, PLAN), "guidance-open"


def _support(short: str, answers: Answers) -> str:
    """Support goes with guidance: a board that does not fall short needs none."""
    sits = answers.get("infrastructure", {}).get("outcome", UNTOLD)
    if short == "no":
        return "no"
    return {"met": "no", "not met": "yes"}.get(sits, UNTOLD)
