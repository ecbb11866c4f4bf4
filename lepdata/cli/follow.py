"""Commands that follow boards up: engagement, plan, progress and stocktake."""

import argparse
import os
from collections.abc import Iterator
from itertools import groupby

import pandas as pd

from lepdata.actions import integration
from lepdata.actions.forms import form, write_form
from lepdata.actions.plans import append_update, find_plan
from lepdata.change.action_plan import columns as columns_of
from lepdata.cli.terminal import columns, in_words, lines_of, printable, show, tell
from lepdata.dates import last_day, words
from lepdata.display import row_dicts
from lepdata.english import plural
from lepdata.errors import UsageError, typed
from lepdata.export.plans import write_plan
from lepdata.files import write_outputs
from lepdata.registers.geography import find_area
from lepdata.reviews import engagement as grading
from lepdata.reviews import stocktakes
from lepdata.reviews.markup import in_heading
from lepdata.reviews.parts import caveats, sentences
from lepdata.reviews.plans import PlanReview, review_draft, review_plan, worded
from lepdata.reviews.progress import ProgressReview, progress_as_json, review_progress


def engagement(given: argparse.Namespace) -> None:
    if given.form:
        write_form(form("engagement"), given.form)
        print(f"{given.form}: a form for one local voluntary leader. Keep the filled-in forms to yourself.")
    elif given.lep:
        one = grading.grade_engagement(given.lep, given.survey, given.as_at)
        frame, shown = grading.as_frame([one]), ("element", "outcome", "points", "reason")
        lines = lines_of(frame, shown, ("Element", "Answer", "Points", "Evidence"))
        show(given.format, frame, lambda: in_words(one, [lines]), lambda: grading.as_record(one))
    else:
        every = grading.review_engagement(given.survey, given.as_at).grades
        rows = []
        for one in grading.by_evidence(every):
            grade = " to ".join(dict.fromkeys((one.lowest["label"], one.highest["label"]))) * one.graded
            rows.append((one.lep, one.list_date or "none", one.shown, one.missing, one.open, one.of, grade))
        heads = ("LEP", "List", "Shown", "Missing", "Open", "Of", "Grade")
        said, records = lambda: columns(rows, heads, wrap=0), lambda: [*map(grading.as_record, every)]
        show(given.format, grading.as_frame(every), said, records)


def _same(given: argparse.Namespace) -> str:
    return f" --data {typed(given.data)}" if getattr(given, "data", "") else ""


def draft(given: argparse.Namespace) -> None:
    own = {"guidance_given": given.guidance_given, "start": given.start}
    review = review_draft(given.lep, given.as_at, given.framework, **own)
    print("\n\n".join(map(printable, (*sentences(review), *caveats(review)))))
    for number, lines in groupby(review.items, key=lambda item: item.improvement):
        first, *others = lines
        print(f"\n{number}. {first.improvement_summary}")
        tell(*(f"   {item.line()}" for item in (first, *others)))
    if given.output and review.draft and review.items:
        written = write_plan(review.draft.plan, given.output, given.force)
        print(f"\nWrote {written}. Edit it, then: lepdata plan show {typed(written)}{_same(given)}")


def show_(given: argparse.Namespace) -> None:
    review = review_plan(given.plan, given.as_at, given.updates)
    show(given.format, review.status, lambda: _plan_in_words(review), lambda: _plan_as_json(review))


def _plan_as_json(review: PlanReview) -> dict[str, object]:
    about = {name: getattr(review.plan, name) for name in ("plan_id", "lep", "body", "title", "kind", "period")}
    frames = {"items": review.status, "slipped": review.slipped, "board_facts": review.facts}
    return {
        "plan": {**about, "as_at": review.as_at, "fictional": review.plan.fictional},
        **{name: row_dicts(frame) for name, frame in frames.items()},
        "sentences": list(sentences(review)),
        "caveats": list(caveats(review)),
    }


_HEADINGS = {  # of columns that a terminal has room for, where their names are no heading
    **{"when_as_published": "When, as published", "state": "how_it_stands", "text": "what_is_promised"},
    **{"statement": "what_a_list_would_show", "reason": "why", "question_id": "question", "says": "together"},
    **{"same_as": "question", "outcome": "answer_and_lists"},
}


def _captioned(caption: str, frame: pd.DataFrame, names: str) -> str:
    headings = [in_heading(_HEADINGS.get(name, name)) for name in names.split()]
    return f"{caption}\n{lines_of(frame, names.split(), headings)}"


def _plan_in_words(review: PlanReview) -> str:
    until, items = words(review.as_at), "item when_as_published state rating text"
    tables = (
        (f"What is dated, and how it stands at {until}", review.by_date, items),
        ("What names no date that can pass, or goes on again and again", review.status[~review.can_pass], items),
        (f"What slipped from {words(review.since)} to {until}", review.slipped, "item how reason"),
        ("The plan beside the board's published lists", review.facts, "item answer statement reason"),
    )
    return in_words(review, [_captioned(title, worded(frame), names) for title, frame, names in tables if len(frame)])


def update(given: argparse.Namespace) -> None:
    report = {name: getattr(given, name) for name in columns_of("update") if name in given}
    reports = append_update(given.updates, find_plan(given.plan), report)
    print(f"Appended. {given.updates} now holds {plural(len(reports), 'report')}.")


