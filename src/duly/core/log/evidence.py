"""An evidence pack: what the record holds about one thing, with the proof that it does, in one file that is checked without us.

The pack goes to a complainant, a provider or an auditor. It holds the events about the thing and about what hangs on it, the private words its
reader may have, a proof of each event's place in the log, the newest checkpoint with its witnesses' signatures, the verifier, and a page to read first.
"""

import json
import re
import uuid
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from duly.core.log.exporting import Lines, encoded
from duly.core.log.rereading import Connection
from duly.core.log.signatures import Keys
from duly.core.log.stored import tree_node
from duly.core.log.witnessing import unprotected
from duly.primitives.digest import sha256_hex
from duly.primitives.event import sentence
from duly.primitives.merkle import consistency_proof, inclusion_proof
from duly.primitives.note import Checkpoint

FORMAT = b"duly-pack/1\n"
MOST_JOINED = 60
"""Older checkpoints, one a day, that a pack is joined to: whoever kept one on paper can check the pack against it."""

_AN_ACCOUNT = re.compile(rb"(?<![0-9])(?:[0-9]{8}|[0-9]{2}-[0-9]{2}-[0-9]{2}|GB[0-9]{2}[ ]?[A-Z]{4}[0-9 ]{14,18})(?![0-9])")
"""What could be an account number, a sort code or an IBAN in full. No event should hold one; a pack never does."""

_EVENTS = """
    SELECT l.leaf_index, e.body, p.salt, p.content, e.action, e.subject_type, e.subject_ref, e.event_id
      FROM audit.event e LEFT JOIN audit.leaf l ON l.event_id = e.event_id LEFT JOIN audit.payload p ON p.event_id = e.event_id
     WHERE e.subject_ref = ANY(%s) ORDER BY l.leaf_index NULLS LAST
"""
_NEWEST = """
    SELECT c.size, c.note FROM audit.checkpoint c
     ORDER BY EXISTS (SELECT FROM audit.cosignature s WHERE s.size = c.size) DESC, c.size DESC LIMIT 1
"""
_ONE_A_DAY = """
    SELECT DISTINCT ON (signed_at::date) size, root FROM audit.checkpoint WHERE size < %s ORDER BY signed_at::date DESC, size DESC LIMIT %s
"""


@dataclass(frozen=True)
class Pack:
    """A finished pack: the zip's bytes and their SHA-256, how many events it proves, how many came without private words, how many wait."""

    content: bytes
    sha256: str
    events: int
    withheld: int
    waiting: int
    cosigned_by: int
    kept_in: int = 0


def pack(
    connection: Connection,
    *,
    about: str,
    subjects: Sequence[tuple[str, str]],
    keys: Keys,
    hidden: Collection[str] = (),
    unsaid: Collection[uuid.UUID] = (),
    kept: Checkpoint | None = None,
    kept_in: int = 0,
) -> Pack:
    """Make a pack about something. `subjects` are (kind, reference); those with an event of a `hidden` code are left out whole.
    Of the events `unsaid` the private words stay, as those that were erased.

    `kept` is a checkpoint its reader keeps, so that the pack can be checked against it; `kept_in` papers stay in the office, which its reader is told. ValueError when nothing is sealed yet.
    """
    newest = connection.execute(_NEWEST).fetchone()
    if newest is None:
        raise ValueError("Nothing is sealed yet, so nothing can be proved.")
    size, note = int(newest[0]), str(newest[1])
    cosigned = connection.execute("SELECT witness, line FROM audit.cosignature WHERE size = %s ORDER BY witness", [size]).fetchall()
    lines_of = [line for _, line in cosigned]
    found = [
        row for row in connection.execute(_EVENTS, [sorted({ref for _, ref in subjects})]).fetchall() if (row[5], row[6]) in set(subjects)
    ]
    closed = {(row[5], row[6]) for row in found if row[4] in hidden}
    shown = [row for row in found if (row[5], row[6]) not in closed]
    sealed = [row for row in shown if row[0] is not None and row[0] < size]

    out = BytesIO()
    lines, node, withheld, story = Lines(out.write, FORMAT), tree_node(connection), 0, []
    for key in keys.log:
        lines.add(b"key", key.encode())
    lines.add(b"about", encoded(about.encode()))
    lines.add(b"checkpoint", encoded(note.encode()), *(encoded(line.encode()) for line in lines_of))
    for other, root in _joined_to(connection, size, kept):
        proof = consistency_proof(*sorted((other, size)), node)
        lines.add(b"grew", b"%d" % other, encoded(root), *(encoded(one) for one in proof))
    for place, body, salt, content, _, _, _, event_id in sealed:
        words = None if content is None or event_id in unsaid or _AN_ACCOUNT.search(bytes(content)) else bytes(content)
        told = json.loads(bytes(body))
        withheld += words is None and told["payload_sha256"] != ""
        proof = inclusion_proof(place, size, node)
        salted = bytes(salt) if words is not None else None
        lines.add(b"entry", b"%d" % place, encoded(bytes(body)), encoded(salted), encoded(words), *(encoded(one) for one in proof))
        story.append(_line_of_the_story(place, told, words))
    lines.end()
    waiting, checkpoint = len(shown) - len(sealed), note + "".join(lines_of)
    readme = _readme(about, len(sealed), withheld, kept_in, waiting, size, [witness for witness, _ in cosigned], keys)
    content = _zipped(
        {
            "README.txt": readme.encode(),
            "what-happened.txt": "\n".join(story).encode() + b"\n",
            "evidence.txt": out.getvalue(),
            "checkpoint.txt": checkpoint.encode(),
            "duly_verify.py": verifier(),
        }
    )
    return Pack(content, sha256_hex(content), len(sealed), withheld, waiting, len(lines_of), kept_in)


