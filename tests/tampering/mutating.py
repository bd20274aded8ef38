"""Random damage, done by somebody nothing in the database stops. Each operator changes one thing; the seed says which."""

import random
from collections.abc import Callable

import psycopg

Operator = Callable[[psycopg.Connection, random.Random], bool]
"""Changes something. False where it found nothing to change, and another draw is made."""


def flip(table: str, column: str, key: str, where: str = "true") -> Operator:
    """One bit of some bytes."""

    def operator(c: psycopg.Connection, draw: random.Random) -> bool:
        found = c.execute(f"SELECT {key}, length({column}) FROM {table} WHERE {where} AND length({column}) > 0 ORDER BY 1").fetchall()
        if not found:
            return False
        name, length = draw.choice(found)
        at, bit = draw.randrange(length), 1 << draw.randrange(8)
        changed = f"set_byte({column}, {at}, get_byte({column}, {at}) # {bit})"
        return c.execute(f"UPDATE {table} SET {column} = {changed} WHERE {key}::text = %s", [str(name)]).rowcount > 0

    return operator


def remove(table: str, key: str, where: str = "true") -> Operator:
    """One row."""

    def operator(c: psycopg.Connection, draw: random.Random) -> bool:
        found = c.execute(f"SELECT {key}::text FROM {table} WHERE {where} ORDER BY 1").fetchall()
        return bool(found) and c.execute(f"DELETE FROM {table} WHERE {key}::text = %s", [draw.choice(found)[0]]).rowcount > 0

    return operator


def scribble(table: str, column: str, key: str) -> Operator:
    """One letter of a text."""

    def operator(c: psycopg.Connection, draw: random.Random) -> bool:
        name, text = draw.choice(c.execute(f"SELECT {key}::text, {column} FROM {table} ORDER BY 1, 2").fetchall())
        at = draw.randrange(len(text))
        letter = draw.choice([one for one in "aB3+/ \n—" if one != text[at]])
        changed = text[:at] + letter + text[at + 1 :]
        return c.execute(f"UPDATE {table} SET {column} = %s WHERE {key}::text = %s AND {column} = %s", [changed, name, text]).rowcount > 0

    return operator


def add_to(table: str, column: str, key: str, by_one_of: tuple[int, ...] = (-2, -1, 1, 2, 1000)) -> Operator:
    """A number made larger or smaller."""

    def operator(c: psycopg.Connection, draw: random.Random) -> bool:
        found = c.execute(f"SELECT {key}::text FROM {table} ORDER BY 1").fetchall()
        by = draw.choice(by_one_of)
        return c.execute(f"UPDATE {table} SET {column} = {column} + {by} WHERE {key}::text = %s", [draw.choice(found)[0]]).rowcount > 0

    return operator


def cut_body(c: psycopg.Connection, draw: random.Random) -> bool:
    """An event's body ends too soon."""
    name, length = draw.choice(c.execute("SELECT event_id, length(body) FROM audit.event ORDER BY 1").fetchall())
    keep = draw.randrange(length)
    return c.execute("UPDATE audit.event SET body = substr(body, 1, %s) WHERE event_id = %s", [keep, name]).rowcount > 0


def other_body(c: psycopg.Connection, draw: random.Random) -> bool:
    """Anything at all in the place of a body, and the leaf agrees with it."""
    (name,) = draw.choice(c.execute("SELECT event_id FROM audit.leaf ORDER BY 1").fetchall())
    told = draw.choice([b"", b"null", b"[" * 5000, b'{"id":1}', b"\xff\xfe", b'{"v":NaN}', b"1" * 5000, draw.randbytes(200)])
    c.execute("UPDATE audit.event SET body = %s WHERE event_id = %s", [told, name])
    return (
        c.execute(
            "UPDATE audit.leaf l SET leaf_hash = e.leaf_hash FROM audit.event e WHERE l.event_id = e.event_id AND l.event_id = %s", [name]
        ).rowcount
        > 0
    )


def copy_row(table: str, key: str) -> Operator:
    """A row that is there already, once more."""

    def operator(c: psycopg.Connection, draw: random.Random) -> bool:
        columns = [
            name
            for (name,) in c.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
                [table],
            )
        ]
        told = ", ".join(columns)
        (name,) = draw.choice(c.execute(f"SELECT {key}::text FROM {table} ORDER BY 1").fetchall())
        return c.execute(f"INSERT INTO {table} ({told}) SELECT {told} FROM {table} WHERE {key}::text = %s LIMIT 1", [name]).rowcount > 0

    return operator


def swap_leaves(c: psycopg.Connection, draw: random.Random) -> bool:
    """Two entries change places."""
    (size,) = c.execute("SELECT max(leaf_index) + 1 FROM audit.leaf").fetchone()
    one, other = draw.sample(range(size), 2)
    return (
        c.execute("UPDATE audit.leaf SET leaf_index = %s - leaf_index WHERE leaf_index IN (%s, %s)", [one + other, one, other]).rowcount
        == 2
    )


def point_elsewhere(c: psycopg.Connection, draw: random.Random) -> bool:
    """An entry is of another event than it was."""
    one, other = draw.sample(c.execute("SELECT leaf_index, event_id FROM audit.leaf ORDER BY 1").fetchall(), 2)
    return c.execute("UPDATE audit.leaf SET event_id = %s WHERE leaf_index = %s", [other[1], one[0]]).rowcount > 0


