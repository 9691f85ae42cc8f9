"""Who has a place in a cohort, who waits for one, and in which order."""
