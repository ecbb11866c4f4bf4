"""Verdicts as cards: the question, the answer, the sum, each definition beside the other."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from lepdata.model.dates import words
from lepdata.reviews.show import Markup, link
from lepdata.reviews.words import DEFINITION_WORDS
from lepdata.verdicts import Judgement, overall

STRENGTH_ORDER = {"requirement": 0, "expectation": 1, "best practice": 2}


def cards(judgement: Judgement | None) -> Markup:
    """One card per criterion, requirements first.

    Parameters
    ----------
    judgement : Judgement or None
        What `judge` returns; None gives a note that nothing can be judged.
    """
    if judgement is None:
        return Markup('<p class="lep-note">No dated list of this board was found, so no rule can be judged.</p>')
    ordered = sorted(by_criterion(judgement).values(), key=lambda own: STRENGTH_ORDER[own[0].strength])
    return Markup('<ul class="lep-verdicts">' + "".join(_card(own, judgement) for own in ordered) + "</ul>")


def by_criterion(judgement: Judgement) -> dict[str, list[Any]]:
    """The verdicts of each criterion, in the framework's order."""
    found: dict[str, list[Any]] = {}
    for verdict in judgement.verdicts:
        found.setdefault(verdict.criterion, []).append(verdict)
    return found


def _card(own: list[Any], judgement: Judgement) -> str:
    ruling = ruling_verdict(own, judgement.ruling_definition)
    return (
        f'<li class="lep-card"><h3 class="lep-asked">{escape(ruling.statement)}</h3>'
        f'<p class="lep-outcome" data-outcome="{ruling.outcome}"><strong>{ruling.outcome.capitalize()}</strong></p>'
        f'<p class="lep-sum">{escape(_sentence(ruling.reason))}</p>{_definitions(own)}{_remedy(ruling)}'
        f'<p class="lep-note">{_standing(ruling)} {_origin(ruling.source)}</p></li>'
    )


def ruling_verdict(own: Iterable[Any], ruling_definition: str) -> Any:
    """The verdict that rules among those of one criterion: the ruling definition, everyone counted."""
    own = list(own)
    everyone = [verdict for verdict in own if verdict.denominator == "all"] or own
    return next((verdict for verdict in everyone if verdict.definition == ruling_definition), everyone[0])


def _definitions(own: list[Any]) -> str:
    if len(own) == 1 or not any(verdict.for_ + verdict.against + verdict.unknown for verdict in own):
        return ""  # a single reading, or nobody to read differently
    rows = "".join(f"<dt>{escape(reading(verdict))}</dt><dd>{escape(_both(verdict))}</dd>" for verdict in own)
    return f'<dl class="lep-defs">{rows}</dl>{_together(own)}'


def _together(own: list[Any]) -> str:
    """What the definitions of private say together, everyone counted."""
    everyone = [verdict for verdict in own if verdict.denominator == "all" and verdict.definition]
    if len(everyone) < 2:
        return ""
    strict, listed = overall(everyone), overall(everyone, as_listed=True)
    also = f"; as listed: {listed}" if listed != strict else ""
    return f'<p class="lep-small">Together: {escape(strict + also)}.</p>'


def reading(verdict: Any) -> str:
    """Which definition and which denominator a verdict takes, for a label."""
    definition = DEFINITION_WORDS[verdict.definition or ""]
    said = ", ".join(filter(None, (definition, "" if verdict.denominator == "all" else verdict.denominator)))
    return said[:1].upper() + said[1:] or "Everyone"


def _both(verdict: Any) -> str:
    """Outcome and sum of one reading, in few words."""
    known = verdict.for_ + verdict.against + verdict.unknown
    unknown = f", {verdict.unknown} not known" if verdict.unknown else ""
    as_listed = "" if verdict.as_listed == verdict.outcome else f"; as listed: {verdict.as_listed}"
    return f"{verdict.outcome}{as_listed} ({verdict.for_} of {known}{unknown})"


def _remedy(verdict: Any) -> str:
    if not verdict.remedy:
        return ""
    text = escape(_sentence(verdict.remedy))
    return f'<p class="lep-remedy"><strong>What would settle or change it:</strong> {text}</p>'


def _standing(verdict: Any) -> str:
    timing = {
        "due": f"due by {words(verdict.due)}" if verdict.due else "in force at the list's date",
        "not yet due": f"not due until {words(verdict.due)}" if verdict.due else "not yet due at the list's date",
        "not in force": "not in force at the list's date",
    }[verdict.timing]
    return f"{verdict.strength.capitalize()}, {escape(timing)}."


def _origin(source: str) -> str:
    """A link to the rule's source; where only a trace of it was seen, the words say so."""
    said, _, address = source.rpartition(" ")
    if not said:
        return link("Source of the rule", address)
    return f"{escape(said[:1].upper() + said[1:])}: {link('seen here', address)}."


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else text + "."
