"""Asking the witnesses: to cosign a checkpoint, to keep a mark, and what marks they have. Every answer is held to the witness's own key."""

import base64
import http.client
import os
import re
import secrets
import ssl
import subprocess
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from duly.machine.home import Home
from duly.machine.our_own import our_own
from duly.primitives.note import LOG, Verifier, cosigned_at, opened

PATIENCE_SECONDS = 5
LONGEST_ANSWER_BYTES = 1_000_000
SETTING = "DULY_WITNESS"
BESIDE = "The witness runs on this same machine, so this is not yet protection."
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class WitnessFault(Exception):
    """The witness did not do what was asked. The message is a sentence: which one, and what it said or did not."""


class MarkRefused(WitnessFault):
    """The witness keeps another thing under this number, or a higher number: `highest` is the highest it keeps."""

    def __init__(self, says: str, highest: int):
        super().__init__(says)
        self.highest = highest


@dataclass(frozen=True)
class Conflict:
    """The witness has cosigned a tree of this size, which is not the one we said it had."""

    size: int


@dataclass(frozen=True)
class Mark:
    """One number a witness keeps, with the sha256 (hex) and the total (pence) of what is marked."""

    number: int
    sha256: str
    pence: int


@dataclass(frozen=True)
class WitnessAt:
    """A witness at an address. `verifier_key` is its public key in C2SP's words; ValueError when it is not one of a witness."""

    url: str
    verifier_key: str

    def __post_init__(self) -> None:
        if self.verifier.signs == LOG:
            raise ValueError(f"{self.verifier_key} is the key of a log, not of a witness.")
        if urlsplit(self.url).scheme not in ("http", "https") or not urlsplit(self.url).hostname:
            raise ValueError(f"{self.url} is not the address of a witness.")

    @property
    def verifier(self) -> Verifier:
        """Its public key."""
        return Verifier.read(self.verifier_key)

    @property
    def name(self) -> str:
        """What it calls itself."""
        return self.verifier.name

    @property
    def beside(self) -> bool:
        """Whether it runs on this same machine, where it protects from nobody."""
        return urlsplit(self.url).hostname in LOOPBACK

    def add_checkpoint(self, old_size: int, proof: Sequence[bytes], note: str) -> str | Conflict:
        """Its cosignature line on this checkpoint, or the size it has when that is not `old_size`. WitnessFault for any other answer."""
        lines = "".join(base64.b64encode(one).decode() + "\n" for one in proof)
        status, body = self._ask("POST", "/add-checkpoint", f"old {old_size}\n{lines}\n{note}")
        if status == 409:
            return Conflict(self._number(body))
        self._must_be_done(status, body)
        line = next((one + "\n" for one in body.splitlines() if cosigned_at(note + one + "\n", self.verifier) is not None), None)
        if line is None:
            raise WitnessFault(f"The witness {self.name} answered with something else than its cosignature.")
        return line

    def keep_mark(self, signed: str) -> None:
        """Have it keep a signed mark. MarkRefused when its number may not be used; WitnessFault unless it says, signed, that it is kept."""
        status, body = self._ask("POST", "/add-mark", signed)
        if status == 409:
            highest = self._number(body)
            raise MarkRefused(f"The witness {self.name} keeps another mark under this number, or a higher one: {highest}.", highest)
        self._must_be_done(status, body)
        self._must_be_signed_for(body, signed)

    def keep_key(self, signed: str) -> None:
        """Have it believe a log's new key: a note "duly key v1", the origin and the new verifier key, signed by the old key and the new."""
        status, body = self._ask("POST", "/add-key", signed)
        self._must_be_done(status, body)
        self._must_be_signed_for(body, signed)

    def high_water(self, origin: str, name: str) -> Mark | None:
        """The mark with the highest number it keeps under this name, or None when it keeps none."""
        highest, _ = self._marks(origin, name, 0)
        if highest == 0:
            return None
        return next((mark for mark in reversed(self._marks(origin, name, highest - 1)[1])), None)

    def marks(self, origin: str, name: str, after: int = 0) -> tuple[Mark, ...]:
        """Every mark it keeps under this name above a number, lowest first."""
        found: list[Mark] = []
        while True:
            highest, more = self._marks(origin, name, found[-1].number if found else after)
            found += more
            if not more or found[-1].number >= highest:
                return tuple(found)

    def why_not_well(self) -> str:
        """Why it is not as it should be, in a sentence; empty when it answers."""
        try:
            status, _ = self._ask("GET", "/health")
        except WitnessFault as fault:
            return str(fault)
        return "" if status == 200 else f"The witness {self.name} answers {status}."

    def _marks(self, origin: str, name: str, after: int) -> tuple[int, list[Mark]]:
        asked = secrets.token_hex(16)
        query = urlencode({"origin": origin, "name": name, "after": after, "asked": asked})
        status, body = self._ask("GET", f"/marks?{query}")
        self._must_be_done(status, body)
        lines = self._signed_text(body).splitlines()
        if lines[:5] != ["duly marks v1", origin, name, str(after), f"asked {asked}"] or len(lines) < 7:
            raise WitnessFault(f"The witness {self.name} answered another question than it was asked.")
        told = [re.fullmatch(r"(\d+) ([0-9a-f]{64}) (-?\d+)", line) for line in lines[7:]]
        highest = self._number(lines[6].removeprefix("highest "))
        return highest, [Mark(int(one[1]), one[2], int(one[3])) for one in told if one]

    def _must_be_done(self, status: int, body: str) -> None:
        if status != 200:
            said = body.strip()[:200]
            raise WitnessFault(f"The witness {self.name} refused with {status}" + (f": {said}" if said else "."))

    def _must_be_signed_for(self, receipt: str, signed: str) -> None:
        if self._signed_text(receipt) != signed.rpartition("\n\n")[0] + "\n":
            raise WitnessFault(f"The witness {self.name} signed for something else than it was given.")

    def _signed_text(self, note: str) -> str:
        mine = Verifier(self.name, self.verifier.public, LOG)  # a receipt is a plain note; a cosignature is not
        try:
            return opened(note, [mine])[0]
        except ValueError as wrong:
            raise WitnessFault(f"The witness {self.name} answered without its signature.") from wrong

    def _number(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,19}", text.strip()):
            raise WitnessFault(f"The witness {self.name} should have answered with a number.")
        return int(text)

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        """The status and the text of one answer. WitnessFault, in a sentence, when there is none in good time."""
        at = urlsplit(self.url)
        if at.scheme == "https":
            way: http.client.HTTPConnection = http.client.HTTPSConnection(
                at.hostname or "", at.port, timeout=PATIENCE_SECONDS, context=ssl.create_default_context()
            )
        else:
            way = http.client.HTTPConnection(at.hostname or "", at.port, timeout=PATIENCE_SECONDS)
        try:
            way.request(method, at.path.rstrip("/") + path, body.encode() if method == "POST" else None)
            answer = way.getresponse()
            said = answer.read(LONGEST_ANSWER_BYTES)
            return answer.status, said.decode()
        except TimeoutError as late:
            raise WitnessFault(f"The witness {self.name} did not answer within {PATIENCE_SECONDS} seconds.") from late
        except (OSError, http.client.HTTPException, UnicodeError) as broken:
            raise WitnessFault(f"The witness {self.name} cannot be reached at {self.url}: {broken or type(broken).__name__}.") from broken
        finally:
            way.close()


