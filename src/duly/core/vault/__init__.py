"""Bank details and other secrets, sealed under keys kept outside the database."""
