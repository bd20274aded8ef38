"""Runs on screen: a week judged, drafted, prepared by one person, approved by another and released by a third."""
