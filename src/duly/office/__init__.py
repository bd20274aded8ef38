"""Where the two wings meet: people, the scheme, the record, home."""
