"""MEMBERS -> whom a board gives a seat: councils, the voluntary sector, and what is published of it."""

__all__: list[str] = []
