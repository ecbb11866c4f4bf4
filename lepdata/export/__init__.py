"""Tables and boards in forms that other software reads."""
