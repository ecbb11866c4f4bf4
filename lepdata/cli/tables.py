"""Commands about the published tables and the rules: coverage, export, build, frameworks, rules."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import lepdata
from lepdata import english, errors, files, vocabulary
from lepdata.cli.terminal import DONE, INPUT_FAULTS, lines_of, say, show
from lepdata.collections import built
from lepdata.export.formats import FORMATS, Format
from lepdata.export.formats import export as write_format
from lepdata.judging import framework_files
from lepdata.reviews import boards, known
from lepdata.sectors import decisions, rulebook
from lepdata.sectors.classifying import check_rules, unused_rules


def coverage(given: argparse.Namespace) -> None:
    if given.lep:
        lists = known.coverage()
        frame = lists[lists["lep"] == boards.find_area(given.lep)]
        shown = ["snapshot_date", "list_completeness", "seats", "members", "sources", "body"]
    else:
        frame = known.boards()
        others = [] if (frame["body"] == vocabulary.MAIN_BOARD).all() else ["body"]
        shown = ["lep", *others, "list_date", "completeness", "members", "lists", "lines", "sources"]
    headings = [name.replace("_", " ") for name in shown]
    show(given.format, frame, lambda: lines_of(frame, shown, headings, wrap=shown.index("body") if given.lep else 0))


def export(given: argparse.Namespace) -> None:
    stamp = f"Made by lepdata {lepdata.__version__}."
    written = write_format(given.format, given.lep, given.out, given.force, stamp, formats())
    if not written:
        print("Nothing to write: a usable list of every board is known.")
        return
    where = written[0] if len(written) == 1 else f"{english.plural(len(written), 'file')} in {written[0].parent}"
    print(f"Wrote {where}.")


def formats() -> dict[str, Format]:
    """The formats of the tables and, printed from its page, a review on paper."""

    def pdf(leps: Sequence[str], _stamp: str) -> bytes:
        from lepdata.site.build import the_stamp  # brings papermill, which a plain installation lacks
        from lepdata.site.paper import review_pdf

        return review_pdf(leps[0] if leps else "", the_stamp())

    return {**FORMATS, "pdf": Format("-review.pdf", {".pdf": pdf}, most=1)}


def build(given: argparse.Namespace) -> None:
    written = built.build(Path(given.out) if given.out else None)
    print(f"Wrote {len(written)} files into {written[0].parent}.")


def frameworks(given: argparse.Namespace) -> None:
    if given.new or given.model:
        written = framework_files.write_own(given.new, given.model)
        print(f"Wrote {written}. Edit it, then: lepdata check FILE --framework {errors.typed(written)}")
    elif given.schema:
        print(files.json_text(framework_files.framework_schema()))
    else:
        frame, more = framework_files.frameworks(), "\n\n--format csv adds dates in force and the source of each."
        shown = ["framework", "criterion", "threshold", "strength", "due", "verified", "statement"]
        show(given.format, frame, lambda: lines_of(frame, shown) + more)


def rules(given: argparse.Namespace) -> int:
    if given.rules and not given.check:
        raise errors.UsageError("--rules DIR goes with --check.")
    if given.check:
        return _check_rules(given.rules)
    every = rulebook.rules()
    frame, shown = unused_rules() if given.unused else every, ["id", "kind", "sector", "strength", "example", "because"]
    of_all = f"\n{len(frame)} of {len(every)} rules give no reason for any published seat." if given.unused else ""
    show(given.format, frame, lambda: lines_of(frame, shown) + of_all)
    return DONE


def _check_rules(folder: str | None) -> int:
    if problems := check_rules(Path(folder)) if folder else check_rules():
        say(*problems, to=sys.stderr)
        return INPUT_FAULTS
    n, signed = len(rulebook.rules()), len(decisions.read_decisions())
    read = f" Read: {english.plural(n, 'rule')} and {english.plural(signed, 'signed decision')}."
    print(f"Every rule matches its example and leaves its counter-example alone.{'' if folder else read}")
    return DONE
