"""The one thing the application itself writes here: a mark, that a witness is to remember."""

import uuid

from django.db import connection, transaction


def mark(name: str, number: int, sha256: str, pence: int, *, event_id: uuid.UUID) -> None:
    """Have the witnesses remember a numbered thing that must never be made twice: "bank file" 7, the SHA-256 of its bytes, its total.

    In the transaction of the event it belongs to, and refused in any other. The same name and number twice is refused.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit.mark (event_id, name, number, sha256, pence) VALUES (%s, %s, %s, %s, %s)",
            [event_id, name, number, sha256, pence],
        )