def witnesses() -> tuple[WitnessAt, ...]:
    """The witnesses this installation asks: those DULY_WITNESS names ("address verifier-key", commas between), else the one that runs beside.

    ValueError for a setting that cannot be understood. Empty where there is none: nothing is then cosigned, and bank files wait.
    """
    named = os.environ.get(SETTING, "").strip()
    if named:
        return tuple(_read(one) for one in named.split(",") if one.strip())
    return tuple(filter(None, [_beside(witness_folder(Home.find()))]))


def unprotected(cosigned_by: Collection[str]) -> str:
    """Why a checkpoint protects from nobody who owns this machine, in a sentence; empty when a witness elsewhere has cosigned it."""
    beside = {witness.name for witness in witnesses() if witness.beside}
    return BESIDE if cosigned_by and set(cosigned_by) <= beside else ""


def witness_folder(home: Home) -> Path:
    """Where the practice copy's own witness keeps its store."""
    return home.root / "witness"


def witness_command(home: Home, *trust: str) -> list[str]:
    """The command that runs the practice copy's own witness, at any free port of this machine. `trust` is how it is told which key to believe."""
    return our_own("duly.witness", "--store", str(witness_folder(home)), *trust)


@contextmanager
def witness_beside(log_key: str, home: Home | None = None) -> Iterator[WitnessAt]:
    """A witness that runs on this machine as long as the block does, for commands that serve nothing; one that already answers is used.

    `log_key` is the verifier key it is to believe. WitnessFault when it does not start.
    """
    home = home or Home.find()
    folder = witness_folder(home)
    running = _beside(folder)
    if running is not None and not running.why_not_well():
        yield running
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "address").unlink(missing_ok=True)
    process = subprocess.Popen(witness_command(home, "--trust", log_key), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield _once_it_answers(folder, process)
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _once_it_answers(folder: Path, process: "subprocess.Popen[bytes]") -> WitnessAt:
    ends = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < ends:
        found = _beside(folder)
        if found is not None and not found.why_not_well():
            return found
        time.sleep(0.02)
    raise WitnessFault("The witness beside did not start.")


def _beside(folder: Path) -> WitnessAt | None:
    try:
        address, key = ((folder / name).read_text(encoding="utf-8").strip() for name in ("address", "key.pub"))
        return WitnessAt(address, key)
    except (OSError, ValueError):
        return None


def _read(named: str) -> WitnessAt:
    address, _, key = named.strip().partition(" ")
    if not key.strip():
        raise ValueError(
            f"{SETTING} names a witness by its address and its verifier key, with a space between: {named.strip()!r} has one part."
        )
    return WitnessAt(address, key.strip())
