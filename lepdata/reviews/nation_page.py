"""The tables of all boards: each board as a square by its answer, the matrix of boards by rules, and the study."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import product

import pandas as pd

from lepdata.english import capital, choose, joined, plural
from lepdata.judging.answers import ALMOST_CERTAIN, DEPENDS, GRADES, LIKELY, OPEN, PROVEN
from lepdata.judging.criteria import fraction_words
from lepdata.judging.kinds import label
from lepdata.nation.outcomes import IN_SHORT, NO_ANSWER, SHOWN, later_counts, of_rule
from lepdata.reviews.markup import LAST, Columns, Row, Table, drawn, table_of
from lepdata.reviews.nation import NationalReview

NO_LIST = "no usable list"
SIGNS = {"met": "✓", "not met": "✕", DEPENDS: "±", NO_ANSWER: "?", NO_LIST: "–"}
_WORDS = {
    "met": "Met",
    "not met": "Missed",
    DEPENDS: "Depends on what counts as private",
    NO_ANSWER: "No answer: members of unknown sector could turn it",
    NO_LIST: "No list good enough for a share",
}
_TINTS = {PROVEN: 3, ALMOST_CERTAIN: 2, LIKELY: 2, OPEN: 1}
_MANY = 60  # names of so many boards stand behind a fold


def squares(review: NationalReview) -> Table:
    """Every board as a square, in the order of what its newest usable list answers to the main rule."""
    rule, frame = review.main_rule, review.boards_frame.set_index("lep")
    own = of_rule(review.last_rules, rule.id).set_index("lep")
    said = own["shown"].reindex(frame.index).fillna(NO_LIST)
    sure = own["certainty"].reindex(frame.index).fillna("").where(~said.isin((NO_ANSWER, NO_LIST)), "")
    later = later_counts(review.published("private"), review.last_rules, rule) if rule.who == "private" else {}
    guessed = own[own["shown"] != own["shown_without_guesses"]]["shown_without_guesses"].map(IN_SHORT)
    later = later | {str(lep): f"without guesses: {word}" for lep, word in guessed.items()}
    groups = []
    for answer, grade in product((*SHOWN, NO_LIST), (*GRADES, "")):
        leps = frame.index[(said == answer) & (sure == grade)]
        if len(leps):
            groups.append((answer, grade, leps.tolist()))
    records = [(in_words(answer, ""), grade, len(leps), ", ".join(leps)) for answer, grade, leps in groups]
    caption = f"{label(rule)}: what the newest usable list of {plural(len(frame), 'board')} answers"
    told = (main_finding(review, said[said != NO_LIST]), caption)
    html = _squares(groups, dict(zip(frame.index, frame["address"], strict=True)), later, told)
    return drawn(pd.DataFrame(records, columns=["Answer", "How sure", "Boards", "Which"]), caption, html)


def main_finding(review: NationalReview, said: pd.Series) -> str:
    """What the newest usable lists say of the main rule, in a sentence."""
    if said.empty:
        return "No list good enough to read a share from was found."
    rule = review.main_rule
    if len(said) == 1:
        return f"{label(rule)}, by the only usable list: {IN_SHORT[said.iloc[0]]}."
    met, missed, depends, open_ = (int((said == answer).sum()) for answer in SHOWN)
    limit = f"{fraction_words(rule.limit)} private" if rule.who == "private" else fraction_words(rule.limit)
    parts = [f"{met or 'none'} {choose(met, 'reaches', 'reach')} {limit} on every reading"]
    parts += [f"{missed} {choose(missed, 'misses', 'miss')} it"] if missed else []
    parts += [f"for {depends} it depends on what counts as private"] if depends else []
    parts += [f"for {open_} there is no answer"] if open_ else []
    return f"Of {plural(len(said), 'usable list')}, {joined(parts)}."


def _squares(
    groups: list[tuple[str, str, list[str]]], pages: dict[str, str], later: dict[str, str], told: tuple[str, str]
) -> str:
    parts = "".join(f"<div>{''.join(_group(*group, pages, later))}</div>" for group in groups)
    strip = "".join(_square(answer, grade) * len(leps) for answer, grade, leps in groups)
    return (
        f'<section class="lep-answers"><p class="lep-heading"><strong>{escape(told[0])}</strong> '
        f'<span class="lep-subtitle">{escape(told[1])}</span></p>'
        f'<p class="lep-strip" aria-hidden="true">{strip}</p><dl class="lep-groups">{parts}</dl></section>'
    )


def _group(answer: str, grade: str, leps: list[str], pages: dict[str, str], later: dict[str, str]) -> Iterator[str]:
    sure = f", {grade}" if grade else ""
    yield f"<dt>{_square(answer, grade)} <strong>{len(leps)}</strong> {_WORDS[answer]}{sure}</dt>"
    names = [
        f'<a href="{pages[lep]}">{escape(lep)}</a>' + (f" ({escape(later[lep])})" if lep in later else "")
        for lep in leps
    ]
    which = " · ".join(names)
    fold = f"<details><summary>Which {len(leps)}</summary><p>{which}</p></details>"
    yield f"<dd>{which if len(leps) <= _MANY else fold}</dd>"


def _square(answer: str, grade: str) -> str:
    return f'<i class="lep-square"{_marks(answer, grade)} aria-hidden="true">{SIGNS[answer]}</i>'


def _marks(answer: str, grade: str) -> str:
    tint = f' data-sure="{_TINTS[grade]}"' if grade and answer not in (NO_ANSWER, NO_LIST) else ""
    return f' data-answer="{answer}"{tint}'


def matrix(review: NationalReview) -> Table:
    """Every board by every rule: what its newest list answers over all readings, each cell a way to the reason."""
    asked, frame = review.last_rules, review.boards_frame
    rules = dict(zip(asked["criterion"], asked["rule"], strict=True))
    cells = {(row["lep"], row["criterion"]): tuple(row[one] for one in _SAID) for row in asked.to_dict("records")}
    records, rows = [], []
    for board in frame.to_dict("records"):
        own = {rule: cells.get((board["lep"], rule), (NO_LIST, "", NO_LIST)) for rule in rules}
        records.append({"Board": board["lep"]} | {rules[rule]: in_words(*said[:2]) for rule, said in own.items()})
        rows.append(_board_cell(board) + "".join(_cell(rule, board["address"], *said) for rule, said in own.items()))
    caption = f"{plural(len(frame), 'board')} by {plural(len(rules), 'rule')}: what each newest list answers"
    head = "".join(f'<th scope="col">{escape(name)}' for name in rules.values())
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    html = (
        f'<table class="lep-table lep-matrix"><caption>{escape(caption)}<span class="lep-subtitle">{_KEY}</span>'
        f'</caption><thead><tr><th scope="col">Board and date of its list{head}</tr></thead>'
        f"<tbody>{body}</tbody><tfoot>{_totals(cells, list(rules))}</tfoot></table>"
    )
    return drawn(pd.DataFrame(records, columns=["Board", *rules.values()]), caption, html)


_SAID = ("shown", "certainty", "shown_without_guesses")
_KEY = (
    "✓ met, ✕ missed, ± depends on what counts as private, ? no answer, – no list. Dark: proven. Middle: almost "
    "certain or likely. Pale with a broken edge: open. A star: another answer without "
    "guesses. Each mark leads to its reason."
)


def in_words(shown: str, certainty: str) -> str:
    """What a page shows of an answer: "Missed (likely)"."""
    return capital("missed" if shown == "not met" else shown) + (
        f" ({certainty})" if certainty and shown not in (NO_ANSWER, NO_LIST) else ""
    )


def _board_cell(board: Row) -> str:
    kind = "" if board["carries_a_share"] == "yes" or not board["as_at"] else ", part"
    when = f' <span class="lep-when">{board["as_at"][:4]}{kind}</span>' if board["as_at"] else ""
    return f'<th scope="row"><a href="{board["address"]}">{escape(board["lep"])}</a>{when}'


def _cell(rule: str, address: str, shown: str, certainty: str, firm: str) -> str:
    words = f'{SIGNS[shown]}<span class="lep-unseen"> {in_words(shown, certainty)}</span>'
    link = f'<a href="{address}#{LAST}{rule}">{words}</a>' if shown != NO_LIST else words
    return f"<td{_marks(shown, certainty)}>{link}{'*' * (firm != shown)}"


def _totals(cells: dict[tuple[str, str], tuple[str, ...]], rules: list[str]) -> str:
    """How many boards answer what, a row an answer."""
    rows = []
    for answer in SHOWN:
        counts = [sum(said == answer for (_, asked), (said, *_) in cells.items() if asked == rule) for rule in rules]
        numbers = "".join(f"<td>{count}" for count in counts)
        rows.append(f'<tr><th scope="row">{SIGNS[answer]} {in_words(answer, "")}{numbers}</tr>')
    return "".join(rows)


def study(review: NationalReview) -> Table:
    columns: Columns = {
        "Measure": "statement",
        "The study": lambda row: f"{row['study']} of {row['of']}",
        "Lists of its year": lambda row: f"{row['then']} shown",
        "Latest lists": lambda row: f"{row['now']} shown",
        "Source": lambda row: "the study",
        "Source address": "source_url",
    }
    caption = "The voluntary-sector study of 2020, and the least that published lists show"
    return table_of(review.find("voluntary study").frame, columns, caption, folded=True)


# A table goes by the name of its function; the matrix is the list of the boards, too.
TABLES: dict[str, Callable[[NationalReview], Table]] = {
    "squares": squares,
    "matrix": matrix,
    "boards": matrix,
    "study": study,
}
