"""What a reading of a document passed over -> the lines that look like naming people, so that nobody is lost unseen."""

import bisect
from collections import Counter
from collections.abc import Callable, Iterator

from lepdata.read.documents import trade
from lepdata.read.documents.person import Person, people_in, person_at
from lepdata.read.documents.posts import are_initials_of, kind_of
from lepdata.read.documents.readings import Account, Document, Left
from lepdata.read.documents.run import SENTENCE_ENDS
from lepdata.read.documents.sections import behind_number
from lepdata.read.documents.trade import cue
from lepdata.spelling import fold

_SIGNS = " ,(:–—-|\t"  # between a name and what somebody does
_BETWEEN = 60  # letters between two people of one list, at most
_ENTRY = 14  # words of a line that is one, at most
_LONGEST, _ROUND = 600, 80  # letters of a line that is told whole; of a longer one, those on either side of people
_MOST = 50  # lines told of one by one


def lines_that_name(document: Document, account: Account) -> list[Left]:
    """The stretches of a document that no account holds and that look like naming people; of neighbours, one."""
    known = {key for one in account.readings for key in (*_keys(one.name, True), *fold(one.name).split()[-1:])}

    def is_new(person: Person) -> bool:
        return known.isdisjoint(_keys(person.name))

    read = set[int]().union(*(one.places for one in account.readings))
    stories, taken = set[int](), read.union(*(one.places for one in account.unread))
    for places, why, _ in account.ignored:
        within = people_in(document.text, min(places, default=0), max(places, default=0))
        if why in ("story", "biography"):
            stories.update(places)
        elif why == "joining words" or not any(map(is_new, within)):
            taken.update(places)  # no heading or time that somebody stands in
    touched = {bisect.bisect_right(document.starts, at) - 1 for at in taken}
    nothing = not account.readings and not account.unread
    begun = (line for at, line in zip(document.starts, document.lines, strict=True) if at in read)
    forms = Counter((line.heading, line.container and line.look) for line in begun if line.heading or line.container)
    parts: list[tuple[int, frozenset[int]]] = []
    last = -9  # a line that somebody stands on
    for number, line in enumerate(document.lines):
        start, text = document.starts[number], line.text
        whole = range(start, start + len(text))
        if number in touched:
            text = "".join("\n" if at in taken else letter for at, letter in zip(whole, text, strict=True))
        if line.aside or not text.strip():
            last = last if line.aside else number
            continue
        dropped = number in account.opened and (stories.isdisjoint(whole) or len(text.split()) < 6)
        people = sorted(filter(is_new, (*people_in(text, whoever=dropped), *_coded(text))), key=lambda one: one.start)
        below = document.lines[number + 1].text if number + 1 < len(document.lines) else ""
        near = forms[line.heading, line.container and line.look] > 2 or (not line.heading and number - last < 3)
        above = document.lines[number - 1].text if parts and parts[-1][0] == number - 1 else ""
        if (cue("cut line").search(above) and len(text.split()) < 4) or _is_entry(text, people, is_new, near, below):
            found = [(0, len(text))]
        else:
            cut = SENTENCE_ENDS.split(document.lines[number - 1].text)[-1] if text[:1].islower() else ""
            told = nothing or dropped or cue("was there").search(cut) is not None  # "Apologies were" above
            found = list(_in_a_row(text, people)) or list(_who_came(text, people, told)) if people else []
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
    return {" ".join(words), *([f"{short}."] if len(words[0]) == 1 or not met else []), *([short] if met else [])}


def _is_entry(text: str, people: list[Person], is_new: Callable[[Person], bool], near: bool, below: str) -> bool:
    """Whether a line is somebody, behind the label of a post perhaps, with a post or a body behind at most."""
    few = len(text.split()) <= _ENTRY
    begins = behind_number(text)
    label = cue("label of a line").match(text, begins) if few and not person_at(text, begins) else None
    if label and (near or kind_of(label[1]) == "post"):
        near, begins = True, label.end()  # "Association Chair: Ada", "Trustee – Tamsin Example"
    if near and few and (one := cue("first name").match(text, begins)) and trade.key_of(one[1]) in trade.GIVEN_NAMES:
        return True  # "Ada (AE)" below a list
    person = person_at(text, begins)
    before, led = text[begins : people[0].start] if people and not (person and person.sure) else "", ""
    if "\t" in before or (led := kind_of(before.strip(_SIGNS))):
        person = people[0]
    if person is None or not is_new(person):
        return False
    rest = text[person.end :].strip(" ")
    if not few or cue("sentence").search(rest):
        return rest[:1] == "(" and kind_of(rest[1:].partition(")")[0]) == "post"
    apart = not rest or rest[0] in _SIGNS or rest.startswith("and ")
    if person.sure:
        return apart or near or led == "post" or kind_of(rest) == "post"
    # a name that nobody knows needs something that speaks for it
    return (near and apart) or kind_of(below if not rest else rest.strip(_SIGNS) if rest[0] == "," else "") == "post"


def _coded(text: str) -> Iterator[Person]:
    """The people of a text whom nothing tells but their initials behind the name."""
    for found in cue("name and code").finditer(text) if "(" in text else ():
        words = found[1].split()[-len(found[2]) :]
        person = person_at(text, found.end(1) - len(" ".join(words)), surname_alone=len(words) == 1)
        if person and are_initials_of(found[2], person.name):
            yield person._replace(sure=True, many=True)  # told of even where nobody stands beside


def _in_a_row(text: str, people: list[Person]) -> Iterator[tuple[int, int]]:
    """Where in a line several people stand with little between them."""
    groups: list[list[Person]] = []
    for person in people:
        gap = text[groups[-1][-1].end : person.start].replace(";", ",") if groups else ""
        if not groups or len(gap) > _BETWEEN or cue("sentence").search(gap) or SENTENCE_ENDS.search(gap):
            groups.append([])
        groups[-1].append(person)
    for group in (group for group in groups if len(group) > 2 or any(one.many for one in group)):  # "Cllrs Reed, Marsh"
        first, last = group[0].start - _ROUND, group[-1].end + _ROUND
        yield (max(0, first), last) if len(text) > _LONGEST else (0, len(text))


def _who_came(text: str, people: list[Person], whoever: bool) -> Iterator[tuple[int, int]]:
    """The sentences of a line that say that somebody was there."""
    begins = 0
    for end in (*(stop.end() for stop in SENTENCE_ENDS.finditer(text)), len(text)):
        if any(begins <= one.start < end for one in people) and (whoever or cue("was there").search(text, begins, end)):
            yield begins, end
        begins = end
