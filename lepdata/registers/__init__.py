"""Reference facts: LEPs, councils, districts, populations, charities, companies."""
