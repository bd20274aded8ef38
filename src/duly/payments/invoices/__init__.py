"""What providers claim: invoices and their lines."""
