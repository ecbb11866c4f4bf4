"""Verdicts -> the fewest changes, and drafts of action plans."""
