"""Any published board file -> sightings: one row per published line, every published word kept."""
