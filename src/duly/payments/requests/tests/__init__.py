"""Tests of payment requests."""
