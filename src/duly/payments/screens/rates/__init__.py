"""The rate book on screen: what is in force on a day, and why another rate is not."""
