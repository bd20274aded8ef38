"""The boxes of the principals: what is with each, going to them and coming back, in which order, needed by when."""
