"""A provider's position on screen: where its account stands, now or as at an entry of the record."""
