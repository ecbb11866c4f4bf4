"""ALL BOARDS -> what they show together, as frames."""

__all__: list[str] = []
