"""The keys themselves, in a folder of files that only their owner reads: never in the database, nor in its backups.

A key for wrapping is called by the beginning of its own digest ("3fa9c1d2"), so that a lost key and a wrong one are told apart.
"""

import base64
import binascii
import fcntl
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from duly.machine.home import Home
from duly.machine.private_files import fsync_folder, open_privately, write_privately
from duly.primitives.refusal import Refusal, Refused

KEY_BYTES = 32
_BLIND, _CURRENT, _RETIRED = "blind.key", "current", "retired"


class Keyring:
    """The vault's keys in one folder. Everything that cannot be done is `Refused`, in a sentence that never shows a key."""

    def __init__(self, folder: Path):
        self.folder = folder

    @classmethod
    def find(cls) -> "Keyring":
        """The keyring of this installation: in the home, or in the folder that DULY_KEYS names."""
        named = os.environ.get("DULY_KEYS")
        return cls((Path(named).expanduser().absolute() if named else Home.find().root / "keys") / "vault")

    def make_missing(self, *, sealed_already: bool) -> None:
        """Make the keys of a new installation. Where something is sealed already they are not missing but lost: nothing is made."""
        if sealed_already:
            return
        for folder in (self.folder.parent, self.folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._alone(wait=True):
            if not (self.folder / _BLIND).exists():
                self._write(_BLIND, os.urandom(KEY_BYTES))
            if not (self.folder / _CURRENT).exists():
                self.use(self.spare() or self.make_wrapping_key())

    def current(self) -> str:
        """The name of the key that new data keys are wrapped under."""
        try:
            return (self.folder / _CURRENT).read_text(encoding="ascii").strip()
        except OSError:
            raise _lost("The keys are not in the folder of keys.") from None

    def wrapping_key(self, name: str) -> bytes:
        """A wrapping key by its name, in use or retired."""
        for path in (self._path(name), self._next(name), self.folder / _RETIRED / f"kek-{name}.key"):
            if path.exists():
                key = _read(path)
                if _name_of(key) != name:
                    raise _wrong(f"The file {path.name} holds another key than {name}.")
                return key
        raise _lost(f"The key {name} is not in the folder of keys.")

    def blind_key(self) -> bytes:
        """The key of blind indexes, which wraps nothing."""
        path = self.folder / _BLIND
        if not path.exists():
            raise _lost("The key of blind indexes is not in the folder of keys.")
        return _read(path)

    def wrapping_keys(self) -> tuple[str, ...]:
        """The names of the wrapping keys that are not retired."""
        return tuple(sorted(path.stem.removeprefix("kek-") for path in self.folder.glob("kek-*.key")))

    def retired_keys(self) -> tuple[str, ...]:
        """The names of the keys kept only for backups that still need them."""
        return tuple(sorted(path.stem.removeprefix("kek-") for path in (self.folder / _RETIRED).glob("kek-*.key")))

    def spare(self) -> str | None:
        """The name of a key that was made and not put to use, because whoever made it was interrupted."""
        in_use = self.current() if (self.folder / _CURRENT).exists() else ""
        made = sorted(path.stem.removeprefix("kek-") for path in self.folder.glob("kek-*.next"))
        return next((name for name in made if name != in_use), None)

    def make_wrapping_key(self) -> str:
        """Make another wrapping key, which nothing uses yet."""
        key = os.urandom(KEY_BYTES)
        self._write(self._next(_name_of(key)).name, key)
        return _name_of(key)

    def use(self, name: str) -> None:
        """Wrap new data keys under this key from now on. Asked again after an interruption, it does what is left."""
        self.wrapping_key(name)
        write_privately(self.folder / _CURRENT, name + "\n")
        if self._next(name).exists():
            self._next(name).replace(self._path(name))
            fsync_folder(self.folder)

    def retire(self, name: str) -> None:
        """Put aside a key that nothing in the database uses. Backups made before may need it."""
        (self.folder / _RETIRED).mkdir(mode=0o700, exist_ok=True)
        self._path(name).replace(self.folder / _RETIRED / self._path(name).name)
        fsync_folder(self.folder / _RETIRED)
        fsync_folder(self.folder)

    @contextmanager
    def rotating(self) -> Iterator[None]:
        """Nobody else rotates meanwhile."""
        self.current()  # says so when there are no keys at all
        with self._alone(wait=False):
            yield

    def _path(self, name: str) -> Path:
        return self.folder / f"kek-{name}.key"

    def _next(self, name: str) -> Path:
        return self.folder / f"kek-{name}.next"

    def _write(self, name: str, key: bytes) -> None:
        write_privately(self.folder / name, base64.b64encode(key).decode() + "\n")

    @contextmanager
    def _alone(self, *, wait: bool) -> Iterator[None]:
        with open_privately(self.folder / "lock") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Refused(Refusal("rotating", "Somebody else is rotating the keys now. Wait until they have done.")) from None
            yield


def _name_of(key: bytes) -> str:
    return hashlib.sha256(b"duly wrapping key\0" + key).hexdigest()[:8]


def _read(path: Path) -> bytes:
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise _wrong(f"The file {path.name} may be read by others than its owner. Make its mode 0600, and rotate the keys.")
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except (OSError, binascii.Error, ValueError):
        raise _wrong(f"The file {path.name} cannot be read as a key.") from None
    if len(key) != KEY_BYTES:
        raise _wrong(f"The file {path.name} cannot be read as a key.")
    return key


def _lost(what: str) -> Refused:
    return Refused(Refusal("key-lost", f"{what} Account details stay sealed until it is put back from where the keys are kept safe."))


def _wrong(what: str) -> Refused:
    return Refused(Refusal("key-wrong", f"{what} Account details stay sealed until the right one is put there."))
