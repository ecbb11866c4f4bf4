"""A PARTNERSHIP -> what followed it, the reviews that fall due, its board before and after, and its health check."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lepdata import display, errors, vocabulary
from lepdata.actions.forms import Filled, FormLine, form, read_forms
from lepdata.dates import AskedDate, last_day, months_before, read_when
from lepdata.english import plural
from lepdata.errors import refused
from lepdata.files import rule_file
from lepdata.judging import framework_files, verdicts
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import areas, facts, find_area, is_demonstration, leps
from lepdata.registers.whose import in_use, own_table
from lepdata.seating.boards import Board
from lepdata.seating.lists import assembler, people_on
from lepdata.sectors.institutions import named_body
from lepdata.voice.voluntary import place_of

EXACT, BETWEEN, OPEN_START, NOT_KNOWN = "a day", "between two days", "by a day", "not known"
DATED, NO_DATE = "successor and date seen", "successor seen, no date"
CONTINUES, NOT_SHOWN = "reported as continuing", "no successor shown"
NOT_YET, NOW, PAST, CANNOT_TELL = "not yet", "now", "past", "cannot tell"


class Integration(NamedTuple):
    """What followed one partnership, by the register, as a row of `progress`: "" where no source seen says."""

    lep: str
    slug: str = ""
    successor: str = ""
    date_as_published: str = ""
    first_day: str = ""  # "" where nothing bounds it from below
    last_day: str = ""  # "" where nothing bounds it at all
    note: str = ""  # what the words of the date say in brackets
    how_dated: str = NOT_KNOWN
    standing: str = NOT_SHOWN
    status: str = ""
    sources: str = ""


@lru_cache(maxsize=512)
def _read_period(text: str) -> tuple[str, str, str]:
    """The days between which something happened, by the register's words, and their note."""
    apart = re.fullmatch(r"(?P<date>[^(]*?)\s*\((?P<note>.*)\)", text.strip())
    words, note = (apart["date"], apart["note"]) if apart else (text.strip(), "")
    when = read_when(words)
    if words and (when.doubt or not when.last):
        raise ValueError(f"{words!r} is no date that can be read: {when.doubt or 'it names no day'}")
    # what happened by a day may have happened at any time before
    return "" if when.kind == "by" else when.first, when.last, note


def followed(lep: str) -> Integration:
    """What followed one partnership, by any of its names; UsageError if nobody knows it."""
    name = find_area(lep)
    return _integration(read_raw("demonstration/area.csv").iloc[0] if is_demonstration(name) else facts(name))


def _integration(row: Any) -> Integration:
    first, last, note = _read_period(row["successor_date"])
    unseen = CONTINUES if row["successor_status"] == "continues" else NOT_SHOWN
    standing = (DATED if last else NO_DATE) if row["successor"] else unseen
    sources = " | ".join(filter(None, map(str.strip, row["sources"].split("|"))))
    how_dated = EXACT if first and first == last else BETWEEN if first and last else OPEN_START if last else NOT_KNOWN
    head = (row["lep"], row.get("slug", ""), row["successor"], row["successor_date"])
    return Integration(*head, first, last, note, how_dated, standing, row["successor_status"], sources)


def progress(as_at: AskedDate = "") -> pd.DataFrame:
    """Every partnership: what followed it, and which reviews are open at a date; without one no state is given.

    Returns
    -------
    DataFrame
        One row per LEP, all text: `date_as_published` keeps the register's words; `first_day` and `last_day` are ISO
        days ("" where not known); `note`, `how_dated`, `standing` and `status` say how well that is known; pages in
        `sources` are parted by " | ". For each review the first day it may open (`<id>_from`), the last day it may
        close (`<id>_to`) and its `<id>_state`.

    Examples
    --------
    >>> progress("2024-12-31").set_index("lep").loc["Dorset", ["12-months_to", "12-months_state"]].tolist()
    ['2026-04-30', 'cannot tell']
    """
    last, rows, used = last_day(as_at), [], in_use()
    every = leps() if used.with_shipped else areas()[areas()["lep"].isin(own_table("areas.csv")["area"])]
    if every.empty:
        raise errors.UsageError("Nothing is known of what followed these boards. Fix: name their areas in areas.csv.")
    for of in map(_integration, display.row_dicts(every)):
        row = of._asdict()
        for one in display.row_dicts(reviews_due(of, last)):
            ends = {"from": one["opens_first"], "to": one["closes_last"], "state": one["state"]}
            row |= {f"{one['point']}_{end}": day for end, day in ends.items()}
        rows.append(row)
    return pd.DataFrame(rows)


