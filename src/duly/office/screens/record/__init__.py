"""The record on screen: what was done, by whom, under which authority."""
