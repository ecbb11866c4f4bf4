"""Commands that follow boards up: engagement, plan, progress and stocktake."""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from lepdata.cli.terminal import OVER, STYLES, Command, columns, command, in_words, lines_of, option, printable, show
from lepdata.english import plural
from lepdata.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from lepdata.actions.engagement import Engagement
    from lepdata.actions.stocktakes import Stocktake
    from lepdata.reviews.markup import Table
    from lepdata.reviews.plans import PlanReview
    from lepdata.reviews.progress import ProgressReview

# --- engagement


@command(
    "what is shown of how partnerships engage with their voluntary sector; with a survey, a grade",
    "lepdata engagement --lep Cumbria --survey answers.csv",
    option("--lep", "one partnership, element by element; default: a line for each of the 38"),
    option(
        "--survey", "answers of local voluntary leaders: a CSV, a filled-in form or a folder of them", metavar="FILE"
    ),
    option("--as-at", "leave out what is newer than this date"),
    STYLES,
    option("--form", "write the survey's form (XLSX) for one leader, and stop", metavar="FILE"),
)
def engagement(given: argparse.Namespace) -> None:
    if given.form:
        from lepdata.actions.forms import form, write_form

        write_form(form("engagement"), given.form)
        print(f"{given.form}: a form for one local voluntary leader. Keep the filled-in forms to yourself.")
        return
    from lepdata.actions.engagement import as_frame, as_record
    from lepdata.reviews.engagement import grade_engagement, review_engagement

    if given.lep:
        one = grade_engagement(given.lep, given.survey, given.as_at)
        show(given.format, lambda: _engagement_in_words(one), lambda: as_record(one), lambda: as_frame([one]))
    else:
        every = review_engagement(given.survey, given.as_at).grades
        show(given.format, lambda: _engagement_of_all(every), lambda: [*map(as_record, every)], lambda: as_frame(every))


def _engagement_in_words(one: Engagement) -> str:
    from lepdata.actions.engagement import as_frame

    names, headings = ("element", "outcome", "points", "reason"), ("Element", "Answer", "Points", "Evidence")
    return in_words(one, [lines_of(as_frame([one]), names, headings)])


def _engagement_of_all(grades: tuple[Engagement, ...]) -> str:
    from lepdata.actions.engagement import by_evidence
    from lepdata.reviews.engagement import grade_range

    rows = [
        (one.lep, one.list_date or "none", one.shown, one.missing, one.open, one.of, grade_range(one) * one.graded)
        for one in by_evidence(grades)
    ]
    return columns(rows, ("LEP", "List", "Shown", "Missing", "Open", "Of", "Grade"), wrap=0)


# --- plan


@command(
    "draft a formal action plan for one board, to edit and to follow",
    "lepdata plan draft 'New Anglia' --start 2023-06-01 -o new-anglia.docx",
    option("lep", "the LEP, by any of its names"),
    option("--as-at", "draft from the latest list of this date or before", metavar="DATE"),
    option("--framework", "rules that the plan is to meet; default: the last that LEPs were under", metavar="ID"),
    option("--guidance-given", "when good-practice guidance was given, or 'no'", metavar="DATE", default=""),
    option("--start", "count the months of the milestones from this day", metavar="DATE", default=""),
    option("-o --output", "where to write it (.csv, .xlsx or .docx)", metavar="FILE"),
    OVER,
)
def _draft(given: argparse.Namespace) -> None:
    """Print what it asks for, where the board stands, and every line of each improvement; write it where asked."""
    from lepdata.export.plans import write_plan
    from lepdata.reviews.parts import caveats, sentences
    from lepdata.reviews.plans import review_draft

    own = {"guidance_given": given.guidance_given, "start": given.start}
    review = review_draft(given.lep, given.as_at, given.framework, **own)
    print("\n\n".join(map(printable, (*sentences(review), *caveats(review)))))
    for number, lines in groupby(review.items, key=lambda item: item.improvement):
        first, *others = lines
        print(f"\n{number}. {first.improvement_summary}")
        print(*(f"   {printable(item.line())}" for item in (first, *others)), sep="\n")
    if given.output and review.draft and review.items:
        written = write_plan(review.draft.plan, given.output, given.force)
        print(f"\nWrote {written}. Edit it, then: lepdata plan show {written}")