def progress(given: argparse.Namespace) -> None:
    if given.form:
        known = {"lep": find_area(given.lep)} if given.lep else {}
        print(f"Written: {write_form(form('health_check'), given.form, known)}")
    elif given.lep:
        _progress_of_one(given)
    elif given.health_check or given.peer or given.case:
        of_one = "A health check is of one area: name it, as in"
        raise UsageError(f"{of_one} `lepdata progress Cumbria --health-check FILE`.")
    else:
        frame = integration.progress(given.as_at)
        show(given.format, frame, lambda: _progress_table(frame))


def _progress_table(frame: pd.DataFrame) -> str:
    """A line for each area: with a date asked about how each review stands, without one when it falls."""
    points = [str(name).removesuffix("_from") for name in frame if str(name).endswith("_from")]
    dated = bool(frame[f"{points[0]}_state"].any())
    spans = {one: map(_span, frame[f"{one}_from"], frame[f"{one}_to"]) for one in points}
    shown = {"lep": frame["lep"], "integrated": map(_span, frame["first_day"], frame["last_day"])}
    shown |= {one: frame[f"{one}_state"] for one in points} if dated else spans
    shown["successor"] = frame["successor"].mask(frame["successor"] == "", frame["standing"])
    return columns(zip(*shown.values(), strict=True), list(shown))


def _span(first: str, last: str) -> str:
    if not last:
        return "not known"
    return first if first == last else f"{first}..{last}"


def _progress_of_one(given: argparse.Namespace) -> None:
    if given.case and not given.case.casefold().endswith(".docx"):
        raise UsageError(f"The case is a Word document: give a name that ends in .docx, not {given.case}.")
    review = review_progress(given.lep, given.as_at, given.health_check, given.peer)
    if given.case:
        from lepdata.export.note import case_note  # brings python-docx, which a plain installation lacks

        write_outputs({given.case: case_note(review)})
        print(f"Written: {given.case}")
    else:
        show(given.format, review.due, lambda: _progress_in_words(review), lambda: progress_as_json(review))


def _progress_in_words(review: ProgressReview) -> str:
    due = review.due
    opens, closes = (map(_span, due[f"{end}_first"], due[f"{end}_last"]) for end in ("opens", "closes"))
    rows = zip(due["label"], opens, closes, due["state"], strict=True)
    tables = [columns(rows, ("Review", "Opens", "Closes", "State"))]
    if len(review.focus):
        ranked = ("rank", "section", "own", "peer", "because")
        tables.append(lines_of(review.focus, ranked, ("Rank", "Look at", "Area", "Peer", "Because")))
    return in_words(review, tables)


def stocktake(given: argparse.Namespace) -> None:
    if given.form:
        _write_stocktake_form(given)
    elif given.council:
        raise UsageError("--council says whom a form is for: name the form to write with --form OUT.xlsx.")
    elif given.lep or given.answers:
        one = stocktakes.review_stocktake(given.lep, given.answers, given.as_at)
        said, record = lambda: in_words(one, _stocktake_tables(one)), lambda: stocktakes.stocktake_record(one)
        show(given.format, stocktakes.stocktake_rows(one), said, record)
    else:
        shown = ["question_id", "about", "section", "question"]
        frame = stocktakes.asked()[[*shown, "source"]]
        next_step = "\n\nName a partnership to see what is known of its councils: lepdata stocktake Dorset"
        show(given.format, frame, lambda: lines_of(frame, shown) + next_step)


def _write_stocktake_form(given: argparse.Namespace) -> None:
    if given.answers:
        raise UsageError("--form writes a blank form and --answers reads filled-in ones: use one at a time.")
    if os.path.isdir(given.form) and not given.council:
        if not given.lep:
            raise UsageError(f"{given.form} is a folder: name the partnership whose councils get a form each.")
        written = stocktakes.write_forms(given.lep, given.form, last_day(given.as_at))
        said = f"Wrote a form for each of {len(written)} councils into {given.form}. When they are filled in: "
    else:
        head = stocktakes.form_head(given.lep, given.council, last_day(given.as_at))
        said = f"Wrote {write_form(form('stocktake'), given.form, head)}. When it is filled in: "
    print(f"{said}lepdata stocktake --answers {typed(given.form)}{_same(given)}")


def _stocktake_tables(review: stocktakes.Stocktake) -> Iterator[str]:
    if not review.answered:
        caption = f"What published lists show of the councils of {review.lep}:"
        yield _captioned(caption, review.known.reset_index(), "council on_the_board among_the_councils")
        return
    short, differ = stocktakes.asked()["short"].to_dict(), review.disagreements
    given = ({one: said for one, said in row.items() if said} for row in row_dicts(differ, stocktakes.ANSWERS))
    differ["who"] = ["; ".join(map(": ".join, each.items())) for each in given]
    again = {"question_id": "asked_again", "answer": "other_answer", "other_answer": "answer"}
    who, twice = review.who_answered.rename(columns={"not known": "not_known"}), review.twice.rename(columns=again)
    beside = "council question_id answer the_lists_show outcome"
    for caption, frame, names in (
        ("Who has answered:", who, "council answered_on yes partly no not_known"),
        ("Where the councils differ about the whole area:", differ, "question_id says who"),
        ("One question, answered two ways:", twice, "council same_as answer asked_again other_answer"),
        ("The answers beside what published lists show:", review.beside, beside),
    ):
        if len(frame):
            yield _captioned(caption, frame.replace(short), names)
