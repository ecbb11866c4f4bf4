"""Characters that nobody sees but that change what is seen: shown by their number wherever people read.

A right-to-left override turns the rest of a line around, a zero-width space makes two names look like one, a control
character breaks a document. Isolating them would keep the damage inside the name and still show the reader another
name than was published; taking them out would hide that they were there. So they are shown. Files for programs keep
them as published.
"""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with every unseen character in figures; tabs and ends of lines stay.

    Examples
    --------
    >>> visible("Ada\\u202e elpmaxE"), visible("A\\u200bda"), visible("Zoë Ångström")
    ('Ada[U+202E] elpmaxE', 'A[U+200B]da', 'Zoë Ångström')
    """
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
