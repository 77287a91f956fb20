"""HTTP/1.1 transport: keep-alive, one thread per connection, a stop that leaves no thread."""

from __future__ import annotations

import contextlib
import select
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from .dispatch import Answer, Dispatcher, Incoming
from .files import MAX_UPLOAD, MEGABYTE
from .state import State

_MAX_BODY = MAX_UPLOAD + MEGABYTE
_CHUNK = 1 << 16
_STOP_SECONDS = 1.0


class _Handler(BaseHTTPRequestHandler):
    """Reads requests and writes answers of one connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _HttpServer

    def do_GET(self) -> None:
        """Methods may be called, and files are downloaded, with GET."""
        self._serve()

    def do_POST(self) -> None:
        """The usual way to call a method."""
        self._serve()

    def _serve(self) -> None:
        body = self._read_body()
        if body is None:
            self.close_connection = True
            self._write(Answer(413, _too_large()))
            return
        url = urlsplit(self.path)
        content_type = self.headers.get("Content-Type", "")
        incoming = Incoming(unquote(url.path), url.query, content_type, body, self._client_is_there)
        answer = self.server.dispatcher.answer(incoming)
        if answer is None:
            self._hang_up()
        else:
            self._write(answer)

    def _read_body(self) -> bytes | None:
        """The body; None when it is larger than the front server lets through."""
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return self._read_chunks()
        length = int(self.headers.get("Content-Length") or 0)
        if length <= _MAX_BODY:
            return self.rfile.read(length)
        while length > 0 and (piece := self.rfile.read(min(length, _CHUNK))):
            length -= len(piece)
        return None

    def _read_chunks(self) -> bytes | None:
        body = bytearray()
        while size := int(self.rfile.readline().split(b";")[0] or b"0", 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return bytes(body) if len(body) <= _MAX_BODY else None

    def _client_is_there(self) -> bool:
        """Whether the client still waits; a closed connection reads as end of file."""
        if self.server.stopping.is_set():
            return False
        try:
            readable, _, _ = select.select([self.connection], [], [], 0)
            return not readable or bool(self.connection.recv(1, socket.MSG_PEEK))
        except (OSError, ValueError):
            return False

    def _write(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close" if self.close_connection else "keep-alive")
        if answer.retry_after is not None:
            self.send_header("Retry-After", str(answer.retry_after))
        self.end_headers()
        self.wfile.write(answer.body)
        self.wfile.flush()

    def _hang_up(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Stay silent: the calls are recorded."""


def _too_large() -> bytes:
    return b'{"ok":false,"error_code":413,"description":"Request Entity Too Large"}'


class _HttpServer(ThreadingHTTPServer):
    """Keeps track of its connections and threads, to end them all."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, dispatcher: Dispatcher, stopping: threading.Event) -> None:
        self.dispatcher = dispatcher
        self.stopping = stopping
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._workers: set[threading.Thread] = set()
        super().__init__(("127.0.0.1", port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a new connection in a thread of its own."""
        name = f"fake-bot-api-{client_address[1]}"
        thread = threading.Thread(
            target=self.process_request_thread, args=(request, client_address), name=name, daemon=True
        )
        with self._lock:
            self._open.add(request)
            self._workers = {old for old in self._workers if old.is_alive()} | {thread}
            thread.start()

    def shutdown_request(self, request: Any) -> None:
        """Close a connection whose handler is done."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is no error; anything else is shown."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)) and not self.stopping.is_set():
            super().handle_error(request, client_address)

    def hang_up_all(self) -> list[threading.Thread]:
        """Close every connection from this side; returns their threads."""
        with self._lock:
            connections, threads = set(self._open), list(self._workers)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        return threads


class Transport:
    """Starts and stops the HTTP server of one fake Bot API."""

    def __init__(self, state: State, token: str) -> None:
        self._state = state
        self._dispatcher = Dispatcher(state, token)
        self._server: _HttpServer | None = None
        self._thread: threading.Thread | None = None
        self.port = 0

    def start(self) -> None:
        """Listen; a server that was stopped comes back on the same port."""
        if self._server is not None:
            raise RuntimeError("the fake Bot API is already running")
        self._state.closing.clear()
        self._server = _HttpServer(self.port, self._dispatcher, self._state.closing)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), name="fake-bot-api", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop listening, drop every connection, and wait until all threads have ended."""
        server, thread = self._server, self._thread
        if server is None or thread is None:
            return
        self._server = self._thread = None
        self._state.closing.set()
        with self._state.changed:
            self._state.changed.notify_all()
        server.shutdown()
        thread.join()
        server.server_close()
        for worker in server.hang_up_all():
            worker.join(_STOP_SECONDS)