@command(
    "show how each milestone, KPI and monitoring measure of a plan stands on a day",
    "lepdata plan show exampleshire-2023 --as-at 2023-10-31",
    option("plan", "a plan's id, its LEP, or a plan file (CSV or XLSX)"),
    option("--updates", "quarterly updates of it, CSV or XLSX", metavar="FILE", default=""),
    option("--as-at", "how it stands at this date; default: the last report's", metavar="DATE", default=""),
    STYLES,
)
def _show(given: argparse.Namespace) -> None:
    from lepdata.reviews.plans import review_plan

    review = review_plan(given.plan, given.as_at, given.updates)
    show(given.format, lambda: _plan_in_words(review), lambda: _plan_as_json(review), lambda: review.status)


def _plan_as_json(review: PlanReview) -> dict[str, object]:
    from lepdata.reviews.parts import caveats, sentences

    about = {name: getattr(review.plan, name) for name in ("plan_id", "lep", "body", "title", "kind", "period")}
    frames = {"items": review.status, "slipped": review.slipped, "board_facts": review.facts}
    return {
        "plan": {**about, "as_at": review.as_at, "fictional": review.plan.fictional},
        **{name: frame.to_dict("records") for name, frame in frames.items()},
        "sentences": list(sentences(review)),
        "caveats": list(caveats(review)),
    }


_STANDING = ("Item", "When, as published", "How it stands", "Rating", "What is promised")
_SHOWN = {  # of each table the columns that a terminal has room for
    "dated": _STANDING,
    "undated": _STANDING,
    "slipped": ("Item", "How", "Why"),
    "facts": ("Item", "Answer", "What a list would show", "Why"),
}


def _plan_in_words(review: PlanReview) -> str:
    from lepdata.reviews.parts import table

    tables = ((table(review, kind), names) for kind, names in _SHOWN.items())
    return in_words(review, [_captioned(found, names, "") for found, names in tables if not found.empty])


_REPORT = {  # the option: the column, and what it holds
    "item": ("item_id", "the item, such as my-plan/1.m2"),
    "quarter": ("quarter", "the financial quarter reported on, such as '2023-24 Q1' (April to June 2023)"),
    "on": ("reported_on", "the day of the report, such as 2023-07-05"),
    "status": ("status", "not started, under way, done, late or dropped"),
    "by": ("written_by", "the writer's role, never a name"),
    "done-on": ("done_on", "when it was done, such as 2023-06-20 or 2023-06"),
    "moved-to": ("moved_to", "a new date, such as 'by June 2023'"),
    "note": ("note", "a few words"),
}
_NEEDED = {"item", "quarter", "on", "status", "by"}


@command(
    "append one report on a plan to a file of updates; what stands there is never changed",
    "lepdata plan update my-plan.csv --updates my-updates.csv --item my-plan/1.m2 \\\n"
    "    --quarter '2023-24 Q1' --on 2023-07-05 --status done --done-on 2023-06-20 --by Secretary",
    option("plan", "a plan file (CSV or XLSX), or the id of a shipped plan"),
    option("--updates", "the CSV file to append to; made if absent", metavar="FILE", required=True),
    *(
        option(f"--{name}", about, dest=column, default="", required=name in _NEEDED)
        for name, (column, about) in _REPORT.items()
    ),
)
def _update(given: argparse.Namespace) -> None:
    from lepdata.actions.plans import append_update, find_plan

    update = {column: getattr(given, column) for column, _ in _REPORT.values()}
    reports = append_update(given.updates, find_plan(given.plan), update)
    print(f"Appended. {given.updates} now holds {plural(len(reports), 'report')}.")


plan = Command(
    "plan",
    "draft an improvement plan, show how one stands, or append a report to it",
    "lepdata plan show lancashire-2019 --as-at 2019-09-30",
    parts=(_draft, _show, _update),
)


