"""How one seat is said to a reader: who, with which job and organisation, printed where."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from fractions import Fraction
from html import escape
from typing import Any

import pandas as pd

from lepdata.change.planning import standard_plans
from lepdata.dates import interval, words
from lepdata.english import capital, choose, joined, plural, spelled
from lepdata.judging.judge import by_date, judge_counts
from lepdata.judging.records import Judgement, Verdict, overall
from lepdata.read.words import read_role
from lepdata.registers import geography
from lepdata.reviews.boards import BoardReview, publication_answers, voice_answers
from lepdata.reviews.show import Caveats, Markup, Sentences, Table, link, table_of
from lepdata.reviews.wording import (
    COMPLETENESS_WORDS,
    CRITERION_WORDS,
    DEFINITION_WORDS,
    SECTOR_WORDS,
    percent,
    percent_text,
    thousands,
    wave_words,
)
from lepdata.seating.boards import Board, published_counts
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.voice.councils import council_coverage
from lepdata.voice.publishing import publication_duties
from lepdata.voice.summary import other_bodies, summarise_councils
from lepdata.voice.voluntary import voluntary_questions, voluntary_seats
from lepdata.voice.women import characteristics
from lepdata.words_by_id import phrases, say

Seat = Mapping[Hashable, Any]
_MAY_REPEAT = ("job_title", "capacity_as_published")


def who(seat: Seat) -> str:
    """The name as shown, with honorific and letters; "(vacant)" or "(holder not named)" where nobody is named.

    Examples
    --------
    >>> who({"honorific": "Cllr", "person": "Ada Example", "postnominals": "", "place": "person"})
    'Cllr Ada Example'
    """
    name = " ".join(filter(None, (str(seat["honorific"]), str(seat["person"]), str(seat["postnominals"]))))
    return name or say("seats", "vacant" if seat["place"] == "vacancy" else "not-named")


def job_and_organisation(seat: Seat) -> str:
    """The job, and the organisation or else the capacity; words that only repeat the role are left out."""
    role = seat["role_read"]
    job, capacity = ("" if read_role(seat[column]) == role else seat[column] for column in _MAY_REPEAT)
    return ", ".join(filter(None, (job, seat["organisation_shown"] or capacity)))


def source(seat: Seat) -> tuple[str, str]:
    """Title and address of the document that printed it."""
    return str(seat["source_title"]), str(seat["source_url"])


STRENGTH_ORDER = {"requirement": 0, "expectation": 1, "best practice": 2}


def cards(judgement: Judgement | None) -> Markup:
    """One card per criterion, requirements first.

    Parameters
    ----------
    judgement : Judgement or None
        What `judge` returns; None gives a note that nothing can be judged.
    """
    if judgement is None:
        return Markup(f'<p class="lep-note">{escape(say("cards", "no-list"))}</p>')
    ordered = sorted(by_criterion(judgement).values(), key=lambda own: STRENGTH_ORDER[own[0].strength])
    return Markup('<ul class="lep-verdicts">' + "".join(_card(own, judgement) for own in ordered) + "</ul>")


def by_criterion(judgement: Judgement) -> dict[str, list[Any]]:
    """The verdicts of each criterion, in the framework's order."""
    found: dict[str, list[Any]] = {}
    for verdict in judgement.verdicts:
        found.setdefault(verdict.criterion, []).append(verdict)
    return found


def _card(own: list[Any], judgement: Judgement) -> str:
    ruling = ruling_verdict(own, judgement.ruling_definition)
    return (
        f'<li class="lep-card"><h3 class="lep-asked">{escape(ruling.statement)}</h3>'
        f'<p class="lep-outcome" data-outcome="{ruling.outcome}"><strong>{ruling.outcome.capitalize()}</strong></p>'
        f'<p class="lep-sum">{escape(_sentence(ruling.reason))}</p>{_definitions(own)}{_remedy(ruling)}'
        f'<p class="lep-note">{_standing(ruling)} {_origin(ruling.source)}</p></li>'
    )


def ruling_verdict(own: Iterable[Any], ruling_definition: str) -> Any:
    """The verdict that rules among those of one criterion: the ruling definition, everyone counted."""
    own = list(own)
    everyone = [verdict for verdict in own if verdict.denominator == "all"] or own
    return next((verdict for verdict in everyone if verdict.definition == ruling_definition), everyone[0])


def _definitions(own: list[Any]) -> str:
    if len(own) == 1 or not any(verdict.for_ + verdict.against + verdict.unknown for verdict in own):
        return ""  # a single reading, or nobody to read differently
    rows = "".join(f"<dt>{escape(reading(verdict))}</dt><dd>{escape(_both(verdict))}</dd>" for verdict in own)
    return f'<dl class="lep-defs">{rows}</dl>{_together(own)}'


