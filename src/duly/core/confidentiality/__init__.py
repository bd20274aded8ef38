"""Who may see a case: restrictions, walls that beat every grant, marks, and the glass that may be broken."""
