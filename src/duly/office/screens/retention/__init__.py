"""Retention: legal holds, disposal lists, and the certificate of an erasure."""
