"""What the rule files of `rules/documents` know of the trade: openers, titles, posts, organisations, headings."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from lepdata.dates import MONTHS
from lepdata.files import RULES, rule_file
from lepdata.read.words import candidates


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """A word for look-up: lower case, no full stops, straight apostrophes."""
    return re.sub(r"[.,;:()\[\]]", "", text.replace("’", "'")).casefold().strip()


@lru_cache(maxsize=65536)
def key_of(text: str) -> str:
    """Words in lower case, one space for whatever stands between them."""
    return " ".join(re.findall(r"(?:[^\W_]|[&'])+", text.replace("’", "'").casefold()))


PHRASES: dict[str, list[str]] = tomllib.loads((RULES / "documents/phrases.toml").read_text("utf-8"))
PHRASES["no_abbreviation"] = ["(?<=[a-z)].)" + "".join(rf"(?<!\b{word}.)" for word in PHRASES["abbreviations"])]
PHRASES["months"] = [f"{month[:3]}(?:{month[3:]})?" for month in MONTHS]


def either(name: str) -> str:
    """The phrases of one name as a piece of a pattern."""
    return f"(?:{'|'.join(PHRASES[name])})"


@cache
def cue(what: str) -> re.Pattern[str]:
    """What tells a thing by its words, a pattern of `cells.csv`; "<lead>" in it stands for any phrase of that name."""
    pattern = next(row["pattern"] for row in rule_file("documents/cells.csv") if row["what"] == what)
    return re.compile(re.sub(r"(?<!P)<(\w+)>", lambda name: either(name[1]), pattern))


class Title(NamedTuple):
    title: str
    post: str
    many: bool  # it goes for all the names behind it
    peer: bool  # it is a part of the name


def _words(name: str) -> frozenset[str]:
    lines = (RULES / "documents" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _column(name: str, word: str, told: str) -> dict[str, str]:
    return {row[word]: row[told] for row in rule_file(f"documents/{name}.csv")}


GIVEN_NAMES, NOT_PEOPLE, SOFT_PEOPLE = map(_words, ("given_names", "not_people", "soft_people"))
LETTERS = frozenset(row["letters"] for row in rule_file("people/letters.csv")) | _words("letters")
TITLES = {
    row["words"]: Title(row["title"], row["post"], row["note"] == "many", row["note"] == "peer")
    for row in rule_file("documents/titles.csv")
}
TITLE_BEGINS = frozenset(" ".join(key.split()[:many]) for key in TITLES for many in range(1, len(key.split())))
POSTS = _column("posts", "word", "kind")  # an office on a board, a job, or what only qualifies one
BODIES = _column("organisations", "word", "note")  # weak: the name of a part of a body as often as of one
_OFFICES, _HEADINGS, _OPENERS = (
    {key_of(words): told for words, told in _column(name, "words", told).items()}
    for name, told in (("offices", "role"), ("headings", "column"), ("openers", "says"))
)


def column_of(text: str) -> str:
    """The column of a board file that the heading of a table's column means, as in a list where no rule says; or ""."""
    own = _HEADINGS.get(key_of(text))
    return own or next((name for name in candidates(text)[:1] if name in _HEADINGS.values()), "")


def office_of(text: str) -> str:
    """The role that an office on the board is, or "" ."""
    return _OFFICES.get(key_of(text), "")