def _together(own: list[Any]) -> str:
    """What the definitions of private say together, everyone counted."""
    everyone = [verdict for verdict in own if verdict.denominator == "all" and verdict.definition]
    if len(everyone) < 2:
        return ""
    strict, listed = overall(everyone), overall(everyone, as_listed=True)
    return f'<p class="lep-small">{escape(say("cards", "together", answer=_answer(strict, listed)))}</p>'


def _answer(outcome: str, as_listed: str) -> str:
    return outcome if as_listed == outcome else f"{outcome}; as listed: {as_listed}"


def reading(verdict: Any) -> str:
    """Which definition and which denominator a verdict takes, for a label."""
    definition = DEFINITION_WORDS[verdict.definition or ""]
    said = ", ".join(filter(None, (definition, "" if verdict.denominator == "all" else verdict.denominator)))
    return capital(said) or "Everyone"


def _both(verdict: Any) -> str:
    """Outcome and sum of one reading, in few words."""
    known = verdict.for_ + verdict.against + verdict.unknown
    answer, unknown = _answer(verdict.outcome, verdict.as_listed), verdict.unknown
    return say("cards", "sum-open" if unknown else "sum", answer=answer, n=verdict.for_, known=known, unknown=unknown)


def _remedy(verdict: Any) -> str:
    if not verdict.remedy:
        return ""
    text = escape(_sentence(verdict.remedy))
    return f'<p class="lep-remedy"><strong>{escape(say("cards", "remedy"))}</strong> {text}</p>'


def _standing(verdict: Any) -> str:
    return f"{verdict.strength.capitalize()}, {escape(_timing(verdict))}."


def _timing(verdict: Any) -> str:
    if verdict.timing == "not in force":
        return "not in force at the list's date"
    if verdict.due:
        return say("cards", "due-by" if verdict.timing == "due" else "not-due-until", day=words(verdict.due))
    return say("cards", "due" if verdict.timing == "due" else "not-due")


def _origin(source: str) -> str:
    """A link to the rule's source; where only a trace of it was seen, the words say so."""
    said, _, address = source.rpartition(" ")
    if not said:
        return link("Source of the rule", address)
    return f"{escape(capital(said))}: {link(say('cards', 'seen-here'), address)}."


def _sentence(text: str) -> str:
    text = capital(text)
    return text if text.endswith((".", "?", "!")) else text + "."


Row = dict[Hashable, Any]


def members(review: BoardReview) -> Table:
    """Everyone on the list who counts as a member, or might: for whom they speak, why, and where it was published."""
    counting = _of_board(review, ("yes", "might"))
    caption = f"Members of the board of {review.lep}, {_when(review)}"
    return table_of([_member_row(seat) for seat in counting], _MEMBER_COLUMNS, caption)


def others(review: BoardReview) -> Table:
    """Those on the list who do not count as members, and why not."""
    rows = [
        {
            "Name": who(seat),
            "Organisation": seat["organisation_shown"],
            "Why not counted": seat["why_not"],
            **_source(seat),
        }
        for seat in _of_board(review, ("no",))
    ]
    columns = ["Name", "Organisation", "Why not counted", "Source", "Source address"]
    return table_of(rows, columns, f"On the list but not counted as members, {_when(review)}")


def sectors(review: BoardReview) -> Table:
    """How many members come from each sector."""
    counting = _of_board(review, ("yes",))
    rows = [
        {"Sector": word, "Members": sum(seat["sector"] == sector for seat in counting)}
        for sector, word in SECTOR_WORDS.items()
    ]
    present = [row for row in rows if row["Members"]]
    return table_of(present, ["Sector", "Members"], f"Members by sector, {_when(review)}")


def lists(review: BoardReview) -> Table:
    """Every published list of this LEP's bodies, newest first."""
    newest = review.lists.sort_values(["date_to", "list_id"], ascending=False)
    rows = [
        {
            "Date": words(row["snapshot_date"]),
            "Date address": _in_register(review.lep, row),
            "Body": row["body"],
            "What it is": COMPLETENESS_WORDS[row["list_completeness"]],
            "Seats": row["seats"],
            "Members": row["members"],
            "Documents": row["sources"],
        }
        for row in newest.to_dict("records")
    ]
    columns = ["Date", "Date address", "Body", "What it is", "Seats", "Members", "Documents"]
    return table_of(rows, columns, f"Published lists of {review.lep}, newest first", True)


