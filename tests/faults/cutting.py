"""A line between the application and PostgreSQL that can be cut right after COMMIT was said, before its answer comes back."""

import contextlib
import socket
import struct
import threading
from pathlib import Path


class Line:
    """A Unix socket in `folder` that hands everything on to the server's. Armed, it cuts at the next COMMIT: that is handed on, its answer never."""

    def __init__(self, folder: Path, server: str):
        self.folder, self.server = folder, server
        self.armed, self.cut = threading.Event(), 0
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(str(folder / ".s.PGSQL.5432"))
        self.listening.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self.listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self.listening.accept()
            except OSError:
                return
            onward = socket.socket(socket.AF_UNIX)
            onward.connect(self.server)
            gone = threading.Event()
            threading.Thread(target=self._questions, args=(client, onward, gone), daemon=True).start()
            threading.Thread(target=self._answers, args=(onward, client, gone), daemon=True).start()

    def _questions(self, client: socket.socket, onward: socket.socket, gone: threading.Event) -> None:
        """Hands on what the application says, message by message, and listens for COMMIT."""
        held, begun = b"", False
        try:
            while some := client.recv(65536):
                held += some
                while whole := _message(held, begun):
                    said, held, begun = held[:whole], held[whole:], True
                    if self.armed.is_set() and said[:1] in b"QP" and b"COMMIT\0" in said:
                        self.armed.clear()
                        self.cut += 1
                        gone.set()  # before it is said: not one byte of the answer may come through
                        onward.sendall(said)
                        client.shutdown(socket.SHUT_RDWR)
                        return
                    onward.sendall(said)
        except OSError:
            pass
        finally:
            if not gone.is_set():
                _end(onward)

    def _answers(self, onward: socket.socket, client: socket.socket, gone: threading.Event) -> None:
        try:
            while some := onward.recv(65536):
                if not gone.is_set():
                    client.sendall(some)
                else:  # the answer to COMMIT, for nobody
                    break
        except OSError:
            pass
        finally:
            _end(client)
            _end(onward)


def _message(held: bytes, begun: bool) -> int:
    """How long the first whole message is; 0 while it is not all here. The first of all has no letter before its length."""
    at = 1 if begun else 0
    if len(held) < at + 4:
        return 0
    whole = at + struct.unpack("!I", held[at : at + 4])[0]
    return whole if len(held) >= whole else 0


def _end(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
