"""How much is at risk on a case: assessments with their evidence, what forces another, and who above is brought in."""
