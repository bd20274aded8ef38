"""Which PostgreSQL a connection reached, and whether Duly can use it."""

from typing import Any

OLDEST = 18


def version_number(connection: Any) -> int:
    """PostgreSQL's own number for its version: 180006 for 18.6."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        return int(cursor.fetchone()[0])


def version_name(number: int) -> str:
    """The name people use: 180006 is 18.6."""
    return f"{number // 10000}.{number % 10000}"


def why_not_version(number: int) -> str | None:
    """Why Duly cannot use this version, in a sentence, or None."""
    if number >= OLDEST * 10000:
        return None
    return (
        f"Duly needs PostgreSQL {OLDEST} or later and this server is {version_name(number)}: "
        f"only {OLDEST} keeps periods that may not overlap."
    )
