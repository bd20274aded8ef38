"""Django's PostgreSQL, with one thing more: what the database refuses is counted."""