def verifier() -> bytes:
    """The stand-alone verifier, as it is given to people outside."""
    found = find_spec("duly_verify")
    if found is None or found.origin is None:
        raise RuntimeError("The verifier duly_verify.py is not installed beside Duly.")
    return Path(found.origin).read_bytes()


def _joined_to(connection: Connection, size: int, kept: Checkpoint | None) -> list[tuple[int, bytes]]:
    """Other checkpoints the pack is proved to agree with: one a day, and the one its reader keeps if the log has that root."""
    found = [(int(other), bytes(root)) for other, root in connection.execute(_ONE_A_DAY, [size, MOST_JOINED])]
    if kept is not None and 0 < kept.size != size:
        last = connection.execute("SELECT size FROM audit.tree_state").fetchone()
        if last is not None and kept.size <= last[0]:
            found = [*(one for one in found if one[0] != kept.size), (kept.size, kept.root)]
    return found


def _line_of_the_story(place: int, told: dict, words: bytes | None) -> str:
    at, subject = datetime.fromisoformat(told["at"]), told["subject"]
    facts = {"ref": subject["ref"], "version": subject["version"], **told["facts"]}
    said = sentence(told["action"], facts, json.loads(words) if words is not None else None)
    return f"Entry {place}, {at:%-d %B %Y %H:%M} UTC, by {told['actor']['ref']}: {said}"


def _papers(number: int) -> str:
    return "1 paper are not here: it is" if number == 1 else f"{number} papers are not here: they are"


def _readme(about: str, events: int, withheld: int, kept_in: int, waiting: int, size: int, cosigned: Sequence[str], keys: Keys) -> str:
    not_here = (
        f"\nThe private words of {withheld} events are not here: they were erased, or are not for the reader of this pack.\n"
        if withheld
        else ""
    )
    stay = (
        f"\nThe entries of {_papers(kept_in)} marked, or of another case or name one, and stay{'s' * (kept_in == 1)} in the office.\n"
        if kept_in
        else ""
    )
    to_come = f"\n{waiting} newer events were not yet sealed when the pack was made, and are not in it.\n" if waiting else ""
    witnessed = (
        f"It carries the signatures of {len(cosigned)} witness{'es' if len(cosigned) != 1 else ''}. {unprotected(cosigned)}".rstrip()
        if cosigned
        else "NO WITNESS HAS SIGNED IT: by itself it proves only what the office says of its own record."
    )
    log_keys = "\n".join(f"    {key}" for key in keys.log[:1]) or "    (ask the office)"
    witness_keys = "\n".join(f"    {key}" for key in keys.witnesses) or "    (none)"
    return f"""Evidence about {about}
{"=" * (15 + len(about))}

What this is. The office keeps a record in which every decision is an entry, and which nobody can change unseen, not even the office. This pack
holds the {events} entries about {about} and about what hangs on it, exactly as they were sealed, with the proof that each is in the record.
{not_here}{stay}{to_come}
What is in it.
    what-happened.txt   the entries as sentences, to read
    evidence.txt        the entries as they were sealed, with their proofs: this is the evidence
    checkpoint.txt      the record's seal of {size} entries when the pack was made. {witnessed}
    duly_verify.py      the program that checks it all; it needs Python 3.11 with the package "cryptography", and no network

How to check it. Use a checkpoint that did not come from the office in this pack: from the paper certificate of a payment run, or from a witness.
Write it in a file, unpack this pack's duly_verify.py, or better get that program from somebody else, and run:

    python3 duly_verify.py PACK.zip CHECKPOINT

If your checkpoint is of another day than the pack's, and the program says that nothing joins them, ask for a pack made with your checkpoint.

The log's key, which you should compare with what the office has published elsewhere:
{log_keys}
Witnesses' keys:
{witness_keys}

What it does not show. That nothing else was ever recorded about {about}: the numbers of each thing's own entries run without a gap, but an entry
newer than the last one here would not be missed.
"""


def _zipped(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
