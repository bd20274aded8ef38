"""The engine held to the reference, to the planted faults and to what is always true."""