def _in_register(lep: str, row: Row) -> str:
    """Where the register shows a list of this date."""
    dates = f"&from={row['date_from']}&to={row['date_to']}" if row["date_from"] else ""
    return f"../register.html#lep={geography.slug(lep)}{dates}"


def yardstick(review: BoardReview) -> Table:
    """The last rules that LEPs were under, asked of this list: one row a rule, and one for each further definition."""
    caption = f"The last rules, asked of the list of {_when(review)}"
    columns = ["Rule", "Reading", "Answer", "As listed", "When due", "Why"]
    if review.yardstick is None:
        return table_of([], columns, caption)
    rows = [_asked(verdict) for own in by_criterion(review.yardstick).values() for verdict in own]
    return table_of(rows, columns, caption)


def _asked(verdict: Verdict) -> Row:
    return {
        "Rule": CRITERION_WORDS.get(verdict.criterion, verdict.criterion),
        "Reading": reading(verdict),
        "Answer": verdict.outcome,
        "As listed": verdict.as_listed,
        "When due": verdict.timing,
        "Why": capital(verdict.reason.removeprefix("cannot tell: ")),
    }


def compositions(review: BoardReview) -> Table:
    """Published counts without names, with the share they make where a size was printed."""
    rows = [
        {
            "Date": words(row["as_at"]),
            "Group": row["group"],
            "Count": _out_of(row["count"], row["of"]),
            "Share": percent(Fraction(int(row["count"]), int(row["of"]))) if row["count"] and row["of"] else "",
            "As printed": row["as_published"],
            "Note": row["note"],
            "Source": "published count",
            "Source address": row["source_url"],
        }
        for row in review.compositions.to_dict("records")
    ]
    columns = ["Date", "Group", "Count", "Share", "As printed", "Note", "Source", "Source address"]
    return table_of(rows, columns, f"Published counts of {review.lep} without names")


def sources(review: BoardReview) -> Table:
    """The documents that the list comes from."""
    seats = review.board.members if review.board else review.seen
    documents = seats.groupby(["source_title", "source_url", "source_kind"], sort=False, as_index=False).agg(
        lines=("seat_id", "size"), date=("snapshot_date", "max")
    )
    rows = [
        {
            "Source": row["source_title"],
            "Source address": row["source_url"],
            "Kind": row["source_kind"].replace("_", " "),
            "List date": words(row["date"]),
            "Lines used": row["lines"],
        }
        for row in documents.to_dict("records")
    ]
    columns = ["Source", "Source address", "Kind", "List date", "Lines used"]
    return table_of(rows, columns, "Where these lines were published")


_MEMBER_COLUMNS = ["Name", "Role", "Job and organisation", "Sector", "Why", "Why address", "Source", "Source address"]


def _member_row(seat: Row) -> Row:
    role, why = seat["role_read"] or seat["role"], str(seat["sector_because"])
    might, corrected = seat["counts_as_member"] == "might", seat["correction_ids"]
    return {
        "Name": who(seat),
        "Role": f"{role} (might be a member)" if might else str(role),
        "Job and organisation": job_and_organisation(seat),
        "Sector": _sector(seat),
        "Why": capital(f"{why} [corrected: {corrected}]" if corrected else why),
        "Why address": _address(str(seat["sector_source"])),
        **_source(seat),
    }


def _sector(seat: Row) -> str:
    """The sector of the person's organisation; where the published seat is another's, that is said beside it."""
    said = SECTOR_WORDS[seat["sector"]]
    if seat["sector_status"] == "conflicting":
        return f"{said} (the evidence conflicts)"
    published = seat["seat_sector"]
    differs = published and published != seat["sector"] and seat["sector"] != "unknown"
    return f"{said} (published seat: {SECTOR_WORDS[published].lower()})" if differs else said


def _address(source: str) -> str:
    """The address in "row, date, address" of a reason that was published elsewhere; "" for none."""
    return next((word for word in reversed(source.split()) if word.startswith(("https://", "http://"))), "")


def _source(seat: Row) -> Row:
    document, address = source(seat)
    return {"Source": document, "Source address": address}


def _of_board(review: BoardReview, counts: tuple[str, ...]) -> list[Row]:
    if review.board is None:
        return []
    own = review.board.members
    order = {"chair": 0, "deputy chair": 1}
    kept = own[own["counts_as_member"].isin(counts)]
    kept = kept.assign(_rank=[order.get(role, 2) for role in kept["role_read"]])
    return kept.sort_values(["_rank", "sector"], kind="stable").drop(columns="_rank").to_dict("records")


