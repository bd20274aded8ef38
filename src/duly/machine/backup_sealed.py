"""Backups sealed for taking away: beside each thing kept, in a folder `sealed`, a copy that only the holder of a key kept elsewhere can open."""

import os
import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from duly.machine import archive, backup
from duly.machine.backup_sealing import CannotOpen, Sealing, opened
from duly.machine.identity import Identity
from duly.machine.private_files import fsync_folder

FOLDER, ENDING = "sealed", ".age"
_ALWAYS_NEW = ("disposals.jsonl",)


@dataclass(frozen=True)
class Sealed:
    """How many copies were sealed now, with their bytes, and how many were removed because what they are of is gone."""

    made: int
    bytes: int
    removed: int


def seal_new(backups: Path, public_key: str) -> Sealed:
    """Seal whatever has no sealed copy yet, and remove the copies of what is no longer kept. A killed one leaves nothing half made in its place."""
    wanted: dict[Path, Path] = {backups / FOLDER / "base" / f"{base.name}.tar{ENDING}": base.folder for base in backup.bases(backups)}
    log = archive.log_folder(backups)
    wanted |= {backups / FOLDER / log.name / f"{path.name}{ENDING}": path for path in sorted(log.glob("[0-9A-F]*.gz"))}
    wanted |= {backups / FOLDER / f"{name}{ENDING}": backups / name for name in _ALWAYS_NEW if (backups / name).exists()}
    made = size = 0
    for sealed, source in wanted.items():
        if sealed.exists() and source.name not in _ALWAYS_NEW:
            continue
        sealed.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _seal(source, sealed, public_key)
        made, size = made + 1, size + sealed.stat().st_size
    extra = [path for path in (backups / FOLDER).rglob("*") if path.is_file() and path not in wanted]
    for path in extra:
        path.unlink()
    return Sealed(made, size, len(extra))


def open_all(sealed: Path, secret_key: str, into: Path, postgres: Identity) -> None:
    """Make a folder of backups, as `duly backup` makes it, out of sealed copies. CannotOpen, naming the first that cannot be."""
    copies = sorted(sealed.rglob(f"*{ENDING}"))
    if not copies:
        raise CannotOpen(f"There is nothing sealed in {sealed}.")
    into.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700)
    for copy in copies:
        place = into / copy.relative_to(sealed).with_suffix("")
        place.parent.mkdir(mode=0o700, exist_ok=True)
        with copy.open("rb") as source, place.open("wb") as plain:
            for piece in opened(source, secret_key, copy.name):
                plain.write(piece)
        if place.suffix == ".tar":
            _unpack(place, place.with_suffix(""), copy.name)
            place.unlink()
    for path in (into / "base", into / "wal"):
        for one in (path, *path.rglob("*")) if path.exists() else ():
            postgres.give(one)


def _seal(source: Path, sealed: Path, public_key: str) -> None:
    making = sealed.with_name(f".{sealed.name}")
    with open(making, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        sealing = Sealing(file, public_key)
        if source.is_dir():
            with tarfile.open(fileobj=cast(IO[bytes], sealing), mode="w|", bufsize=1 << 20) as packed:
                packed.add(source, arcname=".")
        else:
            with source.open("rb") as plain:
                shutil.copyfileobj(plain, sealing, 1 << 20)
        sealing.close()
        file.flush()
        os.fsync(file.fileno())
    making.replace(sealed)
    fsync_folder(sealed.parent)


def _unpack(tar: Path, folder: Path, name: str) -> None:
    """Unpack folders and plain files, and nothing outside the folder: anybody with the public key could have sealed this."""
    with tarfile.open(tar) as packed:
        for member in packed:
            place = Path(member.name)
            if place.is_absolute() or ".." in place.parts or not (member.isdir() or member.isreg()):
                raise CannotOpen(f"{name} holds {member.name!r}, which is no file of a backup.")
            if member.isdir():
                (folder / place).mkdir(mode=0o700, parents=True, exist_ok=True)
                continue
            source = packed.extractfile(member)
            assert source is not None
            with open(folder / place, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as plain:
                shutil.copyfileobj(source, plain, 1 << 20)
