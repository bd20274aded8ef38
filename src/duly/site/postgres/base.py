"""The database as Django knows it, but for two doors: errors pass one, where refusals are counted; questions the other, where it is said who looks."""

from types import TracebackType
from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base
from django.db.utils import DatabaseErrorWrapper
from django.utils.functional import cached_property
from psycopg import sql

from duly.core.record.sight import SETTING, who_looks
from duly.core.refusals.counting import count


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose refusals are counted, whoever asked: a unit of work, the ORM, plain SQL, or the commit itself.

    Before every question the database knows who looks (`duly.core.record.sight`): it is told when that has changed, and again after anything was
    undone, as the setting is undone with it. What forgets to say who looks is told to the database as nobody.
    """

    _told: str | None = None

    @cached_property
    def wrap_database_errors(self) -> DatabaseErrorWrapper:
        """The door."""
        return _CountsRefusals(self)

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor, once the database knows who looks."""
        who = who_looks()
        if self._told != who and self.connection.info.transaction_status != psycopg.pq.TransactionStatus.INERROR:
            # SET, and not a question: a transaction may still say afterwards how it is kept apart from others.
            self.connection.execute(sql.SQL("SET {} = {}").format(sql.SQL(SETTING), sql.Literal(who)))
            self._told = who
        return super().create_cursor(name)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that has been told nothing yet."""
        self._told = None
        return super().get_new_connection(conn_params)

    def _rollback(self) -> None:
        self._told = None
        super()._rollback()  # type: ignore[misc]  # Django has it, its stubs do not

    def _savepoint_rollback(self, sid: str) -> None:
        self._told = None
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # Django has it, its stubs do not


class _CountsRefusals(DatabaseErrorWrapper):
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(error, psycopg.Error) and settings.COUNT_REFUSALS:
            count(self.wrapper.settings_dict, error)
        super().__exit__(kind, error, trace)
