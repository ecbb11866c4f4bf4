"""How a published count is spoken of."""

from __future__ import annotations

from lepdata.model import PublishedCount, words
from lepdata.verdicts.terms import either, number

_AS = {
    "private": "as private",
    "women": "as women",
    "council": "from a council",
    "voluntary": "from the voluntary sector",
    "education": "from education",
}


def titled(count: PublishedCount, how_many: int = 1) -> str:
    """What kind of count it is and when it was taken, as the beginning of a sentence.

    Examples
    --------
    >>> titled(PublishedCount("women", 3, 16, "2018-07")), titled(PublishedCount("women", 3, of_this_list=True), 2)
    ('A count published for July 2018', 'The counts given with the list')
    """
    noun = either(how_many, "count", "counts")
    if count.of_this_list:
        return f"The {noun} given with the list"
    start = "A count" if how_many == 1 else "Counts"
    return f"{start} published for {words(count.as_at)}" if count.as_at else f"{start} published without a date"


def of_the_list(count: PublishedCount) -> str:
    """When it was taken, to follow the figure."""
    if count.of_this_list:
        return "given with the list"
    return f"published for {words(count.as_at)}" if count.as_at else "published without a date"


def spoken(count: PublishedCount) -> str:
    """What it says.

    Examples
    --------
    >>> spoken(PublishedCount("women", 3, 16)), spoken(PublishedCount("members", 15))
    ('3 of 16 members as women', '15 members')
    """
    if count.group == "members" or count.count is None:
        return number(count.size or 0, "member", "members")
    who = f"{count.count} of {number(count.of, 'member', 'members')}" if count.of else ""
    return f"{who or number(count.count, 'member', 'members')} {_AS[count.group]}"


def source(count: PublishedCount) -> str:
    """Where it was published, to follow the figure; "" where nobody said."""
    return f" ({count.source_url})" if count.source_url else ""
