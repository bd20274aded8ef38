"""Retention: legal holds, and the lawful erasure of private words by two people. What was sealed stays sealed."""
