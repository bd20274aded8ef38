#!/usr/bin/env python3
"""duly-verify EXPORT CHECKPOINT: check a record exported from Duly against a checkpoint that was kept somewhere else.

Written to be read in one sitting by whoever must rely on it. It needs Python 3.11 and the package `cryptography`, nothing of Duly, no
network, and no database. docs/specification/export.md describes the two files it reads: an export of the whole record ("duly-export/1",
lines of text) and an evidence pack about one thing (a zip that holds "duly-pack/1" lines).

What it rests on. Every event of the record is a leaf of one tree of hashes (RFC 6962). The root of the tree is signed, with the number of
leaves, as a checkpoint, and checkpoints are kept by people who cannot reach the database: printed on paper, or held by a witness. Nobody can
find another record with the same root. So: if the tree built here from the events' own bytes has the root on your paper, those are the events.

Three habits keep it honest. Bytes are hashed before anything in them is read, so what is read is what was hashed. Anything unexpected, even a
fault of this program's own, is an alarm. And the checkpoint in your hand is believed before anything the export says of itself.

Exit code 0: no alarm. 5: at least one. 2: the command could not be read.
"""

import argparse
import base64
import hashlib
import json
import sqlite3
import sys
import zipfile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LONGEST_LINE = 64 * 1024 * 1024  # bytes; a line without an end must not fill the memory
MOST_ALARMS_SHOWN = 100
ERASURE, ROTATION = "erasure.carried-out", "log.key-changed"


# ---- hashes, trees and signatures -------------------------------------------------------------------------------------------------------


def leaf_hash(body):
    """RFC 6962: a leaf is marked with a zero byte, a node with a one, so that neither can pass for the other."""
    return hashlib.sha256(b"\x00" + body).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that grows by one leaf at a time and remembers only the roots of its whole subtrees: one for each binary digit of its size."""

    def __init__(self, size=0, stack=()):
        self.size, self.stack = size, list(stack)
        if len(self.stack) != size.bit_count():
            raise ValueError("a tree of that size has another number of subtrees")

    def append(self, leaf):
        node, before = leaf, self.size
        while before & 1:  # the last subtree is as tall as this one: join them
            node, before = node_hash(self.stack.pop(), node), before >> 1
        self.stack.append(node)
        self.size += 1

    def root(self):
        if not self.stack:
            return hashlib.sha256(b"").digest()
        node = self.stack[-1]
        for left in reversed(self.stack[:-1]):
            node = node_hash(left, node)
        return node


def split(size):
    """Where RFC 6962 divides a tree of more than one leaf: at the greatest power of two below its size."""
    return 1 << (size - 1).bit_length() - 1


def root_from_inclusion(leaf, index, size, proof):
    """The root a tree of `size` must have if this leaf is at `index`. `proof` is a list, the outermost hash last; it is used up."""
    if size == 1 and index == 0 and not proof:
        return leaf
    left, other = split(size), proof.pop()
    if index < left:
        return node_hash(root_from_inclusion(leaf, index, left, proof), other)
    return node_hash(other, root_from_inclusion(leaf, index - left, size - left, proof))


def roots_from_growth(old, size, proof, whole):
    """The roots of the tree of `old` leaves and of the same tree grown to `size`. `whole` is the old root, wherever that subtree still stands."""
    if old == size:
        node = whole or proof.pop()
        return node, node
    left, other = split(size), proof.pop()
    if old <= left:
        before, after = roots_from_growth(old, left, proof, whole)
        return before, node_hash(after, other)
    before, after = roots_from_growth(old - left, size - left, proof, None)
    return node_hash(other, before), node_hash(other, after)


class Key:
    """A key to verify with, as it is written: name+eight hexadecimal digits+base64 (C2SP signed-note)."""

    def __init__(self, text):
        self.name, digits, encoded = text.strip().split("+", 2)
        self.id, key = bytes.fromhex(digits), decoded(encoded)
        self.kind, self.raw, self.public = key[0], key[1:], Ed25519PublicKey.from_public_bytes(key[1:])
        if hashlib.sha256(self.name.encode() + b"\n" + key).digest()[:4] != self.id or self.kind not in (1, 4):
            raise ValueError("the key is not what its name says")

    def signed(self, text, lines):
        """Whether one of these signature lines is this key's own, over this text. Kind 4 is a witness: it signs the time it saw as well."""
        for line in lines:
            _, name, encoded = line.split(" ")  # "— name signature"
            signature = decoded(encoded)
            if name != self.name or signature[:4] != self.id:
                continue
            signature, said = signature[4:], text.encode()
            if self.kind == 4:
                said = b"cosignature/v1\ntime %d\n" % int.from_bytes(signature[:8], "big") + said
                signature = signature[8:]
            try:
                self.public.verify(signature, said)
            except Exception:
                continue
            return True
        return False


