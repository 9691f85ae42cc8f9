"""Reading a course: its lessons, and what one has read of them."""
