"""What a board's page says in sentences. Every number in them is computed."""

from __future__ import annotations

import re
from html import escape

from lepdata import registers
from lepdata.model.board import Board
from lepdata.model.dates import interval, words
from lepdata.representation import summarise_councils
from lepdata.reviews.one_board import BoardReview
from lepdata.reviews.show import Caveats, Markup, Sentences
from lepdata.reviews.verdict_cards import by_criterion, ruling_verdict
from lepdata.reviews.words import COMPLETENESS_WORDS, CRITERION_WORDS, FROM_SECTOR, count, listing, number
from lepdata.seats.lists import CARRIES_A_SHARE
from lepdata.verdicts import Judgement, Verdict

_ISO = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_LIST_IS = {
    "full": "the full list",
    "assembled": "a board put together from a year of lists up to",
    "attendance": "the attendance list",
    "not stated": "a list that does not say how complete it is,",
    "partial": "fragments up to",
    "truncated": "a list that was cut short,",
}


def sentences(review: BoardReview) -> Sentences:
    """The page's opening: what was read, whom the members speak for, what the rules say, and how sure that is."""
    if review.board is None:
        when = f" by {words(review.as_at)}" if review.as_at else ""
        return Sentences((f"No dated list of the main board of {review.lep}{when} was found.",))
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
        ("Local Industrial Strategy", f"wave {registers.lis_wave(review.lep)}"),
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
    corrected = [f"{count(touched, 'line')} on this page {'carries' if touched == 1 else 'carry'} a signed correction."]
    return Caveats(dict.fromkeys((*review.judgement.caveats, *(corrected if touched else ()))))


def _what_was_read(review: BoardReview) -> str:
    board = review.board
    assert board is not None  # sentences() has seen to it
    counts = board.members["counts_as_member"]
    members, might = int((counts == "yes").sum()), int((counts == "might").sum())
    others = len(counts) - members - might
    linking = "of " if board.completeness in ("full", "attendance") else ""
    text = f"This review reads {_LIST_IS[board.completeness]} {linking}{words(board.as_at)}: {count(members, 'member')}"
    extra = [f"{number(might)} who might be" for _ in range(bool(might))]
    extra += [
        f"{number(others)} who {'does' if others == 1 else 'do'} not count as members" for _ in range(bool(others))
    ]
    return text + (f", and {listing(extra)}" if extra else "") + "."


def _whom_they_speak_for(review: BoardReview) -> str:
    assert review.board is not None
    members = review.board.members[review.board.members["counts_as_member"] == "yes"]
    if members.empty:
        return ""
    per_sector = {sector: int((members["sector"] == sector).sum()) for sector in FROM_SECTOR}
    known = [f"{n} {FROM_SECTOR[sector]}" for sector, n in per_sector.items() if n]
    unknown = len(members) - sum(per_sector.values())
    if not known:
        return "For no member is the sector known."
    first, *rest = known
    n, sector = first.split(" ", 1)
    text = f"Of the {count(len(members), 'member')}, {n} {'comes' if n == '1' else 'come'} {listing([sector, *rest])}"
    return text + (f"; for {unknown} no source says." if unknown else ".")


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
        f"Counts published without names show {word}: {_named(counted, word)}."
        for word in ("met", "not met")
        if _named(counted, word)
    ]
    whole = judgement.board.completeness in CARRIES_A_SHARE
    as_it_stands = f"; as the list stands, {_as_listed(open_ones)}" if whole else ""
    said += [f"For {number(len(open_ones))} it cannot tell{as_it_stands}."] if open_ones else []
    return [" ".join(said), *(_definition_decides(asked) if whole else ())]


def _councils(board: Board) -> str:
    found = summarise_councils(board)
    speaking = found.directly + found.collectively + found.through_county
    if not found.districts or not speaking:
        return ""
    said = (
        (found.directly, "has a council seat of its own", "have a council seat of their own"),
        (found.collectively, "shares one", "share one"),
        (found.through_county, "speaks only through the county", "speak only through the county"),
    )
    parts = [f"{number(n)} {one if n == 1 else several}" for n, one, several in said if n]
    return f"Of the {count(found.districts, 'district')} of its area, {listing(parts)}."


def _with_reading(verdict: Verdict, asked: dict[str, list[Verdict]]) -> str:
    """The rule, and the reading of "private" that the answer rests on where another does not give it."""
    everyone = [one for one in asked[verdict.criterion] if one.denominator == verdict.denominator]
    alone = any(one.outcome != verdict.outcome for one in everyone)
    return f"{_short(verdict)} (on the {verdict.definition} reading, not on every one)" if alone else _short(verdict)


def _short(verdict: Verdict) -> str:
    return CRITERION_WORDS.get(verdict.criterion, verdict.criterion).casefold()


def _named(answers: list[tuple[str, str]], wanted: str) -> str:
    return listing([name for answer, name in answers if answer == wanted])


def _as_listed(answers: list[tuple[str, str]]) -> str:
    met, not_met = _named(answers, "met"), _named(answers, "not met")
    parts = [f"{met} would be met"] * bool(met) + [f"{not_met} would not"] * bool(not_met)
    return listing(parts) or "they stay open"


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
