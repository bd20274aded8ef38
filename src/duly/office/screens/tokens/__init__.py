"""Tokens: what a program shows to act for me. Made once and shown once; revoked in one press."""
