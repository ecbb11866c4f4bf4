"""What the rules say of one published cell, which may name several affiliations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from lepdata.names import fold, organisation_shown
from lepdata.registers.geography import universities
from lepdata.sectors.councils import council_acronym, council_name, council_place
from lepdata.sectors.rulebook import Rule, collective_words, load_rules

LONGEST = 400
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_BETWEEN = re.compile(r"\s*[/;,|]\s*|\s+and director (?:of )?", re.I)
_SEVERAL = re.compile(r"[()/;,|]|\band director\b|^(formerly|former|ex|previously|late|retired)\b", re.I)
_NOMINATOR = re.compile(r"\b(business first|chamber|business council|forum|alliance|network|board|nominee)\b", re.I)
_FORMER = re.compile(r"^(formerly|former|ex|previously|late of|retired from)\b[ -]*(of |at |with )?", re.I)


def plain(text: str) -> str:
    """A cell for matching: lost spaces put back, no case, accents or punctuation, at most `LONGEST` characters."""
    return fold(organisation_shown(_visible(text)))


def _visible(text: str) -> str:
    text = text[:LONGEST]
    return text if text.isascii() else _INVISIBLE.sub("", text)


def affiliations(text: str) -> tuple[str, ...]:
    """The organisations one cell names, the person's own first."""
    text = " ".join(_visible(text).split())
    if not _SEVERAL.search(text):
        alone = text.strip(" .-–")
        return (alone,) if alone else ()
    inside = [part.strip() for part in _BRACKETS.findall(text)]
    outside = [part for part in _BETWEEN.split(_BRACKETS.sub(" ", text)) if part]
    nominated = bool(inside) and len(inside[0]) > 3 and bool(_NOMINATOR.search(" ".join(outside)))
    parts = inside + outside if nominated else outside + inside
    kept = (_FORMER.sub("", part).strip(" .-–") for part in parts)
    return tuple(dict.fromkeys(part for part in kept if part))


_LONGEST_NAME, _MOST_WORDS = 70, 8
_FORMULA = re.compile(r"^\s*[=+@\-#]")
_ADDRESS = re.compile(r"@|https?:|www\.", re.I)
_NO_NAME = re.compile(
    r"^(n/?a|none|nil|unknown|not (known|stated|applicable|given)|tb[ac]|to be (confirmed|advised|appointed)|"
    r"retired|independent|various|other|others|self|vacan(t|cy)|member|director|chair(man|woman|person)?|"
    r"board|public|private|organisation|company|test|true|false|the \w+|[\d.,]+e[+-]?\d+|prof(essor)?( emeritus)?|"
    r"dr|doctor|sir|dame|lord|lady|baron(ess)?|rev(erend)?|mrs?|ms|miss|mx)$",
    re.I,
)
_INITIALS = re.compile(r"(?:[A-Z&]\.? ?){2,6}|[A-Z&.]{2,6}")
_UNNAMED = re.compile(r"\b(unnamed|unspecified|several|number of|various)\b", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]")
# UTF-8 that was read as Latin-1 or Windows-1252: a capital A with tilde or circumflex before a sign, and the like
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|\u00e2\u20ac|\u00ef\u00bf\u00bd|\u00f0\u0178"
)


def trading_name(text: str) -> bool:
    """Whether a cell reads like a firm's name: a few words, no formula, address, place-holder, initials or body."""
    text = text.strip()
    if not text or len(text) > _LONGEST_NAME or len(text.split()) > _MOST_WORDS:
        return False
    if _FORMULA.search(text) or _ADDRESS.search(text) or _CONTROL.search(text) or _MOJIBAKE.search(text):
        return False
    if _NO_NAME.match(text.strip(" .?")) or _UNNAMED.search(text) or _INITIALS.fullmatch(text.strip(" .?")):
        return False
    words = f" {plain(text)} "
    listed = collective_words()
    if not listed.isdisjoint(words.split()) or any(" " in each and f" {each} " in words for each in listed):
        return False
    latin = text.isascii() or not any(c.isalpha() and c >= "\u0250" for c in text)
    return latin and any(map(str.isalpha, text)) and len(text.strip(" .?-")) >= 2 and text[0].isalnum()


