"""The database's history: one straight line, the same on SQLite and PostgreSQL."""
