"""Papers made from values: letters as PDF."""
