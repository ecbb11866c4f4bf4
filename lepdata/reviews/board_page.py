"""A board's page: the verdicts as cards, what is said in sentences, its tables and its chart."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from fractions import Fraction
from html import escape
from typing import Any

import pandas as pd

from lepdata.change.planning import standard_plans
from lepdata.dates import words
from lepdata.english import capital, choose, joined, plural, spelled
from lepdata.judging.records import Judgement
from lepdata.judging.rows import DEPENDS, Verdict, counting_guesses
from lepdata.judging.verdicts import by_date, judge_counts
from lepdata.nation.outcomes import NO_ANSWER, shown
from lepdata.registers import geography
from lepdata.reviews.boards import BoardReview, publication_answers, voice_answers
from lepdata.reviews.checked import said_first
from lepdata.reviews.markup import Caveats, Columns, Markup, Row, Sentences, Table, link, show, table_of, text_or
from lepdata.reviews.wording import (
    COMPLETENESS_WORDS,
    DEFINITION_WORDS,
    SECTOR_ORIGINS,
    WHICH_LIST,
    percent,
    reading,
    thousands,
    wave_words,
)
from lepdata.seating.boards import Board, published_counts
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.vocabulary import MAIN_BOARD, STRENGTHS
from lepdata.voice.councils import council_coverage
from lepdata.voice.publishing import publication_duties
from lepdata.voice.summary import other_bodies, summarise_councils
from lepdata.voice.voluntary import voluntary_questions, voluntary_seats
from lepdata.voice.women import characteristics

_DECIDED = ("met", "not met")
_DATE = re.compile(r"\b[0-9]{4}(-[0-9]{2}){0,2}\b")


def heading(review: BoardReview) -> Markup:
    of = "" if review.body == MAIN_BOARD else f": {review.body}"
    return Markup(f"<h1>{escape(review.lep + of)}</h1>")


def facts(review: BoardReview) -> Markup:
    """What a reader looks up first: the list used, the rules applied, the region, and who has the functions now."""
    board = review.board
    pairs = {
        "List used": COMPLETENESS_WORDS[board.completeness].capitalize() if board else "None dated",
        "Date of the list": review.when if board else "",
        "Rules applied": review.judgement.framework.title if review.judgement else "",
        "Region": review.facts["region"],
        **(_of_partnership(review.lep) if review.lep in set(geography.leps()["lep"]) else {}),
    }
    items = [f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in pairs.items() if value]
    return Markup(f'<dl class="lep-key-facts lep-in-words">{"".join(items)}</dl>')


def _of_partnership(lep: str) -> dict[str, str]:
    after = geography.successor(lep)
    since = _DATE.sub(lambda date: words(date[0]), after.date)  # "end of 2023" stays as it is
    return {
        "Local Industrial Strategy": wave_words(geography.strategy_wave(lep)),
        "Functions now with": ", ".join(filter(None, (after.body, since))) or "not shown by a source",
    }


def cards(review: BoardReview) -> Markup:
    """The verdicts under the rules applied, one card per criterion, requirements first."""
    judgement = review.judgement
    if judgement is None:
        return Markup('<p class="lep-note">No dated list of this board was found, so no rule can be judged.</p>')
    ordered = sorted(judgement.by_criterion(), key=lambda own: STRENGTHS.index(own[0].strength))
    return Markup('<ul class="lep-verdicts">' + "".join(_card(own, judgement) for own in ordered) + "</ul>")


_MEASURED = {"met": "Reached", "not met": "Not reached"}  # where no rule binds nothing is missed


def _card(own: list[Verdict], judgement: Judgement) -> str:
    first, answer = judgement.first(own), judgement.answer(own[0].criterion)
    said, sure = shown(answer, judgement), answer.certainty
    words_of = {DEPENDS: "Depends on what counts as private"} | (_MEASURED if judgement.measured else {})
    grade = f", {sure}" if sure and said != NO_ANSWER else ""
    remedy = f"<strong>What would settle or change it:</strong> {escape(_sentence(first.remedy or ''))}"
    return (
        f'<li class="lep-card"><h3 class="lep-asked">{escape(first.statement)}</h3>'
        f'<p class="lep-outcome" data-outcome="{said}"><strong>{words_of.get(said, capital(said))}</strong>{grade}</p>'
        f'<p class="lep-sum">{escape(answer.sentence)}</p>{_definitions(own)}'
        + (f'<p class="lep-remedy">{remedy}</p>' if first.remedy else "")
        + f'<p class="lep-note">{first.strength.capitalize()}, {escape(_timing(first, judgement))}. '
        f"{_origin(first.source)}</p>"
        "</li>"
    )


def _definitions(own: list[Verdict]) -> str:
    if len(own) == 1 or not any(map(_known, own)):  # a single reading, or nobody to read differently
        return ""
    rows = "".join(f"<dt>{escape(reading(verdict))}</dt><dd>{escape(_in_short(verdict))}</dd>" for verdict in own)
    return f'<dl class="lep-defs">{rows}</dl>'


def _known(verdict: Verdict) -> int:
    return verdict.for_ + verdict.against + verdict.unknown


def _in_short(verdict: Verdict) -> str:
    unknown = f", {verdict.unknown} not known" if verdict.unknown else ""
    count = f"{verdict.for_} of {_known(verdict)}{unknown}{counting_guesses([verdict])}"
    return f"{_answer(verdict.outcome, verdict.as_listed)} ({count})"


def _answer(outcome: str, as_listed: str) -> str:
    return outcome if as_listed == outcome else f"{outcome}; as listed: {as_listed}"


def _timing(verdict: Verdict, judgement: Judgement) -> str:
    due = verdict.timing == "due"
    if judgement.measured:
        return "shown as information, no rule binds this board"
    if verdict.due and verdict.timing != "not in force":
        rule = next(one for one in judgement.framework.criteria if one.id == verdict.criterion)
        inferred = " (a day inferred)" if rule.due_basis == "inferred" else ""
        return f"{'due by' if due else 'not due until'} {words(verdict.due)}{inferred}"
    return f"{'in force' if due else verdict.timing} at the list's date"


def _origin(source: str) -> str:
    """A link to the rule's source; where only a trace of it was seen, the words say so."""
    trace, _, address = source.rpartition(" ")
    return f"{escape(capital(trace))}: {link('seen here', address)}." if trace else link("Source of the rule", address)


