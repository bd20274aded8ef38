"""What the desks of payments ask the scheme by themselves."""

from duly.primitives.power import Power

READ = Power("payments.read", "read payments, with the names of those who receive care")
