"""What providers were told of payments: every remittance, in one list."""
