"""What is tried against the log's own tables, and what PostgreSQL answers each role: rows of the enforcement matrix beyond its twenty-eight."""

OK, NO, HELD = "ok", "42501", "23514"
"""Allowed; not permitted (InsufficientPrivilege); refused by a trigger or a check (CheckViolation)."""

_NOUGHT = "decode(repeat('00', 32), 'hex')"
_A_HAND_OVER = "INSERT INTO banking_handover (file_id, n, taken_by, taken_at, unwitnessed, made_by) SELECT id, 1, 'x', now(), {}, gen_random_uuid() FROM banking_bankfile WHERE state = 'issued'"

STATEMENTS: list[tuple[str, str, tuple[str, ...]]] = [
    # what is tried, in words                     the statement                                              app  seq ro owner superuser
    ("give an entry number out of turn", f"INSERT INTO audit.leaf VALUES (999, gen_random_uuid(), {_NOUGHT})", (NO, HELD, NO, NO, HELD)),
    (
        "give an entry number to what was never recorded",
        f"INSERT INTO audit.leaf SELECT size, gen_random_uuid(), {_NOUGHT} FROM audit.tree_state",
        (NO, HELD, NO, NO, HELD),
    ),
    ("change an entry", "UPDATE audit.leaf SET leaf_hash = leaf_hash", (NO, NO, NO, NO, HELD)),
    ("take an entry out", "DELETE FROM audit.leaf", (NO, NO, NO, NO, HELD)),
    ("empty the log", "TRUNCATE audit.leaf", (NO, NO, NO, NO, HELD)),
    ("change a node of the tree", f"UPDATE audit.tile SET hashes = {_NOUGHT}", (NO, HELD, NO, NO, HELD)),
    ("take a node of the tree out", "DELETE FROM audit.tile", (NO, NO, NO, NO, HELD)),
    ("make the tree smaller", "UPDATE audit.tree_state SET size = 0, stack = int8send(0)", (NO, HELD, NO, NO, HELD)),
    ("take the tree away", "DELETE FROM audit.tree_state", (NO, NO, NO, NO, HELD)),
    ("put another root under a checkpoint", "UPDATE audit.checkpoint SET root = root", (NO, NO, NO, NO, HELD)),
    (
        "sign another tree than there is",
        f"INSERT INTO audit.checkpoint (size, root, note) VALUES (999999, {_NOUGHT}, 'x')",
        (NO, HELD, NO, NO, HELD),
    ),
    ("take a checkpoint away", "DELETE FROM audit.checkpoint", (NO, NO, NO, NO, HELD)),
    ("take a cosignature away", "DELETE FROM audit.cosignature", (NO, NO, NO, NO, HELD)),
    ("take an event out of the queue", "DELETE FROM audit.pending", (NO, HELD, NO, NO, HELD)),
    ("change what waits in the queue", "UPDATE audit.pending SET recorded_at = now()", (NO, NO, NO, NO, HELD)),
    ("change what a file's mark says", "UPDATE audit.mark SET pence = 0", (NO, NO, NO, NO, HELD)),
    (
        "mark a file afterwards",
        "INSERT INTO audit.mark SELECT event_id, 'bank file', 99, repeat('0', 64), 1 FROM audit.event LIMIT 1",
        (HELD, NO, NO, NO, HELD),
    ),
    ("forget that a mark was kept", "DELETE FROM audit.mark_kept", (NO, NO, NO, NO, HELD)),
    ("hush an alarm", "DELETE FROM audit.alarm", (NO, NO, NO, NO, HELD)),
    ("hand over a file that no witness saw", _A_HAND_OVER.format("false"), (HELD, NO, NO, NO, HELD)),
    ("hand over a file unwitnessed", _A_HAND_OVER.format("true"), (HELD, NO, NO, HELD, HELD)),
    (
        "write a witness's signature",
        "INSERT INTO audit.cosignature SELECT max(size), 'w', 'x', now() FROM audit.checkpoint",
        (NO, OK, NO, NO, OK),
    ),
    (
        "write that a witness keeps a mark",
        "INSERT INTO audit.mark_kept (name, number, witness) SELECT name, number, 'w' FROM audit.mark LIMIT 1",
        (NO, OK, NO, NO, OK),
    ),
]
"""The last two are the sequencer's to write: a signature that is none is found by whoever verifies, and a file let go by it bears a name to ask."""
