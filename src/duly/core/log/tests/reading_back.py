"""Reading the record back in tests that commit, as the auditor's role does."""

import psycopg

from duly.core.log.known_keys import known_keys
from duly.core.log.verification import Verdict, verify
from duly.site.database import dsn_of


def read_back() -> Verdict:
    """The verdict on everything recorded so far in the database Django speaks to. Signatures made with throwaway keys are not read."""
    with psycopg.connect(dsn_of("audit_ro")) as connection:
        keys = known_keys(connection)
        return verify(connection, keys=keys if keys.log else None)
