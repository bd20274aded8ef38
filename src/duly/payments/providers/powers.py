"""What the scheme is asked about providers."""

from duly.primitives.power import Power

ADD = Power("providers.add", "add a provider")
SET_PAYEE = Power("providers.set_payee", "set where a provider is paid", (("first account", "yes/no"),))
TAKE_IN = Power("providers.take_in", "take in a file of providers")
