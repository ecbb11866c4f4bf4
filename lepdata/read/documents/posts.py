"""What stands beside a name, taken apart: the post, the organisation, the capacity; and what could not be told."""

from __future__ import annotations

import re
from typing import NamedTuple

from lepdata.read.documents import trade

_PARTS = re.compile(r"\s+[-–—|]\s+|\s*[–—|]\s*|\s*[,;\t\n]\s*|\s*:\s+|\s+-|-\s+")
_BREAKS_A_HEAD = re.compile(r"\s(?:of|for|to|at|with|in|on|from)\s|\s[-–—]\s|[–—(]", re.IGNORECASE)
_AT = re.compile(r"\s+(?:at|@|from)\s+(?:the\s+)?", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|for|to|at|with)\s+(?:the\s+)?(?=[A-Z])")
_CAPACITY = re.compile(
    r"^(?:representing|on behalf of|rep(?:resentative)? (?:of|for)|nominated by|appointed by|nominee of|for)\s+(.+)$",
    re.IGNORECASE,
)
_SEAT = re.compile(
    r"^(?:(?:private|public|voluntary|third|business|education|community|vcse?|sme)[ -]+(?:sector)?|"
    r"local authorit(?:y|ies)|further education|higher education|universities|district councils?|independent)"
    r"(?:\s+(?:sector|representatives?|members?|directors?|rep))*$",
    re.IGNORECASE,
)

_SEAT_FIRST = re.compile(r"^((?:private|public|voluntary|third|education) sector)[ ,–-]+(?!rep|mem|dir)", re.IGNORECASE)


class Beside(NamedTuple):
    """What the words beside a name say."""

    post: str = ""
    organisation: str = ""
    capacity: str = ""
    doubt: str = ""


def read_beside(text: str) -> Beside:
    """The post, the organisation and the capacity that the words beside a name give."""
    text = " ".join(text.replace("\t", " , ").split()).strip(" ,;:.-–—|/")
    if not text:
        return Beside()
    if _CAPACITY.match(text):
        return Beside(capacity=text)
    if _SEAT.match(text):
        return Beside(capacity=text)
    found = _of_parts(_parts(text))
    if (seat := _SEAT_FIRST.match(found.post)) and kind_of(found.post[seat.end() :]) == "post":
        return found._replace(post=found.post[seat.end() :], capacity=seat[1])
    return found


def _parts(text: str) -> list[tuple[str, str]]:
    """The parts of a text, each with the sign that stood before it; nothing is parted inside brackets."""
    found, at, sign = [], 0, ""
    for match in _PARTS.finditer(text):
        if text.count("(", at, match.start()) > text.count(")", at, match.start()):
            continue
        found.append((sign, text[at : match.start()].strip()))
        at, sign = match.end(), match[0]
    found.append((sign, text[at:].strip()))
    return [(sign, part) for sign, part in found if part]


def _of_parts(parts: list[tuple[str, str]]) -> Beside:
    posts, bodies, unclear = "", "", []
    for sign, part in parts:
        kind = kind_of(part)
        if (part.startswith("and ") and posts and not bodies) or (kind == "post" and not bodies):
            posts = _joined(posts, sign, part)
        elif kind == "post":
            posts = _joined(posts, ", ", part)
        elif kind == "organisation" and posts and not bodies and sign.strip() in ("–", "-", "—") and _is_a_field(part):
            posts = _joined(posts, sign, part)
        elif kind == "organisation" or bodies:
            bodies = _joined(bodies, sign, part)
        elif posts and _goes_on(posts, part):
            posts = _joined(posts, sign, part)
        elif posts:
            bodies = part
            unclear.append(part)
        else:
            bodies = _joined(bodies, sign, part)
            unclear.append(part)
    doubt = f"no word of “{unclear[0]}” says whether it is a post or an organisation" if unclear else ""
    if posts and not bodies:
        posts, bodies = _split_inside(posts)
    return Beside(posts, bodies, "", doubt)


def _is_a_field(part: str) -> bool:
    """Whether the words behind a dash name what somebody looks after: "Integration & Direct Services"."""
    words = [trade.folded(word) for word in part.split()]
    return (" and " in part or "&" in part) and not any(trade.organisation_words().get(word) == "" for word in words)


