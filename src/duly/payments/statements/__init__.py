"""What a provider's account stands at: a position that ties out, as it is known now or was known at an entry of the record."""
