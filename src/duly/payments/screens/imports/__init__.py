"""Files in, on screen: what was taken in, what was refused, and every fault by row and column."""
