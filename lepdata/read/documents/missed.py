"""What a reading of a document passed over -> the lines that look like naming people, so that nobody is lost unseen."""

import re
from collections.abc import Iterator

from lepdata.names import fold
from lepdata.read.documents import trade
from lepdata.read.documents.person import Person, people_in, person_at
from lepdata.read.documents.posts import kind_of
from lepdata.read.documents.readings import Account, Document, Left
from lepdata.read.documents.run import SENTENCE_ENDS
from lepdata.read.documents.trade import cue

_LEAD = re.compile(r"[^\w(]*(?:\(?(?:\d{1,3}|[a-z])[.)]\s*|\d{1,3}\s+)?")
_SIGNS = " ,(:–—-|\t"  # between a name and what somebody does
_BETWEEN = 60  # letters between two people of one list, at most
_ENTRY = 14  # words of a line that is one, at most
_LONGEST = 600  # letters of a line that is told whole; of a longer one, so many on either side of its people:
_ROUND = 80
_MOST = 50  # lines told of one by one


def lines_that_name(document: Document, account: Account) -> list[Left]:
    """The stretches of a document that no account holds and that look like naming people; of neighbours, one."""
    known = {key for one in account.readings for key in (*_keys(one.name, True), *fold(one.name).split()[-1:])}
    stories, taken = set[int](), set[int]()
    for ignored in account.ignored:
        (stories if ignored.why in ("story", "biography") else taken).update(ignored.places)
    taken.update(*(one.places for one in account.readings), *(one.places for one in account.unread))
    nothing = not account.readings and not account.unread
    parts: list[tuple[int, frozenset[int]]] = []
    last = -9  # a line that somebody stands on
    for number, line in enumerate(document.lines):
        start, text = document.starts[number], line.text
        whole = range(start, start + len(text))
        if not taken.isdisjoint(whole):
            text = "".join("\n" if at in taken else letter for at, letter in zip(whole, text, strict=True))
        if line.aside or not text.strip():
            last = last if line.aside else number
            continue
        dropped = number in account.opened and (stories.isdisjoint(whole) or len(text.split()) < 6)
        people = [one for one in people_in(text, whoever=dropped) if known.isdisjoint(_keys(one.name))]
        below = document.lines[number + 1].text if number + 1 < len(document.lines) else ""
        if _is_entry(text, people, not line.heading and number - last < 3, below):
            found = [(0, len(text))]
        else:
            found = list(_in_a_row(text, people)) or list(_who_came(text, people, nothing or dropped)) if people else []
        for first, end in found:
            places = frozenset(start + at for at in range(first, min(end, len(text))) if text[at] > " ")
            if parts and (number - parts[-1][0] < 2 or len(parts) > _MOST):
                places |= parts.pop()[1]
            parts.append((number, places))
            known |= {key for one in people for key in _keys(one.name, True)}
            last = number
    return [Left(places, "names somebody, and no heading before it says who sits there") for _, places in parts]


def _keys(name: str, met: bool = False) -> set[str]:
    """How a name is printed; of somebody `met`, also with an initial, and of one met with an initial, also whole."""
    words = fold(name).split()
    short = f"{words[0][0]} {words[-1]}" if len(words) > 1 else words[0]
    both = {f"{short}."} if len(words[0]) == 1 or not met else set[str]()
    return {" ".join(words), *both, *([short] if met else [])}


def _is_entry(text: str, people: list[Person], near: bool, below: str) -> bool:
    """Whether a line is somebody, behind the label of a post perhaps, with a post or a body behind at most."""
    label, _, name = text.partition(":")
    if kind_of(label) == "post" and trade.key_of(name) in trade.GIVEN_NAMES:
        return True  # "Association Chair: Ada"
    lead = _LEAD.match(text)
    begins = lead.end() if lead else 0
    person = person_at(text, begins)
    unsure = people and not (person and person.sure)
    if unsure and ("\t" in (label := text[begins : people[0].start]) or kind_of(label.strip(_SIGNS))):
        person = people[0]
    if person is None or len(text.split()) > _ENTRY:
        return False
    rest = text[person.end :].strip(" ")
    if person.sure:
        apart = not rest or rest[0] in _SIGNS or kind_of(rest) == "post"
        return person in people and apart and not cue("sentence").search(rest)
    # a name that nobody knows needs something that speaks for it
    told = kind_of(below if not rest else rest.strip(_SIGNS) if rest[0] == "," else "") == "post"
    return told or (near and rest[:1] in ("(", "–", "-"))


def _in_a_row(text: str, people: list[Person]) -> Iterator[tuple[int, int]]:
    """Where in a line several people stand with little between them."""
    groups: list[list[Person]] = []
    for person in people:
        gap = text[groups[-1][-1].end : person.start].replace(";", ",") if groups else ""
        if not groups or len(gap) > _BETWEEN or cue("sentence").search(gap) or SENTENCE_ENDS.search(gap):
            groups.append([])
        groups[-1].append(person)
    for group in (group for group in groups if len(group) > 2 or group[-1].many):  # "Cllrs Reed, Marsh"
        first, last = group[0].start - _ROUND, group[-1].end + _ROUND
        yield (max(0, first), last) if len(text) > _LONGEST else (0, len(text))


def _who_came(text: str, people: list[Person], whoever: bool) -> Iterator[tuple[int, int]]:
    """The sentences of a line that say that somebody was there."""
    begins = 0
    for end in (*(stop.end() for stop in SENTENCE_ENDS.finditer(text)), len(text)):
        if any(begins <= one.start < end for one in people) and (whoever or cue("was there").search(text, begins, end)):
            yield begins, end
        begins = end
