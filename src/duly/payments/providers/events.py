"""What the record says of providers. Account details are never part of it."""

from dataclasses import dataclass

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class ProviderAdded(Event):
    code = "provider.added"
    subject = "provider"
    says = "{name} was added as provider {ref}."
    ref: str
    version: int
    name: str


@dataclass(frozen=True)
class PayeeSet(Event):
    code = "provider.payee_set"
    subject = "provider"
    says = "Provider {ref} is paid into the account ending {ending}."
    ref: str
    version: int
    ending: str = private()
