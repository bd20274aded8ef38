"""The command box and the page of search, which say the same."""