def reviews_due(of: Integration, as_at: str = "") -> pd.DataFrame:
    """When each review of one partnership falls, reckoned from both ends of its date of integration."""
    rows = []
    for rule in rule_file("progress/review_points.csv"):
        months, ends = (int(rule["months_from"]), int(rule["months_to"])), (of.first_day, of.last_day)
        opens, closes = ([months_before(day, -n) if day else "" for day in ends] for n in months)
        days = zip(("opens_first", "opens_last", "closes_first", "closes_last"), (*opens, *closes), strict=True)
        # The days a review opens and closes are known only as intervals.
        may_be = {NOT_YET: as_at < opens[1], NOW: opens[0] <= as_at <= closes[1], PAST: closes[0] < as_at}
        left = [name for name, possible in may_be.items() if possible]
        state = CANNOT_TELL if not closes[1] or len(left) == len(may_be) else " or ".join(left)
        about = {name: rule[name] for name in ("about", "ours", "version", "source")}
        head = {"lep": of.lep, "point": rule["id"], "label": rule["label"]}
        rows.append(head | dict(days) | {"state": state if as_at else ""} | about)
    return pd.DataFrame(rows)


class BoardPair(NamedTuple):
    """The board before integration and the one after; None where no dated list of it was published."""

    before: Board | None
    after: Board | None


def boards_of(seats: pd.DataFrame, lep: str, as_at: str = "", integrated_by: str = "") -> BoardPair:
    """The best list of a partnership's own board and of its successor's, up to an ISO day."""
    own = seats[(seats["lep"] == lep) & (seats["date_from"] != "")]
    newest, board_at = {str(body): day for body, day in own.groupby("body")["date_to"].max().items()}, assembler(own)
    found = [
        board_at(lep, as_at, body)
        for body, day in newest.items()
        if body.endswith("(successor)") or place_of(body, day) == "successor board"
    ]
    after = max(filter(None, found), key=lambda board: (len(_certain(board)), board.as_at, board.body), default=None)
    last = min(filter(None, (as_at, integrated_by)), default="")
    return BoardPair(board_at(lep, last, vocabulary.MAIN_BOARD), after)


def _certain(board: Board) -> pd.DataFrame:
    return board.members[board.members["counts_as_member"] == "yes"]


CHANGES = ("improved", "slipped", "held", "now known", "no longer known", "cannot tell")
SHOWN = {"improved": "better", "slipped": "worse", "held": "unchanged", "cannot tell": "no answer"}


def compare_boards(before: Board | None, after: Board | None) -> pd.DataFrame:
    """Ask both boards the same questions: one row per criterion over all readings, which rules, and one per reading."""
    found = _asked(before, "before").merge(_asked(after, "after"), on=_KEYS, sort=False)
    changes = pd.DataFrame(rule_file("progress/changes.csv")).rename(columns={"reason": "why"})
    found = found.merge(changes, on=["before", "after"], how="left", validate="many_to_one")
    return found[[*_KEYS, "before", "after", "change", "before_reason", "after_reason", "why"]]


_KEYS = ["criterion", "name", "statement", "definition", "denominator", "rules"]


def _asked(board: Board | None, when: str) -> pd.DataFrame:
    rows: list[tuple[str, ...]] = []
    judged = [verdicts.judge(board, framework_files.YARDSTICK)] if board else []
    for judgement, answer in ((one, answer) for one in judged for answer in one.every_answer):
        own = [one for one in judgement.all_verdicts if one.criterion == answer.criterion]
        first = own[0]
        of_rule = (first.criterion, first.name, first.rule.statement)
        rows.append((*of_rule, "", "all", "yes", answer.answer, answer.sentence.removesuffix(".")))
        for one in own:
            if one not in answer.verdicts or len(answer.verdicts) > 1:
                rows.append((*of_rule, one.definition or "", one.denominator, "no", str(one.outcome), one.reason))
    return pd.DataFrame(rows, columns=[*_KEYS, when, f"{when}_reason"], dtype="str")


