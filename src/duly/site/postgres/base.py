"""The database as Django knows it, but for the door all its errors pass: there the refusals are counted."""

from types import TracebackType

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base
from django.db.utils import DatabaseErrorWrapper
from django.utils.functional import cached_property

from duly.core.refusals.counting import count


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose refusals are counted, whoever asked: a unit of work, the ORM, plain SQL, or the commit itself."""

    @cached_property
    def wrap_database_errors(self) -> DatabaseErrorWrapper:
        """The door."""
        return _CountsRefusals(self)


class _CountsRefusals(DatabaseErrorWrapper):
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(error, psycopg.Error) and settings.COUNT_REFUSALS:
            count(self.wrapper.settings_dict, error)
        super().__exit__(kind, error, trace)
