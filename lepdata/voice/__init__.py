"""Members -> councils and areas, the voluntary sector, women, publication."""