_CARRIED = ("a reviewed match", "same name and organisation")  # what counts as one person
NOT_SEEN = "not seen before"
_OF_A_MEMBER = ["person", "organisation", "standing", "counts", "seat_id", "source_url"]


def carried_over(before: Board | None, after: Board | None, matches: pd.DataFrame | None = None) -> pd.DataFrame:
    """How each certain member of the board after stands to the board before, in its order."""
    if not (before and after):
        return pd.DataFrame(columns=_OF_A_MEMBER)
    then, now = _certain(before).assign(list_id="before"), _certain(after).assign(list_id="after")
    both = pd.concat([then, now], ignore_index=True)
    together = {line: ids for ids in people_on(display.row_dicts(both)) for line in ids}
    each = both.assign(line=both["row_ids"].str.split(), body=both["organisation_key"].map(named_body)).explode("line")
    bodies, earlier = dict(zip(each["line"], each["body"], strict=True)), set(" ".join(then["row_ids"]).split())
    signed = (read_raw("people_matches.csv") if matches is None else matches)[["decision", "person_a", "person_b"]]
    pairs = [(said, {*one.split()}, {*other.split()}) for said, one, other in signed.itertuples(index=False)]
    pairs += [(said, other, one) for said, one, other in pairs]

    def standing(own: set[str]) -> str:
        same, different = (  # lines that a signed decision says are of the same person, and of another
            {line for said, lines, theirs in pairs if said == decision and lines & own for line in theirs}
            for decision in ("same", "different")
        )
        if same & earlier:
            return _CARRIED[0]
        known = ({other for line in own for other in together.get(line, ())} & earlier) - different
        here, there = ({bodies[line] for line in lines} - {""} for lines in (own, known))
        if not known:
            return NOT_SEEN
        if not here or not there:
            return "same name, an organisation not printed"
        return _CARRIED[1] if here & there else "same name, another organisation"

    found = now["row_ids"].map(lambda ids: standing(set(ids.split())))
    found = found.where(now["place"] == "person", "seat without a name")
    counts = found.isin(_CARRIED).map({True: "yes", False: "no"})
    frame = now.assign(organisation=now["organisation_shown"], standing=found, counts=counts).reset_index()
    return frame[_OF_A_MEMBER]


# --- health checks: ratings, where a peer sees it otherwise, what to look at first, and the case it makes

FORM = "health_check"
GREEN, AMBER, RED = "green", "amber", "red"
AGREE, WORSE, BETTER = "both agree", "the peer sees it worse", "the peer sees it better"
_FOCUS_COLUMNS = ("rank", "area", "section", "own", "peer", "red", "apart", "amber", "not_known", "because")


def read_assessment(path: str | os.PathLike[str], lep: str) -> Filled:
    read = read_forms(form(FORM), path)
    if len(read) != 1:
        raise refused(Path(path).name, f"{len(read)} forms", "one form", "keep one form in the file")
    own = read[0]
    if own.head["lep"] != lep:
        remedy = "name the file of this partnership, or review the partnership that the form is about"
        raise errors.InputFaults([own.in_head("lep", f"a form about {lep}", remedy)])
    return own


def compare(own: Filled | None, peer: Filled | None) -> pd.DataFrame:
    """Every rated question in the form's order with both ratings; without a peer the columns about one are empty."""
    rated = pd.DataFrame([one for one in form(FORM).questions if own and one.scale == "rag"], columns=FormLine._fields)
    found = rated[["id", "section", "text"]].rename(columns={"id": "question_id", "text": "question"})
    for side, one, unknown in (("own", own, NOT_KNOWN), ("peer", peer, NOT_KNOWN if peer else "")):
        answers, notes = (one.answers, one.notes) if one else ({}, {})
        found[side] = pd.Series([answers.get(name, unknown) for name in found["question_id"]], dtype="str")
        found[f"{side}_reason"] = pd.Series([notes.get(name, "") for name in found["question_id"]], dtype="str")
    areas, readings = (pd.DataFrame(rule_file(f"progress/{name}.csv")) for name in ("areas", "readings"))
    readings = readings[["own", "peer", "apart", "reading"]]
    found = found.merge(areas[["section", "area"]]).merge(readings, on=["own", "peer"], how="left")
    columns = ["question_id", "area", "section", "question", "own", "peer", "apart", "reading", "reason", "peer_reason"]
    apart = pd.to_numeric(found["apart"], errors="coerce").astype("Int64")
    return found.assign(apart=apart).rename(columns={"own_reason": "reason"})[columns]


