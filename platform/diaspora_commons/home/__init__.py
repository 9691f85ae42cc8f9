"""The front page, my desk, and the pages about the site."""
