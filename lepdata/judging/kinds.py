"""The kinds of criterion: a new one is a class, a name here and in `framework.schema.json`."""

from __future__ import annotations

from lepdata.english import capital
from lepdata.judging.coverage import Coverage
from lepdata.judging.criteria import Criterion, Question
from lepdata.judging.kind import Kind
from lepdata.judging.office import Office
from lepdata.judging.thresholds import Ceiling, Presence, Share

KINDS: dict[str, Kind] = {kind.name: kind for kind in (Share(), Presence(), Ceiling(), Office(), Coverage())}


def kind_of(criterion: Criterion) -> Kind:
    return KINDS[criterion.kind]


def label(criterion: Criterion) -> str:
    """What a criterion is called in labels: its own name, or what it asks, such as "Two-thirds private"."""
    reading = "business" if criterion.who == "private" else ""
    return criterion.name or capital(kind_of(criterion).rule(Question(criterion, reading, "all")))
