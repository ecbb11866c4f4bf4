import pytest


@pytest.fixture(autouse=True)
def without_the_developers_own_registers(monkeypatch):
    """Full registers that a developer points at would change what the classifier finds."""
    monkeypatch.delenv("LEPDATA_REGISTERS", raising=False)
