"""The witness: a small program that somebody else keeps. It signs that a log only grew, and remembers the numbers of bank files."""
