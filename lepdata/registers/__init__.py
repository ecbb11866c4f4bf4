"""Reference facts: every frozen file, LEPs and other areas, and full registers that the user has downloaded."""
