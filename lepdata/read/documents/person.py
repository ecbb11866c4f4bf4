"""The person who stands at a place of a text: title, name, letters, and where they end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lepdata.read.documents import trade
from lepdata.read.documents.posts import kind_of

_WORD = re.compile(
    r"(?:[^\W\d_]\.)+(?:-?[^\W\d_]\.)*|[^\W\d_]+(?:['’‘`´ʻ][^\W\d_]+)*(?:[-‐‑][^\W\d_]+(?:['’][^\W\d_]+)*)*\.?"
)
_PARTICLES = frozenset("de du da van von der den di del della la le el al bin ap ab ten ter dos das".split())  # noqa: SIM905
# What nobody's name can do without: two words with capitals, with a particle or a nickname between them at most.
_MAYBE = re.compile(
    r"[ \u00a0]*(?:[^\W\d_a-z][^\s]*|(?:mr|mrs|ms|cllrs?|de|du|van|von|di|la|le|el|al)\.?)[ \u00a0]*"
    rf"(?:[(\"“'‘]|[^\W\d_a-z]|(?:and|{'|'.join(sorted(_PARTICLES))})\b|/s)"
)
_GAP = re.compile(r"[ \u00a0]*")
_NICKNAME = re.compile(r"""\s*[("“'‘][A-Z][a-z]+[)"”'’]\s*(?=[A-Z])""")
_ENDS = re.compile(r"\s*(?:[,;.)\n]|$|and\b)")
_LETTERS = re.compile(r"[ \u00a0]*[,(]?[ \u00a0]*([A-Za-z.]{2,9})\)?(?![\w'’])")
_MORE_LETTERS = re.compile(r"[FMAC][A-Z]{2,6}")  # "OBE FCIH"
_MS = re.compile(r"(?:M/s|M/S)\.?")
_ONLY_IN_CAPITALS = frozenset(("pc", "di", "dci", "cc"))  # titles that are words, too
_MOST_WORDS = 5


class Person(NamedTuple):
    start: int
    end: int
    title: str
    name: str
    letters: str
    post: str  # that the title says: "Borough Councillor"
    many: bool  # the title goes for the names after this one, too
    sure: bool  # a title, an initial or a first name says that this is somebody
    crowded: bool = False  # two first names in one piece


class Word(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        return trade.folded(self.text)

    @property
    def great(self) -> bool:
        return self.text[0].isupper()

    @property
    def initial(self) -> bool:
        bare = self.text.replace(".", "").replace("-", "")
        return bare.isupper() and (len(bare) == 1 or ("." in self.text and len(bare) <= 4))


def word_at(text: str, at: int) -> Word | None:
    found = _WORD.match(text, _GAP.match(text, at).end())  # type: ignore[union-attr]
    return Word(found[0], found.start(), found.end()) if found else None


def begins_with_person(text: str, at: int = 0) -> bool:
    """Whether somebody stands at a place whose title, initial or first name says so."""
    person = person_at(text, at)
    return person is not None and person.sure


def is_name(text: str) -> bool:
    """Whether a cell begins with somebody."""
    person = person_at(text, 0)
    return person is not None and (person.sure or not kind_of(text))


def is_name_alone(text: str) -> bool:
    person = person_at(text, 0)
    return person is not None and person.end == len(text.rstrip()) and (person.sure or not kind_of(text))


def person_at(text: str, at: int, surname_alone: bool = False) -> Person | None:
    """The person whose title or name begins at `at`; a lone surname only where the caller knows that it is one."""
    if not surname_alone and not _MAYBE.match(text, at):
        return None
    return _person_at(text, at, surname_alone)


@lru_cache(maxsize=32768)
def _person_at(text: str, at: int, surname_alone: bool) -> Person | None:
    start = _GAP.match(text, at).end()  # type: ignore[union-attr]
    held, place = _titles_at(text, start)
    words, crowded = _name_words(text, place, bool(held) or surname_alone)
    if not words or not _is_name(words, bool(held), surname_alone):
        return None
    words = _without_a_post(text, words)
    name = " ".join(text[words[0].start : words[-1].end].split())
    after, end = _letters_at(text, words)
    if name.endswith(".") and not words[-1].initial:
        name, end = name[:-1], end if after else end - 1
    sure = bool(held) or words[0].initial or words[0].key in trade.given_names()
    titles = " ".join(dict.fromkeys(one.title for one in held if one.title))
    post = next((one.post for one in held if one.post), "")
    return Person(start, end, titles, name, after, post, any(one.many for one in held), sure, crowded)


def _titles_at(text: str, at: int) -> tuple[list[trade.Title], int]:
    held: list[trade.Title] = []
    while found := _title_at(text, at):
        held, at = [*held, found[0]], found[1]
    return held, at


def _title_at(text: str, at: int) -> tuple[trade.Title, int] | None:
    if ms := _MS.match(text, _GAP.match(text, at).end()):  # type: ignore[union-attr]
        return trade.Title("Ms", "", False), ms.end()
    words: list[Word] = []
    while len(words) < 4 and (word := word_at(text, words[-1].end if words else at)):
        words.append(word)
    for count in range(len(words), 0, -1):
        key = " ".join(word.key for word in words[:count])
        title = trade.titles().get(key)
        if title and _may_be_title(text, words[:count], key):
            return title, words[count - 1].end
    return None


def _may_be_title(text: str, words: list[Word], key: str) -> bool:
    first, after = words[0], word_at(text, words[-1].end)
    if after is not None and key in trade.given_names() and (after.initial or key == "earl"):
        return False  # "Earl E. Example"
    if after is None or (key in _ONLY_IN_CAPITALS and not first.text.rstrip(".").isupper()):
        return False
    if not first.great and key not in ("cllr", "cllrs", "mr", "mrs", "ms"):
        return False
    if first.text in ("MR", "MS", "DR", "MRS") and after.text.isupper() and not after.initial:
        beyond = word_at(text, after.end)  # "MR SMITH"; but "MR LLEP" are the initials of the name before
        surname = beyond is not None and beyond.text.isupper() and len(beyond.text) > 2
        return after.key in trade.given_names() or surname
    return after.great or after.key in _PARTICLES


def _name_words(text: str, at: int, titled: bool) -> tuple[list[Word], bool]:
    """The words of a name, and whether the first name of the next person follows with nothing between."""
    words: list[Word] = []
    while len(words) < _MOST_WORDS:
        if len(words) == 1 and (nick := _NICKNAME.match(text, at)):
            at = nick.end()
        word = word_at(text, at)
        if word is None or not _goes_on(text, words, word, titled):
            break
        if _begins_another(text, words, word):
            return words, True
        words.append(word)
        at = word.end
        if word.text.endswith(".") and not word.initial and word.key != "st":
            break
    return words, False


def _goes_on(text: str, words: list[Word], word: Word, titled: bool) -> bool:
    key, given = word.key, trade.given_names()
    if key in _PARTICLES and not (len(words) > 1 and word.text.isupper()):
        after = word_at(text, word.end)
        if after is None or not after.great:
            return len(words) == 1 and word.great and words[0].key in given  # "Kevin Le"
        return bool(words) or titled or word.great
    if not word.great or (words and not word.initial and _is_letters(word)) or _are_initials(words, word):
        return False
    soft = key in trade.words("soft_people")
    if key in trade.titles() and ((key not in given and not soft) or len(words) > 1):
        return False
    if len(words) == 1 and words[0].initial and word.initial:
        return True
    stops = key in trade.words("not_people") or key in trade.post_words() or key in trade.organisation_words()
    if not stops or (not words and key in given):
        return True
    if len(words) == 1 and words[0].initial and _ENDS.match(text, word.end) and len(key) > 3:
        return True  # "M. Chief," can only be a surname
    if not soft or (len(words) > 1 and key in trade.post_words()):  # "Sue Dale Head of Finance"
        return False
    known = titled or (bool(words) and (words[0].initial or words[0].key in given))
    alone = titled and len(words) == 1 and word_at(text, word.end) is None  # all that a cell holds
    return known and (alone or all(one.key in given or one.initial for one in words))


def _is_letters(word: Word) -> bool:
    bare = word.text.replace(".", "")
    return word.key in trade.letters() and (bare.isupper() or bare[1:] != bare[1:].lower() or word.key in _SUFFIXES)


_SUFFIXES = frozenset(("jr", "sr", "esq"))


def _are_initials(words: list[Word], word: Word) -> bool:
    """Whether a word is the short form of the name before it, as minutes print: "Ada Example AE", "R. Chapman RCp"."""
    bare = word.text.strip(".")
    if len(words) < 2 or not 2 <= len(bare) <= 4 or not bare[:2].isupper():
        return False
    return bare[0] == words[0].text[0] and any(bare[1] == one.text[0].upper() for one in words[1:])


def _begins_another(text: str, words: list[Word], word: Word) -> bool:
    """Whether a word is the first name, or the initial, of the next person, with nothing between the two."""
    if len(words) < 2 or words[-1].initial or words[-1].key in _PARTICLES:
        return False
    after = word_at(text, word.end)
    if after is None or not after.great or after.start > word.end + 2 or after.key in trade.post_words():
        return False
    if after.key in trade.words("not_people") and after.key not in trade.words("soft_people"):
        return False
    return word.initial or word.key in trade.given_names()


def _is_name(words: list[Word], titled: bool, surname_alone: bool) -> bool:
    whole = [word for word in words if not word.initial]
    first_known = words[0].key in trade.given_names()
    if not whole or (words[-1].key in _PARTICLES and not (len(words) == 2 and first_known)):
        return False
    if (
        len(words[0].text) > 2
        and words[0].text.isupper()
        and not words[0].initial
        and not all(word.text.isupper() for word in words)
    ):
        return False  # "NSRA Safety"
    if words[-1].initial and len(words) > 1 and not titled:
        return first_known and len(whole) > 1
    return titled or surname_alone or len(words) >= 2


def _without_a_post(text: str, words: list[Word]) -> list[Word]:
    """ "C Philpott Footpath Warden": a third word before a job belongs to the job."""
    after = word_at(text, words[-1].end)
    if len(words) < 3 or after is None or after.start > words[-1].end + 1:
        return words
    kind = trade.post_words().get(after.key)
    if kind in ("job", "office") and words[-1].key in trade.post_words():
        return words[:-1]  # "Helen Rich Parish Clerk"
    middle = words[1].initial or (words[1].key in trade.given_names() and not words[0].initial)
    return words if kind != "job" or middle else words[:-1]


def _letters_at(text: str, words: list[Word]) -> tuple[str, int]:
    found: list[str] = []
    end = words[-1].end
    while match := _LETTERS.match(text, end):
        word = Word(match[1], match.start(1), match.end(1))
        if not _is_letters(word) and not (found and _MORE_LETTERS.fullmatch(word.text)):
            break
        if not found and "," not in match[0] and _are_initials(words, word):
            break
        after = word_at(text, match.end(1))
        if word.key == "cc" and after and after.initial and "," not in match[0]:
            break  # the title of the next
        found.append(match[1])
        end = match.end() if match[0].endswith(")") and "(" in match[0] else match.end(1)
    return " ".join(found), end