_UNIVERSITY_OF = re.compile(r"^Uo[A-Z]{1,2}$")
_BARE = re.compile(r"^(?:university of )?(?P<bare>.+?)(?: university)?$")
_LEFT_OUT = {"the", "of", "and", "for", "in", "at"}
_LAST_ONES_CLOSED = "2010"


def university_name(raw: str, words: str) -> tuple[str, str] | None:
    """A university named in full, or without the word "university" where two words or more are left."""
    return (name, "university") if (name := words.removeprefix("the ")) in _names() else None


def university_place(raw: str, words: str) -> tuple[str, str] | None:
    """The one word by which a university is called: "Loughborough". A place with a council is the council's."""
    known = words in _bare_names() and council_place(raw, words) is None
    return (words, "university") if known else None


def university_acronym(raw: str, words: str) -> tuple[str, str] | None:
    """The initials of a university: "NUA", "UCLan", "UoL" (University of L...)."""
    token = raw.strip()
    if _UNIVERSITY_OF.match(token) or token in _printed_short():
        return token, "university"
    capitals = token.isalpha() and token.isupper() and len(token) >= 3
    return (token, "university") if capitals and token.casefold() in _initials() else None


@cache
def _named() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The register's universities and colleges that were not closed long ago, with their other names."""
    return tuple(
        (row["name"], tuple(filter(None, row["alternative_names"].split("|"))))
        for row in universities().to_dict("records")
        if row["kind_by_name"] != "other provider" and (row["closed_year"] or "9999") >= _LAST_ONES_CLOSED
    )


@cache
def _names() -> frozenset[str]:
    full = {fold(name).removeprefix("the ") for name, others in _named() for name in (name, *others)}
    own = {name.removesuffix(" university") for name in full}
    return frozenset(name for name in full | own if len(name.split()) > 1)


@cache
def _bare_names() -> frozenset[str]:
    whole = [fold(name).removeprefix("the ") for name, _ in _named() if "niversity" in name]
    bare = {found["bare"] for name in whole if (found := _BARE.match(name)) and found["bare"] != name}
    return frozenset(name for name in bare if len(name.split()) == 1 and len(name) > 4)


@cache
def _printed_short() -> frozenset[str]:
    short = {other for _, others in _named() for other in others if other.isalpha() and 3 <= len(other) <= 6}
    return frozenset(other for other in short if sum(c.isupper() for c in other) >= 3)


@cache
def _initials() -> frozenset[str]:
    found = set()
    for name, _ in _named():
        words = [word for word in fold(name).split() if word not in _LEFT_OUT]
        letters = "".join(word[0] for word in words)
        if "niversity" in name and 3 <= len(letters) <= 4:
            found.add(letters)
    return frozenset(found)


REGISTERS: dict[str, Callable[[str, str], tuple[str, str] | None]] = {
    "council names": council_name,
    "council places": council_place,
    "council acronyms": council_acronym,
    "university names": university_name,
    "university acronyms": university_acronym,
    "university places": university_place,
}
PER_POSITION = 6
_DEEPEST = 4


class Match(NamedTuple):
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
    return build_index(rule for rule in load_rules() if field in rule.fields)


def build_index(rules: Iterable[Rule]) -> Index:
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
    """Every rule that speaks about one published cell, each rule once, at its earliest affiliation."""
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
            if _fits(rule.form, phrase, words, padded):
                found.append(Match(rule, phrase, rule.sector_kind, position))
    for rule, pattern in rules.patterns:
        if hit := pattern.search(words):
            found.append(Match(rule, hit.group(0).strip() or words, rule.sector_kind, position))
    for rule in rules.registers:
        if known := REGISTERS[rule.match](part, words):
            found.append(Match(rule, known[0], known[1] or rule.sector_kind, position))
    found = [match for match in found if not any(phrase in whole for phrase in match.rule.exceptions)]
    # where a cell names the LEP or a seat, its weaker words ("Ltd", "Alliance") are not about an employer
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


def rule_matches(rule: Rule, text: str) -> bool:
    """Whether one rule speaks about one text (what its example and counter-example are tested with)."""
    if rule.form == "trading name":
        return trading_name(text) and not match_cell(text, "organisation")
    parts = affiliations(text) if "organisation" in rule.fields else (text,)
    alone, whole = build_index([rule]), f" {plain(text)} "
    return any(_match_part(part, plain(part), alone, 0, whole) for part in parts)
