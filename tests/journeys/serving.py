"""A played practice copy really served: pages, a worker, a sequencer and a witness, each a process."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from duly.cli.serving import children

STARTING_SECONDS = 60
SOURCE = Path(__file__).resolve().parents[2] / "src"


class Serving:
    """The processes that serve a copy of the played database. Each module's copy is fresh, under one name; the pages, dear to start, stay for all of
    them and find it there. A worker, a sequencer and a witness, who have a state of their own, are each module's."""

    def __init__(self, server, played: str):
        self.server, self.played, self.port = server, played, free_port()
        self.own = ""
        self.pages: subprocess.Popen | None = None
        self.beside: list[subprocess.Popen] = []

    def begin(self) -> str:
        """A fresh copy, served. Gives the address."""
        self.own = self.server.clone(of=self.played, called=self.own)
        environment = {**os.environ, "DULY_CLONE": self.own, "DULY_PRACTICE": "1", "PYTHONPATH": str(SOURCE)}
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("DULY_PRACTICE", "1")  # a practice copy has its own witness beside it
            wanted = children(self.port)
        for child in wanted:
            if child.name == "pages" and self.pages:
                continue
            process = subprocess.Popen(child.argv, env={**environment, **child.env})
            if child.name == "pages":
                self.pages = process
            else:
                self.beside.append(process)
        wait_for(f"http://localhost:{self.port}/desks/", self.pages)
        return f"http://localhost:{self.port}"

    def end(self) -> None:
        """The copy goes, if its book adds up. Whoever may not end another's session waits for the pages' to end, so that they go too."""
        self._stop(self.beside)
        self.beside = []
        if "DATABASE_URL" in os.environ:
            self.stop()
        self.server.drop(self.own)

    def stop(self) -> None:
        """The pages end."""
        pages, self.pages = self.pages, None
        self._stop([pages] if pages else [])

    @staticmethod
    def _stop(running: list[subprocess.Popen]) -> None:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=20)


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen) -> None:
    """Wait until the address answers; fail at once when its process has ended."""
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"The server ended with {process.returncode} before it answered.")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"{address} did not answer in {STARTING_SECONDS} seconds.")
