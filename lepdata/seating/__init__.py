"""Sightings -> one row per place on one body at one date."""
