"""What each key of a framework file may hold, as a test and in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from lepdata.model.vocabulary import DEFINITIONS, DENOMINATORS, STRENGTHS
from lepdata.verdicts.framework_records import KINDS, OFFICES, VERIFIED, WHO

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
# Without leading noughts and of few digits, so that the published schema can tell a share from more than all.
_EXACT = re.compile(r"(0|[1-9][0-9]{0,3})|(0|[1-9][0-9]{0,2})/[1-9][0-9]{0,2}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Check(NamedTuple):
    """What a value must be, as a test and in words."""

    fits: Callable[[Any], bool]
    expected: str


def is_slug(value: Any) -> bool:
    """Whether a value is a name of small letters, digits and hyphens."""
    return isinstance(value, str) and _SLUG.fullmatch(value) is not None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def is_date(value: Any) -> bool:
    """Whether a value is a day that exists as ISO text, or ""."""
    if not isinstance(value, str) or (value and not _DATE.fullmatch(value)):
        return False
    try:
        return not value or bool(date.fromisoformat(value))
    except ValueError:
        return False


def is_exact(value: Any) -> bool:
    """Whether a value is a whole number or a fraction as text."""
    return isinstance(value, str) and _EXACT.fullmatch(value) is not None


def _one_of(options: tuple[str, ...]) -> Check:
    return Check(lambda value: isinstance(value, str) and value in options, "one of " + ", ".join(options))


def _some_of(options: tuple[str, ...] = ()) -> Check:
    def fits(value: Any) -> bool:
        """Whether a value is a list, not empty, of what is allowed."""
        if not isinstance(value, list) or not value:
            return False
        return all(_is_text(one) and (not options or one in options) for one in value)

    return Check(fits, "a list out of " + ", ".join(options) if options else "a list of texts")


TEXT = Check(_is_text, "some text in quotation marks")
SLUG = Check(is_slug, "a name of small letters, digits and hyphens")
DATE = Check(is_date, 'a date that exists, such as "2020-03-31"')
YES_OR_NO = Check(lambda value: isinstance(value, bool), "true or false")
EXACT = Check(is_exact, 'an exact number as text, such as "2/3" or "20"')

FRAMEWORK_KEYS = {
    "id": SLUG,
    "version": TEXT,
    "title": TEXT,
    "body_kind": TEXT,
    "in_force_from": DATE,
    "ruling_definition": _one_of(DEFINITIONS),
    "source": TEXT,
    "verified": _one_of(VERIFIED),
}
FRAMEWORK_OPTIONS = {"in_force_to": DATE, "also_for": _some_of()}
CRITERION_KEYS = {
    "id": SLUG,
    "statement": TEXT,
    "kind": _one_of(KINDS),
    "threshold": EXACT,
    "who": _one_of(WHO),
    "strength": _one_of(STRENGTHS),
    "source": TEXT,
    "verified": _one_of(VERIFIED),
}
CRITERION_OPTIONS = {
    "among": _some_of(),
    "only_kinds": _some_of(),
    "in_organisation": YES_OR_NO,
    "office": _one_of(OFFICES),
    "exempt": _some_of(),
    "exempt_because": TEXT,
    "exempt_source": TEXT,
    "denominators": _some_of(DENOMINATORS),
    "announced": DATE,
    "due": DATE,
    "in_force_from": DATE,
    "in_force_to": DATE,
}
