"""Reviews -> reports/."""
