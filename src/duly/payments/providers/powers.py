"""What the scheme is asked about providers."""

from duly.primitives.power import Power

ADD = Power("providers.add", "add a provider")
PROPOSE_PAYEE = Power("providers.propose_payee", "ask for a provider's account to be set or changed", (("first account", "yes/no"),))
CALL_BACK = Power("providers.call_back", "record a call back about a provider's account")
CONFIRM_PAYEE = Power(
    "providers.confirm_payee", "confirm where a provider is paid", (("first account", "yes/no"), ("proposed by you", "yes/no"))
)
SET_COOLING_OFF = Power("providers.set_cooling_off", "set how long a new account waits before it is paid")
TAKE_IN = Power("providers.take_in", "take in a file of providers")
