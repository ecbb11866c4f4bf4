"""What a board's page says in sentences. Every number in them is computed."""

from __future__ import annotations

import re
from html import escape

from lepdata import registers
from lepdata.english import choose, plural
from lepdata.model.board import Board
from lepdata.model.dates import interval, words
from lepdata.model.numbers import spelled
from lepdata.model.phrases import joined, phrases, say
from lepdata.representation import summarise_councils
from lepdata.reviews.one_board import BoardReview
from lepdata.reviews.show import Caveats, Markup, Sentences
from lepdata.reviews.verdict_cards import by_criterion, ruling_verdict
from lepdata.reviews.words import COMPLETENESS_WORDS, CRITERION_WORDS, wave_words
from lepdata.seats.lists import CARRIES_A_SHARE
from lepdata.verdicts import Judgement, Verdict

_ISO = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


def sentences(review: BoardReview) -> Sentences:
    """The page's opening: what was read, whom the members speak for, what the rules say, and how sure that is."""
    if review.board is None:
        when = words(review.as_at)
        return Sentences((say("board", "no-list-by" if review.as_at else "no-list", lep=review.lep, day=when),))
    said = [_what_was_read(review), _whom_they_speak_for(review), *_verdicts(review.judgement), _councils(review.board)]
    return Sentences(filter(None, said))


def facts(review: BoardReview) -> list[tuple[str, str]]:
    """Label and value of what a reader looks up first."""
    board, judgement = review.board, review.judgement
    after = registers.successor(review.lep)
    pairs = [
        ("List used", COMPLETENESS_WORDS[board.completeness].capitalize() if board else "None dated"),
        ("Date of the list", words(board.as_at) if board else ""),
        ("Rules applied", judgement.framework.title if judgement else ""),
        ("Region", review.facts["region"]),
        ("Local Industrial Strategy", wave_words(registers.strategy_wave(review.lep))),
        ("Functions now with", ", ".join(filter(None, (after.body, _day(after.date)))) or "not shown by a source"),
    ]
    return [(label, value) for label, value in pairs if value]


def _day(text: str) -> str:
    """A date of the registers in words; what is no date there ("end of 2023") stays as it is."""
    try:
        return words(text) if interval(text) else ""
    except ValueError:
        return _ISO.sub(lambda day: words(day[0]), text)


def caveats(review: BoardReview) -> Caveats:
    """What a reader must know before quoting a number from the page."""
    if review.judgement is None:
        return Caveats()
    touched = int((review.seen["correction_ids"] != "").sum())
    corrected = (
        [(f"{plural(touched, 'line')} on this page {choose(touched, 'carries', 'carry')} a signed correction.")]
        if touched
        else []
    )
    return Caveats(dict.fromkeys((*review.judgement.caveats, *corrected)))


def _what_was_read(review: BoardReview) -> str:
    board = review.board
    assert board is not None  # sentences() has seen to it
    counts = board.members["counts_as_member"]
    members, might = int((counts == "yes").sum()), int((counts == "might").sum())
    others = len(counts) - members - might
    read = say("board", f"list-{board.completeness}", day=words(board.as_at))
    extra = [f"{spelled(might)} who might be"] if might else []
    extra += [f"{spelled(others)} who {choose(spelled(others), 'does', 'do')} not count as members"] if others else []
    return say("board", "read-and" if extra else "read", list=read, members=members, others=joined(extra))


def _whom_they_speak_for(review: BoardReview) -> str:
    assert review.board is not None
    members = review.board.members[review.board.members["counts_as_member"] == "yes"]
    if members.empty:
        return ""
    counted = [(int((members["sector"] == sector).sum()), said) for sector, said in phrases("from_sectors").items()]
    known = [(n, said) for n, said in counted if n]
    unknown = len(members) - sum(n for n, _ in known)
    if not known:
        return "For no member is the sector known."
    (first, sector), *rest = known
    if first == len(members):
        alike = f"Each of the {plural(spelled(first), 'member')} comes {sector}."
        return alike if first > 1 else f"The one member comes {sector}."
    sectors = joined([sector, *(f"{n} {one}" for n, one in rest)])
    return say(
        "board",
        "speak-for-some" if unknown else "speak-for",
        members=len(members),
        first=first,
        sectors=sectors,
        unknown=unknown,
    )


