"""Who provides care, and where they are paid."""
