"""What the witness answers. First it is kept, then it is said: a size once cosigned is never forgotten, whatever happens to the answer.

The answers to add-checkpoint are those of C2SP tlog-witness. Marks and the handing over of a log's key are Duly's own.
"""

import json
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from duly.primitives.merkle import EMPTY_ROOT, verify_consistency
from duly.primitives.note import Signer, Verifier, cosign, opened, sign
from duly.witness import reading
from duly.witness.store import Seen, Store

TEXT, SIZE, JSON = "text/plain; charset=utf-8", "text/x.tlog.size", "application/json"
Trust = Mapping[str, Collection[str]]
MOST_MARKS = 1000
NOTHING_YET = Seen(0, EMPTY_ROOT, 0)


@dataclass(frozen=True)
class Answer:
    """A status, what kind of text the body is, and the body."""

    status: int
    body: str
    kind: str = TEXT


class No(Exception):
    """The answer is no, and this is it."""

    def __init__(self, status: int, says: str, kind: str = TEXT):
        super().__init__(says)
        self.answer = Answer(status, says + "\n", kind)


class Witness:
    """Answers for one store, signing as `signer`.

    `trust` gives each log's verifier keys, by origin, as the operator named them; a key that handed over stands for the one it handed over to.
    `clock` gives seconds since 1970.
    """

    def __init__(self, store: Store, signer: Signer, trust: Callable[[], Trust], clock: Callable[[], float] = time.time):
        self._store, self._signer, self._trust, self._clock = store, signer, trust, clock
        self._does: dict[tuple[str, str], Callable[[str], Answer]] = {
            ("POST", "/add-checkpoint"): self.add_checkpoint,
            ("POST", "/add-mark"): self.add_mark,
            ("POST", "/add-key"): self.add_key,
        }

    def answer(self, method: str, path: str, query: Mapping[str, str], body: bytes) -> Answer:
        """The answer to one request."""
        try:
            if (method, path) == ("GET", "/marks"):
                return self.marks(query)
            if (method, path) == ("GET", "/health"):
                return self.health()
            if (does := self._does.get((method, path))) is None:
                raise No(404, "There is nothing at this address.")
            return does(body.decode())
        except No as no:
            return no.answer
        except ValueError as wrong:
            return Answer(400, f"{wrong}\n" if not isinstance(wrong, UnicodeError) else "This is not UTF-8.\n")

    def add_checkpoint(self, body: str) -> Answer:
        """Cosign a checkpoint that holds everything the last one held."""
        asked = reading.growth(body)
        new = asked.checkpoint
        with self._store.whole():
            self._signed_by_the_log(new.origin, asked.note)
            seen = self._store.latest(new.origin) or NOTHING_YET
            if asked.old != seen.size or (new.size == seen.size and new.root != seen.root):
                raise No(409, str(seen.size), SIZE)
            if not verify_consistency(seen.size, new.size, seen.root, new.root, asked.proof):
                raise No(422, f"The proof does not show that what was there at {seen.size} is still there at {new.size}.")
            at = int(self._clock())
            line = cosign(asked.note, self._signer, at)
            self._store.cosigned(new.origin, new.size, new.root, asked.note + line, at)
        return Answer(200, line)

    def add_mark(self, body: str) -> Answer:
        """Keep a mark, whose number may only grow. What is kept already is kept again without change."""
        asked = reading.marking(_text_of(body))
        with self._store.whole():
            text = self._signed_by_the_log(asked.origin, body)
            highest = self._store.highest(asked.origin, asked.name)
            if self._store.mark(asked.origin, asked.name, asked.mark.number) != asked.mark:
                if highest is not None and asked.mark.number <= highest:
                    raise No(409, str(highest), SIZE)
                self._store.keep(asked.origin, asked.name, asked.mark, body, int(self._clock()))
        return Answer(200, sign(text, self._signer))

    def add_key(self, body: str) -> Answer:
        """Believe a new key of a log in the place of those that sign this note, which the new one signs too."""
        origin, new = reading.handover(_text_of(body))
        with self._store.whole():
            text = self._signed_by_the_log(origin, body)
            if _opens(body, [new]) is None or str(new) in self._store.handovers(origin):
                raise No(403, "The new key must sign too, and must be one that has not handed over itself.")
            for key in self._believed(origin):
                if key != new and _opens(body, [key]):
                    self._store.hand_over(origin, str(key), str(new), body, int(self._clock()))
        return Answer(200, sign(text, self._signer))

    def marks(self, query: Mapping[str, str]) -> Answer:
        """The marks above a number, lowest first, and the highest there is: signed, with what the client asked in it, so that it is not an old answer."""
        origin, name = query.get("origin", ""), reading.name(query.get("name", ""))
        after, asked = reading.number(query.get("after", "0")), reading.token(query.get("asked", ""))
        with self._store.whole():
            found = self._store.marks(origin, name, after, MOST_MARKS)
            highest = self._store.highest(origin, name)
            if highest is None:  # marks are told of a log that is no longer believed, but "none" only of one that is
                self._believed(origin)
        lines = ["duly marks v1", origin, name, str(after), f"asked {asked}", f"at {int(self._clock())}", f"highest {highest or 0}"]
        lines += [f"{mark.number} {mark.sha256} {mark.pence}" for mark in found]
        return Answer(200, sign("\n".join(lines) + "\n", self._signer))

    def health(self) -> Answer:
        """That it answers, and how far it has seen each log."""
        with self._store.whole():
            seen = {origin: self._store.latest(origin) for origin in sorted(self._trust())}
        logs = [{"origin": origin, "size": one.size if one else 0, "at": one.at if one else None} for origin, one in seen.items()]
        return Answer(200, json.dumps({"status": "well", "witness": self._signer.name, "logs": logs}) + "\n", JSON)

    def _signed_by_the_log(self, origin: str, note: str) -> str:
        """The text of a note that a believed key of this log signed."""
        text = _opens(note, self._believed(origin))
        if text is None:
            raise No(403, "No key that is believed here has signed this.")
        return text

    def _believed(self, origin: str) -> list[Verifier]:
        """The keys believed about a log: those the operator named, each followed to the one it handed over to."""
        named, handed, found = self._trust().get(origin), self._store.handovers(origin), set()
        if not named:
            raise No(404, "No such log is known here.")
        for key in named:
            while key in handed:  # it ends: nothing is handed to a key that has itself handed over
                key = handed[key]
            found.add(key)
        return [Verifier.read(key) for key in sorted(found)]


def _opens(note: str, verifiers: list[Verifier]) -> str | None:
    try:
        return opened(note, verifiers)[0]
    except ValueError:
        return None


def _text_of(note: str) -> str:
    """What a note says, its signatures not looked at yet."""
    text, between, _ = note.rpartition("\n\n")
    if not between:
        raise ValueError("This is not a signed note.")
    return text + "\n"
