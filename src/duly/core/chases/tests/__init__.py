"""Tests of chases."""
