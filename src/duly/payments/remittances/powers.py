"""What remittances ask the scheme."""

from duly.primitives.power import Power

MAKE = Power("remittances.make", "tell a provider what it was paid")
