"""VERDICTS -> one answer over several definitions, and whether a board breaks a rule that binds it."""

from __future__ import annotations

from collections.abc import Iterable

from lepdata.verdicts.records import Judgement, Verdict


def overall(verdicts: Iterable[Verdict], as_listed: bool = False) -> str:
    """What several verdicts on one criterion say together.

    Parameters
    ----------
    verdicts : iterable of Verdict
        One criterion under several definitions or denominators.
    as_listed : bool
        Ask the members listed instead of the whole board.

    Returns
    -------
    str
        "met under every definition", "not met under every definition", "depends on the definition" (met under one and
        not under another) or "cannot tell".

    Examples
    --------
    >>> overall([])
    'cannot tell'
    """
    outcomes = {one.as_listed if as_listed else one.outcome for one in verdicts}
    if {"met", "not met"} <= outcomes:
        return "depends on the definition"
    if len(outcomes) == 1 and "cannot tell" not in outcomes:
        return f"{outcomes.pop()} under every definition"
    return "cannot tell"


def breaches(judgement: Judgement) -> tuple[str, ...]:
    """The ids of requirements that are due and not met under the ruling definition, whichever denominator is taken."""
    binding: dict[str, list[str]] = {}
    ruling = (None, judgement.ruling_definition)
    for one in judgement.verdicts:
        if one.strength == "requirement" and one.timing == "due" and one.definition in ruling:
            binding.setdefault(one.criterion, []).append(one.outcome)
    return tuple(name for name, outcomes in binding.items() if set(outcomes) == {"not met"})
