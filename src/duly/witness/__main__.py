"""`python -m duly.witness --store FOLDER --trust VERIFIER_KEY [--origin NAME]`: be the witness until stopped."""

import argparse
import signal
import ssl
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from duly.primitives.note import Verifier
from duly.witness.answers import Witness
from duly.witness.keys import own_key, write_whole
from duly.witness.serving import Server
from duly.witness.store import Store


class _Origin(argparse.Action):
    """The origin belongs to the key named just before it."""

    def __call__(self, parser: argparse.ArgumentParser, into: Any, value: Any, option: str | None = None) -> None:
        if not into.trust:
            parser.error("--origin comes after the --trust it belongs to.")
        into.trust = [*into.trust[:-1], (into.trust[-1][0], value)]


def _key(text: str) -> tuple[str, str]:
    return text, Verifier.read(text).name  # ValueError is argparse's own way of hearing no


def asked(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command says. `trust` becomes the verifier keys by the log they are believed about."""
    parser = argparse.ArgumentParser(prog="python -m duly.witness", description=__doc__)
    parser.add_argument("--store", type=Path, required=True, help="a folder for its key and what it has seen")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (this machine only, unless said)")
    parser.add_argument("--port", type=int, default=0, help="the port to listen at; 0 for any that is free")
    parser.add_argument(
        "--trust", type=_key, action="append", default=[], metavar="VERIFIER_KEY", help="a log's key; may stand several times"
    )
    parser.add_argument("--origin", action=_Origin, help="what the log with that key calls itself, where it is not the key's own name")
    parser.add_argument(
        "--trust-file", type=Path, help="a file of such keys, one a line, each for the log of its own name; read at every request"
    )
    parser.add_argument("--name", default="", help="what this witness is called, on its first start")
    parser.add_argument("--certificate", type=Path, help="a certificate with its chain, to speak HTTPS")
    parser.add_argument("--certificate-key", type=Path, help="the certificate's private key")
    found = parser.parse_args(arguments)
    by_origin: dict[str, list[str]] = {}
    for key, origin in found.trust:
        by_origin.setdefault(origin, []).append(key)
    found.trust = by_origin
    return found


def trusted(named: Mapping[str, Sequence[str]], file: Path | None) -> dict[str, set[str]]:
    """The keys believed, by the log they are believed about: those named on the command line, and those in the file now."""
    found = {origin: set(keys) for origin, keys in named.items()}
    try:
        lines = file.read_text(encoding="utf-8").split("\n") if file else []
    except (OSError, UnicodeError):
        lines = []
    for line in filter(None, map(str.strip, lines)):
        with suppress(ValueError):
            found.setdefault(Verifier.read(line).name, set()).add(line)
    return found


def main() -> None:
    """Open the store, listen, write the address into the store, and answer until SIGTERM or Ctrl C."""
    chosen = asked()
    tls = None
    if chosen.certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(chosen.certificate, chosen.certificate_key)
    signer = own_key(chosen.store, chosen.name)
    store = Store(chosen.store / "witness.sqlite3")
    server = Server((chosen.host, chosen.port), Witness(store, signer, lambda: trusted(chosen.trust, chosen.trust_file)), tls)
    address = f"{'https' if tls else 'http'}://{chosen.host}:{server.server_address[1]}"
    write_whole(chosen.store / "address", address + "\n", mode=0o644)
    sys.stderr.write(f"The witness {signer.witness_key()} is at {address}.\n")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


if __name__ == "__main__":
    main()
