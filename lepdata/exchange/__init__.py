"""TABLES -> the workbook and the formats that other people's software reads."""

__all__: list[str] = []