def _sentence(text: str) -> str:
    return capital(text) if text.endswith((".", "?", "!")) else f"{capital(text)}."


def sentences(review: BoardReview) -> Sentences:
    """The page's opening: what was read, whom the members speak for, what the rules say, and how sure that is."""
    if review.board is None:
        by_then = f" by {words(review.as_at)}" if review.as_at else ""
        return Sentences((f"No dated list of the main board of {review.lep}{by_then} was found.",))
    own = review.board.members
    sectors = own.loc[own["counts_as_member"] == "yes", "sector"].value_counts().to_dict()
    first = [*said_first(review.board.not_read), _what_was_read(review.board), _whom_they_speak_for(sectors)]
    return Sentences(filter(None, [*first, *_verdicts(review.judgement), _councils(review.board)]))


def caveats(review: BoardReview) -> Caveats:
    if review.judgement is None:
        return Caveats()
    touched = int((review.seen["correction_ids"] != "").sum())
    carry = f"{plural(touched, 'line')} on this page {choose(touched, 'carries', 'carry')} a signed correction."
    told = review.judgement.caveats if review.judgement.board.completeness != "attendance" else _apologies(review)
    return Caveats(dict.fromkeys((*told, *([carry] if touched else []))))


def _apologies(review: BoardReview) -> tuple[str, ...]:
    """The caveats, with what is known of lists with apologies."""
    measured = (
        "How much of a board a list with apologies shows: 118 to 122 of 129 people, in the seven pairs of such a list "
        "and a full one within 130 days that are known (Cumbria and New Anglia)."
    )
    return (*(review.judgement.caveats if review.judgement else ()), measured)


def _what_was_read(board: Board) -> str:
    counts = board.members["counts_as_member"].value_counts().to_dict()
    members, might, others = (counts.get(answer, 0) for answer in ("yes", "might", "no"))
    more = [f"{spelled(might)} who might be"] if might else []
    more += [f"{spelled(others)} who {choose(others, 'does', 'do')} not count as members"] if others else []
    read = f"This review reads {WHICH_LIST[board.completeness]} {words(board.as_at)}"
    return f"{read}: {plural(members, 'member')}{', and ' if more else ''}{joined(more)}."


def _whom_they_speak_for(sectors: dict[Hashable, int]) -> str:
    known = [(sectors[sector], origin) for sector, origin in SECTOR_ORIGINS.items() if sector in sectors]
    members, unknown = sum(sectors.values()), sectors.get("unknown", 0)
    if not known:
        return "For no member is the sector known." if members else ""
    (first, origin), *rest = known
    if first == members == 1:
        return f"The one member comes {origin}."
    if first == members:
        return f"Each of the {plural(spelled(first), 'member')} comes {origin}."
    origins = joined([origin, *(f"{n} {other}" for n, other in rest)])
    no_source = f"; for {unknown} no source says" if unknown else ""
    return f"Of the {plural(members, 'member')}, {first} {choose(first, 'comes', 'come')} {origins}{no_source}."


