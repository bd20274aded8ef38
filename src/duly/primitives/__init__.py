"""Plain values and small tools that every storey may use. No Django here."""
