"""What readers are told is plain English: a reading age that most adults have.

The measure is the Flesch-Kincaid grade (Kincaid and others, 1975): 0.39 words a sentence plus 11.8 syllables a word
less 15.59. A grade and five is about the age of a reader who follows it. Names and dates, which nobody can shorten,
are left out of the count, since "Lincolnshire" is not hard words.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from test_phrases import files_of

import lepdata
from lepdata.reviews.parts import caveats, sentences
from lepdata.words_by_id import FIELD

MOST = 12.0  # a newspaper for the general reader
HARDEST = 18.0  # one sentence by itself
NAMES = re.compile(r"\b(?:[A-Z][\w’'-]*(?:,? (?:and|of|the|&) )?){1}(?:[ -][A-Z][\w’'-]*)*|\d[\d,./%]*")


def syllables(word: str) -> int:
    """Groups of vowels, less a silent e: near enough for an average."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith(("le", "ee", "ie"))
    return max(1, groups - (1 if silent and groups > 1 else 0))


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text.

    A name counts as one short word.
    """
    parts = [part for part in re.split(r"(?<=[.?!:;])\s+", text) if re.search(r"[a-z]", part)]
    words = [word for part in parts for word in re.findall(r"[A-Za-z’'-]+", _names_shortened(part))]
    return 0.39 * len(words) / len(parts) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def _names_shortened(sentence: str) -> str:
    first, rest = sentence[:1], sentence[1:]
    return first.lower() + NAMES.sub("it", rest)


def words_of(path: Path) -> str:
    """The running text of a Markdown file, or the meanings of a glossary."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return " ".join(row["meaning"] for row in csv.DictReader(file))
    text = re.sub(r"^#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return re.sub(r"[*`|]|\[|\]\([^)]*\)", "", text)


@pytest.mark.parametrize("lep", lepdata.boards()["lep"])
def test_a_boards_page_is_plain(lep: str) -> None:
    review = lepdata.review_board(lep)
    said = [*sentences(review), *caveats(review)]
    assert grade(" ".join(said)) <= MOST


def test_the_national_page_is_plain() -> None:
    review = lepdata.review_national()
    assert grade(" ".join([*sentences(review), *caveats(review)])) <= MOST


@pytest.mark.parametrize("name", ["method.md", "corrections.md", "glossary.csv"])
def test_the_pages_about_the_site_are_plain(name: str, root: Path) -> None:
    assert grade(words_of(root / "lepdata" / "rules" / name)) <= MOST


def sentences_of(phrases: dict[str, str]) -> list[str]:
    """The whole sentences among the phrases of a file, the plural chosen and a name in place of every value."""
    filled = (FIELD.sub(lambda field: "Ada" if field[3] is None else field[3], text) for text in phrases.values())
    return [text for text in filled if text.endswith((".", "?"))]


def too_hard(files: dict[str, dict[str, str]]) -> list[str]:
    """Files that read too hard as a whole, and single phrases that nobody would read to their end."""
    said = {file: sentences_of(phrases) for file, phrases in files.items()}
    hard = [file for file, texts in said.items() if texts and grade(" ".join(texts)) > MOST]
    return hard + [text for texts in said.values() for text in texts if grade(text) > HARDEST]


def test_every_file_of_words_is_plain(root: Path) -> None:
    assert too_hard(files_of(root / "lepdata" / "rules" / "words")) == []


BAD = (
    "Notwithstanding the aforementioned methodological considerations, the operationalisation of representational "
    "heterogeneity across organisational constituencies necessitates a multidimensional reconceptualisation of "
    "governance accountability, particularly in circumstances in which documentary insufficiency precludes the "
    "unambiguous determination of compositional compliance."
)


def test_jargon_is_caught() -> None:
    assert grade(BAD) > 20


def test_a_hard_phrase_is_caught() -> None:
    assert len(too_hard({"x": {"a": BAD}})) == 2  # the file, and the phrase
    assert too_hard({"x": {"a": "{n} {n|member is|members are} listed."}}) == []


def test_plain_words_pass() -> None:
    assert grade("The board has twelve members. Eight of them come from business. That is two-thirds.") < 6