def _verdicts(judgement: Judgement | None) -> list[str]:
    """What no rule binds, the main rule's own sentence, and the others by what they answer."""
    if judgement is None:
        return []
    main, *others = judgement.every_answer
    by_answer: dict[str, list[str]] = {}
    for one in others:
        said = shown(one, judgement)
        how = {DEPENDS: "depends on what counts as private"}.get(said, said)
        how = _MEASURED.get(said, how).lower() if judgement.measured else how
        grade = "" if said == NO_ANSWER or not one.certainty else f", {one.certainty}"
        by_answer.setdefault(how + grade, []).append(one.name[0].lower() + one.name[1:])
    listed = "; ".join(f"{how}: {joined(names)}" for how, names in by_answer.items())
    rules = f"Rules applied: {judgement.framework.title}. {main.sentence}"
    return [*judgement.about[:1], f"{rules} {capital(listed)}." if listed else rules]


def _councils(board: Board) -> str:
    found = summarise_councils(board)
    own, shared, county = found["directly"], found["collectively"], found["through_county"]
    if not found["districts"] or not own + shared + county:
        return ""
    ways = [plural(spelled(own), "has a council seat of its own", "have a council seat of their own")] if own else []
    if shared:
        verb, seat = choose(shared, "shares", "share"), "one" if own else "a council seat with others"
        ways.append(f"{spelled(shared)} {verb} {seat}")
    ways += [f"{plural(spelled(county), 'speaks', 'speak')} only through the county"] if county else []
    return f"Of the {plural(found['districts'], 'district')} of its area, {joined(ways)}."


def members(review: BoardReview) -> Table:
    """Everyone on the list who counts as a member, or might: for whom they speak, why, and where it was published."""
    own = review.members[review.members["counts_as_member"] != "no"].assign(sector=review.members["sector_shown"])
    columns = ["name", "role", "job_and_organisation", "sector", "why", "why_address", "source", "source_address"]
    return show(own[columns], f"Members of the board of {review.lep}, {review.when}")


def others(review: BoardReview) -> Table:
    own = review.members[review.members["counts_as_member"] == "no"]
    columns = ["name", "organisation", "why_not_counted", "source", "source_address"]
    return show(own[columns], f"On the list but not counted as members, {review.when}")


def sectors(review: BoardReview) -> Table:
    own = review.members[review.members["counts_as_member"] == "yes"]
    return show(own.groupby("sector").size().rename("members"), f"Members by sector, {review.when}")


def lists(review: BoardReview) -> Table:
    columns = ["date", "date_address", "body", "what_it_is", "seats", "members", "documents"]
    return show(review.lists[columns], f"Published lists of {review.lep}, newest first", folded=True)


def yardstick(review: BoardReview) -> Table:
    columns = ["rule", "reading", "answer", "as_listed", "when_due", "why"]
    return show(review.last_rules[columns], f"The yardstick, asked of the list of {review.when}")


def compositions(review: BoardReview) -> Table:
    columns: Columns = {
        "Date": lambda row: words(row["as_at"]),
        "Group": "group",
        "Count": lambda row: " ".join(filter(None, (row["count"], f"of {row['of']}" if row["of"] else ""))),
        "Share": lambda row: percent(Fraction(f"{row['count']}/{row['of']}")) if row["count"] and row["of"] else "",
        "As printed": "as_published",
        "Note": "note",
        **_source("published count"),
    }
    return table_of(review.compositions, columns, f"Published counts of {review.lep} without names")


def _source(what: str) -> Columns:
    """The columns that lead to where something was seen."""
    return {"Source": lambda row: what if row["source_url"] else "", "Source address": "source_url"}


def _why(row: Row) -> str:
    """A reason without the answer that stands in its own column."""
    return capital(row["reason"].partition(": ")[2] or row["reason"])


def sources(review: BoardReview) -> Table:
    seats = review.board.members if review.board else review.seen
    grouped = seats.groupby(["source_title", "source_url", "source_kind"], sort=False, as_index=False)
    documents = grouped.agg(lines=("seat_id", "size"), date=("snapshot_date", "max"))
    columns: Columns = {
        "Source": "source_title",
        "Source address": "source_url",
        "Kind": lambda row: row["source_kind"].replace("_", " "),
        "List date": lambda row: words(row["date"]),
        "Lines used": "lines",
    }
    return table_of(documents, columns, "Where these lines were published")