# --- progress


@command(
    "show what followed each partnership, which reviews are due, and how one area is doing",
    "lepdata progress Exampleshire --as-at 2024-12-31",
    option("lep", "one area; without it the table of all 38 is printed", nargs="?", default=""),
    option("--form", "write a blank health check (.xlsx or .csv) and stop", metavar="OUT"),
    option("--health-check", "the area's self-assessment, filled in", default="", metavar="FILE"),
    option("--peer", "a peer's second assessment on the same form", default="", metavar="FILE"),
    option("--case", "write what the area needs from central government as a page (.docx) and stop", metavar="OUT"),
    option("--as-at", "judge which reviews are open at this date", default=""),
    STYLES,
)
def progress(given: argparse.Namespace) -> None:
    if given.form:
        from lepdata.actions.forms import form, write_form
        from lepdata.registers.geography import find_area

        known = {"lep": find_area(given.lep)} if given.lep else {}
        print(f"Written: {write_form(form('health_check'), given.form, known)}")
    elif given.lep:
        _progress_of_one(given)
    elif given.health_check or given.peer or given.case:
        raise UsageError(
            "A health check is of one area: name it, as in `lepdata progress Cumbria --health-check FILE`."
        )
    else:
        from lepdata.actions.integration import progress

        frame = progress(given.as_at)
        show(given.format, lambda: _progress_table(frame), lambda: frame.to_dict("records"), lambda: frame)


def _progress_table(frame: pd.DataFrame) -> str:
    """A line for each area: with a date asked about how each review stands, without one when it falls."""
    points = [str(name).removesuffix("_from") for name in frame if str(name).endswith("_from")]
    asked = bool(frame[f"{points[0]}_state"].any())
    rows = [
        (
            row["lep"],
            _span(row["first_day"], row["last_day"]),
            *(row[f"{one}_state"] if asked else _span(row[f"{one}_from"], row[f"{one}_to"]) for one in points),
            row["successor"] or row["standing"],
        )
        for row in frame.to_dict("records")
    ]
    return columns(rows, ("lep", "integrated", *points, "successor"))


def _span(first: str, last: str) -> str:
    """Two ISO days as short as a terminal needs them."""
    if not last:
        return "not known"
    return first if first == last else f"{first}..{last}"


def _progress_of_one(given: argparse.Namespace) -> None:
    if given.case and not given.case.casefold().endswith(".docx"):
        raise UsageError(f"The case is a Word document: give a name that ends in .docx, not {given.case}.")
    from lepdata.reviews.progress import progress_as_json, review_progress

    review = review_progress(given.lep, given.as_at, given.health_check, given.peer)
    if given.case:
        from lepdata.export.note import write_case_note

        print(f"Written: {write_case_note(review, given.case)}")
    else:
        show(given.format, lambda: _progress_in_words(review), lambda: progress_as_json(review), lambda: review.due)


def _progress_in_words(review: ProgressReview) -> str:
    """One area for a terminal: what is known in sentences, the areas of work in order, and what to bear in mind."""
    due = [
        (row["label"], *(_span(row[f"{end}_first"], row[f"{end}_last"]) for end in ("opens", "closes")), row["state"])
        for row in review.due.to_dict("records")
    ]
    tables = [columns(due, ("Review", "Opens", "Closes", "State"))]
    if len(review.focus):
        ranked = ("rank", "section", "own", "peer", "because")
        tables.append(lines_of(review.focus, ranked, ("Rank", "Look at", "Area", "Peer", "Because")))
    return in_words(review, tables)


# --- stocktake


