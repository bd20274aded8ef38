"""What runs on this machine: its folder, its PostgreSQL, the database's roles, and the processes kept alive."""
