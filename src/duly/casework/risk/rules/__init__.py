"""How points become a level, and which happenings make an assessment due again: values only."""
