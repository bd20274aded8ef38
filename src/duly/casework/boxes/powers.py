"""What this room asks the scheme about."""

from duly.primitives.power import Power

PRINCIPALS = Power("box.principals", "say who the principals are and how much they can read")
ORDER = Power("box.order", "order a principal's box and say when each paper is needed")
"""The principal whose box it is may always."""
