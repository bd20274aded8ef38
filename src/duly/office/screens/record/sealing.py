"""What the record's pages say of its sealing: entry numbers, the newest checkpoint, and whether anybody elsewhere has signed for it."""

import base64
from typing import Any

from duly.core.log.queries import CheckpointSeen, Proof
from duly.core.log.witnessing import BESIDE, witnesses
from duly.core.record.clock import LONDON

WAITING = "waiting"


def number(entry_number: int | None) -> str:
    """An entry number as people read it; before it has one, that it waits for it."""
    return WAITING if entry_number is None else f"{entry_number:,}"


def pairs(checkpoint: CheckpointSeen | None) -> list[tuple[str, str]]:
    """The newest checkpoint, for a list of facts."""
    if checkpoint is None:
        return [("Newest checkpoint", "none yet: the sequencer has signed nothing")]
    at = checkpoint.at.astimezone(LONDON)
    return [
        ("Newest checkpoint", f"{checkpoint.size:,} entries, signed on {at.day} {at:%B %Y at %H:%M:%S}"),
        ("Cosigned by", ", ".join(checkpoint.cosigned_by) or "nobody yet"),
        ("Root", checkpoint.root),
    ]


def unprotected(checkpoint: CheckpointSeen | None) -> str:
    """Why the newest checkpoint protects from nobody who owns this machine, in a sentence; empty when somebody elsewhere has signed it."""
    try:
        beside = {witness.name for witness in witnesses() if witness.beside}
    except ValueError as wrong:
        return str(wrong)
    signed = set(checkpoint.cosigned_by) if checkpoint else set()
    if signed - beside:
        return ""
    return BESIDE if signed else "No witness has signed this, so this is not yet protection."


def as_json(proof: Proof, body: str) -> dict[str, Any]:
    """A proof for programs. `body` is the exact text that was sealed."""
    return {
        "event_id": str(proof.event_id),
        "entry_number": proof.entry_number,
        "body": body,
        "leaf_hash": proof.leaf_hash,
        "tree_size": proof.checkpoint.size,
        "root": proof.checkpoint.root,
        "hashes": list(proof.hashes),
        "checkpoint": proof.checkpoint.note,
        "cosigned_by": list(proof.checkpoint.cosigned_by),
    }


def as_text(proof: Proof) -> str:
    """A proof as C2SP tlog-proof writes it."""
    hashes = "".join(base64.b64encode(bytes.fromhex(one)).decode() + "\n" for one in proof.hashes)
    return f"c2sp.org/tlog-proof@v1\nindex {proof.entry_number}\n{hashes}\n{proof.checkpoint.note}"
