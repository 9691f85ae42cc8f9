"""The desk of the moderators: what waits for a decision, and reports of what is wrong."""
