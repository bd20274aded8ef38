"""Submissions: papers put up for a principal's decision, and what they are returned for."""
