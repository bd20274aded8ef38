"""Tests of compliance."""