class Checkpoint:
    """A checkpoint: the log's name, how many events, and the root; then, below an empty line, who signed it. On paper it may have no signature."""

    def __init__(self, note):
        text, _, below = note.replace("\r\n", "\n").strip("\n").partition("\n\n")
        self.origin, size, root = text.split("\n")[:3]
        self.text, self.size, self.root = text + "\n", int(size), decoded(root)
        self.lines = [line for line in below.split("\n") if line]
        if not self.origin or self.size < 0 or str(self.size) != size or len(self.root) != 32:
            raise ValueError("this does not read as a checkpoint")

    def signed_by(self, keys):
        return any(key.signed(self.text, self.lines) for key in keys)


def decoded(text):
    """Base64 in the one way of writing it: what reads alike is alike."""
    found = base64.b64decode(text, validate=True)
    if base64.b64encode(found).decode() != text:
        raise ValueError("this is not how these bytes are written")
    return found


# ---- what is said -----------------------------------------------------------------------------------------------------------------------


class Report:
    """What was counted, and what is wrong. Only the first alarms are kept; all are counted."""

    def __init__(self):
        self.events, self.count, self.alarms, self.notes = 0, 0, [], []

    def alarm(self, where, says):
        self.count += 1
        if len(self.alarms) < MOST_ALARMS_SHOWN:
            self.alarms.append((str(where), says))


class Reader:
    """What an export and a pack have in common: lines, each with its own function, and the keys to hold signatures to."""

    def __init__(self, outside, keys, witnesses, report):
        self.outside, self.keys, self.witnesses, self.report = outside, list(keys), witnesses, report
        self.named, self.vouched, self.ended = [], list(keys), False
        self.hashed, self.before = hashlib.sha256(), ""

    def read(self, lines):
        """A line that cannot be dealt with is an alarm, and the next one is read."""
        for number, line in enumerate(lines, start=2):
            word, *rest = line.split(" ")
            self.before = self.hashed.hexdigest() if word == "end" else ""
            self.hashed.update(line.encode() + b"\n")
            try:
                if self.ended or word not in self.WORDS:
                    raise ValueError("a line that should not be here")
                getattr(self, "line_" + word)(number, *rest)
            except Exception as fault:
                self.report.alarm(f"line {number}", f"This line cannot be read as {word[:20]!r} ({type(fault).__name__}).")
        if not self.ended:
            self.report.alarm("the end", "The file has no end: it was cut off.")
        for key in self.named:
            if self.vouched and key.raw not in [one.raw for one in self.vouched]:
                self.report.alarm("the keys", f"The file names a key of {key.name} that is neither yours nor in the record.")
        self.compare()

    def line_key(self, number, text):
        """A key the file names. Where you gave one, this must be the same, or one that the record says handed over to it or took over."""
        self.keys.append(Key(text))
        self.named.append(Key(text))

    def line_end(self, number, lines, digest):
        """The last line counts the lines and hashes those after the first: what was damaged on the way here shows."""
        self.ended = True
        if int(lines) != number or digest != self.before:
            self.report.alarm(f"line {number}", "The file is not whole, or was damaged.")

    def signatures(self, where, note, cosignatures):
        """A checkpoint of the log's own, after its signatures have been looked at."""
        note = "".join(decoded(part).decode() for part in (note, *cosignatures))
        inside = Checkpoint(note)
        if note != inside.text + "\n" + "".join(line + "\n" for line in inside.lines) or not all(line[:2] == "— " for line in inside.lines):
            self.report.alarm(where, "The checkpoint is not written as one is.")
        if not inside.signed_by(self.keys):
            self.report.alarm(where, "The checkpoint is not signed by the log's key.")
        for witness in self.witnesses:
            if any(line.split(" ")[1] == witness.name for line in inside.lines) and not inside.signed_by([witness]):
                self.report.alarm(where, f"The signature of {witness.name} is not good.")
        return inside

    def private_words(self, where, told, salt, content):
        """Whether an event's private words are here. If they are, they must be those that were sealed."""
        if content == "-":
            return False
        if hashlib.sha256(decoded(salt) + decoded(content)).hexdigest() != told["payload_sha256"]:
            self.report.alarm(where, "The event's private words are not those that were sealed.")
        return True


