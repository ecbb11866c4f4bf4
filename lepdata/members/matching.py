"""Texts against rules: each distinct text once, and only the rules that share a word with it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from lepdata.members.councils import council_acronym, council_name, council_place
from lepdata.members.residual import trading_name
from lepdata.members.rulebook import Rule, load_rules
from lepdata.members.texts import affiliations, plain
from lepdata.members.universities import university_acronym, university_name, university_place

REGISTERS: dict[str, Callable[[str, str], tuple[str, str] | None]] = {
    "council names": council_name,
    "council places": council_place,
    "council acronyms": council_acronym,
    "university names": university_name,
    "university acronyms": university_acronym,
    "university places": university_place,
}
PER_POSITION = 4
_DEEPEST = 4


class Match(NamedTuple):
    """One rule that speaks about one text."""

    rule: Rule
    matched: str
    sector_kind: str
    position: int

    @property
    def strength(self) -> int:
        """The rule's strength, less where the cell names another organisation first."""
        return max(1, self.rule.strength - PER_POSITION * min(self.position, _DEEPEST))


@dataclass(frozen=True)
class Index:
    """The rules of one field: by a word of their phrase, and those that need the whole text."""

    by_word: dict[str, list[tuple[Rule, str]]]
    patterns: list[tuple[Rule, re.Pattern[str]]]
    registers: list[Rule]


@cache
def index(field: str) -> Index:
    """The shipped rules that read `field`."""
    return build_index(rule for rule in load_rules() if field in rule.fields)


def build_index(rules: Iterable[Rule]) -> Index:
    """Sort rules by how they are looked up; a phrase is found by its longest word."""
    by_word: dict[str, list[tuple[Rule, str]]] = defaultdict(list)
    patterns, registers = [], []
    for rule in rules:
        if rule.form == "regex":
            patterns.append((rule, re.compile(rule.match)))
        elif rule.form == "register":
            registers.append(rule)
        elif rule.form != "trading name":
            for phrase in rule.phrases:
                by_word[max(phrase.split(), key=len)].append((rule, phrase))
    return Index(dict(by_word), patterns, registers)


def match_cell(text: str, field: str) -> tuple[Match, ...]:
    """Every rule that speaks about one published cell, each rule once, at its earliest affiliation.

    Parameters
    ----------
    text : str
        The cell as published.
    field : str
        One of `rulebook.FIELDS`.

    Examples
    --------
    >>> [match.rule.sector for match in match_cell("University of Example", "organisation")][:1]
    ['education']
    >>> match_cell("", "organisation"), match_cell('=LOWER("University of Example")', "organisation")
    ((), ())
    """
    if text.lstrip().startswith("="):  # a formula is what a spreadsheet was told, not what a source printed
        return ()
    parts = affiliations(text) if field == "organisation" else (text,)
    whole = plain(text)
    found: dict[str, Match] = {}
    for position, part in enumerate(parts):
        words = whole if part == text else plain(part)
        for match in _match_part(part, words, index(field), position, f" {whole} "):
            found.setdefault(match.rule.id, match)
    return tuple(found.values())


def _match_part(part: str, words: str, rules: Index, position: int, whole: str) -> list[Match]:
    """What speaks about one affiliation; a rule's exceptions are looked for in the whole cell."""
    if not words:
        return []
    padded = f" {words} "
    found = []
    for word in dict.fromkeys(words.split()):
        for rule, phrase in rules.by_word.get(word, ()):
            if _fits(rule.form, phrase, words, padded) and not _excepted(rule, whole):
                found.append(Match(rule, phrase, rule.sector_kind, position))
    for rule, pattern in rules.patterns:
        hit = pattern.search(words)
        if hit and not _excepted(rule, whole):
            found.append(Match(rule, hit.group(0).strip() or words, rule.sector_kind, position))
    for rule in rules.registers:
        known = REGISTERS[rule.match](part, words)
        if known and not _excepted(rule, whole):
            found.append(Match(rule, known[0], known[1] or rule.sector_kind, position))
    return _without_what_is_overruled(found)


def _without_what_is_overruled(found: list[Match]) -> list[Match]:
    """Where a cell names the LEP or a seat, its weaker words ("Ltd", "Alliance") are not about an employer."""
    if len(found) < 2:
        return found
    bar = max((match.rule.strength for match in found if match.rule.kind == "not an employer"), default=0)
    return [match for match in found if match.rule.strength >= bar]


def _fits(form: str, phrase: str, words: str, padded: str) -> bool:
    if form == "word":
        return phrase in words and f" {phrase} " in padded  # the first alone rules most of them out
    if form == "exact":
        return phrase == words
    if form == "start":
        return padded.startswith(f" {phrase} ")
    return padded.endswith(f" {phrase} ")


def _excepted(rule: Rule, whole: str) -> bool:
    return any(phrase in whole for phrase in rule.exceptions)


def rule_matches(rule: Rule, text: str) -> bool:
    """Whether one rule speaks about one text (what its example and counter-example are tested with)."""
    if rule.form == "trading name":
        return trading_name(text) and not match_cell(text, "organisation")
    parts = affiliations(text) if "organisation" in rule.fields else (text,)
    alone, whole = build_index([rule]), f" {plain(text)} "
    return any(_match_part(part, plain(part), alone, 0, whole) for part in parts)
