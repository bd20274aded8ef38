"""What contracts let through: the list that adds up, and a look at each that was drawn."""
