"""Tests of investigations."""
