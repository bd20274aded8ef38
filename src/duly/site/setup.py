"""Setting up: migrations as the owner, then triggers, grants and the owner of the record. Safe to run again."""

from django.core.management import call_command
from django.db import connection

from duly.core.confidentiality import policies
from duly.core.record import guards
from duly.machine.roles import as_keeper
from duly.site.database import role_names


def set_up() -> None:
    """Bring the schema up to date and put every guard in place. Runs as the owner (DULY_DATABASE_ROLE=owner)."""
    _make_keys()
    roles = role_names()
    with connection.cursor() as cursor, as_keeper(cursor, roles["audit_owner"]):
        policies.take_down(cursor)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        guards.install(cursor, app=roles["app"], seq=roles["seq"], audit_ro=roles["audit_ro"], audit_owner=roles["audit_owner"])
        policies.install(cursor, app=roles["app"], others=(roles["seq"], roles["audit_ro"], roles["audit_owner"]))
    _seal_second_steps()


def _make_keys() -> None:
    """The vault's keys, before anything is sealed under them; never where something is sealed already and they are only gone."""
    from duly.core.vault.keyring import Keyring
    from duly.core.vault.queries import anything_sealed

    sealed_already = "vault_wrappedkey" in connection.introspection.table_names() and anything_sealed()
    Keyring.find().make_missing(sealed_already=sealed_already)


def _seal_second_steps() -> None:
    """What an earlier version kept in the clear of apps and recovery codes."""
    from duly.site.second_steps import seal_what_is_clear

    seal_what_is_clear()


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duly.site.settings")
    django.setup()
    set_up()
