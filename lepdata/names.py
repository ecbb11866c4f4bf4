"""A person's name as published, taken apart: what stood before it, the name, and what stood after it."""

import re
from functools import lru_cache
from itertools import dropwhile, takewhile
from typing import NamedTuple

from lepdata.files import rule_file
from lepdata.spelling import fold, one_slip

_WORDS = {row["what"]: row["pattern"] for row in rule_file("board_file/names.csv")}
_EMPTY_SEAT = re.compile(_WORDS["an empty seat"], re.I)
_ROLES, _PARTICLES, _PLACES = (frozenset(_WORDS[what].split("|")) for what in ("an office", "a particle", "a place"))
_PLACE = rf"(?:(?:vice|deputy|co|joint|interim|acting|board)[-\s]+)*(?:{_WORDS['a place']})"
_BESIDE_AN_OFFICE = re.compile(  # "Chair: Ada Example", "Ada Example Chair", "Ada Example - Vice Chair"
    rf"^\W*({_PLACE}|members?|deputy|secretary|treasurer)\s*(?:[:|]|\s[-–—])\s+"
    rf"|(\S+\s+[^\s:|]+)\s+(?=[*_]*{_PLACE}[\W_]*$)|\s*(?:[:|]|\s[-–—])\s+(?=(?:{_WORDS['an office']})\b)",
    re.I,
)
_LOST_SPACE = re.compile(r"^(?!Mc|Mac|De|Di|Du|Fitz|La|Le|Van|Von|O[A-Z])([A-Z][a-z]+)([A-Z][a-z]{2,})$")
_STRAY_SLASH = re.compile(r"\s*/\s*(?=[a-z])")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PRONOUN = "she|he|they|her|hers|him|his|them|theirs?"
_PRONOUNS = re.compile(rf"\b(?:she|he|they)(?:\s*/\s*(?:{_PRONOUN}))+\b", re.I)
_MARKS = re.compile(r"(?<=[^\W\d])[\d*†‡§#^¹²³⁰⁴-⁹]+(?=[\s,]|$)|(?<!\S)[*†‡§#]+|(?<=[^\W\d])\s+[\d¹²³⁰⁴-⁹]{1,3}$")
_PLAIN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,3}")
# what stands before a name: each word with its title in one spelling, "" where it is none by itself
_TITLES = {row["word"]: row["title"] for row in rule_file("people/titles.csv")}
_INSIDE_A_NAME = {row["word"] for row in rule_file("people/titles.csv") if row["inside_a_name"] == "yes"}
_COPIED = [row["word"].capitalize() for row in rule_file("people/titles.csv") if row["may_be_glued"] == "yes"]
GLUED_TITLE = re.compile(rf"({'|'.join(_COPIED)})\.?(?=[A-Z][a-z])")  # a title printed without the space after it
# what stands after a name and is no part of it; "capitals" where it could be a surname as well
A_TITLE = "|".join(word for word, title in _TITLES.items() if title)  # as part of a pattern
_LETTERS = {row["letters"]: row["only"] for row in rule_file("people/letters.csv")}
_NOT_PLAIN = _INSIDE_A_NAME | _PLACES | {"vacant", "vacancy", "vacancies", "tbc", "tba", "be"}
_ELECTED = ("cllr", "mayor", "mp", "mep")


class Person(NamedTuple):
    """A name taken apart, "" where nothing was published: `shown` as published, the next three for comparison."""

    shown: str
    key: str
    given: str
    surname: str
    honorifics: str
    postnominals: str
    vacancy: bool


def read_person(name: str, honorific: str = "") -> Person:
    """Take a published name apart, with the title from the cell beside it."""
    person = read_name(name)
    return person if person.vacancy else person._replace(honorifics=titles(honorific, person.honorifics))


def read_name(name: str) -> Person:
    """Take a name apart: at once where it is two to four plain words, as most are, and word by word where not."""
    if not _PLAIN.fullmatch(name):
        return _any_name(name)
    key = name.lower()
    words = key.split(" ")
    titled = words[0] in _TITLES or f"{words[0]} {words[1]}" in _TITLES
    if titled or words[-1] in _LETTERS or not _NOT_PLAIN.isdisjoint(words):
        return _any_name(name)
    return Person(name, key, key[: -len(words[-1]) - 1], words[-1], "", "", False)


