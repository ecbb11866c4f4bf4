"""How the tables' words are said to a reader."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

SECTOR_WORDS = {
    "private": "Private",
    "council": "Council",
    "voluntary": "Voluntary",
    "education": "Education",
    "health": "Health",
    "other_public": "Other public",
    "trade_union": "Trade union",
    "unknown": "Not known",
}
FROM_SECTOR = {
    "private": "from business",
    "council": "from councils",
    "voluntary": "from voluntary bodies",
    "education": "from education",
    "health": "from health bodies",
    "other_public": "from other public bodies",
    "trade_union": "from trade unions",
}
DEFINITION_WORDS = {
    "business": "Business",
    "as-published": "As published",
    "national-accounts": "National accounts",
    "": "",
}
CRITERION_WORDS = {
    "private-two-thirds": "Two-thirds private",
    "private-half": "Half from business",
    "private-presence": "Business present",
    "chair-private": "Private chair",
    "deputy-chair-private": "Private deputy chair",
    "board-size": "At most 20 members",
    "co-opted-limit": "At most five co-opted",
    "women-one-third": "A third women",
    "women-half": "Half women",
    "voluntary-voice": "Voluntary voice",
    "voluntary-infrastructure": "Voluntary-sector support body",
    "councils-represented": "Councils represented",
    "geography": "Whole area represented",
    "diversity-champion": "Diversity champion named",
    "sme-representative": "Small-business member named",
    "statutory-partners": "Statutory partners present",
    "partnership-present": "Partnership present",
    "skills-providers": "Skills and training present",
    "employment-support": "Employment support present",
}
COMPLETENESS_WORDS = {
    "full": "full list",
    "assembled": "put together from a year of lists",
    "attendance": "attendance list",
    "not stated": "list of unstated completeness",
    "partial": "fragments",
    "truncated": "a list cut short",
}
_SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def number(n: int) -> str:
    """Small numbers in words.

    Examples
    --------
    >>> number(2), number(11)
    ('two', '11')
    """
    return _SMALL[n] if 0 <= n < len(_SMALL) else str(n)


def some(n: int) -> str:
    """A number that stands by itself in a sentence.

    Examples
    --------
    >>> some(0), some(2), some(14)
    ('none', 'two', '14')
    """
    return number(n) if n else "none"


def count(n: int, singular: str, plural: str = "") -> str:
    """A number with its noun.

    Examples
    --------
    >>> count(1, "member"), count(3, "body", "bodies"), count(0, "list")
    ('1 member', '3 bodies', '0 lists')
    """
    return f"{n} {singular if n == 1 else plural or singular + 's'}"


def listing(words: Sequence[str]) -> str:
    """Words joined as in a sentence.

    Examples
    --------
    >>> listing(["a", "b", "c"]), listing(["a"]), listing([])
    ('a, b and c', 'a', '')
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def percent(part: Fraction) -> str:
    """A share in whole per cent, for words only; comparisons are made with the fraction.

    Examples
    --------
    >>> percent(Fraction(2, 3)), percent(Fraction(1, 200))
    ('67%', '0.5%')
    """
    value = part * 100
    return f"{float(value):.1f}%" if 0 < value < 1 or 99 < value < 100 else f"{round(value)}%"


def percent_text(share: str) -> str:
    """An exact share given as text, in whole per cent.

    Examples
    --------
    >>> percent_text("2/3"), percent_text("0")
    ('67%', '0%')
    """
    return percent(Fraction(share))


def span(least: object, most: object) -> str:
    """A number known between two, "" where neither is.

    Examples
    --------
    >>> span(2, 2), span(2, 5), span("", "")
    ('2', '2 to 5', '')
    """
    if least is None or str(least) in ("", "<NA>", "nan"):
        return ""
    return str(least) if str(least) == str(most) else f"{least} to {most}"


def capital(text: str) -> str:
    """A text with a capital first letter.

    Examples
    --------
    >>> capital("nobody"), capital("")
    ('Nobody', '')
    """
    return text[:1].upper() + text[1:]


def thousands(value: object) -> str:
    """A whole number with its commas, "" where there is none.

    Examples
    --------
    >>> thousands(1676779), thousands("")
    ('1,676,779', '')
    """
    return "" if str(value) in ("", "None", "nan", "<NA>") else f"{int(float(str(value))):,}"
