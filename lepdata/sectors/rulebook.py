"""The rules as data: read, shown, and what they say of one published cell, which may name several affiliations."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from operator import contains, eq
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lepdata.display import gathered
from lepdata.errors import Fault, InputFaults, quoted, refuse_all
from lepdata.files import RULES, rule_file
from lepdata.headed import Column, heads, read_headed, wrong_cells
from lepdata.read.grid import Wanted
from lepdata.read.opening import one_grid
from lepdata.sectors.institutions import REGISTERS
from lepdata.spelling import plain, printed
from lepdata.vocabulary import SECTORS

FOLDER = RULES / "members"
ABOUT = ("sector", "seat", "seat and sector", "gender")
KINDS = tuple(row["kind"] for row in rule_file("names/evidence.csv") if row["of_rules"] == "yes")
FIELDS = tuple(row["column"] for row in rule_file("names/cells.csv"))
# how the words of a rule must stand in a text, both with a space before and after
_STANDS: dict[str, Callable[[str, str], bool]] = {
    "word": contains,
    "start": str.startswith,
    "end": str.endswith,
    "exact": eq,
}
FORMS = (*_STANDS, "regex", "register", "trading name")
GENDERS = ("woman", "man")
_STRONGEST_RULE = 95
COLLECTIVE = "(collective words)"  # in a rule's exceptions: every word of members/collective_words.csv


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Where one of some phrases stands in a text with a space before and after it."""
    return re.compile(f" (?:{'|'.join(map(re.escape, phrases)) or '(?!)'}) ")


# words of bodies of members, of the public and of good causes: a name that holds one is not read by its look
_LISTED = (row["words"] for row in rule_file("members/collective_words.csv"))
_COLLECTIVE_WORDS = tuple(word for words in _LISTED for word in _alternatives(words))
_COLLECTIVE = _any_of(_COLLECTIVE_WORDS)


@dataclass(frozen=True)
class Rule:
    """One line of a rule file; `fields` and `phrases` are its cells taken apart."""

    id: str
    about: str
    kind: str
    field: str
    form: str
    match: str
    unless: str
    sector: str
    sector_kind: str
    strength: int
    because: str
    source: str
    example: str
    counter_example: str
    file: str
    line: int

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.field.split())

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        return _alternatives(self.match)

    @cached_property
    def reads(self) -> Callable[[str, str], tuple[str, str] | None]:
        """How it reads a cell as printed and made plain, as a register is asked."""
        if self.form == "register":
            return REGISTERS[self.match]
        pattern = re.compile(self.match)
        return lambda _, words: (hit[0].strip() or words, "") if (hit := pattern.search(words)) else None

    @cached_property
    def exceptions(self) -> re.Pattern[str]:
        """Phrases beside which the rule does not speak."""
        own = _alternatives(self.unless)
        return _any_of((*own, *(_COLLECTIVE_WORDS if COLLECTIVE in own else ())))


COLUMNS = tuple(one.name for one in fields(Rule) if one.name not in ("file", "line"))


def read_rows(path: Path, columns: Sequence[Column], notes: bool = False) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table with these headings, with their lines; # begins remarks, `notes` stand behind all columns."""
    names = [one.name for one in columns]
    wanted = Wanted("a table", "a table with headings", "write the headings into it", heads(names))
    grid = one_grid(path, wanted)
    rows = [(line, cells) for line, cells in grid.rows if not cells[0].startswith("#")]
    rows = [(line, cells[: len(rows[0][1])] if notes else cells) for line, cells in rows]
    read = read_headed(path.name, rows, columns, whole=True)
    faults = [*grid.faults, *read.faults]
    faults += (fault for line, row in read.rows for fault in wrong_cells(path.name, line, row, columns) if not faults)
    refuse_all(faults)
    return read.rows


@cache
def load_rules(folder: Path = FOLDER) -> tuple[Rule, ...]:
    read: list[tuple[str, int, dict[str, Any]]] = []
    faults: list[Fault] = []
    for path in sorted(Path(folder).glob("sector_*.csv")):
        try:
            lines = read_rows(path, [Column(name, needed=True) for name in COLUMNS])
        except InputFaults as found:
            faults += found.faults
            continue
        for line, cells in lines:
            for column, expected in _wrong(cells):
                faults.append(Fault(path.name, line, column, quoted(cells[column]), expected, "correct this cell"))
            read.append((path.name, line, cells))
    faults += repeated("id", read)
    refuse_all(faults)
    return tuple(Rule(**own | {"strength": int(own["strength"])}, file=file, line=line) for file, line, own in read)


