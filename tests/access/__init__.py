"""Who may look at which address, and who may send what to it."""
