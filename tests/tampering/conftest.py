"""One furnished office for all the tests of tampering: each takes back what it changed."""

from collections.abc import Iterator

import pytest

from tests.tampering.ground import Office, furnish


@pytest.fixture(scope="module")
def office(server, django_db_setup, django_db_blocker) -> Iterator[Office]:
    """An office in a database of its own, furnished once for the file."""
    import os

    from django.db import connection

    shared, own = connection.settings_dict["NAME"], server.clone()

    def copy() -> str:
        connection.close()
        return server.owner_of(server.clone(of=own))

    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = own
        os.environ["DULY_CLONE"] = own
        try:
            yield furnish(server.owner_of(own), copy)
        finally:
            connection.close()
            connection.settings_dict["NAME"] = shared
            del os.environ["DULY_CLONE"]
            server.drop(own)