@command(
    "ask councils about their part in the local strategy, and bring their answers together",
    "lepdata stocktake Dorset --form dorset.xlsx --council 'Dorset Council'\n"
    "  lepdata stocktake Dorset --answers dorset.xlsx bcp.xlsx\n"
    "  lepdata stocktake Exampleshire     (a made-up area with made-up answers)",
    option("lep", "the partnership; without one, the questions", nargs="?", default="", metavar="LEP"),
    option("--form", "write a blank form (.xlsx with lists, or .csv); a folder: one for each council", metavar="OUT"),
    option("--council", "the council that --form is for", default="", metavar="NAME"),
    option("--answers", "filled-in forms, or folders of them", nargs="+", default=[], metavar="FILE"),
    option("--as-at", "leave out later answers and later lists", default="", metavar="DATE"),
    STYLES,
)
def stocktake(given: argparse.Namespace) -> None:
    if given.form:
        _write_stocktake_form(given)
    elif given.council:
        raise UsageError("--council says whom a form is for: name the form to write with --form OUT.xlsx.")
    elif lep := given.lep or _only_lep(given.answers):
        from lepdata.reviews.stocktakes import MADE_UP, review_stocktake, stocktake_record, stocktake_rows, title

        one = review_stocktake(lep, given.answers, given.as_at)
        named = (title(one), *[MADE_UP] * one.made_up)
        words = partial(in_words, one, _stocktake_tables(one), named)
        show(given.format, words, lambda: stocktake_record(one), lambda: stocktake_rows(one))
    else:
        import pandas as pd

        from lepdata.actions.stocktakes import asked

        shown = ["question_id", "about", "section", "question"]
        frame = pd.DataFrame(asked().values())[[*shown, "source"]]
        next_step = "\n\nName a partnership to see what is known of its councils: lepdata stocktake Dorset"
        show(given.format, lambda: lines_of(frame, shown) + next_step, lambda: frame.to_dict("records"), lambda: frame)


def _write_stocktake_form(given: argparse.Namespace) -> None:
    from lepdata.actions.forms import form, write_form
    from lepdata.actions.stocktakes import form_head, write_forms
    from lepdata.dates import last_day

    if given.answers:
        raise UsageError("--form writes a blank form and --answers reads filled-in ones: use one at a time.")
    if os.path.isdir(given.form) and not given.council:
        if not given.lep:
            raise UsageError(f"{given.form} is a folder: name the partnership whose councils get a form each.")
        written = write_forms(given.lep, given.form, last_day(given.as_at))
        said = f"Wrote a form for each of {len(written)} councils into {given.form}. When they are filled in: "
    else:
        head = form_head(given.lep, given.council, last_day(given.as_at))
        said = f"Wrote {write_form(form('stocktake'), given.form, head)}. When it is filled in: "
    print(f"{said}lepdata stocktake {shlex.join(['--answers', given.form])}")


def _only_lep(answers: list[str]) -> str:
    """The partnership that all forms are for; "" where there are no forms."""
    from lepdata.actions.answers import read_forms
    from lepdata.actions.forms import form

    found = sorted({one.head["lep"] for one in read_forms(form("stocktake"), answers)}) if answers else []
    if len(found) > 1:
        raise UsageError(f"These forms are for {', '.join(found)}. Name one of them before --answers.")
    return found[0] if found else ""


def _stocktake_tables(review: Stocktake) -> Iterator[str]:
    """The page's tables, cut to what fits a line."""
    from lepdata.actions.stocktakes import asked
    from lepdata.reviews.parts import table

    short = {one["question"]: one["short"] for one in asked().values()}
    if not review.answered:
        yield _captioned(table(review, "known"), ["Council", "On the board", "Among the councils"])
        return
    for name in ("councils", "disagreements", "twice", "evidence"):
        shown = table(review, name)
        if name == "disagreements":
            given = shown.set_index(["Question", "Together"]).to_dict("records")
            who = ["; ".join(f"{str(one).casefold()}: {said}" for one, said in row.items() if said) for row in given]
            shown = shown[["Question", "Together"]].assign(Who=who)
        if len(shown):
            yield _captioned(shown.replace(short), [str(column) for column in shown if column not in ("List", "Why")])


def _captioned(shown: Table, names: Sequence[str], mark: str = ":") -> str:
    return f"{shown.caption}{mark}\n{lines_of(shown, names)}"