def together(colours: list[str]) -> str:
    """The colour of an area: red where any answer is, else amber where any is; green only where every one is known."""
    return next((colour for colour in (RED, AMBER, NOT_KNOWN, GREEN) if colour in colours), NOT_KNOWN)


def focus_areas(compared: pd.DataFrame) -> pd.DataFrame:
    """Rank the areas: reds first, then disagreements, then ambers, then what nobody could answer."""
    rows = []
    for area in rule_file("progress/areas.csv"):
        own = compared[compared["area"] == area["area"]]
        pairs = [set(pair) - {""} for pair in zip(own["own"], own["peer"], strict=True)]
        counts = {
            "red": sum(RED in pair for pair in pairs),
            "apart": int(own["apart"].fillna(0).sum()),
            "amber": sum(AMBER in pair and RED not in pair for pair in pairs),
            "not_known": sum(NOT_KNOWN in pair and not pair & {RED, AMBER} for pair in pairs),
        }
        nouns = {"red": "red answer", "apart": "step", "amber": "amber answer", "not_known": "answer not known"}
        said = [plural(n, nouns[name]) + " between the two" * (name == "apart") for name, n in counts.items() if n]
        peer = together(own["peer"].tolist()) if (own["peer"] != "").all() else ""
        rows.append({**area, "own": together(own["own"].tolist()), "peer": peer, **counts, "because": "; ".join(said)})
    found, order = pd.DataFrame(rows), [row["measure"] for row in rule_file("progress/focus_order.csv")]
    wanted = found[found[order].any(axis=1)].sort_values(order, ascending=False, kind="stable")
    keys = list(wanted[order].itertuples(index=False, name=None))
    return wanted.assign(rank=[keys.index(key) + 1 for key in keys])[list(_FOCUS_COLUMNS)].reset_index(drop=True)


def case(own: Filled | None, focus: pd.DataFrame, changes: pd.DataFrame | None = None) -> pd.DataFrame:
    """What the area asks for, focus areas first, with the evidence given and what the boards show that bears on it."""
    ranked = {row["area"]: row for row in display.row_dicts(focus)}
    known = [] if changes is None or changes.empty else display.row_dicts(changes[changes["rules"] == "yes"])
    told = (row | {"before": SHOWN.get(row["before"], row["before"])} for row in known if row["after"] != CANNOT_TELL)
    said = {row["criterion"]: f"“{row['name']}”: {row['before']} before, {row['after']} after." for row in told}
    rows = []
    for area in rule_file("progress/areas.csv"):
        need, evidence = (own.answers.get(area[name], "") if own else "" for name in ("need", "evidence"))
        boards = " ".join(sentence for name, sentence in said.items() if name in area["measures"].split())
        gaps = ["" if need else "no need was stated", "" if evidence or boards else "no evidence was given"]
        found = {"need": need, "evidence": evidence, "boards": boards, "gap": "; ".join(filter(None, gaps))}
        if need or area["area"] in ranked:
            rows.append(area | ranked.get(area["area"], {"rank": 0, "own": "", "peer": ""}) | found)
    rows.sort(key=lambda row: list(ranked).index(row["area"]) if row["area"] in ranked else len(ranked))
    return pd.DataFrame(rows, columns=["rank", "area", "section", "own", "peer", "need", "evidence", "boards", "gap"])


def figures(own: Filled | None) -> pd.DataFrame:
    asked = [one for one in form(FORM).questions if one.id.startswith("figure-") and own and one.id in own.answers]
    rows = [(one.text, own.answers[one.id], own.notes[one.id]) for one in asked if own]
    return pd.DataFrame(rows, columns=["what", "number", "note"])