def _when(review: BoardReview) -> str:
    return words(review.board.as_at) if review.board else "no date"


def _out_of(part: str, whole: str) -> str:
    if part and whole:
        return f"{part} of {whole}"
    return part or (f"of {whole}" if whole else "")


TABLES: dict[str, Callable[[BoardReview], Table]] = {
    "members": members,
    "others": others,
    "sectors": sectors,
    "lists": lists,
    "yardstick": yardstick,
    "compositions": compositions,
    "sources": sources,
}


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
    after = geography.successor(review.lep)
    pairs = [
        ("List used", COMPLETENESS_WORDS[board.completeness].capitalize() if board else "None dated"),
        ("Date of the list", words(board.as_at) if board else ""),
        ("Rules applied", judgement.framework.title if judgement else ""),
        ("Region", review.facts["region"]),
        ("Local Industrial Strategy", wave_words(geography.strategy_wave(review.lep))),
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


TablesRow = dict[Hashable, Any]
_DECIDED = ("met", "not met")


def voice(review: BoardReview) -> Table:
    """The questions of the 2020 voluntary-sector study, asked of this partnership."""
    asked = {row["id"]: row["statement"] for row in voluntary_questions().to_dict("records")}
    answers = voice_answers(review.lep, review.last_day)
    rows = [
        {
            "Question": asked[row["question"]],
            "Answer": _tables_answer(row),
            "Why": _tables_sentence(row["reason"]),
            "Source": "the list" if row["source_url"] else "",
            "Source address": row["source_url"],
        }
        for row in answers.to_dict("records")
    ]
    columns = ["Question", "Answer", "Why", "Source", "Source address"]
    return table_of(rows, columns, f"The voluntary sector’s voice in {review.lep}")


def voluntary(review: BoardReview) -> Table:
    """Every seat of any body that the voluntary sector holds or held, newest first."""
    held = _own(voluntary_seats(review.seen, review.last_day), review)
    newest = held.sort_values("list_date", ascending=False, kind="stable")
    rows = [
        {
            "Name": row["person"] or "(holder not named)",
            "Organisation": row["organisation"],
            "Kind": row["group"],
            "Body": row["body"],
            "Date": words(row["list_date"]),
            "How nominated": row["words"] or row["how_nominated"],
            "In doubt": row["doubt"],
            "Source": "the list",
            "Source address": row["source_url"],
        }
        for row in newest.to_dict("records")
    ]
    columns = ["Name", "Organisation", "Kind", "Body", "Date", "How nominated", "In doubt", "Source", "Source address"]
    return table_of(rows, columns, f"Seats of the voluntary sector in {review.lep}, newest first", True)


def women(review: BoardReview) -> Table:
    """What is published of women, and of characteristics that no list prints."""
    if review.board is None:
        return table_of([], ["Characteristic"], "Women and other characteristics")
    rows = [
        {
            "Characteristic": str(row["characteristic"]).capitalize(),
            "Published": _published(row),
            "Known": "" if pd.isna(row["yes"]) else f"{row['yes']} of {row['members']}",
            "Not published of": "" if pd.isna(row["not_published"]) else str(row["not_published"]),
            "The share": _between(row),
            "Bear in mind": row["reason"],
        }
        for row in characteristics(review.board, review.compositions).to_dict("records")
    ]
    columns = ["Characteristic", "Published", "Known", "Not published of", "The share", "Bear in mind"]
    return table_of(rows, columns, f"Women and other characteristics, {words(review.board.as_at)}")


def publications(review: BoardReview) -> Table:
    """What a source shows to have been published of the board, or not; one last row for what cannot be told."""
    asked = {row["id"]: row["statement"] for row in publication_duties().to_dict("records")}
    answers = publication_answers(review.lep, review.last_day)
    decided = answers["outcome"].isin(_DECIDED)
    rows = [
        {
            "Duty": asked[row["duty"]],
            "Answer": row["outcome"],
            "Why": _tables_sentence(row["reason"]),
            "Source": "seen here",
            "Source address": row["source_url"],
        }
        for row in answers[decided].to_dict("records")
    ]
    open_ones = [asked[duty] for duty in answers.loc[~decided, "duty"]]
    if open_ones:
        told = "No document seen shows or disproves it; lists of members seldom can."
        rows.append({"Duty": " ".join(open_ones), "Answer": "cannot tell", "Why": told})
    columns = ["Duty", "Answer", "Why", "Source", "Source address"]
    return table_of(rows, columns, f"What was published of the board of {review.lep}", True)


def _own(frame: pd.DataFrame, review: BoardReview) -> pd.DataFrame:
    return frame[frame["lep"] == review.lep]


def _tables_answer(row: TablesRow) -> str:
    decided = row["outcome"] in _DECIDED or row["as_listed"] == "cannot tell"
    outcome = str(row["outcome"])
    return outcome if decided else f"{outcome}; as listed: {row['as_listed']}"


def _tables_sentence(reason: str) -> str:
    """A reason without the answer that stands in its own column."""
    _, _, said = str(reason).partition(": ")
    return capital(said or str(reason))


def _between(row: TablesRow) -> str:
    low, high = row["lowest_share"], row["highest_share"]
    if not low or not high:
        return ""
    if low == high:
        return f"exactly {percent_text(low)}"
    return f"between {percent_text(low)} and {percent_text(high)}"


def _published(row: TablesRow) -> str:
    of_nobody = row["published"] == "in part" and row["not_published"] == row["members"]
    return "not on this list" if of_nobody else str(row["published"])


TABLES |= {
    "voice": voice,
    "voluntary": voluntary,
    "women": women,
    "publication": publications,
}


TablesRow_2 = dict[Hashable, Any]


def changes(review: BoardReview) -> Table:
    """The fewest changes that would make all rules hold at once, for three widths of "all", councils free or kept."""
    columns = ["What is asked for", "Council seats", "At least", "To be sure", "In words"]
    caption = f"The fewest changes to the board of {review.lep} that make the last rules hold together"
    if review.yardstick is None:
        return table_of([], columns, caption)
    rows = [
        {
            "What is asked for": row["asked_for"].capitalize(),
            "Council seats": row["council_seats"],
            "At least": _count(row["changes_at_least"]),
            "To be sure": _count(row["changes"]),
            "In words": row["sentence"],
        }
        for row in standard_plans(review.yardstick).to_dict("records")
    ]
    return table_of(rows, columns, caption)


def councils(review: BoardReview) -> Table:
    """Every council of the area: does it sit, is it spoken for, or was it not seen."""
    columns = ["Council", "Tier", "Residents", "How", "Does it sit?", "Why"]
    if review.board is None:
        return table_of([], columns, f"The councils of {review.lep}")
    covered = council_coverage(review.board)
    rows = [
        {
            "Council": row["council"],
            "Tier": row["tier"],
            "Residents": thousands(row["population"]),
            "How": row["how"].capitalize(),
            "Does it sit?": _SITS[row["outcome"]],
            "Why": capital(row["reason"]),
        }
        for row in covered.to_dict("records")
    ]
    caption = f"The councils of {review.lep} and the board of {words(review.board.as_at)}"
    return table_of(rows, columns, caption, True)


def joint(review: BoardReview) -> Table:
    """The other bodies of the area, each kept apart from the board: how many districts speak there."""
    rows = [
        {
            "Body": one.body,
            "Kind": place,
            "Date": words(one.as_at),
            "Districts": one.districts,
            "Directly": one.directly,
            "Spoken for together": one.collectively,
            "Through the county": one.through_county,
            "Not seen": one.not_seen,
        }
        for place, one in other_bodies(review.seen, review.lep, review.last_day)
    ]
    columns = ["Body", "Kind", "Date", "Districts", "Directly", "Spoken for together", "Through the county", "Not seen"]
    return table_of(rows, columns, f"Districts on other bodies of {review.lep}", True)


def counted(review: BoardReview) -> Table:
    """What published counts alone would decide, at their own dates."""
    parted = by_date(published_counts(review.compositions, review.lep))
    judged = [judge_counts(counts, None, review.lep) for counts in parted]
    rows = [
        {
            "Date": words(one.board.as_at),
            "Rules then": one.framework.title,
            "Rule": CRITERION_WORDS.get(verdict.criterion, verdict.criterion),
            "Private as": DEFINITION_WORDS[verdict.definition or ""],
            "Answer": verdict.outcome,
            "Why": capital(verdict.reason.removeprefix("cannot tell: ")),
        }
        for one in judged
        for verdict in one.verdicts
    ]
    columns = ["Date", "Rules then", "Rule", "Private as", "Answer", "Why"]
    return table_of(rows, columns, (f"What published counts alone decide about the board of {review.lep}"), True)


_SITS = {"met": "yes", "not met": "no", "cannot tell": "cannot tell"}


def _count(value: Any) -> str:
    return "no such plan" if pd.isna(value) else str(value)


TABLES |= {
    "changes": changes,
    "councils": councils,
    "other bodies": joint,
    "counted": counted,
}