def voice(review: BoardReview) -> Table:
    asked = voluntary_questions().set_index("id")["statement"]
    columns: Columns = {
        "Question": lambda row: asked[row["question"]],
        "Answer": lambda row: _answer(row["outcome"], row["outcome" if row["outcome"] in _DECIDED else "as_listed"]),
        "Why": _why,
        **_source("the list"),
    }
    answers = voice_answers(review.lep, review.last_day)
    return table_of(answers, columns, f"The voluntary sector’s voice in {review.lep}")


def voluntary(review: BoardReview) -> Table:
    held = voluntary_seats(review.seen, review.last_day)
    newest = held[held["lep"] == review.lep].sort_values("list_date", ascending=False, kind="stable")
    columns: Columns = {
        "Name": lambda row: row["person"] or "(holder not named)",
        "Organisation": "organisation",
        "Kind": "group",
        "Body": "body",
        "Date": lambda row: words(row["list_date"]),
        "How nominated": lambda row: row["words"] or row["how_nominated"],
        "In doubt": "doubt",
        **_source("the list"),
    }
    return table_of(newest, columns, f"Seats of the voluntary sector in {review.lep}, newest first", True)


def women(review: BoardReview) -> Table:
    columns: Columns = {
        "Characteristic": lambda row: row["characteristic"].capitalize(),
        "Published": "published",
        "Known": lambda row: "" if pd.isna(row["yes"]) else f"{row['yes']} of {row['members']}",
        "Not published of": lambda row: text_or(row["not_published"]),
        "The share": _between,
        "Bear in mind": "reason",
    }
    if review.board is None:
        return table_of([], columns, "Women and other characteristics")
    found = characteristics(review.board, review.compositions)
    of_nobody = (found["published"] == "in part") & (found["not_published"] == found["members"])
    found = found.assign(published=found["published"].mask(of_nobody, "not on this list"))
    return table_of(found, columns, f"Women and other characteristics, {review.when}")


def _between(row: Row) -> str:
    if not row["lowest_share"] or not row["highest_share"]:
        return ""
    low, high = (percent(Fraction(row[share])) for share in ("lowest_share", "highest_share"))
    return f"exactly {low}" if row["lowest_share"] == row["highest_share"] else f"between {low} and {high}"


def publications(review: BoardReview) -> Table:
    answers = publication_answers(review.lep, review.last_day)
    answers = answers.assign(statement=answers["duty"].map(publication_duties().set_index("id")["statement"]))
    decided = answers["outcome"].isin(_DECIDED)
    rows: list[Any] = answers[decided].to_dict("records")
    if not decided.all():
        reason = "No document seen shows or disproves it; lists of members seldom can."
        duties = " ".join(answers.loc[~decided, "statement"])
        rows.append({"statement": duties, "outcome": "cannot tell", "reason": reason, "source_url": ""})
    columns: Columns = {"Duty": "statement", "Answer": "outcome", "Why": _why, **_source("seen here")}
    return table_of(rows, columns, f"What was published of the board of {review.lep}", True)


def changes(review: BoardReview) -> Table:
    """The fewest changes that would make all rules hold at once, for three widths of "all", councils free or kept."""
    plans = standard_plans(review.yardstick) if review.yardstick else ()
    columns: Columns = {
        "What is asked for": lambda row: row["asked_for"].capitalize(),
        "Council seats": "council_seats",
        "At least": lambda row: text_or(row["changes_at_least"], "no such plan"),
        "To be sure": lambda row: text_or(row["changes"], "no such plan"),
        "In words": "sentence",
    }
    caption = f"The fewest changes to the board of {review.lep} that make the rules of the yardstick hold together"
    return table_of(plans, columns, caption)


def councils(review: BoardReview) -> Table:
    columns: Columns = {
        "Council": "council",
        "Tier": "tier",
        "Residents": lambda row: thousands(row["population"]),
        "How": lambda row: row["how"].capitalize(),
        "Does it sit?": lambda row: {"met": "yes", "not met": "no"}.get(row["outcome"], "cannot tell"),
        "Why": lambda row: capital(row["reason"]),
    }
    if review.board is None:
        return table_of([], columns, f"The councils of {review.lep}")
    caption = f"The councils of {review.lep} and the board of {review.when}"
    return table_of(council_coverage(review.board), columns, caption, True)


