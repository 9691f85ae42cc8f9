"""What somebody has earned, with a code that anybody can check."""
