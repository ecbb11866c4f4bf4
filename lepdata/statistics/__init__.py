"""COUNTS -> intervals, limits, tests and indices: pure numbers, which know nothing of boards."""

__all__: list[str] = []
