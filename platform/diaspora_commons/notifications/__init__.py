"""Letters to people: written as rows, carried by post."""
