"""Risk on screen: the register, one case's assessments with their forms, and what a month's meeting should have before it."""
