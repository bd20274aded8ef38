"""What must be so before anything is served or changed. Start-up refuses, and says which setting is unsafe."""

from django.conf import settings
from django.db import connection

from duly.core.log.witnessing import witnesses
from duly.core.record import in_force
from duly.machine.settings_check import unsafe_settings


def unsafe() -> list[str]:
    """A sentence for each thing that is not as it must be; empty when all is well."""
    connection.ensure_connection()
    return [
        *(one.sentence for one in unsafe_settings(connection.connection)),
        *in_force.faults(),
        *_witnesses_misnamed(),
        *settings.ORGANISATION.faults,
    ]


def refuse_if_unsafe() -> None:
    """RuntimeError naming every unsafe setting."""
    found = unsafe()
    if found:
        raise RuntimeError("Duly will not start:\n" + "\n".join(f"- {sentence}" for sentence in found))


def _witnesses_misnamed() -> list[str]:
    """A setting that cannot be understood stops us; a witness that does not answer does not: bank files then wait for it."""
    try:
        witnesses()
    except ValueError as wrong:
        return [str(wrong)]
    return []
