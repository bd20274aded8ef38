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
class ProviderRenamed(Event):
    code = "provider.renamed"
    subject = "provider"
    says = "Provider {ref} is {name}; a file had it as {before}."
    ref: str
    version: int
    name: str
    before: str


@dataclass(frozen=True)
class ProviderForgotten(Event):
    """The import that told of it was undone. Its reference is free, and whoever is added under it is the same row."""

    code = "provider.forgotten"
    subject = "provider"
    says = "Provider {ref}, {name}, is known no longer: the import that told of it was undone."
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


@dataclass(frozen=True)
class PayeeProposed(Event):
    code = "payee-change.proposed"
    subject = "payee change"
    says = "{asked_by}, by {came_by}, asked that provider {provider_ref} be paid into the account ending {ending}."
    ref: str
    version: int
    provider_ref: str
    came_by: str
    first_account: str
    asked_by: str = private()
    ending: str = private()


@dataclass(frozen=True)
class CalledBack(Event):
    code = "payee-change.called-back"
    subject = "payee change"
    says = "{spoke_to} of provider {provider_ref} was called back about change {ref}, on a number the office had before: {number_from}"
    ref: str
    version: int
    provider_ref: str
    called_on: str
    number_known_since: str
    number: str = private()
    number_from: str = private()
    spoke_to: str = private()


@dataclass(frozen=True)
class PayeeConfirmed(Event):
    code = "payee-change.confirmed"
    subject = "payee change"
    says = "Change {ref} of where provider {provider_ref} is paid was confirmed, as {proposed_by} proposed."
    ref: str
    version: int
    provider_ref: str
    proposed_by: str
    same_account_as: tuple[str, ...]


@dataclass(frozen=True)
class PayeeRefused(Event):
    code = "payee-change.refused"
    subject = "payee change"
    says = "Change {ref} of where provider {provider_ref} is paid was refused: {because}"
    ref: str
    version: int
    provider_ref: str
    because: str = private()


@dataclass(frozen=True)
class PayeeWithdrawn(Event):
    code = "payee-change.withdrawn"
    subject = "payee change"
    says = "Change {ref} of where provider {provider_ref} is paid was withdrawn: {because}"
    ref: str
    version: int
    provider_ref: str
    because: str = private()


@dataclass(frozen=True)
class CoolingOffSet(Event):
    code = "cooling-off.set"
    subject = "cooling-off"
    says = "A newly confirmed account waits {days} days before it is paid."
    ref: str
    version: int
    days: int
