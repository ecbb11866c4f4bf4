"""How a published count is spoken of."""

from __future__ import annotations

from lepdata.english import choose, plural
from lepdata.model import PublishedCount, words
from lepdata.model.phrases import phrases, say


def titled(count: PublishedCount, how_many: int = 1) -> str:
    """What kind of count it is and when it was taken, as the beginning of a sentence.

    Examples
    --------
    >>> titled(PublishedCount("women", 3, 16, "2018-07", "2018-07-01", "2018-07-31"))
    'A count published for July 2018'
    >>> titled(PublishedCount("women", 3, of_this_list=True), 2)
    'The counts given with the list'
    """
    if count.of_this_list:
        return f"The {choose(how_many, 'count', 'counts')} {taken(count)}"
    return say("counts", "count" if how_many == 1 else "counts", taken=taken(count))


def taken(count: PublishedCount) -> str:
    """When it was taken, to follow the figure; a year that its source did not print is only about right."""
    if count.of_this_list:
        return "given with the list"
    if not count.as_at:
        return "published without a date"
    return say("counts", "taken" if count.date_from else "taken-about", day=words(count.as_at))


def spoken(count: PublishedCount) -> str:
    """What it says.

    Examples
    --------
    >>> spoken(PublishedCount("women", 3, 16)), spoken(PublishedCount("members", 15))
    ('3 of 16 members as women', '15 members')
    """
    if count.group == "members" or count.count is None:
        return plural(count.size or 0, "member")
    phrase = "gives-of" if count.of else "gives"
    return say("counts", phrase, n=count.count, of=count.of, group=phrases("counted_as")[count.group])


def source(count: PublishedCount) -> str:
    """Where it was published, to follow the figure; "" where nobody said."""
    return f" ({count.source_url})" if count.source_url else ""
