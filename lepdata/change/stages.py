"""VERDICTS + VOLUNTARY VOICE + GUIDANCE -> the stage of the 2020 study at which a board stands."""

from __future__ import annotations

from dataclasses import dataclass

from lepdata.change.draft import Answers, ruling
from lepdata.dates import interval, words
from lepdata.english import choose, joined
from lepdata.errors import UsageError
from lepdata.judging.records import Judgement
from lepdata.vocabulary import Outcome
from lepdata.words_by_id import phrases

UNTOLD, REVIEW, GUIDANCE, PLAN, SHARE = (
    "cannot tell",
    "review",
    "guidance",
    "plan",
    "share",
)  # of rules/plans/stages.csv
_NOT_GIVEN = "no"
_VOICE = "voluntary-voice"
_BINDING = ("requirement", "expectation")
_SUPPORT = {
    "yes": "No infrastructure body sits on the main board, so support for one belongs to it.",
    "no": "An infrastructure body sits on the main board, so no support is needed for that.",
    UNTOLD: "Whether an infrastructure body sits on the main board cannot be told, nor whether support is needed.",
}
_Days = tuple[str, str] | None


@dataclass(frozen=True)
class Stage:
    """Where a board stands: `stage` is the id of a row of `rules/plans/stages.csv`, or "cannot tell".

    `may_be` holds the stages it may stand at. `falls_short` says whether a requirement or an expectation that is due,
    or the voluntary voice, is missed, `support` whether support for an infrastructure body belongs to it: yes, no or
    cannot tell.
    """

    stage: str
    may_be: tuple[str, ...]
    falls_short: str
    support: str
    reason: str


def stage_of(judgement: Judgement, answers: Answers, guidance_given: str = "") -> Stage:
    """The stage at which a board stands by the rules of its own time and the answers about voluntary voice.

    `guidance_given` is the date on which good-practice guidance was given, perhaps only a month or year; "no" where
    none was; "" where it is not known.
    """
    guided = _days(guidance_given)
    short, why = _falls_short(judgement, answers)
    if short == "no":  # support goes with guidance: a board that does not fall short needs none
        return Stage(SHARE, (SHARE,), short, "no", f"{why} Nothing is asked of it but to share what worked.")
    may_be, next_ = _after_guidance(guidance_given, guided, judgement.board.as_at)
    if short != "yes":
        may_be, next_ = (SHARE, *may_be), "A review with a full list comes first."
    sits = answers.get("infrastructure", {}).get("outcome", UNTOLD)
    support = {"met": "no", "not met": "yes"}.get(sits, UNTOLD)
    standing = may_be[0] if len(may_be) == 1 else UNTOLD
    return Stage(standing, may_be, short, support, f"{why} {next_} {_SUPPORT[support]}")


def _days(given: str) -> _Days:
    """The first and the last day on which guidance may have been given; None where none was, or it is not known."""
    try:
        return None if given == _NOT_GIVEN else interval(given)
    except ValueError as error:
        raise UsageError(f"The date on which guidance was given cannot be read: {error}. Or give 'no'.") from None


def _falls_short(judgement: Judgement, answers: Answers) -> tuple[str, str]:
    """Whether the board does, and why. Somebody speaks for the voluntary sector by the rule where there is one."""
    verdicts = ruling(judgement)
    outcomes = {
        name: str(one.outcome) for name, one in verdicts.items() if one.strength in _BINDING and one.timing == "due"
    }
    own = verdicts.get(_VOICE)
    outcomes[_VOICE] = own.outcome if own else answers.get("voice", {}).get("outcome", UNTOLD)
    missed = [name for name, outcome in outcomes.items() if outcome == Outcome.NOT_MET]
    if missed:
        are = choose(len(missed), "is", "are")
        return "yes", f"By the rules of its own time the board falls short: {_named(missed)} {are} not met."
    untold = [name for name, outcome in outcomes.items() if outcome != Outcome.MET]
    if untold:
        cannot = f"The list of {words(judgement.board.as_at)} cannot tell whether the board falls short"
        return UNTOLD, f"{cannot} of the rules of its own time: {_named(untold)} cannot be told."
    return "no", (
        "By the rules of its own time the board meets every requirement and expectation that is due, "
        "and has a voluntary voice."
    )


def _named(criteria: list[str]) -> str:
    """Criteria by the names that readers know; those of somebody's own framework by their ids."""
    names = phrases("criteria")
    return joined([f"“{names.get(name, name)}”" for name in criteria])


def _after_guidance(given: str, guided: _Days, as_at: str) -> tuple[tuple[str, ...], str]:
    """The stages of a board that falls short, by what is known of guidance and the date of its list; and why."""
    listed, date = interval(as_at), words(as_at)
    if given == _NOT_GIVEN:
        return (GUIDANCE,), "No guidance was given, so guidance comes first."
    if guided is None:
        unknown = "Whether guidance was given is not known"
        return (GUIDANCE, PLAN), f"{unknown}: if not, guidance comes first; if it was, a formal action plan."
    if listed and guided[1] < listed[0]:
        heeded = f"and the later list of {date} still falls short: a formal action plan."
        return (PLAN,), f"Guidance was given by {words(given)}, {heeded}"
    if listed and guided[0] > listed[1]:
        later = "A list of a later day must show whether it was heeded."
        return (REVIEW,), f"Guidance was given on {words(given)}. {later}"
    open_ = f"and the list is known only as {date}: whether it is later cannot be told."
    return (REVIEW, PLAN), f"Guidance was given on {words(given)}, {open_}"
