"""The log's key on this machine: the file only the sequencer's user can read. Nothing else opens it; tests/house holds the house to that.

`log.key` in the keys folder holds the key, a coming one, and those that signed before. `log.newest` holds the last checkpoint signed, outside the
database, so that a database put back to an older day is noticed. `log.pub` in the home says the verifier key, for anybody.
"""

import base64
import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from duly.core.log.public_key import public_key, public_key_file
from duly.core.log.ring import Coming, Ring
from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.private_files import write_privately
from duly.primitives.note import Signer, Verifier


def load() -> Ring:
    """The log's keys, made on first use. MachineFault where they were made before and are not there: another key would make another log."""
    if not _file().exists():
        if published := public_key():
            raise MachineFault(
                f"The log's key {published} is not in {_folder()}. Set DULY_KEYS to where it is, or put back the copy that is kept apart."
                " If it is lost: duly record begin-epoch --new-key."
            )
        _make(os.environ.get("DULY_LOG_NAME") or f"duly-{secrets.token_hex(4)}/record")
    told = json.loads(_file().read_text(encoding="utf-8"))
    coming = told.get("coming")
    return Ring(
        signer=Signer(told["name"], base64.b64decode(told["private"])),
        coming=Coming(Signer(told["name"], base64.b64decode(coming["private"])), UUID(coming["event"]), coming["note"]) if coming else None,
        former=tuple(Verifier.read(key) for key in told.get("former", [])),
        newest=_newest,
        remember=lambda note: write_privately(_folder() / "log.newest", note),
    )


def expect(coming: Coming) -> None:
    """Let another key come. It signs beside the present one as soon as its event is in the log."""
    told = _told()
    if told["name"] != coming.signer.name:
        raise ValueError("A log's key hands over to a key of the same log.")
    private = base64.b64encode(coming.signer.private).decode()
    _write({**told, "coming": {"private": private, "event": str(coming.event_id), "note": coming.note}})


def hand_over() -> None:
    """The coming key signs alone from now on. Done twice, the second changes nothing."""
    ring, told = load(), _told()
    if ring.coming is None:
        return
    private = base64.b64encode(ring.coming.signer.private).decode()
    _write({"name": told["name"], "private": private, "former": [ring.signer.verifier_key(), *told.get("former", [])]})


def next_epoch(origin: str) -> str:
    """The name a log takes after this one: ".../epoch-2", then ".../epoch-3"."""
    stem, _, number = origin.partition("/epoch-")
    return f"{stem}/epoch-{int(number or 1) + 1}"


def begin_epoch(name: str) -> None:
    """Give the log this name, under which no entry number was ever given. For a record that lost signed entries in a restore.

    What was signed before is still believed our own. A witness is to be told of the new name as of a new log.
    """
    ring, told = load(), _told()
    if ring.origin == name:
        return
    (_folder() / "log.newest").unlink(missing_ok=True)
    _write({"name": name, "private": told["private"], "former": [str(one) for one in ring.verifiers()]})


def begin_with_another() -> str:
    """Make another key, under the log's next name, where the one that was published is lost. Returns the name.

    What the lost key signed is still believed our own. MachineFault where none was published, or where it is not lost.
    """
    if _file().exists() or not public_key():
        raise MachineFault("The log's key is not lost.")
    lost = Verifier.read(public_key())
    name = next_epoch(lost.name)
    _make(name, former=[str(lost)])
    return name


def _make(name: str, former: Sequence[str] = ()) -> None:
    made = Signer.new(name)
    Home.find().make_root()
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    making = _folder() / f".log.key.{secrets.token_hex(8)}"
    with os.fdopen(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump({"name": name, "private": base64.b64encode(made.private).decode(), "former": list(former)}, file)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(making, _file())  # not a rename: of two that begin at once, the second must use the first's
    except FileExistsError:
        pass
    finally:
        making.unlink()
    _publish()


def _write(told: dict[str, Any]) -> None:
    write_privately(_file(), json.dumps(told))
    _publish()


def _publish() -> None:
    told = _told()
    making = public_key_file().with_name(f".log.pub.{secrets.token_hex(8)}")
    making.write_text(Signer(told["name"], base64.b64decode(told["private"])).verifier_key() + "\n", encoding="utf-8")
    making.chmod(0o644)
    making.replace(public_key_file())  # whole or not at all: a witness may be reading it


def _told() -> dict[str, Any]:
    return dict(json.loads(_file().read_text(encoding="utf-8")))


def _newest() -> str:
    try:
        return (_folder() / "log.newest").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _folder() -> Path:
    named = os.environ.get("DULY_KEYS")
    return Path(named) if named else Home.find().root / "keys"


def _file() -> Path:
    return _folder() / "log.key"
