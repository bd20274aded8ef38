"""What is measured, beside what it is measured against. Figures are read by people; nothing here passes or fails."""