# ---- an export of the whole record ------------------------------------------------------------------------------------------------------


class Export(Reader):
    """What must be compared at the end is put in a temporary file meanwhile, so that a million events need no more memory than a hundred."""

    WORDS = ("key", "since", "event", "waiting", "checkpoint", "erased", "kind", "row", "end")

    def __init__(self, *given):
        super().__init__(*given)
        self.tree, self.since, self.met_outside = Tree(), 0, False
        self.kept = sqlite3.connect("")  # an empty name is a private file that vanishes afterwards
        self.kept.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE;"
            "CREATE TABLE seen(id, type, ref, version); CREATE TABLE row(type, ref, version); CREATE TABLE kind(type);"
            "CREATE TABLE gone(id); CREATE TABLE present(id); CREATE TABLE promised(id, sha256, n); CREATE TABLE erased(by, id);"
        )

    def line_since(self, number, size, *stack):
        """An export of the newer part begins with the subtrees of the older. They are proved by the root that is reached from them."""
        if self.tree.size:
            raise ValueError("the beginning comes once, first")
        self.tree, self.since = Tree(int(size), [decoded(hash) for hash in stack]), int(size)
        self.meet_outside()

    def line_event(self, number, entry, kept_hash, body, salt, content):
        """The next entry: hashed, put in the tree, and only then read."""
        body = decoded(body)
        hashed = leaf_hash(body)
        if int(entry) != self.tree.size:
            self.report.alarm(f"entry {entry}", f"Entry {self.tree.size} should come here: entries are missing, repeated or moved.")
        if hashed != decoded(kept_hash):
            self.report.alarm(f"entry {entry}", "The event is not the one that was put in the log.")
        self.tree.append(hashed)
        self.meet_outside()
        self.read_body(f"entry {entry}", body, salt, content)

    def line_waiting(self, number, kept_hash, body, salt, content):
        """An event not yet in the log: nothing but its own hash speaks for it."""
        body = decoded(body)
        if leaf_hash(body) != decoded(kept_hash):
            self.report.alarm(f"line {number}", "An event waiting to be put in the log has been changed.")
        self.read_body(f"line {number}", body, salt, content)

    def read_body(self, where, body, salt, content):
        self.report.events += 1
        told = json.loads(body)
        subject, facts, identity = told["subject"], told["facts"], str(told["id"])
        self.kept.execute("INSERT INTO seen VALUES (?,?,?,?)", (identity, subject["type"], subject["ref"], int(subject["version"])))
        if self.private_words(where, told, salt, content):
            self.kept.execute("INSERT INTO present VALUES (?)", (identity,))
        elif told["payload_sha256"]:
            self.kept.execute("INSERT INTO gone VALUES (?)", (identity,))
        if told["action"] == ERASURE:
            self.kept.execute("INSERT INTO promised VALUES (?,?,?)", (identity, facts["list_sha256"], int(facts["events"])))
        if told["action"] == ROTATION:  # a key the record itself says took over, in an entry the tree vouches for
            both = [Key(facts["old_key"]), Key(facts["new_key"])]
            self.keys += both
            self.vouched += both if self.vouched else []

    def meet_outside(self):
        if self.tree.size == self.outside.size:
            self.met_outside = True
            if self.tree.root() != self.outside.root:
                self.report.alarm(f"entry {self.outside.size}", "The record is not the one your checkpoint was made of: the roots differ.")

    def line_checkpoint(self, number, size, root, note, *cosignatures):
        """A checkpoint stands after the last entry it covers."""
        inside = self.signatures(f"checkpoint {size}", note, cosignatures)
        if (inside.size, inside.root) != (int(size), decoded(root)):
            self.report.alarm(f"checkpoint {size}", "The note says another size or root than stands beside it.")
        if (inside.size, inside.root) != (self.tree.size, self.tree.root()):
            self.report.alarm(f"checkpoint {size}", "The checkpoint's root is not the root of the entries before it.")

    def line_erased(self, number, by, identity):
        self.kept.execute("INSERT INTO erased VALUES (?,?)", (by, identity))

    def line_kind(self, number, kind):
        self.kept.execute("INSERT INTO kind VALUES (?)", (decoded(kind).decode(),))

    def line_row(self, number, kind, ref, version):
        self.kept.execute("INSERT INTO row VALUES (?,?,?)", (decoded(kind).decode(), decoded(ref).decode(), int(version)))

    def compare(self):
        """What can only be said when all has been read."""
        alarm, ask = self.report.alarm, self.kept.execute
        if not self.met_outside:
            reaches = f"begins after entry {self.since}" if self.since > self.outside.size else f"ends at {self.tree.size} entries"
            alarm("the log", f"Your checkpoint covers {self.outside.size} entries, but the export {reaches}.")
        first = "0=1" if self.since else "min(version) <> 1"  # the newer part of a record begins in the middle of a subject's numbers
        for kind, ref in ask(
            "SELECT type, ref FROM seen GROUP BY type, ref"
            f" HAVING {first} OR max(version) - min(version) + 1 <> count(*) OR count(DISTINCT version) <> count(*)"
        ):
            alarm(f"{kind} {ref}", "Its events are not numbered 1, 2, 3 … without a gap: some are missing, repeated or added.")
        for (identity,) in ask("SELECT id FROM seen GROUP BY id HAVING count(*) > 1"):
            alarm(identity, "One event is in the record twice.")
        for (kind,) in ask("SELECT type FROM row EXCEPT SELECT type FROM kind"):
            alarm(kind, "There are rows of a kind that the export does not say it has.")
        ask("CREATE TABLE last AS SELECT type, ref, max(version) AS version FROM seen GROUP BY type, ref")
        missing = "l.version IS NOT NULL AND" if self.since else ""
        for kind, ref, version, last in ask(
            f"SELECT r.type, r.ref, r.version, l.version FROM row r LEFT JOIN last l USING (type, ref) WHERE {missing} r.version IS NOT l.version"
        ):
            alarm(f"{kind} {ref}", f"The office's own row is at version {version}; the record knows {last or 0}.")
        for kind, ref in ask(
            "SELECT l.type, l.ref FROM last l JOIN kind USING (type) LEFT JOIN row r USING (type, ref) WHERE r.type IS NULL"
        ):
            alarm(f"{kind} {ref}", "The record tells of it, but the office's own row is gone.")
        self.compare_erasures()

    def compare_erasures(self):
        """Private words may be gone only where an event of the record names, by its hash, the list they are on, and gone they must then be."""
        alarm, ask = self.report.alarm, self.kept.execute
        ask("CREATE TABLE lawful(id)")
        lists = [by for (by,) in ask("SELECT DISTINCT by FROM erased")]
        for by in lists:
            hashed, n = hashlib.sha256(), 0
            for (identity,) in ask("SELECT id FROM erased WHERE by = ? ORDER BY id", (by,)):
                hashed.update(identity.encode() + b"\n")
                n += 1
            if ask("SELECT 1 FROM promised WHERE id = ? AND sha256 = ? AND n = ?", (by, hashed.hexdigest(), n)).fetchone():
                ask("INSERT INTO lawful SELECT id FROM erased WHERE by = ?", (by,))
            else:
                alarm(by, "A list of erasures is not the one its event names.")
        for (identity,) in ask("SELECT id FROM promised EXCEPT SELECT by FROM erased"):
            alarm(identity, "An erasure was recorded, but its list is gone.")
        for (identity,) in ask("SELECT id FROM gone EXCEPT SELECT id FROM lawful"):
            alarm(identity, "The event's private words are gone, and no erasure covers it.")
        for (identity,) in ask("SELECT id FROM present INTERSECT SELECT id FROM lawful"):
            alarm(identity, "The event's private words were erased, and yet they are here.")


