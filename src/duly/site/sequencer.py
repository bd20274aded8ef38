"""The process that seals the record: `python -m duly.site.sequencer`. It signs in as the role `seq`, and alone reads the log's key.

It looks for new events five times a second, and signs once a second while there are any. Witnesses are asked by a second thread with a connection of
its own, so that one that does not answer holds up neither entry numbers nor signatures. No Django.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, nullcontext
from datetime import timedelta

import psycopg

from duly.core.log import cosigning, keys, sequencer
from duly.core.log.stored import Connection
from duly.core.log.witnessing import witness_beside, witnesses
from duly.site.database import CLONE, credentials
from duly.site.practice import practice_copy

LOOK_EVERY_SECONDS = 0.2
AGAIN_AFTER_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 10.0


def main() -> None:
    """Seal, sign and have cosigned until told to stop. Started again at any time, and as often as one likes."""
    stop = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stop.set())
    asking = threading.Thread(target=_kept_at, args=(stop, _ask), daemon=True)
    asking.start()
    _kept_at(stop, _advance)
    asking.join(timeout=cosigning.LONGEST_ASKED_SECONDS)


def once() -> sequencer.Round:
    """One round now, however short a time ago the last was signed. In a practice copy, with the witness beside, which is started if need be."""
    ring = keys.load()
    named = witnesses()
    beside = witness_beside(ring.signer.verifier_key()) if practice_copy() and (not named or named[0].beside) else None
    with closing(connected()) as connection, beside or nullcontext() as started:
        done = sequencer.one_round(connection, ring, [started] if started else named, apart=timedelta(0))
        if done.asked.handed_over:
            keys.hand_over()
        return done


def make_key() -> str:
    """Make the log's key if there is none. Returns its verifier key, which witnesses are given."""
    return keys.load().signer.verifier_key()


def connected() -> Connection:
    """A connection as the sequencer's role. RuntimeError before set-up."""
    known = credentials()
    if known is None:
        raise RuntimeError("Nothing has been set up here yet. Run: duly setup.")
    return psycopg.connect(
        known.dsn("seq"), dbname=os.environ.get(CLONE, known.dbname), autocommit=True, application_name="duly sequencer", connect_timeout=10
    )


def _advance(connection: Connection, stop: threading.Event) -> None:
    while not stop.wait(LOOK_EVERY_SECONDS):
        for alarm in sequencer.advance(connection, keys.load()).alarms:
            _say(alarm)
            stop.wait(LONGEST_WAIT_SECONDS)


def _ask(connection: Connection, stop: threading.Event) -> None:
    wait = LOOK_EVERY_SECONDS
    while not stop.wait(wait):
        asked = cosigning.ask(connection, keys.load(), witnesses())
        if asked.handed_over:
            keys.hand_over()
        for wrong in (*asked.faults, *asked.alarms):
            _say(wrong)
        wait = min(LONGEST_WAIT_SECONDS, max(1.0, wait * 2)) if asked.faults or asked.alarms else LOOK_EVERY_SECONDS


def _kept_at(stop: threading.Event, does: Callable[[Connection, threading.Event], None]) -> None:
    """Do it until told to stop. Whatever goes wrong is said and tried again: a sequencer that ended five times would end the office with it."""
    wait = AGAIN_AFTER_SECONDS
    while not stop.is_set():
        began = time.monotonic()
        try:
            with closing(connected()) as connection:
                does(connection, stop)
        except Exception as wrong:
            _say(f"{type(wrong).__name__}: {str(wrong).strip()}")
            wait = AGAIN_AFTER_SECONDS if time.monotonic() - began > LONGEST_WAIT_SECONDS else min(LONGEST_WAIT_SECONDS, wait * 2)
            stop.wait(wait)


def _say(sentence: str) -> None:
    sys.stderr.write(f"sequencer: {sentence}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
