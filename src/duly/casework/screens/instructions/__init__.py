"""Standing instructions on screen: the list, one with what may be done, the reading of a letter, and the reply it leads to."""
