"""Standard letters: their wording by version, who owns each, and until when letters may be begun from it."""