# ---- an evidence pack about one thing ---------------------------------------------------------------------------------------------------


class Pack(Reader):
    """Some entries, each with a proof that it is in the log, and one checkpoint. What is in a pack is proved; that nothing else exists is not."""

    WORDS = ("key", "about", "checkpoint", "grew", "entry", "end")

    def __init__(self, *given):
        super().__init__(*given)
        self.own, self.linked, self.withheld, self.numbers = None, False, 0, {}

    def line_about(self, number, text):
        self.report.notes.append("This pack is about " + decoded(text).decode() + ".")

    def line_checkpoint(self, number, note, *cosignatures):
        self.own = self.signatures("the pack's checkpoint", note, cosignatures)
        self.linked = (self.own.size, self.own.root) == (self.outside.size, self.outside.root)

    def line_grew(self, number, old_size, old_root, *proof):
        """A proof that the log only grew, between the pack's checkpoint and an older or newer one. It serves if that one is yours."""
        other = (int(old_size), decoded(old_root))
        if other == (self.outside.size, self.outside.root):
            (small, old), (large, new) = sorted([other, (self.own.size, self.own.root)])
            self.linked |= roots_from_growth(small, large, [decoded(hash) for hash in proof], old) == (old, new)

    def line_entry(self, number, index, body, salt, content, *proof):
        body = decoded(body)
        if root_from_inclusion(leaf_hash(body), int(index), self.own.size, [decoded(hash) for hash in proof]) != self.own.root:
            self.report.alarm(f"entry {index}", "This event is not in the log at this place.")
        told = json.loads(body)
        self.report.events += 1
        self.numbers.setdefault((told["subject"]["type"], told["subject"]["ref"]), []).append(told["subject"]["version"])
        self.withheld += not self.private_words(f"entry {index}", told, salt, content) and told["payload_sha256"] != ""

    def compare(self):
        if not self.linked:
            self.report.alarm(
                "your checkpoint", "Nothing in the pack joins its checkpoint to yours. Ask for a pack made with your checkpoint."
            )
        for (kind, ref), found in self.numbers.items():
            if sorted(found) != list(range(1, len(found) + 1)):
                self.report.alarm(f"{kind} {ref}", "Its events are not numbered 1, 2, 3 … without a gap.")
        if self.withheld:
            self.report.notes.append(f"The private words of {self.withheld} events are not in this pack: erased, or not for its reader.")


