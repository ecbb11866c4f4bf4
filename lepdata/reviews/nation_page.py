"""The tables of all boards: each board as a square by its answer, the matrix of boards by rules, and the study."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import product

import pandas as pd

from lepdata.english import capital, choose, joined, plural
from lepdata.judging.criteria import fraction_words
from lepdata.judging.kinds import label
from lepdata.judging.rows import ALMOST_CERTAIN, DEPENDS, GRADES, LIKELY, OPEN, PROVEN
from lepdata.nation.outcomes import IN_SHORT, NO_ANSWER, SHOWN, later_counts, of_rule
from lepdata.reviews.markup import LAST, Columns, Table, drawn, table_of
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
_KEY = (
    "✓ met, ✕ missed, ± depends on what counts as private, ? no answer, – no list. Dark: proven. Middle: almost "
    "certain or likely. Pale with a broken edge: open. A star: another answer without "
    "guesses. Each mark leads to its reason."
)


def squares(review: NationalReview) -> Table:
    """Every board as a square, in the order of what its newest usable list answers to the main rule."""
    rule, frame = review.main_rule, review.boards_frame.set_index("lep")
    own = of_rule(review.last_rules, rule.id).set_index("lep")
    said = own["shown"].reindex(frame.index).fillna(NO_LIST)
    sure = own["certainty"].reindex(frame.index).fillna("").where(~said.isin((NO_ANSWER, NO_LIST)), "")
    notes = later_counts(review.published("private"), review.last_rules, rule) if rule.who == "private" else {}
    guessed = own[own["shown"] != own["shown_without_guesses"]]["shown_without_guesses"].map(IN_SHORT)
    notes |= {str(lep): f"without guesses: {word}" for lep, word in guessed.items()}
    links = {
        lep: f'<a href="{address}">{escape(lep)}</a>'
        for lep, address in zip(frame.index, frame["address"], strict=True)
    }
    links |= {lep: f"{links[lep]} ({escape(note)})" for lep, note in notes.items()}
    records, strip, parts = [], "", ""
    for answer, grade in product((*SHOWN, NO_LIST), (*GRADES, "")):
        if leps := frame.index[(said == answer) & (sure == grade)].tolist():
            records.append((in_words(answer, ""), grade, len(leps), ", ".join(leps)))
            square = f'<i class="lep-square"{_marks(answer, grade)} aria-hidden="true">{SIGNS[answer]}</i>'
            strip += square * len(leps)
            which = " · ".join(links[lep] for lep in leps)
            if len(leps) > _MANY:
                which = f"<details><summary>Which {len(leps)}</summary><p>{which}</p></details>"
            told = f"<strong>{len(leps)}</strong> {_WORDS[answer]}{f', {grade}' if grade else ''}"
            parts += f"<div><dt>{square} {told}</dt><dd>{which}</dd></div>"
    caption = f"{label(rule)}: what the newest usable list of {plural(len(frame), 'board')} answers"
    html = (
        '<section class="lep-answers"><p class="lep-heading">'
        f"<strong>{escape(main_finding(review, said[said != NO_LIST]))}</strong> "
        f'<span class="lep-subtitle">{escape(caption)}</span></p>'
        f'<p class="lep-strip" aria-hidden="true">{strip}</p><dl class="lep-groups">{parts}</dl></section>'
    )
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


def _marks(answer: str, grade: str) -> str:
    tint = f' data-sure="{_TINTS[grade]}"' if grade and answer not in (NO_ANSWER, NO_LIST) else ""
    return f' data-answer="{answer}"{tint}'


def matrix(review: NationalReview) -> Table:
    """Every board by every rule: what its newest list answers over all readings, each cell a way to the reason."""
    asked, frame = review.last_rules, review.boards_frame
    rules = dict(zip(asked["criterion"], asked["rule"], strict=True))
    of = asked.set_index(["lep", "criterion"])[["shown", "certainty", "shown_without_guesses"]]
    cells = dict(zip(of.index, of.itertuples(index=False, name=None), strict=True))
    records, body = [], ""
    for board in frame.to_dict("records"):
        own = {rule: cells.get((board["lep"], rule), (NO_LIST, "", NO_LIST)) for rule in rules}
        records.append({"Board": board["lep"]} | {rules[rule]: in_words(*said[:2]) for rule, said in own.items()})
        kind = "" if board["carries_a_share"] == "yes" else ", part"
        when = f' <span class="lep-when">{board["as_at"][:4]}{kind}</span>' if board["as_at"] else ""
        body += f'<tr><th scope="row"><a href="{board["address"]}">{escape(board["lep"])}</a>{when}'
        for rule, (shown, certainty, firm) in own.items():
            words = f'{SIGNS[shown]}<span class="lep-unseen"> {in_words(shown, certainty)}</span>'
            link = f'<a href="{board["address"]}#{LAST}{rule}">{words}</a>' if shown != NO_LIST else words
            body += f"<td{_marks(shown, certainty)}>{link}{'*' * (firm != shown)}"
        body += "</tr>"
    totals = ""
    for answer in SHOWN:  # how many boards answer what, a row an answer
        counts = asked.loc[asked["shown"] == answer, "criterion"].value_counts()
        numbers = "".join(f"<td>{counts.get(rule, 0)}" for rule in rules)
        totals += f'<tr><th scope="row">{SIGNS[answer]} {in_words(answer, "")}{numbers}</tr>'
    caption = f"{plural(len(frame), 'board')} by {plural(len(rules), 'rule')}: what each newest list answers"
    head = "".join(f'<th scope="col">{escape(name)}' for name in rules.values())
    html = (
        f'<table class="lep-table lep-matrix"><caption>{escape(caption)}<span class="lep-subtitle">{_KEY}</span>'
        f'</caption><thead><tr><th scope="col">Board and date of its list{head}</tr></thead>'
        f"<tbody>{body}</tbody><tfoot>{totals}</tfoot></table>"
    )
    return drawn(pd.DataFrame(records, columns=["Board", *rules.values()]), caption, html)


def in_words(shown: str, certainty: str) -> str:
    """What a page shows of an answer: "Missed (likely)"."""
    return capital("missed" if shown == "not met" else shown) + (
        f" ({certainty})" if certainty and shown not in (NO_ANSWER, NO_LIST) else ""
    )


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
