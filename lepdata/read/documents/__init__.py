"""Published documents of every kind: lines with their places, and what those say of people."""
