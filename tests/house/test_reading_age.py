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

import lepdata
from lepdata.reviews import caveats, sentences

MOST = 12.0  # a newspaper for the general reader
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


BAD = (
    "Notwithstanding the aforementioned methodological considerations, the operationalisation of representational "
    "heterogeneity across organisational constituencies necessitates a multidimensional reconceptualisation of "
    "governance accountability, particularly in circumstances in which documentary insufficiency precludes the "
    "unambiguous determination of compositional compliance."
)


def test_jargon_is_caught() -> None:
    assert grade(BAD) > 20


def test_plain_words_pass() -> None:
    assert grade("The board has twelve members. Eight of them come from business. That is two-thirds.") < 6
