"""All boards together."""