def _joined(whole: str, sign: str, part: str) -> str:
    if not whole:
        return part
    sign = ", " if not sign.strip() or sign.strip() == "," else f" {sign.strip()} " if sign.strip() != ";" else "; "
    return whole + (": " if sign.strip() == ":" else sign) + part


def _goes_on(posts: str, part: str) -> bool:
    """Whether an unknown part belongs to the post before it: "Cabinet Member for Growth, Transport and Skills"."""
    last = posts.rsplit(",", 1)[-1] if "," in posts else posts
    return part[:1].islower() or " and " in part or "&" in part or re.search(r"\bfor\b", last) is not None


def kind_of(part: str) -> str:
    """Whether the words are a "post", an "organisation", or "" where no word says."""
    head = _BREAKS_A_HEAD.split(part.strip(), maxsplit=1)[0]
    words = [trade.folded(word) for word in re.findall(r"[\w&'’.-]+", head)]
    if not words:
        return ""
    body_at = max((at for at, word in enumerate(words) if word in trade.organisation_words()), default=-1)
    post_at = max((at for at, word in enumerate(words) if _is_post_word(words, at)), default=-1)
    if post_at > body_at or _begins_with_post(words, body_at):
        return "post"
    strong = any(trade.organisation_words().get(word) == "" for word in words)
    if words[0] in trade.phrases("begins_a_post") and len(words) > 1 and not strong:
        return "post"
    if body_at >= 0 and 0 <= post_at == body_at - 1 and trade.organisation_words()[words[body_at]]:
        return "post"  # "Vice President Media": a weak word right behind a post is its field
    if body_at >= 0:
        return "organisation"
    if post_at >= 0 or all(trade.post_words().get(word) == "qualifier" for word in words):
        return "post"
    bare = re.sub(r"[.&\s]", "", part)
    if 2 <= len(bare) <= 8 and bare.isupper() and bare.isalpha() and len(words) == 1:
        return "organisation"  # initials: EHDC, NCC, KPMG
    tail = [trade.folded(word) for word in re.findall(r"[\w&'’.-]+", part)]
    return "organisation" if any(trade.organisation_words().get(word) == "" for word in tail) else ""


def _begins_with_post(words: list[str], body_at: int) -> bool:
    """ "CEO Exbridge City Council": words of a post first, and at least two of a body behind them."""
    last = max((at for at in range(body_at) if _is_post_word(words, at)), default=-1)
    return 0 <= last < body_at - 1 and all(word in trade.post_words() or word in ("&", "and") for word in words[:last])


def _is_post_word(words: list[str], at: int) -> bool:
    kind = trade.post_words().get(words[at], "")
    if words[at] == "executive":
        return at > 0 and words[at - 1] in ("chief", "deputy", "account", "assistant")
    return kind in ("office", "job")


def _split_inside(post: str) -> tuple[str, str]:
    """ "Chief Executive of Exshire Council" -> its two halves; "Director of Growth" stays whole."""
    for pattern in (_AT, _OF):
        for match in pattern.finditer(post):
            body = post[match.end() :]
            if _names_a_body(body) and kind_of(post[: match.start()]) == "post":
                return post[: match.start()].strip(), body.strip()
    words = post.split()
    keys = [trade.folded(word) for word in words]
    for count in range(len(words) - 1, 0, -1):
        body = " ".join(words[count:])
        if _is_post_word(keys, count - 1) and _names_a_body(body) and not kind_of(words[count]):
            return " ".join(words[:count]), body
    return post, ""


def _names_a_body(text: str) -> bool:
    words = [trade.folded(word) for word in re.findall(r"[\w&'’.-]+", text)]
    if len(words) < 2 or not text[:1].isupper() or kind_of(text) != "organisation" or "," in text:
        return False
    return any(trade.organisation_words().get(word) == "" for word in words)


def is_seat(text: str) -> bool:
    """Whether words name a kind of seat and no body: "Private Sector", "Further Education"."""
    return _SEAT.match(text.strip()) is not None
