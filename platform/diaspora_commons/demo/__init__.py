"""The cast and the real content of a first run."""
