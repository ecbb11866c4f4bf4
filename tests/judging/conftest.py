"""One verdict out of many."""

import pytest


@pytest.fixture
def one():
    """The one verdict of a judgement on a criterion, under a definition and denominator."""

    def find(judgement, criterion, definition="business", denominator="all"):
        found = [
            verdict
            for verdict in judgement.all_verdicts
            if verdict.criterion == criterion
            and verdict.definition in (definition, None)
            and verdict.denominator == denominator
        ]
        assert len(found) == 1, (criterion, found)
        return found[0]

    return find
