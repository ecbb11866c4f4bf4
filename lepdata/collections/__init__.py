"""A folder of published lists -> built tables."""
