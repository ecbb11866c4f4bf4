"""Reference facts: every frozen file, whose boards are in use, LEPs and other areas, councils."""
