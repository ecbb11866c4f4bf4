"""The person who stands at a place of a text: title, name, letters, and where they end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lepdata.read.documents import trade

_WORD = re.compile(
    r"(?:[^\W\d_]\.)+(?:-?[^\W\d_]\.)*|[^\W\d_]+(?:['’‘`´][^\W\d_]+)*(?:[-‐‑][^\W\d_]+(?:['’][^\W\d_]+)*)*\.?"
)
_BETWEEN: tuple[str, ...] = ("de", "du", "da", "van", "von", "der", "den", "di", "del", "della", "la", "le", "el", "al")
_BETWEEN += ("bin", "ap", "ab", "ten", "ter", "dos", "das")
# What nobody's name can do without: two words with capitals, with a particle or a nickname between them at most.
_MAYBE = re.compile(
    r"[ \u00a0]*(?:[^\W\d_a-z][^\s]*|(?:mr|mrs|ms|cllrs?|de|du|van|von|di|la|le|el|al)\.?)[ \u00a0]*"
    rf"(?:[(\"“'‘]|[^\W\d_a-z]|(?:and|{'|'.join(_BETWEEN)})\b|/s)"
)
_GAP = re.compile(r"[ \u00a0]*")
_NICKNAME = re.compile(r"""\s*[("“'‘][A-Z][a-z]+[)"”'’]\s*(?=[A-Z])""")
_ENDS = re.compile(r"\s*(?:[,;.)\n]|$|and\b)")
_PARTICLES = frozenset(_BETWEEN)
_STANDS_FOR_ITSELF = frozenset(("pc", "di", "dci", "cc", "fr"))  # titles only in capitals, or before a capital
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


def word_at(text: str, at: int) -> Word | None:
    found = _WORD.match(text, _GAP.match(text, at).end())  # type: ignore[union-attr]
    return Word(found[0], found.start(), found.end()) if found else None


def person_at(text: str, at: int, surname_alone: bool = False) -> Person | None:
    """The person whose title or name begins at `at`; a lone surname only where the caller knows that it is one."""
    if not surname_alone and not _MAYBE.match(text, at):
        return None
    return _person_at(text, at, surname_alone)


@lru_cache(maxsize=16384)
def _person_at(text: str, at: int, surname_alone: bool) -> Person | None:
    start = _GAP.match(text, at).end()  # type: ignore[union-attr]
    held, post, many, place = _titles_at(text, start)
    words, place, crowded = _name_words(text, place, bool(held) or surname_alone)
    if not words or not _is_name(words, bool(held), surname_alone):
        return None
    words = _without_a_post(text, words)
    name = " ".join(text[words[0].start : words[-1].end].split())
    after, end = _letters_at(text, words[-1].end, words)
    if name.endswith(".") and not is_initial(words[-1]):
        name, end = name[:-1], end if after else end - 1
    sure = bool(held) or is_initial(words[0]) or words[0].key in trade.given_names()
    return Person(start, end, " ".join(held), name, after, post, many, sure, crowded)


def _titles_at(text: str, at: int) -> tuple[list[str], str, bool, int]:
    held: list[str] = []
    post, many = "", False
    while found := _title_at(text, at):
        title, at = found
        held += [title.title] if title.title and title.title not in held else []
        post, many = post or title.post, many or title.many
    return held, post, many, at


def _title_at(text: str, at: int) -> tuple[trade.Title, int] | None:
    words: list[Word] = []
    place = at
    for _ in range(4):
        word = word_at(text, place)
        if word is None:
            break
        words.append(word)
        place = word.end + (text[word.end : word.end + 1] == "/" and 0)
    if words and text[words[0].end : words[0].end + 2] in ("/s", "/S"):  # M/s
        return trade.Title("Ms", "", False), words[0].end + 2 + (text[words[0].end + 2 : words[0].end + 3] == ".")
    for count in range(len(words), 0, -1):
        key = " ".join(word.key for word in words[:count])
        title = trade.titles().get(key)
        if title and _may_be_title(text, words[:count], key):
            return title, words[count - 1].end
    return None


def _may_be_title(text: str, words: list[Word], key: str) -> bool:
    if key in _STANDS_FOR_ITSELF and not words[0].text.rstrip(".").isupper() and key != "fr":
        return False
    if not words[0].text[0].isupper() and key not in ("cllr", "cllrs", "mr", "mrs", "ms"):
        return False
    after = word_at(text, words[-1].end)
    if after and words[0].text in ("MR", "MS", "DR", "MRS") and after.text.isupper() and not is_initial(after):
        beyond = word_at(text, after.end)  # "MR SMITH"; but "MR LLEP" are the initials of the name before
        return after.key in trade.given_names() or (
            beyond is not None and beyond.text.isupper() and len(beyond.text) > 2
        )
    return after is not None and (after.text[0].isupper() or after.key in _PARTICLES)


def is_initial(word: Word) -> bool:
    bare = word.text.replace(".", "").replace("-", "")
    return bare.isupper() and (len(bare) == 1 or (word.text.count(".") > 0 and len(bare) <= 4))


def _name_words(text: str, at: int, titled: bool) -> tuple[list[Word], int, bool]:
    words: list[Word] = []
    while len(words) < _MOST_WORDS:
        if len(words) == 1 and (nick := _NICKNAME.match(text, at)):
            at = nick.end()
        word = word_at(text, at)
        if word is None or not _goes_on(text, words, word, titled):
            return words, at, False
        if _begins_another(text, words, word):
            return words, at, True
        words.append(word)
        at = word.end
        if word.text.endswith(".") and not is_initial(word) and word.key not in ("st",):
            return words, at, False
    return words, at, False


def _goes_on(text: str, words: list[Word], word: Word, titled: bool) -> bool:
    key = word.key
    if key in _PARTICLES and not (len(words) > 1 and word.text.isupper()):
        after = word_at(text, word.end)
        if after is None or not after.text[0].isupper():
            return len(words) == 1 and word.text[0].isupper() and words[0].key in trade.given_names()  # "Kevin Le"
        return bool(words) or titled or word.text[0].isupper()
    if not word.text[0].isupper() or (words and not is_initial(word) and _is_letters(word)):
        return False
    if len(words) >= 2 and _are_initials(words, word):
        return False
    if key in trade.titles() and ((key not in trade.given_names() and key not in trade.names_too()) or len(words) > 1):
        return False
    if len(words) == 1 and is_initial(word) and is_initial(words[0]):
        return True
    stops = key in trade.never_names() or key in trade.post_words() or key in trade.organisation_words()
    if not stops or (len(words) == 0 and key in trade.given_names()):
        return True
    if len(words) == 1 and is_initial(words[0]) and _ENDS.match(text, word.end) and len(key) > 3:
        return True  # "M. Chief," can only be a surname
    if key in trade.names_too() and not (len(words) > 1 and key in trade.post_words()):  # "Sue Dale Head of Finance"
        head = words[0] if words else None
        known = titled or (head is not None and (is_initial(head) or head.key in trade.given_names()))
        alone = titled and len(words) == 1 and word_at(text, word.end) is None  # all that a cell holds
        return known and (
            alone or not any(word.key not in trade.given_names() and not is_initial(word) for word in words)
        )
    return False


def _is_letters(word: Word) -> bool:
    bare = word.text.replace(".", "")
    return word.key in trade.letters() and (bare.isupper() or bare[1:] != bare[1:].lower())


def _are_initials(words: list[Word], word: Word) -> bool:
    """Whether a word is the short form of the name before it, as minutes print: "Ada Example AE", "R. Chapman RCp"."""
    bare = word.text.strip(".")
    if not 2 <= len(bare) <= 4 or not bare[:2].isupper() or len(words) < 2:
        return False
    return bare[0] == words[0].text[0] and (bare[1] in {one.text[0].upper() for one in words[1:]})


def _begins_another(text: str, words: list[Word], word: Word) -> bool:
    """Whether a word is the first name, or the initial, of the next person, with nothing between the two."""
    if len(words) < 2 or is_initial(words[-1]) or words[-1].key in _PARTICLES:
        return False
    after = word_at(text, word.end)
    if after is None or not after.text[0].isupper() or after.start > word.end + 2:
        return False
    if after.key in trade.post_words() or (after.key in trade.never_names() and after.key not in trade.names_too()):
        return False
    return is_initial(word) or word.key in trade.given_names()


def _is_name(words: list[Word], titled: bool, surname_alone: bool) -> bool:
    whole = [word for word in words if not is_initial(word)]
    if not whole or (words[-1].key in _PARTICLES and not (len(words) == 2 and words[0].key in trade.given_names())):
        return False
    if len(words[0].text) > 2 and words[0].text.isupper() and not all(word.text.isupper() for word in words):
        return False  # "NSRA Safety"
    if is_initial(words[-1]) and len(words) > 1 and not titled:
        return whole[0].key in trade.given_names() and len(whole) > 1
    return titled or surname_alone or len(words) >= 2


def _without_a_post(text: str, words: list[Word]) -> list[Word]:
    """ "C Philpott Footpath Warden": a third word before a job belongs to the job."""
    after = word_at(text, words[-1].end)
    if len(words) < 3 or after is None or after.start > words[-1].end + 1:
        return words
    kind = trade.post_words().get(after.key)
    if kind in ("job", "office") and words[-1].key in trade.post_words():
        return words[:-1]  # "Helen Rich Parish Clerk"
    if kind != "job":
        return words
    middle = words[1].key in trade.given_names() and not is_initial(words[0])
    return words if middle or is_initial(words[1]) else words[:-1]


def _letters_at(text: str, at: int, words: list[Word]) -> tuple[str, int]:
    found: list[str] = []
    end = at
    while match := re.compile(r"[ \u00a0]*[,(]?[ \u00a0]*([A-Za-z.]{2,9})\)?(?![\w'’])").match(text, end):
        word = Word(match[1], match.start(1), match.end(1))
        like = bool(found) and re.fullmatch(r"[FMAC][A-Z]{2,6}", word.text)  # "OBE FCIH"
        if not (_is_letters(word) or like) or (
            words and not found and _are_initials(words, word) and "," not in match[0]
        ):
            break
        after = word_at(text, match.end(1))
        if word.key == "cc" and after and is_initial(after) and "," not in match[0]:
            break  # the title of the next
        found.append(match[1])
        end = match.end() if match[0].endswith(")") and "(" in match[0] else match.end(1)
    return " ".join(found), end
