"""No word that needs explaining goes unexplained: it stands in the glossary, or its sentence says what it means."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from test_phrases import files_of, words_of

# A word that needs explaining, and the entry of the glossary that explains it.
IN_THE_GLOSSARY = {
    r"\bas listed\b": "As listed",
    r"attendance list": "Attendance list",
    r"\bcensus\b": "Census",
    r"classifier": "Classifier",
    r"co-opted": "Co-opted member",
    r"combined authorit": "Combined authority",
    r"\bcriteri": "Criterion",
    r"\bdeals?\b": "Deal",
    r"\bdistricts?\b": "District",
    r"exact tests?": "Exact test",
    r"false (?:discover|alarm)": "False discovery",
    r"fragments?\b": "Fragment",
    r"full lists?\b": "Full list",
    r"infrastructure bod": "Infrastructure body",
    r"joint committee": "Joint committee",
    r"likely ranges?": "Likely range",
    r"lookup": "Lookup",
    r"milestone": "Milestone",
    r"national accounts": "National accounts reading",
    r"\bobservers?\b": "Observer",
    r"residual rule": "Residual rule",
    r"self-assessment": "Self-assessment",
    r"single-issue charit": "Single-issue charity",
    r"stock-takes?\b": "Stock-take",
    r"strategy wave|\bLIS\b": "Local Industrial Strategy",
    r"sub-boards?\b": "Sub-board",
    r"successors?\b": "Successor",
    r"\bunseen\b": "Unseen member",
    r"voluntary[ -]sector": "Voluntary sector",
    r"yardstick": "Yardstick",
}
# A word that needs explaining, and what its own sentence says of it.
IN_PLACE = {
    r"Blau": "two members drawn at random",
    r"Shannon": "gives rare kinds more weight",
    r"partial, truncated": "fragments",
}
# Words that no reader should meet; there is always a plainer one.
NEVER = re.compile(
    r"\b(?:p-?values?|overdispers\w*|heterogene\w*|statistically|significan\w+|quora\w+|stakeholders?|utili[sz]\w+|"
    r"methodolog\w+|paradigm\w*|holistic|leverag\w+|granular\w*|operationali[sz]\w*|denominators?|parameters?|"
    r"confidence interval|null|boolean|dataframe|pursuant|notwithstanding|aforementioned|inter alia|vis-à-vis)\b",
    re.IGNORECASE,
)
KNOWN = {"EU", "UK", "CC", "BY", "UTF", "FILE"}  # as everybody writes them, names of a licence and a code, what to type
ABBREVIATION = re.compile(r"\b[A-Z]{2,}(?=s?\b)")


def unexplained(text: str, glossary: set[str]) -> list[str]:
    """The words of a text that a reader may not know and that nothing explains."""
    found = [one for one, term in IN_THE_GLOSSARY.items() if re.search(one, text, re.I) and term not in glossary]
    found += [one for one, meaning in IN_PLACE.items() if re.search(one, text) and not re.search(meaning, text, re.I)]
    entries = " ".join(glossary)
    short = (word for word in ABBREVIATION.findall(text) if word not in KNOWN)
    return [*found, *NEVER.findall(text), *(word for word in short if not re.search(rf"\b{word}\b", entries))]


@pytest.fixture(scope="module")
def glossary(root: Path) -> set[str]:
    with (root / "lepdata" / "rules" / "glossary.csv").open(encoding="utf-8", newline="") as lines:
        return {row["term"] for row in csv.DictReader(lines)}


def test_every_word_is_known_or_explained(root: Path, glossary: set[str]) -> None:
    files = files_of(root / "lepdata" / "rules" / "words")
    texts = {f"{file} {phrase}": words_of(text) for file, own in files.items() for phrase, text in own.items()}
    assert {place: unexplained(text, glossary) for place, text in texts.items() if unexplained(text, glossary)} == {}


def test_the_glossary_has_every_entry_that_is_counted_on(glossary: set[str]) -> None:
    assert set(IN_THE_GLOSSARY.values()) - glossary == set()


@pytest.mark.parametrize(
    "text",
    [
        "The ONS counted them.",
        "An overdispersion of 2.1 was seen.",
        "Blau's index is 0.6.",
        "The difference is significant.",
        "Asked with another denominator.",
    ],
)
def test_an_unexplained_word_is_caught(text: str, glossary: set[str]) -> None:
    assert unexplained(text, glossary)


def test_a_word_that_left_the_glossary_is_caught(glossary: set[str]) -> None:
    assert unexplained("Two co-opted members sit.", glossary - {"Co-opted member"})


def test_plain_words_pass(glossary: set[str]) -> None:
    assert unexplained("Eight of the twelve members of this LEP's board come from business.", glossary) == []
