"""What of PostgreSQL's refusals is counted, by its codes."""

MAY_NOT, AGAINST_A_RULE, TWICE, OVERLAPS = "42501", "23514", "23505", "23P01"
COUNTED = (MAY_NOT, AGAINST_A_RULE, TWICE, OVERLAPS)
