"""The person who stands at a place of a text: title, name, letters, and where they end."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lepdata.names import GLUED_TITLE
from lepdata.read.documents import trade
from lepdata.read.documents.posts import are_initials_of
from lepdata.read.documents.trade import cue
from lepdata.spelling import fold

_PARTICLES, _SUFFIXES, _SHORTENED = (frozenset(trade.PHRASES[kind]) for kind in ("particles", "suffixes", "shortened"))
_WORD, _MAYBE = cue("word of a name"), cue("may begin a name")
_GREAT = re.compile(r"[^\W\d_abd-ln-z](?<!\w.)(?:(?<![mc])|(?=rs?\b|s\b|llrs?\b))")  # or "mrs", "cllr"
_FAR = 10**9
_SEVERAL = re.compile(trade.either("several"))  # "Scottish Ministers"
_MOST_WORDS, _MOST_OF_A_BODY = 5, 6  # of a name; of a body's, up to the word that says what kind it is


class Mention(NamedTuple):
    start: int
    end: int
    title: str
    name: str
    letters: str
    post: str  # that the title says: "Borough Councillor"
    many: bool  # the title goes for the names after this one, too
    sure: bool  # a title, an initial or a first name says that this is somebody
    crowded: bool = False  # two first names in one piece
    a_body: bool = False  # or rather a body, whose word stands right behind: "John Lewis Partnership"


class Word(NamedTuple):
    text: str
    start: int
    end: int
    key: str
    great: bool  # it begins with a capital
    initial: bool
    given: bool  # a first name


@lru_cache(maxsize=65536)
def _told_by(word: str) -> tuple[str, bool, bool, bool]:
    key, bare = trade.folded(word), word.replace(".", "").replace("-", "")
    parts = re.split(r"[.-]", word.rstrip("."))  # "J.B.", and no "CORP."
    initial = bare.isupper() and len(bare) <= 4 and all(len(part) == 1 for part in parts)
    given = trade.GIVEN_NAMES.issuperset(fold(word).split() or [key])  # "Anne-Marie", "Zoë"
    return key, word[0].isupper() or re.match("([dl]['’]|[ae]l-)[A-Z]", word) is not None, initial, given


def _word_at(text: str, at: int) -> Word | None:
    found = _WORD.match(text, at)
    return Word(found[1], found.start(1), found.end(), *_told_by(found[1])) if found else None


def begins_with_person(text: str, at: int = 0) -> bool:
    """Whether somebody stands at a place whose title, initial or first name says so."""
    person = person_at(text, at)
    return person is not None and person.sure


def people_in(text: str, start: int = 0, end: int = _FAR, whoever: bool = False) -> Iterator[Mention]:
    """Who is named between two places of a text; `whoever` looks like a name, or whose title or first name says so."""
    at = start
    for place in _GREAT.finditer(text, start, end):
        person = person_at(text, place.start()) if place.start() >= at else None
        if person and (person.sure or whoever):
            at = person.end
            yield person


def is_name_alone(text: str) -> bool:
    person = person_at(text)
    return person is not None and person.end == len(text.rstrip())


def is_cut_short(text: str) -> bool:
    """Whether a text is a title with a first name or an initial at most, whose surname the next line holds."""
    place = 0
    while found := _title_at(f"{text} X", place):
        place = found[1] if not found[0].post else _FAR  # no "County Councillor"
    words = [_word_at(one, 0) for one in text[place:].split()]
    return all(word and (word.initial or word.given) for word in words) and len(words) < 3 and 0 < place < _FAR


def person_at(text: str, at: int = 0, surname_alone: bool = False) -> Mention | None:
    """The person whose title or name begins at `at`; a lone surname only where the caller knows that it is one."""
    return _person_at(text, at, surname_alone) if surname_alone or _MAYBE.match(text, at) else None


@lru_cache(maxsize=32768)
def _person_at(text: str, at: int, surname_alone: bool) -> Mention | None:
    if peer := cue("peer").match(text, at):
        return Mention(peer.start(1), peer.end(), peer[1].split()[0], peer[1], "", "", False, True)
    held: list[trade.Title] = []
    place = at
    while found := _title_at(text, place):
        held, place = [*held, found[0]], found[1]
    words, crowded = _name_words(text, place, bool(held) or surname_alone)
    if not words or not _is_name(words, bool(held), surname_alone):
        return None
    behind = _word_at(text, words[-1].end)
    many = sum(word.key not in _PARTICLES for word in words) * (not words[-2:][0].initial)
    weak = behind and behind.great and behind.key in trade.BODIES and [one.given for one in words[:2]] == [True, False]
    if many > 2 and behind and (weak or trade.POSTS.get(behind.key) == "job" or _SEVERAL.fullmatch(behind.key)):
        words = words[:-1]  # "C Philpott Footpath Warden", "Tony Example Sanctuary Housing": a third word before these
    marks = next((at for at, word in enumerate(words) if not word.initial), 0)
    code = cue("code").match(text, words[-1].end) if marks and len(words) > marks + 1 else None
    if code and are_initials_of(code[1], " ".join(word.text for word in words[marks:])):
        words = words[marks:]  # "P Brian Example (BE)": a mark of attendance before the name
    name = " ".join(text[words[0].start : words[-1].end].split())
    after, end = _letters_at(text, words)
    if name.endswith(".") and not words[-1].initial:
        name, end = name[:-1], end if after else end - 1
    sure = bool(held or after) or words[0].initial or words[0].given
    a_body = behind is not None and behind.great and trade.BODIES.get(behind.key) == ""
    if not sure and a_body:
        return None  # "North Exshire Council"
    a_body = a_body and not held and not (behind and behind.text.isupper())
    if len(words) == 1 and held and held[-1].peer:
        name = f"{held[-1].title} {name}"
    crowded = crowded or "  " in text[words[0].start : words[-1].end]  # "Dr Ada  Ben Sample"
    titles = " ".join(dict.fromkeys(one.title for one in held if one.title))
    post, several = next((one.post for one in held if one.post), ""), any(one.many for one in held)
    start = at + len(text[at:end]) - len(text[at:end].lstrip())
    return Mention(start, end, titles, name, after, post, several, sure, crowded, a_body)


def _title_at(text: str, at: int) -> tuple[trade.Title, int] | None:
    if (word := _word_at(text, at)) and (glued := GLUED_TITLE.match(word.text)):
        return trade.TITLES[glued[1].casefold()], word.start + glued.end()
    key, place, titles = "", at, list[tuple[str, int, trade.Title]]()
    while key.count(" ") < 3 and (word := _word_at(text, place)) and (not key or key in trade.TITLE_BEGINS):
        key, place = f"{key} {word.key}".lstrip(), word.end
        if title := trade.TITLES.get(key):
            titles.append((key, place + (title.many and text[place : place + 1] == ":"), title))  # "Messrs: A Example"
    for key, last, title in reversed(titles):
        end = found.end() if (found := cue("retired").match(text, last)) else last
        after = _word_at(text, end)
        if after is None or key in trade.GIVEN_NAMES or not (after.great or after.key in _PARTICLES):
            continue
        further = _word_at(text, after.end)  # "Deputy Head Teacher", "Deputy Practice Manager"
        words = (after,) if after.initial or after.given else (after, further)
        posts = {one.key for one in words if one and one.key not in trade.TITLES} & trade.POSTS.keys()
        if key not in trade.POSTS or not posts:
            return title, end
    return None


def _name_words(text: str, at: int, titled: bool) -> tuple[list[Word], bool]:
    """The words of a name, and whether the first name of the next person follows with nothing between."""
    words: list[Word] = []
    while len(words) < _MOST_WORDS:
        if len(words) == 1 and (nick := cue("nickname").match(text, at)):
            at = nick.end()
        word = _word_at(text, at)
        if word is None or not _goes_on(text, words, word, titled):
            break
        if _is_over(text, words, word):
            return words, True
        if len(words) == 2 and words[1].initial < (words[0].given or words[0].initial) and _begins_body(text, word):
            return words, words[1].given
        words.append(word)
        at = word.end
        if word.text.endswith(".") and not word.initial and word.key not in ("st", *_SHORTENED):
            break
    plain = len(words) > 3 and not any(one.initial or one.key in _PARTICLES for one in words)
    if plain and words[0].given and words[1].key != "st":
        return words[:2], False  # "Ada Example Blue Sky Finance"
    return words, False


def _goes_on(text: str, words: list[Word], word: Word, titled: bool) -> bool:
    key = word.key
    if key in _PARTICLES and not (len(words) > 1 and word.text.isupper()):
        after = _word_at(text, word.end)
        if after is None or not (after.great or after.key in _PARTICLES):
            return len(words) == 1 and word.great  # "Kevin Le"
        return True
    whole = len(words) > 1 and not (words[-1].given or words[-1].text.isupper() or words[-1].key in _PARTICLES)
    if not word.great or (words and not word.initial and ((whole and word.text.isupper()) or _is_letters(word.text))):
        return False  # "Ada Example DEFRA", "Ada Example OBE"
    if len(words) > 1 and are_initials_of(word.text, " ".join(one.text for one in words)):
        return False  # "Ada Example AE", as minutes print
    soft = key in trade.SOFT_PEOPLE
    ends = cue("name end").match(text, word.end) is not None
    if key in trade.TITLES and ((not word.given and not soft) or (len(words) > 1 and not ends)):
        return False
    behind_initials = bool(words) and all(one.initial for one in words)  # "M. Chief,", "J. W. Ward"
    surname = behind_initials and (word.initial or (soft and len(words) > 1) or ends)
    if len(words) == 1 and words[0].given and trade.POSTS.get(key) == "job" and ends:
        return True  # "Ada Nurse,", which is doubted
    bare = key.removesuffix("'s")
    stops = bare in trade.NOT_PEOPLE or key in trade.POSTS or key in trade.BODIES or _SEVERAL.fullmatch(key)
    if not stops or surname or (not words and word.given):
        return True
    if not soft or (len(words) > 1 and key in trade.POSTS):  # "Sue Dale Head of Finance"
        return False
    alone = len(words) == 1 and _word_at(text, word.end) is None  # all that a cell holds
    return (titled and alone) or ((titled or bool(words)) and all(one.given or one.initial for one in words))


def _is_letters(word: str) -> bool:
    bare, key = word.replace(".", ""), trade.folded(word)
    return key in trade.LETTERS and (bare.isupper() or bare[1:] != bare[1:].lower() or key in _SUFFIXES)


def _is_over(text: str, words: list[Word], word: Word) -> bool:
    """Whether the next person begins."""
    after = _word_at(text, word.end)
    if after is None or len(words) < 2 or words[-1].initial or words[-1].key == "st" or not word.great:
        return False
    # "Ada A. Example", but "A. Example B. Sample"
    return after.great and (word.given or (word.initial and ("." not in word.text or words[0].initial)))


def _begins_body(text: str, word: Word | None) -> bool:
    """Whether a word is the first of a body's own name: "Walsall" in "Mike Example Walsall Borough Council"."""
    for count in range(_MOST_OF_A_BODY):
        word = _word_at(text, word.end) if word and count else word
        if word is None or not (word.great or word.key in ("and", "of", "to", "for")) or word.key in trade.TITLES:
            return False
        if count and trade.BODIES.get(word.key) == "":
            return True
    return False


def _is_name(words: list[Word], titled: bool, surname_alone: bool) -> bool:
    first, last = words[0], words[-1]
    shouted = len(first.text) > 2 and first.text.isupper() and not first.initial
    acronym = shouted and not (titled or surname_alone or all(word.text.isupper() for word in words))
    if all(word.initial for word in words) or acronym or (shouted and not set(first.key) & set("aeiouy")):
        return False  # "NSRA Safety", "PKC"
    return first.given if last.initial and not titled else titled or surname_alone or len(words) >= 2


def _letters_at(text: str, words: list[Word]) -> tuple[str, int]:
    found: list[str] = []
    end = words[-1].end
    while match := cue("letters of a name").match(text, end):
        own = not found and "," not in match[0] and are_initials_of(match[1], text[words[0].start : end])
        if own or not _is_letters(match[1]):
            break
        found.append(match[1])
        end = match.end()
    return " ".join(found), end