def joint(review: BoardReview) -> Table:
    """The other bodies of the area, each kept apart from the board: how many districts speak there."""
    columns: Columns = {
        "Body": "body",
        "Kind": "place",
        "Date": lambda row: words(row["as_at"]),
        "Districts": "districts",
        "Directly": "directly",
        "Spoken for together": "collectively",
        "Through the county": "through_county",
        "Not seen": "not_seen",
    }
    rows = other_bodies(review.seen, review.lep, review.last_day)
    return table_of(rows, columns, f"Districts on other bodies of {review.lep}", True)


def counted(review: BoardReview) -> Table:
    dated = by_date(published_counts(review.compositions, review.lep))
    judged = (judge_counts(counts, None, review.lep) for counts in dated)
    rows = [{"at": one, **vars(verdict)} for one in judged for verdict in one.all_verdicts]
    columns: Columns = {
        "Date": lambda row: words(row["at"].board.as_at),
        "Rules then": lambda row: row["at"].framework.title,
        "Rule": "name",
        "Private as": lambda row: DEFINITION_WORDS[row["definition"] or ""],
        "Answer": "outcome",
        "Why": lambda row: capital(row["reason"].removeprefix("cannot tell: ")),
    }
    return table_of(rows, columns, f"What published counts alone decide about the board of {review.lep}", True)


TABLES: dict[str, Callable[[BoardReview], Table]] = {
    "members": members,
    "others": others,
    "sectors": sectors,
    "lists": lists,
    "yardstick": yardstick,
    "compositions": compositions,
    "sources": sources,
    "voice": voice,
    "voluntary": voluntary,
    "women": women,
    "publication": publications,
    "changes": changes,
    "councils": councils,
    "other bodies": joint,
    "counted": counted,
}


def shares(review: BoardReview) -> Any:
    """The private share by the rules applied, else by the last: as listed, and between lowest and highest possible."""
    import altair as alt

    from lepdata.reviews.look import LINE, SECTOR_COLOURS, TEXT, THRESHOLD, WIDTH, layers, styled

    both = (judgement.all_verdicts for judgement in (review.judgement, review.yardstick) if judgement)
    private = ([v for v in own if v.definition and v.lowest_share and v.denominator == "all"] for own in both)
    asked = next(filter(None, private), [])
    carries = review.board is not None and review.board.completeness in CARRIES_A_SHARE
    rows = [_bounds(verdict, carries) for verdict in asked if verdict.lowest_share]
    frame = pd.DataFrame(rows, columns=["Definition", "Lowest", "Highest", "As listed", "Sum"])
    threshold = asked[0].threshold if asked else "1/2"
    axis, scale = alt.Axis(format="%", tickCount=5), alt.Scale(domain=[0, 1])
    lowest = alt.X("Lowest:Q", title="Share of members", axis=axis, scale=scale)
    base = alt.Chart(frame).encode(y=alt.Y("Definition:N", sort=None, title=None), tooltip=["Definition:N", "Sum:N"])
    bars = base.mark_bar(height=12, color=LINE).encode(x=lowest, x2="Highest:Q")
    dots = base.mark_point(filled=True, size=180, color=SECTOR_COLOURS["Private"], opacity=1)
    dots = dots.encode(x=alt.X("As listed:Q", title="Share of members"))
    line = alt.Chart(pd.DataFrame([{"Threshold": float(Fraction(threshold)), "Label": f"{threshold} asked for"}]))
    rule = line.mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2).encode(x="Threshold:Q")
    label = line.mark_text(align="left", dx=6, baseline="bottom", fontSize=13, color=TEXT)
    text = label.encode(x="Threshold:Q", y=alt.value(-4), text="Label:N")
    chart = layers(bars, dots, rule, text).properties(width=WIDTH - 160, height=34 * len(frame) + 10)
    dot = "the dot is the list as it stands, the bar " if frame["As listed"].notna().any() else ""
    title = f"Private share: {dot}what is possible"
    return styled(chart, f"Private share against {threshold}: {'; '.join(frame['Sum'])}.", title)


def _bounds(verdict: Verdict, carries_a_share: bool) -> dict[str, Any]:
    listed, definition = _known(verdict), DEFINITION_WORDS[verdict.definition or ""]
    lowest, highest = (float(Fraction(share or 0)) for share in (verdict.lowest_share, verdict.highest_share))
    shown = verdict.for_ / listed if listed and carries_a_share else None
    counts = f"{definition.lower()} {verdict.for_} of {listed}, {verdict.unknown} unknown{counting_guesses([verdict])}"
    return {"Definition": definition, "Lowest": lowest, "Highest": highest, "As listed": shown, "Sum": counts}


CHARTS: dict[str, Callable[[BoardReview], Any]] = {"shares": shares}
