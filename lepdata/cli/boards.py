"""Commands about a board file of any body: check, classify, validate, template; and what `check` says in words."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lepdata import dates, files
from lepdata.change.planning import changes_as_json, plan_changes
from lepdata.cli.arguments import REGISTERS
from lepdata.cli.terminal import BREACH, DONE, INPUT_FAULTS, columns, print_csv, tell, wrapped
from lepdata.display import gathered
from lepdata.english import capital, plural
from lepdata.errors import NOTHING, UsageError, grouped, typed
from lepdata.export.formats import as_csv
from lepdata.judging.judgement import ANSWERS, Answer, Judgement, breaches
from lepdata.read import board, grid, standard
from lepdata.reviews import checking
from lepdata.reviews.checking import MOST_MEMBERS, as_json, few, members_of, said_first
from lepdata.reviews.given import beside, left_open, of_the_day
from lepdata.reviews.markup import COMPLETENESS_WORDS, SECTOR_WORDS
from lepdata.sectors import classifying, decisions
from lepdata.vocabulary import ROLES, SECTORS, Outcome


def asked(given: argparse.Namespace) -> dict[str, Any]:
    plain = {name: getattr(given, name) for name in ("header_row", "dates", "encoding", "sheet")}
    return {**plain, "columns": grid.read_mapping(given.columns)}


def _evidence(given: argparse.Namespace) -> dict[str, Any]:
    registers = given.registers or os.environ.get(REGISTERS)
    return {
        "residual": not given.no_residual,
        "titles": not given.no_titles,
        "further_decisions": decisions.read_decisions(Path(given.decisions)) if given.decisions else None,
        "registers": Path(registers) if registers else None,
    }


def check(given: argparse.Namespace) -> int:
    if given.many:
        return _check_many(given)
    if given.output:
        raise UsageError("-o OUT.csv goes with --many: for one board write `--format csv > OUT.csv`.")
    counts = grid.read_mapping(given.published, "published count", "private=10/14")
    about = (given.framework, given.as_at, given.definition, given.board_size, counts)
    rows = board.read_board(given.file, full=given.full, **asked(given))
    judgement = checking.check(rows, *about, **_evidence(given))
    plan: dict[str, Any] = {}
    if given.remedy or given.also or given.keep_councils:
        if given.format == "csv":
            raise UsageError("The CSV holds one verdict a row and no plan: take --format table or json with --remedy.")
        changes = plan_changes(judgement, given.also, keep_councils=given.keep_councils)
        plan = {"changes": changes_as_json(changes)}
    if given.format == "json":
        print(files.json_text(as_json(judgement) | plan))
    elif given.format == "csv":
        tell(*said_first(judgement.board.not_read), to=sys.stderr)
        print_csv(judgement.verdicts)
    else:
        tell(check_in_words(judgement))
        if plan:
            print("\nWhat would change it:\n" + wrapped(changes.sentence, ""))
    return BREACH if given.strict and breaches(judgement) else DONE


def _check_many(given: argparse.Namespace) -> int:
    """Judge every board of the file; with --strict, 4 if any board breaks a rule that binds it."""
    for name in ("board_size", "published", "remedy", "also", "keep_councils"):
        if getattr(given, name):
            shown = f"--{name.replace('_', '-')}"
            raise UsageError(f"{shown} is about one board and does not go with --many: give it a file of that board.")
    rows = board.read_board(given.file, full=given.full, **asked(given))
    judgements = list(checking.check_each(rows, given.framework, given.definition, given.as_at, **_evidence(given)))
    told = [*said_first(judgements[0].board.not_read), *rows.attrs.get("caveats", ())]
    unbound = [one.board.body for one in judgements if one.measured]
    which = f"{len(unbound)} of {len(judgements)} boards ({few(unbound)})"
    told += [f"No rule binds {which}: they are only measured, and Y and N mean yes and no."] * bool(unbound)
    lists = ((line, one.board.lep or one.board.body) for one in judgements if not one.measured for line in one.about)
    told += [f"{few(names)}: {line}" for line, names in gathered(lists).items()]
    if given.output:
        files.write_outputs({given.output: as_csv(checking.every_verdict(judgements))}, given.force)
    if given.format == "table":
        tell(*map(wrapped, told), *[""] * bool(told), _many_in_words(judgements, given.output))
    else:
        tell(*told, to=sys.stderr)
    if given.format == "json":
        for one in judgements:
            print(files.json_text(as_json(one), indent=None))
    elif given.format == "csv" and not given.output:
        print_csv(checking.every_verdict(judgements))
    return BREACH if given.strict and any(map(breaches, judgements)) else DONE


def classify(given: argparse.Namespace) -> None:
    rows = of_the_day(board.read_board(given.file, **asked(given)), given.as_at)
    members, told = classifying.settle_frame(rows, decisions=not given.no_decisions, **_evidence(given))
    open_ones = left_open(members, dated=bool(given.as_at))
    tell(*said_first([*rows.attrs["not_read"], *open_ones]), *rows.attrs["caveats"], to=sys.stderr)
    found = beside(board.read_published(given.file, **asked(given)), rows, members, dates.last_day(given.as_at))
    made = {given.output: lambda: found, given.worklist: lambda: decisions.worklist(members, told)}
    files.write_outputs({place: as_csv(make()) for place, make in made.items() if place}, given.force)
    if given.output:
        print(f"Wrote {given.output}. Put a wrong sector right in it, then: lepdata check {given.output}")
    else:
        print_csv(found)


def validate(given: argparse.Namespace) -> int:
    found = standard.validate(given.file, **asked(given))
    code = INPUT_FAULTS if found.faults else DONE
    if given.format == "json":
        print(found.as_json())
        return code
    lines = [*said_first(found.not_read), *found.caveats, *grouped(found.faults)]
    if found.gaps:  # a line for each column that no row fills, then what single rows lack
        whole = [gap for gap in found.gaps if gap.found == NOTHING]
        lines += ["", "Missing from the publication standard:"]
        lines += [f"- {gap.column}: {gap.expected}. Fix: {gap.remedy}." for gap in whole]
        lines += [f"- {said}" for said in grouped(replace(gap, file="") for gap in found.gaps if gap not in whole)]
        lines += [""]
    counts = (plural(found.rows, "row"), plural(len(found.faults), "fault"), plural(len(found.gaps), "gap"))
    tell(*lines, f"{', '.join(counts)}.")
    return code


def template(given: argparse.Namespace) -> None:
    written = standard.template(given.output)
    print(f"Wrote {written}. Fill in one row per member, then: lepdata check {typed(written)}")


# --- what `check` answers, for a terminal: the rules, who was counted as what, what would settle it

_NOBODY = ("Nobody ", "Only vacancies ", "No member ")  # caveats that say less of it than who was not counted and why
_STATUS_WORDS = {"guessed": ", guessed", "ruled": ", as you ruled", "conflicting": ", reasons conflict"}


def check_in_words(judgement: Judgement) -> str:
    board, rules, members = judgement.board, judgement.framework, members_of(judgement)
    about, unsure = list(judgement.about), {"no": "", "might": "perhaps a member: "}
    left = ((unsure[one["counts"]] + one["why"], one["name"]) for one in members if one["counts"] in unsure)
    uncounted = gathered(left)
    if not judgement.members and members:  # why nobody can be counted matters more than any rule
        why = few(f"{label} ({few(names)})" for label, names in uncounted.items()) or "it names only vacancies"
        about = [line for line in about if not line.startswith(_NOBODY)]
        about = [f"Nobody on this list could be counted as a member: {why}.", *about]
    vacant = sum(one["counts"] == "vacant" for one in members)
    seats = f" and {plural(vacant, 'vacancy', 'vacancies')}" if vacant else ""
    called = board.body if board.body.startswith(board.lep) else f"{board.lep} {board.body}"
    names = f"{COMPLETENESS_WORDS[board.completeness]}, {plural(judgement.members, 'member')}{seats}"
    judged = (f"{called}, {dates.words(board.as_at)}: {names}", f"Rules: {rules.title} ({rules.id})")
    first = (*said_first(board.not_read), *about, *judged, _due(judgement))
    remedies = gathered((one.verdicts[0].remedy, one.criterion) for one in judgement.every_answer)
    told = {"Who was counted as what:": _by_sector(members), "Who was not counted:": uncounted}
    told["What would settle or change it:"] = {remedy: rules for remedy, rules in remedies.items() if remedy}
    lists = {"Bear in mind:": [caveat for caveat in judgement.caveats if caveat not in judgement.about]}
    for title, own in told.items():
        lists[title] = [f"{one}: {grid.first_few(names, MOST_MEMBERS)}" for one, names in own.items()]
    said = ("\n".join([title, *(wrapped(f"- {line}") for line in own)]) if own else "" for title, own in lists.items())
    answers = "\n".join(line for answer in judgement.every_answer for line in _answer(judgement, answer))
    return "\n\n".join(filter(None, ("\n".join(map(wrapped, first)), next(said), answers, *said)))


def _due(judgement: Judgement) -> str:
    binding = [one for one in judgement.every_answer if (one.strength, one.timing) == ("requirement", "due")]
    if not binding:
        return "No requirement is due of this board at that date: what follows is information."
    by_guesses = {one.criterion: " (by guesses)" * (one.answer != one.answer_without_guesses) for one in binding}
    found = gathered((one.answer, one.criterion + by_guesses[one.criterion]) for one in binding)
    told = "; ".join(f"{said}: {', '.join(found[said])}" for said in ANSWERS if said in found)
    return f"Requirements that are due. {capital(told)}."


def _answer(judgement: Judgement, answer: Answer) -> Iterator[str]:
    width = max(len(one.criterion) for one in judgement.every_answer)
    given = next((one for one in answer.verdicts if one.definition == judgement.ruling_definition is not None), None)
    strict, listed = (given.outcome, given.as_listed) if given else (answer.answer, answer.as_listed)
    said = f"as listed {listed}" if strict == Outcome.CANNOT_TELL != listed else strict
    if judgement.measured:
        said = said.replace("not met", "no").replace("met", "yes")
    elif strict != Outcome.CANNOT_TELL:
        said = said.upper()
    counted = any(one.basis != "list" for one in ([given] if given else answer.verdicts))
    said += " (count)" * (counted and strict != Outcome.CANNOT_TELL)  # weaker than a list: figures without names
    binds = "measured, no rule binds it" if judgement.measured else f"{answer.strength}, {answer.timing}"
    yield f"{answer.criterion:<{width}}  {said:<18}  {binds}"
    if given:
        yield wrapped(f"    By the definition given, {given.definition}: {given.reason}.", "    ")
    if judgement.members or given or counted:
        yield wrapped(f"    {answer.sentence}", "    ")


def _by_sector(members: list[dict[str, str]]) -> dict[str, list[str]]:
    ranks = {role: rank for rank, role in enumerate(ROLES)}
    counted = [one for one in members if one["counts"] == "yes"]
    counted.sort(key=lambda one: (SECTORS.index(one["sector"]), one["status"] != "settled", ranks.get(one["role"], 99)))
    labels = [SECTOR_WORDS[one["sector"]] + _STATUS_WORDS.get(one["status"], "") for one in counted]
    names = [one["name"] + f" ({one['role']})" * (one["role"] != "member") for one in counted]
    return {f"{label} ({len(own)})": own for label, own in gathered(zip(labels, names, strict=True)).items()}


_MARKS = {"met": "Y", "not met": "N", "depends": "D", "cannot tell": "?"}
_LEGEND = (
    "Y met, N not met, D depends on what counts as private, ? cannot tell; in small letters what the list shows where "
    "members who are not listed could overturn it or guesses decide; . not asked of this board."
)


def _many_in_words(judgements: Sequence[Judgement], written: str | None = None) -> str:
    rules = list(dict.fromkeys(answer.criterion for one in judgements for answer in one.every_answer))
    letters = [chr(ord("a") + at) if at < 26 else str(at % 10) for at in range(len(rules))]
    rows = []
    for one in judgements:
        name = ", ".join(filter(None, (one.board.lep, one.board.body, one.board.as_at)))
        marks = {answer.criterion: _mark(answer) for answer in one.every_answer}
        rows.append((name, f"{one.members:>7}", *(marks.get(rule, ".") for rule in rules)))
    named = "; ".join(f"{letter} {rule}" for letter, rule in zip(letters, rules, strict=True)) + "."
    more = f"Every verdict is in {written}." if written else "Every verdict, with its sum: -o OUT.csv."
    table = columns(rows, ("Board", "Members", *letters), wrap=0)
    return "\n".join([table, "", wrapped(named), wrapped(_LEGEND), more])


def _mark(answer: Answer) -> str:
    """In small letters what is not strict, or what guesses decide."""
    if answer.answer == Outcome.CANNOT_TELL:
        return _MARKS[answer.as_listed].lower()
    proven = _MARKS[answer.answer]
    return proven if answer.answer == answer.answer_without_guesses else proven.lower()
