"""Answers questions with texts that a person wrote and reviewed, or says honestly that there is none."""
