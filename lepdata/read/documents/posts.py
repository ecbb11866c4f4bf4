"""What stands beside a name, taken apart: the post, the organisation, the capacity; and what could not be told."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache

from lepdata.read.documents import trade
from lepdata.read.documents.readings import Reading
from lepdata.read.documents.trade import cue
from lepdata.registers.councils import places_in, words_of

_PARTS = re.compile(r"(\s+(?:and )?(?=representing\b)|\s+[-–—|]\s+|\s*[–—|]\s*|\s*[,;\t\n]\s*|\s*:\s+|\s+-|-\s+)")
_WORD = re.compile(r"[\w&'’.]+(?:-\w+)*")
_LONGEST_POST, _SOME = 7, 0.3  # words of a post of which no word says so; of such words, those that say so
_FIELDS = trade.NOT_PEOPLE | trade.BODIES.keys()  # words that are nobody's name
_SMALL = frozenset("of for and the to in at on with de from".split())  # noqa: SIM905 -- words inside a post


def _read_beside(text: str) -> dict[str, str]:
    """The post, the organisation and the capacity that the words beside a name give, and a doubt of it."""
    text = " ".join(text.replace("\t", " , ").split()).strip(" ,;:.-–—|/")
    if cue("capacity").fullmatch(text):
        return {"capacity": text}
    halves = [half.strip() for half in text.split("/")]
    office = cue("leads").search(halves[-1]) and kind_of(halves[0].rpartition(",")[2]) == "organisation"
    text = ", ".join(halves) if len(halves) == 2 and (office or any(map(is_seat, halves))) else text  # "Parent/Chair"
    posts, bodies, capacity, unclear = "", "", "", ""
    for sign, part in _parts(text):
        kind = kind_of(part)
        if is_seat(part) or (posts + bodies and not part.startswith("for ") and cue("capacity").fullmatch(part)):
            capacity = part  # "Chair (appointed by the members)"
            posts = _joined(posts, sign, part) if part.endswith(("epresentative", " rep")) else posts
        elif kind == "post" or (posts and not bodies and _goes_on(posts, sign, part, kind)):
            posts = _joined(posts, "," if bodies else sign, part)
        else:
            unclear = unclear or (part if not kind and not bodies else "")
            bodies = _joined(bodies, sign, part)
    doubt = f"no word of “{unclear}” says whether it is a post or an organisation" if unclear else ""
    posts, bodies = _split_inside(posts) if posts and not bodies else (posts, bodies)
    return {"post": posts, "organisation": bodies, "capacity": capacity, "doubt": doubt}


def _parts(text: str) -> list[tuple[str, str]]:
    """The parts of a text, each with the sign that stood before it."""
    pieces = _PARTS.split(text)
    found = zip(["", *pieces[1::2]], pieces[::2], strict=True)
    return [(sign.strip(), part.strip()) for sign, part in found if part.strip()]


def _goes_on(posts: str, sign: str, part: str, kind: str) -> bool:
    """Whether a part belongs to the post before it: "Cabinet Member for Growth, Transport and Skills"."""
    field = sign != "," or re.search(r"\b(?:of|for)\b|[Mm]ember$", posts) or _FIELDS & ({*_keys(part)} - _SMALL)
    two = bool(field) and (" and " in part or "&" in part)  # "Vice President, Marketing & Development"
    if sign == ":" or part.startswith("and ") or (not kind and sign in ("–", "-", "—")):
        return True
    fields = re.search(r"\bfor\b", posts) is not None  # of many, as a portfolio is
    if kind:  # behind a dash, what names two fields is looked after: "Integration & Direct Services"
        return two and (fields or sign in ("–", "-", "—")) and not has_strong(part)
    return part[:1].islower() or two or fields


def _joined(whole: str, sign: str, part: str) -> str:
    return whole + {"": ", ", ",": ", ", ";": "; ", ":": ": "}.get(sign, f" {sign} ") + part if whole else part


def has_strong(text: str) -> bool:
    """Whether a word of an organisation stands in a text that is no field or part of one."""
    words = words_of(text) if re.search(r"[a-z] (?:&|and) [A-Z]", text) else ()  # "Hinckley & Bosworth" is a council
    council = any(one.codes and one.stop - one.start == len(words) for one in places_in(words))
    return council or any(trade.BODIES.get(word) == "" for word in _keys(text))


@lru_cache(maxsize=65536)
def kind_of(part: str) -> str:
    """Whether the words are a "post", an "organisation", or "" where no word says."""
    words = _keys(cue("end of a head").split(part.strip(), maxsplit=1)[0])
    if not words:
        return ""
    bodies = trade.BODIES
    body_at = max((at for at, word in enumerate(words) if word in bodies), default=-1)
    posts = [at for at in range(len(words)) if _is_post_word(words, at)]
    post_at = max(posts, default=-1)
    first = max((at for at in posts if at < body_at), default=-1)
    before = all(word in trade.POSTS for word in words[: max(first, 0)])
    if post_at > body_at or (0 <= first < body_at - 1 and before):  # "CEO Exbridge City Council"
        return "post"
    if body_at >= 0:  # "Vice President Media": a weak word right behind a post is its field
        return "post" if 0 <= post_at == body_at - 1 and bodies[words[body_at]] else "organisation"
    named = has_strong(part) or cue("area of a council").match(part) is not None
    if all(trade.POSTS.get(word) == "qualifier" for word in words) and not named:
        return "post"
    bare = re.sub(r"[.&\s]", "", part)
    if 2 <= len(bare) <= 8 and bare.isupper() and bare.isalpha() and len(words) == 1:
        return "organisation"  # initials: EHDC, NCC, KPMG
    return "organisation" if named else ""


def are_posts(texts: Collection[str]) -> bool:
    """Whether words of one place, a column or a line of each card, are posts: some say so, and hardly one is a body."""
    kinds = Counter(kind_of(text) for text in texts if kind_of(text) == "post" or " " in text.strip())
    short = all(len(text.split()) <= _LONGEST_POST for text in texts)
    return kinds["post"] >= max(2, _SOME * len(texts), _SOME * 20 * kinds["organisation"]) and short


def _is_post_word(words: list[str], at: int) -> bool:
    if words[at] == "executive":
        return at > 0 and words[at - 1] in ("chief", "deputy", "account", "assistant")
    if words[at] == "support" and at + 1 < len(words):
        return False  # "Community Support Unit"
    return trade.POSTS.get(words[at]) in ("office", "job")


def _split_inside(post: str) -> tuple[str, str]:
    """ "Chief Executive of Exshire Council" -> its two halves; "Director of Growth" stays whole."""
    if halves := post_in_a_body(post):
        return halves
    words = post.split()
    keys = [trade.folded(word) for word in words]
    for count in range(1, len(words)):
        body = " ".join(words[count:])
        code = re.fullmatch("[A-Z]{3,}|[BCD]C", body) and body.casefold() not in trade.POSTS  # "Director KPMG"
        if (code and keys[count - 1] not in _SMALL) or (_is_post_word(keys, count - 1) and _names_a_body(body)):
            return " ".join(words[:count]), body
    whole = cue("whole post").match(post)
    if whole and {*_keys(post[whole.end() :])} - _SMALL - _FIELDS - trade.POSTS.keys():  # "CEO Exby Science Park"
        return whole[1], post[whole.end() :]
    if (led := cue("body before a post").match(post)) and kind_of(post[led.end() :]) == "post":
        return post[led.end() :], led[1]
    return post, ""


def post_in_a_body(text: str) -> tuple[str, str] | None:
    """The halves of "Leader of Exshire Council", where a word between them says which is which."""
    places = (*cue("at a body").finditer(text), *cue("of a body").finditer(text))
    halves = [(text[: at.start()].strip(), at[0], text[at.end() :].strip()) for at in places]
    named = [(post, body) for post, _, body in halves if _names_a_body(body) and kind_of(post) == "post"]
    some = ((post, body) for post, at, body in halves if cue("at a body").match(at) and body[:1].isupper())
    named += [(post, body) for post, body in some if kind_of(post) == "post" != kind_of(body)]
    return named[0] if named else None


def _names_a_body(text: str) -> bool:
    several = len(text.split()) > 1 and text[:1].isupper() and "," not in text and not re.search(" with [a-z]", text)
    several = several and all(kind_of(half) != "post" for half in text.split(" and ")[1:])  # "Council and Holder for"
    return several and kind_of(text) == "organisation" and has_strong(text)


def is_seat(text: str) -> bool:
    """Whether words name a kind of seat and no body: "Private Sector", "Further Education"."""
    return cue("seat").fullmatch(text.strip()) is not None


def describe(reading: Reading, beside: str) -> None:
    """Fill in what the words beside a name say; a label over several people says nothing of one."""
    reading.beside = beside
    if last := re.fullmatch(r"(.*\S)\s*\(([^()]*)\)", beside):  # "Operations Officer (online)", "Exby Council (Chair)"
        if kind_of(last[2]) == "post" and kind_of(last[1]) == "organisation":
            beside = f"{last[2]}, {last[1]}"
        elif seat := cue("capacity").fullmatch(last[2]):  # "Councillor (Ward 2)"
            reading.capacity, beside = more(reading.capacity, seat[0]), last[1]
        elif cue("aside").fullmatch(last[2]) and not kind_of(last[2]):
            beside = last[1]
    beside = cue("term beside a post").sub("", beside).strip(" ,.;:–-")
    if not beside or cue("word for several").fullmatch(beside):
        return
    found = {"post": beside} if trade.office_of(beside) else _read_beside(beside)
    for column in ("post", "organisation", "capacity"):
        setattr(reading, column, more(getattr(reading, column), found.get(column, "")))
    reading.doubt(found.get("doubt", ""))


def unproved(reading: Reading, of_bodies: bool) -> Iterator[str]:
    """What of the post and the organisation no printed sign explains; a list that is `of_bodies` is a sign."""
    post, body = reading.post, reading.organisation
    if post and "post" not in reading.headed and not trade.office_of(post):
        head = cue("end of a head").split(post, maxsplit=1)[0]
        bare = all(trade.POSTS.get(word) == "qualifier" for word in _keys(post))
        within = has_strong(head) or cue("code before a post").match(post)
        if sum(word.islower() and word not in _SMALL for word in post.split()) > 1:
            yield "the words of its post read like part of a sentence"
        elif len(cue("leads").findall(post)) > 2 or len(_parts(post)) > 1 or re.search(r"[/;:*`]|\d|\.\s", post):
            yield "its post is of several parts: one may be an organisation or another's post"
        elif kind_of(post) != "post" or (bare and not _has_post_word(post)):
            yield "no word of its post is one of an office or a job"
        elif within or cue("at a body").search(post) or _ends_unknown(post):
            yield "an organisation may stand in the words of its post"
    if body and "organisation" not in reading.headed:
        if len(_parts(body)) > 1 or "(" in body:
            yield "its organisation is of several parts: one may be a post or a part of it"
        elif body.islower() or not (of_bodies or has_strong(body) or body.isupper()):
            yield "no word of its organisation says that it is one"
        elif _has_post_word(body):
            yield "a post may stand in the words of its organisation"
    if reading.beside and not (post or body or reading.capacity or reading.status or reading.stands_for):
        yield "nothing was made of the words beside the name"


def _ends_unknown(post: str) -> bool:
    """Whether words that nobody knows stand right behind a post: "Headteacher Exhall Community"."""
    head = cue("end of a head").split(post, maxsplit=1)[0]
    keys = _keys(head)
    last = max((at for at in range(len(keys)) if _is_post_word(keys, at)), default=len(keys))
    behind = [word for word in _WORD.findall(head) if trade.folded(word) in keys[last + 1 :]]
    unknown = [word for word in behind if word[1:].islower() and trade.folded(word) not in _FIELDS | trade.POSTS.keys()]
    return (len(unknown) > 0 and len(behind) > 1) or (len(behind) > 0 and head != post)


def _has_post_word(text: str) -> bool:
    return any(_is_post_word(_keys(text), at) for at in range(len(_keys(text))))


def _keys(text: str) -> list[str]:
    """The words of a text; one with a hyphen that nobody knows is two."""
    whole = map(trade.folded, _WORD.findall(text))
    return [one for word in whole for one in ([word] if word in trade.POSTS else word.split("-"))]


def more(known: str, new: str) -> str:
    """What is known with what is new: the longer where one holds the other, else both."""
    if not known or known.casefold() in new.casefold():
        return new or known
    parts = (new, known) if trade.POSTS.get(known) == "qualifier" else (known, new)  # "acting" behind a name
    return known if new.casefold() in known.casefold() else ", ".join(parts)


def are_initials_of(word: str, name: str) -> bool:
    """Whether a word is the short form that minutes print behind a name: "RCp" behind Richard Chapman."""
    starts = [part[0].upper() for part in re.split(r"[\s-]+", name) if part]
    letters = re.sub(r"[.\s-]", "", word)
    great = [letter for letter in letters if letter.isupper()]
    if not letters.isalpha() or not 2 <= len(great) <= len(letters) <= 5 or letters[0] != starts[0]:
        return False
    behind = starts[1:] or great[1:] * (trade.folded(letters) not in trade.LETTERS)  # "Christine (CD)"
    return great[1] in behind or great[-1] in behind
