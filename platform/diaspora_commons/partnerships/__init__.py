"""What organisations ask of one another: a request, its one timeline for both sides, and what comes of it."""
