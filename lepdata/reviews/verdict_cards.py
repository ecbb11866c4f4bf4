"""Verdicts as cards: the question, the answer, the sum, each definition beside the other."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from lepdata.model.dates import words
from lepdata.model.phrases import capital, say
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
        return Markup(f'<p class="lep-note">{escape(say("cards", "no-list"))}</p>')
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
    return f'<p class="lep-small">{escape(say("cards", "together", answer=_answer(strict, listed)))}</p>'


def _answer(outcome: str, as_listed: str) -> str:
    return outcome if as_listed == outcome else f"{outcome}; as listed: {as_listed}"


def reading(verdict: Any) -> str:
    """Which definition and which denominator a verdict takes, for a label."""
    definition = DEFINITION_WORDS[verdict.definition or ""]
    said = ", ".join(filter(None, (definition, "" if verdict.denominator == "all" else verdict.denominator)))
    return capital(said) or "Everyone"


def _both(verdict: Any) -> str:
    """Outcome and sum of one reading, in few words."""
    known = verdict.for_ + verdict.against + verdict.unknown
    answer, unknown = _answer(verdict.outcome, verdict.as_listed), verdict.unknown
    return say("cards", "sum-open" if unknown else "sum", answer=answer, n=verdict.for_, known=known, unknown=unknown)


def _remedy(verdict: Any) -> str:
    if not verdict.remedy:
        return ""
    text = escape(_sentence(verdict.remedy))
    return f'<p class="lep-remedy"><strong>{escape(say("cards", "remedy"))}</strong> {text}</p>'


def _standing(verdict: Any) -> str:
    return f"{verdict.strength.capitalize()}, {escape(_timing(verdict))}."


def _timing(verdict: Any) -> str:
    if verdict.timing == "not in force":
        return "not in force at the list's date"
    if verdict.due:
        return say("cards", "due-by" if verdict.timing == "due" else "not-due-until", day=words(verdict.due))
    return say("cards", "due" if verdict.timing == "due" else "not-due")


def _origin(source: str) -> str:
    """A link to the rule's source; where only a trace of it was seen, the words say so."""
    said, _, address = source.rpartition(" ")
    if not said:
        return link("Source of the rule", address)
    return f"{escape(capital(said))}: {link(say('cards', 'seen-here'), address)}."


def _sentence(text: str) -> str:
    text = capital(text)
    return text if text.endswith((".", "?", "!")) else text + "."
