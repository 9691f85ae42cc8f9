"""Certificate courses: what is taught, in which language, when the next cohort starts."""
