"""The deadline engine against a day walker, and the published examples."""
