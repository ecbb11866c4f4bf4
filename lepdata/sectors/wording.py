"""A reason in words: made when it is shown, from its rule and the published words it rests on."""

from __future__ import annotations

from functools import cache

import pandas as pd

from lepdata.seating.distinct import read_once
from lepdata.sectors.rulebook import Rule, load_rules

OTHER_SIGHTING, SPELT_NEARLY = "other-sighting", "fuzzy-match"
_FIELD_WORDS = {
    "organisation": "the organisation",
    "job_title": "the job title",
    "capacity_as_published": "the published capacity",
    "sector_as_published": "the published sector",
    "honorifics": "the honorific",
    "pronoun_as_published": "the pronoun",
    "gender_as_published": "the published gender",
}
_TELLING = ("rule", "kind", "field", "matched", "words", "seen")
_BETWEEN = "|"
_OWN_WORDS = ("decision", "ruling")  # kinds whose words are the reason themselves


def in_words(evidence: pd.DataFrame) -> pd.Series:
    """Why each row of evidence says what it says, one sentence without its full stop."""
    return read_once(because, *(evidence[name] for name in _TELLING))


def because(rule: str, kind: str, field: str, matched: str, words: str, seen: str) -> str:
    if rule == OTHER_SIGHTING:
        rule, kind, field, seen = seen.split(_BETWEEN, 3)
        name = "same name" if matched == "full name" else matched
        return f"another line about this person ({name}): {because(rule, kind, field, '', words, seen)}"
    if kind in _OWN_WORDS:
        return words
    cell = f'{_FIELD_WORDS[field]} "{words}"'
    if rule == SPELT_NEARLY:
        return f'{cell} is spelt nearly like "{seen}"'
    if rule in ("charity-register", "company-register"):
        return f"{cell} has the {seen}"
    made = _rules()[rule]
    return f"{'a guess: ' * (kind == 'residual')}{cell} {made.because}"


def seen_reason(reasons: pd.DataFrame) -> pd.Series:
    """What a sighting elsewhere must keep of the reason that was seen there, beside its words; see `because`."""
    rule = reasons["rule"].mask(reasons["kind"].isin(_OWN_WORDS), "")  # an id may be anything
    return rule + _BETWEEN + reasons["kind"] + _BETWEEN + reasons["field"] + _BETWEEN + reasons["seen"]


def seen_field(seen: str) -> str:
    """The column in which the words stand on the other line."""
    return seen.split(_BETWEEN, 3)[2]


@cache
def _rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in load_rules()}