# ---- the command ------------------------------------------------------------------------------------------------------------------------


def lines_of(stream):
    while line := stream.readline(LONGEST_LINE):
        yield line.decode("ascii").rstrip("\n")


def verify(path, note, keys=(), witnesses=()):
    """The whole of it: a Report, whatever the files hold. `note` is the text of the checkpoint; keys are texts too."""
    report = Report()
    try:
        outside, keys, witnesses = Checkpoint(note), [Key(key) for key in keys], [Key(key) for key in witnesses]
        if keys and outside.lines and not outside.signed_by(keys):
            report.alarm("your checkpoint", "It is not signed by the key you gave.")
        for witness in witnesses:
            if not witness.signed(outside.text, outside.lines):
                report.alarm("your checkpoint", f"It is not cosigned by {witness.name}.")
        if not outside.lines:
            report.notes.append("Your checkpoint has no signature: you are relying on the paper it is printed on.")
        if not keys:
            report.notes.append("You gave no key (--key), so signatures were held to the keys the file itself names.")
        with open(path, "rb") as file:
            packed = file.read(4) == b"PK\x03\x04"
            file.seek(0)
            stream = zipfile.ZipFile(file).open("evidence.txt") if packed else file
            lines = lines_of(stream)
            reading = {"duly-export/1": Export, "duly-pack/1": Pack}[next(lines, "")]
            reading(outside, keys, witnesses, report).read(lines)
    except Exception as fault:
        report.alarm("the files", f"They could not be read to the end ({type(fault).__name__}: {fault}).")
    return report


def main(arguments=None):
    read = argparse.ArgumentParser(prog="duly-verify", description="Check a record exported from Duly against a checkpoint kept elsewhere.")
    read.add_argument("export", metavar="EXPORT", help="the export, or an evidence pack (.zip)")
    read.add_argument("checkpoint", metavar="CHECKPOINT", help="a file with the checkpoint from paper or from the witness")
    read.add_argument("--key", action="append", default=[], metavar="VERIFIER_KEY", help="the log's key, as published")
    read.add_argument(
        "--witness", action="append", default=[], metavar="VERIFIER_KEY", help="a witness's key: your checkpoint must be cosigned by it"
    )
    read.add_argument("--json", action="store_true", help="answer as JSON")
    asked = read.parse_args(arguments)
    try:
        with open(asked.checkpoint, encoding="utf-8") as file:
            note = file.read(1_000_000)
    except Exception as fault:
        note = f"unreadable: {fault}"
    report = verify(asked.export, note, asked.key, asked.witness)
    sys.stdout.reconfigure(errors="backslashreplace")  # an alarm about strange letters must still be printed
    if asked.json:
        alarms = [{"where": where, "says": says} for where, says in report.alarms]
        print(json.dumps({"events": report.events, "alarms": report.count, "shown": alarms, "notes": report.notes}))
    else:
        for where, says in report.alarms:
            print(f"ALARM {where}: {says}")
        for says in report.notes:
            print(f"Note: {says}")
        verdict = "NOT VERIFIED. Do not rely on this record before somebody has explained it." if report.count else "verified."
        print(f"{report.events:,} events, {report.count:,} alarms: {verdict}")
    return 5 if report.count else 0


if __name__ == "__main__":
    sys.exit(main())