def repeated(column: str, rows: Iterable[tuple[str, int, dict[str, str]]]) -> Iterator[Fault]:
    """Ids that stand twice in rows, each with its file and line."""
    first: dict[str, int] = {}
    for file, line, cells in rows:
        text = cells[column]
        if first.setdefault(text, line) != line and text.strip():
            expected = f"an id used once; row {first[text]} has it"
            yield Fault(file, line, column, quoted(text), expected, "give it its own id")


def _wrong(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The columns of a rule that hold what they may not, and what is expected there."""
    says, form = GENDERS if cells["about"] == "gender" else SECTORS, cells["form"]
    known = {"about": ABOUT, "kind": KINDS, "form": FORMS, "sector": says}
    known |= {"match": tuple(REGISTERS)} if form == "register" else {}
    yield from ((name, "one of " + ", ".join(words)) for name, words in known.items() if cells[name] not in words)
    needed = ("id", "field", "match", "because", "source", "example", "counter_example")
    yield from ((name, "something") for name in needed if not cells[name].strip())
    if not set(cells["field"].split()) <= set(FIELDS):
        yield "field", "one or more of " + ", ".join(FIELDS)
    if not (cells["strength"].isdecimal() and 1 <= int(cells["strength"]) <= _STRONGEST_RULE):
        yield "strength", f"a whole number from 1 to {_STRONGEST_RULE}"
    try:
        re.compile(cells["match"] if form == "regex" else "")
    except re.error:
        yield "match", "a regular expression that compiles"


def rules() -> pd.DataFrame:
    """All sector, seat and gender rules, one a row, with the file and line they stand in."""
    return pd.DataFrame(list(load_rules()))


# --- what they say of a cell

_BRACKETS = re.compile(r"\(([^()]*)\)")
_BETWEEN = re.compile(r"\s*[/;,|]\s*|\s+and director (?:of )?", re.I)
_SEVERAL = re.compile(r"[()/;,|]|\band director\b|^(formerly|former|ex|previously|late|retired)\b", re.I)


def pattern(name: str) -> re.Pattern[str]:
    """A pattern of `rules/members/patterns.csv`; {another} in it stands for another of them."""
    texts = {row["name"]: row["pattern"] for row in rule_file("members/patterns.csv")}
    return re.compile(re.sub("{([a-z]+)}", lambda found: texts[found[1]], texts[name]), re.IGNORECASE)


_NOMINATOR, _FORMER = pattern("nominator"), pattern("former")
_NO_NAME, _A_JOB = pattern("no name"), pattern("a job")


def affiliations(text: str) -> tuple[str, ...]:
    """The organisations one cell names, the person's own first."""
    text = " ".join(printed(text).split())
    if not _SEVERAL.search(text):
        alone = text.strip(" .-–")
        return (alone,) if alone else ()
    inside = [part.strip() for part in _BRACKETS.findall(text)]
    outside = [part for part in _BETWEEN.split(_BRACKETS.sub(" ", text)) if part]
    nominated = bool(inside) and len(inside[0]) > 3 and bool(_NOMINATOR.search(" ".join(outside)))
    parts = inside + outside if nominated else outside + inside
    return tuple(dict.fromkeys(filter(None, (_FORMER.sub("", part).strip(" .-–") for part in parts))))


# words of which the names of departments are made: "Director of Housing" heads one, and no organisation
_OF_DEPARTMENTS = {row["word"] for row in rule_file("members/department_words.csv")}


def is_department(name: str) -> bool:
    return set(plain(name).split()) <= _OF_DEPARTMENTS


def _employers(text: str) -> tuple[str, ...]:
    """The organisations a cell names, without the department of one that has only its initials there."""
    parts = affiliations(text)
    others = [part for part in parts if not is_department(part)]
    return tuple(others) if any(map(_INITIALS.fullmatch, others)) else parts


_LONGEST_NAME, _MOST_WORDS = 70, 8
_INITIALS = re.compile(r"(?:[A-Z&]\.? ?){2,6}|[A-Z&.]{2,6}")


def _trading_name(text: str) -> bool:
    """Whether a cell reads like a firm's name: a few words, no formula, address, place-holder, initials or body."""
    text, words = text.strip(), f" {plain(text)} "
    name = text.strip(" .?")
    if len(text) > _LONGEST_NAME or len(text.split()) > _MOST_WORDS or not text[:1].isalnum():
        return False
    if _NO_NAME.search(name) or _INITIALS.fullmatch(name) or _COLLECTIVE.search(words):
        return False
    latin = text.isascii() or not any(c.isalpha() and c >= "\u0250" for c in text)
    return latin and any(map(str.isalpha, text)) and len(name.strip("-")) >= 2


PER_POSITION = 6
_DEEPEST = 4


class Match(NamedTuple):
    rule: Rule
    matched: str
    kind: str  # of the body that a register knows, "" where the rule says it
    position: int

    @property
    def strength(self) -> int:
        """The rule's strength, less where the cell names another organisation first."""
        return max(1, self.rule.strength - PER_POSITION * min(self.position, _DEEPEST))


# Some rules with phrases, by a word of each; and those that need the whole text, patterns first.
_Index = tuple[dict[str, list[tuple[Rule, str]]], list[Rule]]


def _indexed(rules: Iterable[Rule]) -> _Index:
    rules = sorted(rules, key=lambda rule: rule.form == "register")
    phrases = ((rule, phrase) for rule in rules if rule.form in _STANDS for phrase in rule.phrases)
    by_word = gathered((max(phrase.split(), key=len), (rule, f" {phrase} ")) for rule, phrase in phrases)
    return by_word, [rule for rule in rules if rule.form in ("regex", "register")]


@cache
def _index(field: str) -> _Index:
    return _indexed(rule for rule in load_rules() if field in rule.fields)


def match_cell(text: str, field: str) -> tuple[Match, ...]:
    """Every rule that speaks about one published cell, each rule once, at its earliest affiliation."""
    if text.lstrip().startswith("="):  # a formula is what a spreadsheet was told, not what a source printed
        return ()
    parts = _employers(text) if field == "organisation" else (text,)
    whole = plain(text)
    found: dict[str, Match] = {}
    for position, part in enumerate(parts):
        words = whole if part == text else plain(part)
        for match in _match_part(part, words, _index(field), position, f" {whole} "):
            found.setdefault(match.rule.id, match)
    return tuple(found.values()) if field != "sector_as_published" else _of_one_sector(text, [*found.values()])


_SIDE_BY_SIDE = re.compile(r"\s*[/;|]\s*")
_OF_TWO = re.compile(r"\s*[/;,|&+()]\s*|\s+(?:and|or)\s+", re.I)
_UNDONE = re.compile(r"(?:non|not|former|formerly|ex|semi|quasi|retired)\b")


def _of_one_sector(text: str, found: list[Match]) -> tuple[Match, ...]:
    """What is said of a published sector; nothing where it names two, or only what it is not: "Private/Voluntary"."""
    if _UNDONE.match(plain(text)):
        found = [match for match in found if _UNDONE.match(match.matched)]
    each = side_by_side(text, "sector_as_published", _OF_TWO)
    narrower = each - {"other_public"}
    return () if len(narrower if narrower <= {"council", "education", "health"} else each) > 1 else tuple(found)


def side_by_side(text: str, field: str = "organisation", between: re.Pattern[str] = _SIDE_BY_SIDE) -> set[str]:
    """The sectors of the parts of a cell that has several, each by the strongest of its rules."""
    parts = between.split(text)
    said = [match_cell(part, field) for part in parts] if len(parts) > 1 else []
    return {max(own, key=lambda match: match.strength).rule.sector for own in said if own}


def bare_name(text: str) -> list[Match]:
    """The guess at a cell that no rule reads, if it reads like a firm's name."""
    parts = [part for part in affiliations(text) if not _A_JOB.fullmatch(part)]
    if not parts or not _trading_name(parts[0]) or _COLLECTIVE.search(f" {plain(text)} "):
        return []
    return [Match(rule, parts[0], "", 0) for rule in load_rules() if rule.form == "trading name"]


def _match_part(part: str, words: str, rules: _Index, position: int, whole: str) -> list[Match]:
    """What speaks about one affiliation; a rule's exceptions are looked for in the whole cell."""
    if not words:
        return []
    padded, (by_word, others) = f" {words} ", rules
    near = (one for word in dict.fromkeys(words.split()) for one in by_word.get(word, ()))
    found = [Match(rule, phrase.strip(), "", position) for rule, phrase in near if _STANDS[rule.form](padded, phrase)]
    for rule in others:
        if rule.form == "register" and rule.match.endswith("places") and not whole.startswith(f" {words} "):
            continue  # "The Swan, Exbridge": where somebody is, not who employs them
        if known := rule.reads(part, words):
            found.append(Match(rule, *known, position))
    found = [match for match in found if not match.rule.exceptions.search(whole)]
    # where a cell names the LEP or a seat, its weaker words ("Ltd", "Alliance") are not about an employer
    bar = max((match.rule.strength for match in found if match.rule.kind == "not an employer"), default=0)
    return [match for match in found if match.rule.strength >= bar]


def rule_matches(rule: Rule, text: str) -> bool:
    """Whether one rule speaks about one text (what its example and counter-example are tested with)."""
    if rule.form == "trading name":
        return _trading_name(text) and not match_cell(text, "organisation")
    parts = affiliations(text) if "organisation" in rule.fields else (text,)
    alone, whole = _indexed([rule]), f" {plain(text)} "
    return any(_match_part(part, plain(part), alone, 0, whole) for part in parts)
