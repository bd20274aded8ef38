"""The record: what was done, by whom, under which authority."""
