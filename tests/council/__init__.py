"""The invented council of the practice copy, held to what it says of itself."""
