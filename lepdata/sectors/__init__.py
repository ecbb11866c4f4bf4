"""Seats -> whom each person speaks for, and how we know."""
