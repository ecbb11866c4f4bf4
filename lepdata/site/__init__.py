"""Executed notebooks -> pages."""
