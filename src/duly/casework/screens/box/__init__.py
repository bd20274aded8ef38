"""The principals' boxes on screen: what is with each, one paper to read and answer, how long papers were away, and who signs what."""