def _any_name(name: str) -> Person:
    text = " ".join(_PRONOUNS.sub(" ", name).split()) if "/" in name else " ".join(name.split())
    text = _BESIDE_AN_OFFICE.sub(r"\1\2, ", _STRAY_SLASH.sub("", text) if "/" in text else text)
    if _EMPTY_SEAT.fullmatch(text):
        return Person("", "", "", "", "", "", True)
    # elected offices in brackets or after a comma count wherever they stand: "Ada Made (Cllr)"; "Cllr (Mrs) Ada Made"
    inside, after_commas = _BRACKETS.findall(text), text.split(",")[1:]
    aside = [one for one in inside if all(fold(word) in _TITLES for word in one.split())]
    aside += [title for each in (*inside, *after_commas) for title in titles(each).split() if title in _ELECTED]
    text = (" ".join(_BRACKETS.sub(" ", text).split()) or text) if "(" in text or "[" in text else text
    text = text if is_numbered(text) else _MARKS.sub("", text)
    if glued := GLUED_TITLE.match(text):
        text = glued.group(0) + " " + text[glued.end() :]
    text = (_in_order(text) if "," in text else text).strip(" ;,-–")
    tokens = text.split() if " " in text else _LOST_SPACE.sub(r"\1 \2", text).split()
    before: list[str] = []
    while len(tokens) > 1:  # titles before the name, of which "Wing Commander" is two words
        two = len(tokens) > 2 and f"{fold(tokens[0])} {fold(tokens[1])}" in _TITLES
        if not two and fold(tokens[0]) not in _TITLES:
            break
        before += tokens[: 1 + two]
        del tokens[: 1 + two]
    after: list[str] = []
    while len(tokens) > 1 and _is_ending(tokens):
        after.insert(0, tokens.pop().strip(","))
    # "Jane Lady Example": a title may stand inside the name, never at its end, where "Lord" or "Sir" is a surname
    within = [token for token in tokens[1:-1] if fold(token) in _INSIDE_A_NAME]
    shown = " ".join(token for token in tokens if token not in within).strip(" ;,")
    parts = fold(shown.replace(".", " ")).split()
    return Person(
        shown=shown,
        key=" ".join(parts),
        given=" ".join(parts[:-1]),
        surname=parts[-1] if parts else "",
        honorifics=titles(" ".join(before), *within, *after, *aside),
        postnominals=" ".join(after),
        vacancy=False,
    )


@lru_cache(maxsize=65536)
def is_numbered(text: str) -> bool:
    """Whether somebody is numbered, not named: "Member 1", "P2", "Ann Q10"; a footnote stands behind two names."""
    numbered = re.fullmatch(r"(.*?[^\W\d])\s*\d{1,3}", text.strip())
    words = numbered[1].split() if numbered else []
    return len(words) == 1 or (words[-1:] != [] and (words[-1].casefold() in _ROLES or len(words[-1]) == 1))


def _is_ending(tokens: list[str]) -> bool:
    """Whether the last word is no part of the name: letters, "Jr", a title; "MA" only in capitals after two words."""
    last = tokens[-1].strip(",")
    kind = _LETTERS.get(fold(last))
    if kind != "capitals":
        return kind is not None
    return len(tokens) > 2 and last.replace(".", "").isupper() and not "".join(tokens[:-1]).isupper()


def _in_order(text: str) -> str:
    """ "Surname, Forename" turned round; of "Name, what the person does" the name."""
    parts = [part for part in text.split(",") if part.strip(" ;-–")]
    first, *others = [*dropwhile(lambda part: _ROLES.issuperset(fold(part).split()), parts)] or parts[:1] or [""]
    named = takewhile(lambda part: _ROLES.isdisjoint(fold(part).split()), others)
    head, words = first.split(), " ".join(named).split()
    if not words:
        return " ".join(head)
    endings = [word for word in words if fold(word) in _LETTERS or (word.isupper() and len(word) > 2)]
    given = [word for word in words if word not in endings or fold(word) in _TITLES]
    given.sort(key=lambda word: fold(word) not in _TITLES)  # "Example, Ada, Cllr"
    surname = [word for word in head if fold(word) not in _TITLES]
    one = len(surname) == 1 or (surname and fold(surname[0]) in _PARTICLES)
    if one and given and len(given) <= 3 and not all(fold(word) in _TITLES for word in given):
        said = [word for word in head if word not in surname]
        return " ".join([*said, *given, *surname, *(word for word in endings if word not in given)])
    return " ".join(head if len(surname) > 1 and len(given) > 1 else [*head, *words])


def pronoun_in(name: str) -> str:
    """The pronoun printed beside a name: "she" of "Ada Example (she/her)"."""
    found = _PRONOUNS.search(name) if "/" in name else None
    return found.group(0).split("/")[0].strip() if found else ""


def titles(*texts: str) -> str:
    """The titles among the words of some texts, each once: ("Councillor", "Dr the cllr") are "cllr dr"."""
    found: list[str] = []
    for text in texts:
        words = fold(text).split()
        while words:
            taken = 2 if " ".join(words[:2]) in _TITLES else 1
            found.append(_TITLES.get(" ".join(words[:taken]), ""))
            del words[:taken]
    return " ".join(dict.fromkeys(filter(None, found)))


def same_name(one: Person, other: Person) -> bool:
    """Whether two published names may be one person's: equal, initials that agree, or one slip of the pen."""
    if not one.key or not other.key:
        return False
    if one.surname != other.surname:
        return one.key[0] == other.key[0] and len(one.key) > 8 and one_slip(one.key, other.key)
    short, long = sorted((one.given.replace(" ", ""), other.given.replace(" ", "")), key=len)
    if not short or one.key == other.key:
        return True  # surname only: "Cllr Example"
    if len(short) <= 2:
        return long[0] == short[0]
    return short[:2] == long[:2] and len(short) > 3 and one_slip(short, long) and short not in long
