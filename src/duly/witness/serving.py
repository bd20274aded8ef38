"""The witness on the network: plain HTTP/1.1 with small requests, few at once, and nobody waited for long."""

import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from duly.witness.answers import TEXT, Answer, Witness

LARGEST_BODY_BYTES = 64 * 1024
PATIENCE_SECONDS = 10
AT_ONCE = 64


class Server(ThreadingHTTPServer):
    """Listens at `address`, a host and a port, and answers as `witness` does. With `tls` it speaks HTTPS."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], witness: Witness, tls: ssl.SSLContext | None = None):
        self.witness = witness
        self._places = threading.BoundedSemaphore(AT_ONCE)
        super().__init__(address, Door)
        if tls is not None:  # the handshake waits for the thread that reads, so that a slow stranger keeps nobody out
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """One connection, in its own thread, when there is a place for it."""
        with self._places:
            super().process_request_thread(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that breaks is the client's affair: every answer was kept before it was said."""


class Door(BaseHTTPRequestHandler):
    """Reads one request, within limits, and writes what the witness answers."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE_SECONDS

    def version_string(self) -> str:
        """Says nothing of what runs here."""
        return "duly-witness"

    def do_GET(self) -> None:
        """Answer a question."""
        self._say(self._answer(b""))

    def do_POST(self) -> None:
        """Answer a request that brings something."""
        told = self.headers.get("Content-Length", "")
        if "Transfer-Encoding" in self.headers or not (told.isascii() and told.isdigit()):
            self.close_connection = True
            return self._say(Answer(411, "Say how long the request is.\n"))
        if len(told) > 9 or int(told) > LARGEST_BODY_BYTES:
            self.close_connection = True
            return self._say(Answer(413, f"A request is at most {LARGEST_BODY_BYTES:,} bytes.\n"))
        body = self.rfile.read(int(told))
        if len(body) == int(told):
            self._say(self._answer(body))
        return None

    def _answer(self, body: bytes) -> Answer:
        try:
            asked = urlsplit(self.path)
        except ValueError:
            return Answer(400, "This is not an address.\n")
        return self.server.witness.answer(self.command, asked.path, dict(parse_qsl(asked.query)), body)

    def _say(self, answer: Answer) -> None:
        body = answer.body.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What http.server itself refuses, in the same plain words."""
        self.close_connection = True
        self._say(Answer(code, f"{message or 'This is not understood.'}\n", TEXT))

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: what matters is in the store."""
