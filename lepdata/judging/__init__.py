"""Members -> met, not met or cannot tell, with the sum and the certainty."""