def _verdicts(judgement: Judgement | None) -> list[str]:
    if judgement is None:
        return []
    asked = by_criterion(judgement)
    ruling = [ruling_verdict(own, judgement.ruling_definition) for own in asked.values()]
    proven = [(verdict.outcome, _with_reading(verdict, asked)) for verdict in ruling if verdict.basis == "list"]
    counted = [(verdict.outcome, _short(verdict)) for verdict in ruling if verdict.basis != "list"]
    open_ones = [(verdict.as_listed, _short(verdict)) for verdict in ruling if verdict.outcome == "cannot tell"]
    met, not_met = _named(proven, "met"), _named(proven, "not met")
    said = [f"Rules applied: {judgement.framework.title}."]
    said += [f"The list proves met: {met}."] if met else ["The list proves no criterion met."]
    said += [f"It proves not met: {not_met}."] if not_met else []
    said += [
        f"Counts published without names show {outcome}: {_named(counted, outcome)}."
        for outcome in ("met", "not met")
        if _named(counted, outcome)
    ]
    whole = judgement.board.completeness in CARRIES_A_SHARE
    numbers, listed = spelled(len(open_ones)), _as_listed(open_ones)
    said += [say("board", "open-listed" if whole else "open", number=numbers, as_listed=listed)] if open_ones else []
    return [" ".join(said), *(_definition_decides(asked) if whole else ())]


def _councils(board: Board) -> str:
    found = summarise_councils(board)
    own, shared, county = found.directly, found.collectively, found.through_county
    if not found.districts or not own + shared + county:
        return ""
    ways = [plural(spelled(own), "has a council seat of its own", "have a council seat of their own")] if own else []
    if shared:
        ways.append(say("board", "shared-seat" if own else "shared-alone", number=spelled(shared)))
    ways += [f"{plural(spelled(county), 'speaks', 'speak')} only through the county"] if county else []
    return f"Of the {plural(found.districts, 'district')} of its area, {joined(ways)}."


def _with_reading(verdict: Verdict, asked: dict[str, list[Verdict]]) -> str:
    """The rule, and the reading of "private" that the answer rests on where another does not give it."""
    everyone = [one for one in asked[verdict.criterion] if one.denominator == verdict.denominator]
    alone = any(one.outcome != verdict.outcome for one in everyone)
    if not alone:
        return _short(verdict)
    return f"{_short(verdict)} (on the {verdict.definition} reading, not on every one)"


def _short(verdict: Verdict) -> str:
    return CRITERION_WORDS.get(verdict.criterion, verdict.criterion).casefold()


def _named(answers: list[tuple[str, str]], wanted: str) -> str:
    return joined([name for answer, name in answers if answer == wanted])


def _as_listed(answers: list[tuple[str, str]]) -> str:
    met, not_met = _named(answers, "met"), _named(answers, "not met")
    parts = [f"{met} would be met"] if met else []
    if not_met:
        parts.append(say("board", "would-not" if met else "would-not-be-met", rules=not_met))
    return joined(parts) or f"{choose(len(answers), 'it stays', 'they stay')} open"


def _definition_decides(asked: dict[str, list]) -> list[str]:
    decided = [
        own[0].statement
        for own in asked.values()
        if {"met", "not met"} <= {v.as_listed for v in own if v.denominator == "all"}
    ]
    return [f"On the list as it stands the definition of private decides: “{statement}”" for statement in decided]


def heading(review: BoardReview) -> Markup:
    """The page's heading: the board's name."""
    return Markup(f"<h1>{escape(review.lep)}</h1>")
