"""VERDICTS + VOLUNTARY VOICE + GUIDANCE -> the stage of the 2020 study at which a board stands."""

from __future__ import annotations

from dataclasses import dataclass

from lepdata.change.draft import UNTOLD, Answers
from lepdata.dates import interval, words
from lepdata.english import choose, joined
from lepdata.errors import UsageError
from lepdata.judging.criteria import voluntary_rule
from lepdata.judging.records import Judgement
from lepdata.vocabulary import Outcome

REVIEW, GUIDANCE, PLAN, SHARE = "review", "guidance", "plan", "share"  # of rules/plans/stages.csv
_VOICE = "voice"  # the question of the study, where the rules do not ask it
_SUPPORT = {
    "yes": "No infrastructure body sits on the main board, so support for one belongs to it.",
    "no": "An infrastructure body sits on the main board, so no support is needed for that.",
    UNTOLD: "Whether an infrastructure body sits on the main board cannot be told, nor whether support is needed.",
}


@dataclass(frozen=True)
class Stage:
    """Where a board stands."""

    stage: str  # the id of a row of `rules/plans/stages.csv`, or "cannot tell"
    may_be: tuple[str, ...]  # the stages it may stand at
    support: str  # whether support for an infrastructure body belongs to it: yes, no or cannot tell
    reason: str


def stage_of(judgement: Judgement, answers: Answers, guidance_given: str = "") -> Stage:
    """The stage of a board; `guidance_given` is the partial date of it, "no" where there was none, "" not known."""
    may_be, next_ = _after_guidance(guidance_given, judgement.board.as_at)
    short, why = _falls_short(judgement, answers)
    if short == "no":  # support goes with guidance: a board that does not fall short needs none
        return Stage(SHARE, (SHARE,), "no", f"{why} Nothing is asked of it but to share what worked.")
    if short != "yes":
        may_be, next_ = (SHARE, *may_be), "A review with a full list comes first."
    sits = answers.get("infrastructure", {}).get("outcome", UNTOLD)
    support = {"met": "no", "not met": "yes"}.get(sits, UNTOLD)
    standing = may_be[0] if len(may_be) == 1 else UNTOLD
    return Stage(standing, may_be, support, f"{why} {next_} {_SUPPORT[support]}")


def _falls_short(judgement: Judgement, answers: Answers) -> tuple[str, str]:
    """Whether the board does, and why. Somebody speaks for the voluntary sector by the rule where there is one."""
    due = [one for one in judgement.every_answer if one.strength != "best practice" and one.timing == "due"]
    outcomes = {one.criterion: one.answer for one in due}
    asked = voluntary_rule(judgement.framework)
    own = judgement.answer(asked.id).answer if asked else answers.get("voice", {}).get("outcome", UNTOLD)
    outcomes[asked.id if asked else _VOICE] = own
    if missed := [name for name, outcome in outcomes.items() if outcome == Outcome.NOT_MET]:
        are = choose(len(missed), "is", "are")
        return "yes", f"By the rules of its own time the board falls short: {_named(missed, judgement)} {are} not met."
    if untold := [name for name, outcome in outcomes.items() if outcome != Outcome.MET]:
        cannot = f"The list of {words(judgement.board.as_at)} cannot tell whether the board falls short"
        return UNTOLD, f"{cannot} of the rules of its own time: {_named(untold, judgement)} cannot be told."
    met = "By the rules of its own time the board meets every requirement and expectation that is due"
    return "no", f"{met}, and has a voluntary voice."


def _named(criteria: list[str], judgement: Judgement) -> str:
    """Criteria by the names that readers know."""
    names = {one.criterion: one.name for one in judgement.every_answer} | {_VOICE: "Voluntary voice"}
    return joined([f"“{names[name]}”" for name in criteria])


def _after_guidance(given: str, as_at: str) -> tuple[tuple[str, ...], str]:
    """The stages of a board that falls short, by what is known of guidance and the date of its list; and why."""
    if given == "no":
        return (GUIDANCE,), "No guidance was given, so guidance comes first."
    try:
        guided = interval(given)
    except ValueError as error:
        raise UsageError(f"The date on which guidance was given cannot be read: {error}. Or give 'no'.") from None
    if guided is None:
        unknown = "Whether guidance was given is not known"
        return (GUIDANCE, PLAN), f"{unknown}: if not, guidance comes first; if it was, a formal action plan."
    listed, date = interval(as_at), words(as_at)
    if listed and guided[1] < listed[0]:
        heeded = f"and the later list of {date} still falls short: a formal action plan."
        return (PLAN,), f"Guidance was given by {words(given)}, {heeded}"
    if listed and guided[0] > listed[1]:
        later = "A list of a later day must show whether it was heeded."
        return (REVIEW,), f"Guidance was given on {words(given)}. {later}"
    open_ = f"and the list is known only as {date}: whether it is later cannot be told."
    return (REVIEW, PLAN), f"Guidance was given on {words(given)}, {open_}"
