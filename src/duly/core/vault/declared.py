"""Which columns of which tables are sealed: said beside each model, as its guard is, so that the vault need not know the rooms.

@keeps_sealed("sort_code", "account_number", row=lambda account: str(account.made_by))
class PayeeAccount(models.Model): ...
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from duly.core.vault.sealing import open_sealed

Row = Callable[[Any], str]
Also = Callable[[Any, Mapping[str, bytes]], str]


@dataclass(frozen=True)
class SealedTable:
    """A table with sealed columns. `row` names a row for ever; `also` says what else is wrong with a row once it is open, or nothing."""

    model: type[models.Model]
    fields: tuple[str, ...]
    row: Row
    also: Also
    with_related: tuple[str, ...] = ()

    def opened(self, instance: Any) -> dict[str, bytes]:
        """Every sealed value of one row, by field."""
        table, row = self.model._meta.db_table, self.row(instance)
        return {field: open_sealed(getattr(instance, field), table=table, row=row, field=field) for field in self.fields}


SEALED: list[SealedTable] = []
"""Every table with sealed columns."""


def keeps_sealed(
    *fields: str, row: Row, also: Also = lambda _row, _opened: "", with_related: tuple[str, ...] = ()
) -> Callable[[type[models.Model]], type[models.Model]]:
    """Declare that these columns of a model hold sealed values."""

    def keep(model: type[models.Model]) -> type[models.Model]:
        names = {f.name for f in model._meta.local_fields if isinstance(f, models.BinaryField)}
        if missing := set(fields) - names:
            raise TypeError(f"{model.__name__} has no column of bytes called {', '.join(sorted(missing))}.")
        model.sealed = SealedTable(model, fields, row, also, with_related)
        SEALED.append(model.sealed)
        return model

    return keep