# A few letters of each opener, one of which a line must hold before anything dearer is asked of it.
_OPENING = re.compile("|".join(sorted({key[:6] for key, says in _OPENERS.items() if says})))
_GLUED = "(?-i:(?<=[a-z0-9])(?=[A-Z]))"  # "AlsoPresent", "2APOLOGIES"
_EDGE = rf"(?:\b|{_GLUED})"  # of a word


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any word of an opener, longest first, spaces and hyphens in it as printed."""
    each = (re.escape(one).replace(r"\ ", r"\s+").replace(r"\-", "[- ]?") for one in sorted(words, key=len)[::-1])
    return re.compile(rf"{_EDGE}(?:{'|'.join(each)}){_EDGE}", re.IGNORECASE)


_SAYS = _column("openers", "words", "says")
_ANY, _TELLING = _any_of(_SAYS), _any_of(word for word, says in _SAYS.items() if says)
_JOINT = re.compile(rf"\s*[,/&]\s*|['’]?\s+|{_GLUED}")
_CAPITAL = re.compile(r"[A-Z;](?<!\w[A-Z])(?:(?<!;)|(?= ))")  # or the semicolon before


@lru_cache(maxsize=65536)
def may_open(text: str) -> bool:
    return _OPENING.search(text.casefold()) is not None


def opener_at(text: str, at: int = 0) -> int:
    """Where a label ends that begins at a place: words of openers, the last of which says something; 0 for none."""
    end, place = 0, at
    while True:
        telling, word = _TELLING.match(text, place), _ANY.match(text, place)
        end = telling.end() if telling else end
        joint = _JOINT.match(text, word.end()) if word else None
        if joint is None:
            return end
        place = joint.end()


def openers_inside(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """Where the labels begin and end that begin with a capital behind a place."""
    end = begin
    for capital in _CAPITAL.finditer(text, max(0, begin - 2)):
        at = capital.start() + 2 * (capital[0] == ";")
        if at >= end and (last := opener_at(text, at)) and not _ends_a_name(text, at, last):
            yield at, (end := last)


def _ends_a_name(text: str, at: int, last: int) -> bool:
    """Whether a label's first word is the end of a body's name: that of "Exby City Council In Attendance"."""
    later = any(opener_at(text, one.start()) == last for one in _CAPITAL.finditer(text, at + 1, last))
    first = _ANY.match(text, at) if later and re.search(r"\b[A-Z][\w’'-]+ $", text[max(0, at - 30) : at]) else None
    return first is not None and _OPENERS[key_of(first[0])] in ("", "body")


def section_of(text: str) -> str:
    """The section that words open, all of them words of openers: "present", "apologies" ..., or "" ."""
    label = text.strip().rstrip(":")
    return section_said(label) if label and opener_at(label) == len(label) else ""


def _kinds(label: str) -> list[str]:
    return [_OPENERS[key_of(word)] for word in _ANY.findall(label)]


def says_who_came(label: str) -> bool:
    """Whether a label is of a meeting, and not only a word for those on a board or around it."""
    return not {"here", "there", "absent", "away", "instead", "also"}.isdisjoint(_kinds(label))


@lru_cache(maxsize=4096)
def section_said(label: str) -> str:
    """The section that a label opens, by what its words say of those behind it."""
    kinds = _kinds(label)
    here = next((kind for kind in kinds if kind in ("here", "there", "absent", "away")), "")
    members, guests = "member" in kinds, "guest" in kinds
    nouns = [kind for kind in kinds if kind in ("member", "guest", "body")]
    if here in ("absent", "away") or "instead" in kinds:
        return "apologies" if "absent" in kinds else "absent" if here == "away" else "substitutes"
    if "also" in kinds or (guests and not members and nouns[-1] == "guest"):
        return "in_attendance"
    if here:
        without = not nouns and ("other" in kinds or here == "there")
        return "in_attendance" if without or ("other" in kinds and not members) else "present"
    return "members" if nouns else ""


CLOSER = re.compile("|".join(row["pattern"] for row in rule_file("documents/closers.csv")), re.IGNORECASE)
_IGNORED = [(row["kind"], re.compile(row["pattern"], re.IGNORECASE)) for row in rule_file("documents/ignored.csv")]
_IGNORED.append(("vacancy", cue("line of a vacancy")))


@lru_cache(maxsize=65536)
def ignored_kind(text: str) -> str:
    """Which kind of line that names nobody a text is, of a closed list; "" where it is none."""
    text = text.strip(" \t\n.,;:•*·-–—|")
    return next((kind for kind, pattern in _IGNORED if pattern.match(text)), "")
