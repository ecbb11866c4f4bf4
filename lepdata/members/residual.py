"""Does a cell read like the name of a business? The one guess the classifier makes, and it is named."""

from __future__ import annotations

import re

_LONGEST_NAME, _MOST_WORDS = 70, 8
_FORMULA = re.compile(r"^\s*[=+@\-#]")
_ADDRESS = re.compile(r"@|https?:|www\.", re.I)
_NO_NAME = re.compile(
    r"^(n/?a|none|nil|unknown|not (known|stated|applicable|given)|tb[ac]|to be (confirmed|advised|appointed)|"
    r"retired|independent|various|other|others|self|vacan(t|cy)|member|director|chair(man|woman|person)?|"
    r"board|public|private|organisation|company|test|true|false|[\d.,]+e[+-]?\d+)$",
    re.I,
)
_UNNAMED = re.compile(r"\b(unnamed|unspecified|several|number of|various)\b", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]")
# UTF-8 that was read as Latin-1 or Windows-1252: a capital A with tilde or circumflex before a sign, and the like
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|\u00e2\u20ac|\u00ef\u00bf\u00bd|\u00f0\u0178"
)


def trading_name(text: str) -> bool:
    """Whether a cell reads like a name: a few words with letters, no formula, address, sentence or place-holder.

    Examples
    --------
    >>> [trading_name(text) for text in ("Brave Example", "3E", "=SUM(A1)", "42", "TBC", "a number of firms (unnamed)")]
    [True, True, False, False, False, False]
    """
    text = text.strip()
    if not text or len(text) > _LONGEST_NAME or len(text.split()) > _MOST_WORDS:
        return False
    if _FORMULA.search(text) or _ADDRESS.search(text) or _CONTROL.search(text) or _MOJIBAKE.search(text):
        return False
    if _NO_NAME.match(text.strip(" .?")) or _UNNAMED.search(text):
        return False
    latin = text.isascii() or not any(c.isalpha() and c >= "\u0250" for c in text)
    return latin and any(map(str.isalpha, text)) and len(text.strip(" .?-")) >= 2 and text[0].isalnum()
