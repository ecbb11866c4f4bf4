"""The kinds of criterion: a new one is a class, a name here and in `framework.schema.json`."""

from __future__ import annotations

from lepdata.judging.coverage import Coverage
from lepdata.judging.criteria import Criterion
from lepdata.judging.kind import Kind
from lepdata.judging.office import Office
from lepdata.judging.thresholds import Ceiling, Presence, Share

KINDS: dict[str, Kind] = {kind.name: kind for kind in (Share(), Presence(), Ceiling(), Office(), Coverage())}


def kind_of(criterion: Criterion) -> Kind:
    return KINDS[criterion.kind]
