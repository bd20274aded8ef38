"""The practice copy, played once for everybody who looks at it."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def played(server, django_db_setup, django_db_blocker) -> Iterator[str]:
    """The name of a database in which the practice copy's week and morning have been worked."""
    from django.db import connection

    from duly.office.practice.play import play

    shared, own = connection.settings_dict["NAME"], server.clone()
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = own
        play(say=lambda words: None, size="small")
        connection.close()
        connection.settings_dict["NAME"] = shared
    yield own
    server.drop(own)
