"""Who may see a case, its file as at a moment, and the list of cases, on screen."""