def swap_private_words(c: psycopg.Connection, draw: random.Random) -> bool:
    """Two events' private words change places."""
    one, other = draw.sample(c.execute("SELECT event_id FROM audit.payload ORDER BY 1").fetchall(), 2)
    both = [one[0], other[0]]
    changed = "UPDATE audit.payload SET event_id = CASE event_id WHEN %s THEN %s::uuid ELSE %s::uuid END WHERE event_id = ANY(%s::uuid[])"
    return c.execute(changed, [*both, one[0], both]).rowcount == 2


def change_column(c: psycopg.Connection, draw: random.Random) -> bool:
    """A column beside an event says something else than its body."""
    column = draw.choice(["action", "subject_type", "subject_ref"])
    (name,) = draw.choice(c.execute("SELECT event_id FROM audit.event ORDER BY 1").fetchall())
    return c.execute(f"UPDATE audit.event SET {column} = {column} || 'x' WHERE event_id = %s", [name]).rowcount > 0


def add_event_outside_the_log(c: psycopg.Connection, draw: random.Random) -> bool:
    """An event somebody made up, which nothing queued."""
    event_id = f"{draw.randrange(1 << 32):08x}-0000-7000-8000-{draw.randrange(1 << 48):012x}"
    body = f'{{"action":"post.made","actor":{{"posts":[],"ref":"x"}},"at":"2026-01-01","facts":{{"title":"x"}},"id":"{event_id}","payload_sha256":"","subject":{{"ref":"{event_id}","type":"post","version":1}},"v":1}}'
    c.execute(
        "INSERT INTO audit.event (event_id, recorded_at, xid, db_role, action, subject_type, subject_ref, subject_version, body)"
        " VALUES (%s, now(), pg_current_xact_id(), 'x', 'post.made', 'post', %s, 1, %s)",
        [event_id, event_id, body.encode()],
    )
    return True


def erase_unlawfully(c: psycopg.Connection, draw: random.Random) -> bool:
    """Private words are put on a list of erasures afterwards, and removed."""
    (name,) = draw.choice(c.execute("SELECT event_id FROM audit.payload ORDER BY 1").fetchall())
    c.execute("INSERT INTO audit.erased SELECT %s, erased_by FROM audit.erased LIMIT 1", [name])
    return c.execute("DELETE FROM audit.payload WHERE event_id = %s", [name]).rowcount > 0


def put_words_back(c: psycopg.Connection, draw: random.Random) -> bool:
    """What was erased is there again, or something in its place."""
    (name,) = c.execute("SELECT event_id FROM audit.erased LIMIT 1").fetchone()
    c.execute("INSERT INTO audit.payload VALUES (%s, %s, %s)", [name, draw.randbytes(32), b'{"name":"x"}'])
    return True


OPERATORS: dict[str, Operator] = {
    "a bit of a body": flip("audit.event", "body", "event_id"),
    "a body cut short": cut_body,
    "another body, and its leaf": other_body,
    "a column beside a body": change_column,
    "an event's number": add_to("audit.event", "subject_version", "event_id"),
    "an event gone": remove("audit.event", "event_id"),
    "an event twice": copy_row("audit.event", "event_id"),
    "an event outside the log": add_event_outside_the_log,
    "a bit of a leaf": flip("audit.leaf", "leaf_hash", "leaf_index"),
    "a leaf gone": remove("audit.leaf", "leaf_index"),
    "a leaf twice": copy_row("audit.leaf", "leaf_index"),
    "two leaves swapped": swap_leaves,
    "a leaf of another event": point_elsewhere,
    "a leaf's number": add_to("audit.leaf", "leaf_index", "leaf_index"),
    "a bit of a tile": flip("audit.tile", "hashes", "level"),
    "a tile gone": remove("audit.tile", "level"),
    "a tile's place": add_to("audit.tile", "idx", "level"),
    "a bit of the tree's edge": flip("audit.tree_state", "stack", "one"),
    "the tree's size": add_to("audit.tree_state", "size", "one"),
    "a bit of a root": flip("audit.checkpoint", "root", "size"),
    "a letter of a note": scribble("audit.checkpoint", "note", "size"),
    "a checkpoint's size": add_to("audit.checkpoint", "size", "size"),
    "a letter of a cosignature": scribble("audit.cosignature", "line", "size"),
    "a bit of private words": flip("audit.payload", "content", "event_id"),
    "a bit of a salt": flip("audit.payload", "salt", "event_id"),
    "private words gone": remove("audit.payload", "event_id"),
    "private words swapped": swap_private_words,
    "private words erased unlawfully": erase_unlawfully,
    "erased words put back": put_words_back,
    "a list of erasures gone": remove("audit.erased", "event_id"),
    "a queued event gone from the queue": remove("audit.pending", "event_id"),
    "a bit of a queued hash": flip("audit.pending", "leaf_hash", "event_id"),
    "a mark's sum": add_to("audit.mark", "pence", "number"),
    "a mark gone": remove("audit.mark", "number"),
    "a row's version": add_to("public.retention_hold", "version", "id", (1, 2, 1000)),
    "a row gone": remove("public.retention_hold", "id"),
}
"""Every way the database is damaged here."""
