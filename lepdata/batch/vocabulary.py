"""Values that lepdata's own parameters may take, so that a wrong name is met before a notebook starts.

They are asked of any notebook that imports lepdata, an analyst's copy of ours included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lepdata.dates import interval
from lepdata.errors import UsageError, near_matches, quoted
from lepdata.registers import geography


def unknown_values(given: Mapping[str, object], declared: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Each value that lepdata does not know: the parameter's name, the value, and what may have been meant.

    Parameters
    ----------
    given : mapping of str to value
        The parameters.
    declared : mapping of str to value
        Their defaults: a default is always allowed.

    Examples
    --------
    >>> [said(*found) for found in unknown_values({"lep": "Lancs"}, {"lep": ""})]
    ["lep: 'Lancs' is not known; did you mean 'Lancashire'?"]
    """
    checked = ((name, value) for name, value in given.items() if isinstance(value, str) and value != declared.get(name))
    return [(name, value, hint) for name, value in checked if name in CHECKS and (hint := CHECKS[name](value))]


def said(name: str, value: str, hint: str) -> str:
    """A value that is not known, in a sentence."""
    return f"{name}: {quoted(value)} is not known; {hint}"


def _near(value: str, known: Iterable[str]) -> str:
    known = list(known)
    near = near_matches(value, known)
    return f"did you mean {' or '.join(map(quoted, near))}?" if near else f"known are {', '.join(known[:8])}, …"


def _lep(value: str) -> str:
    try:
        geography.find_area(value)
    except UsageError as error:
        several = not str(error).startswith("No LEP is called")
        return str(error) if several else _near(value, geography.leps()["lep"])
    return ""


def _date(value: str) -> str:
    try:
        found = interval(value)
    except ValueError:
        found = None
    return "" if found or not value else "the date asked for must be one such as '2019-03-31'."


def _framework(value: str) -> str:
    from lepdata.judging.frameworks import framework, frameworks

    try:
        framework(value)
    except UsageError:
        return _near(value, sorted(set(frameworks()["framework"])))
    return ""


CHECKS: dict[str, Callable[[str], str]] = {"lep": _lep, "as_at": _date, "framework": _framework}
