"""A web server on loopback for a folder of imagery, which counts what it sends and fails as real servers do."""

from __future__ import annotations

import contextlib
import datetime as dt
import http.client
import json
import re
import socket
import threading
import urllib.parse
from collections import Counter
from dataclasses import dataclass, field
from email.utils import formatdate
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal, Self

from patience import PATIENCE

Kind = Literal["status", "expired", "cut", "stalled", "slow", "silent", "corrupt", "length", "page"]
_BODY = ("cut", "stalled", "corrupt", "length")
_CHUNK = 1 << 16
_PAGE = b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Sign in to use this network.</body></html>\n"
TOKENS = "/api/sas/v1/token/"


@dataclass(frozen=True)
class Fault:
    """What goes wrong with some requests.

    Attributes:
        kind: How the server answers.

            * status: With ``status`` and no content.
            * expired: With 403, until the query has a signature that is in force (:meth:`ImageryServer.sign`).
            * cut: With half of the body, then the connection ends.
            * stalled: With half of the body, then with nothing more until the server closes.
            * slow: Rightly, after ``seconds``.
            * silent: Never.
            * corrupt: With zeros in place of the body.
            * length: With all of the body, but a Content-Length of ``announced`` times its length.
            * page: With status 200 and a web page, as the sign-in of a hotel's network does.
        matching: Pattern of the paths, as of file names; does not see the query.
        every: 1 = every matching request, 3 = the third, the sixth ... Requests without a body (HEAD) do not count for
            faults of bodies.
        times: Number of faults after which the server is healthy again; ``None`` = never.
        status: For "status".
        retry_after: Seconds of the header Retry-After of "status"; ``None`` = no such header.
        seconds: For "slow".
        announced: For "length"; below 1 the client believes it has all and does not, above 1 it waits in vain.
    """

    kind: Kind
    matching: str = "*"
    every: int = 1
    times: int | None = None
    status: int = 500
    retry_after: int | None = None
    seconds: float = 3.0
    announced: float = 0.5


@dataclass(frozen=True)
class Seen:
    """A request: its first and last byte (``None`` = no range asked for), and the fault it met."""

    method: str
    path: str
    query: str
    span: tuple[int, int] | None
    fault: Kind | None
    headers: dict[str, str] = field(repr=False)


@dataclass
class _Running:
    fault: Fault
    met: int = 0
    done: int = 0


class ImageryServer:
    """Context manager for a server of a folder's files.

    ``GET <url>/api/sas/v1/token/<collection>`` hands out signatures in the words of the Planetary Computer.

    Args:
        folder: Its files are served below :attr:`url`.

    Attributes:
        requests: Number of requests by path, with those that failed.
        sent: Bytes of bodies by path, as many as really went out.
        log: All requests in the order in which they came.
        token_lasts: Seconds until the expiry that tokens state.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.requests: Counter[str] = Counter()
        self.sent: Counter[str] = Counter()
        self.log: list[Seen] = []
        self.token_lasts = 2700.0
        self.closing = threading.Event()
        self.lock = threading.Condition()
        self.behind = ""
        self._faults: list[_Running] = []
        self._signatures: set[str] = set()
        self._signed = 0
        self._server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"server_of": self}))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def url(self) -> str:
        """Address of the folder, without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def bytes_sent(self) -> int:
        """Bytes of all bodies."""
        with self.lock:
            return self.sent.total()

    def close(self) -> None:
        """End all connections, those that hang too, and their threads. A second call does nothing."""
        if self.closing.is_set():
            return
        self.closing.set()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.hang_up()
        self._server.server_close()

    def fail(self, *faults: Fault) -> None:
        """Fail like this from now on, and no longer as before; without faults be healthy. Counting starts anew."""
        with self.lock:
            self._faults = [_Running(fault) for fault in faults]

    def forget(self) -> None:
        """Set all counts to zero."""
        with self.lock:
            self.requests.clear()
            self.sent.clear()
            self.log.clear()

    def await_requests(self, count: int, matching: str = "*") -> None:
        """Wait until this many requests of matching paths are in the log, answered or not."""

        def came() -> bool:
            return sum(fnmatchcase(one.path, matching) for one in self.log) >= count

        with self.lock:
            assert self.lock.wait_for(came, PATIENCE), f"fewer than {count} requests of {matching}"

    def sign(self, url: str = "") -> str:
        """The address with a new signature that is in force until :meth:`expire`."""
        with self.lock:
            self._signed += 1
            signature = f"sig=s{self._signed}"
            self._signatures.add(signature)
        return f"{url}{'&' if '?' in url else '?'}{signature}" if url else signature

    def expire(self) -> None:
        """Put no signature given so far in force any longer."""
        with self.lock:
            self._signatures.clear()

    def stand_before(self, url: str) -> None:
        """Let another server answer what is no file of the folder, so that its answers are counted and can fail too."""
        self.behind = url

    def met(self, method: str, path: str, query: str, span: str, headers: dict[str, str]) -> Fault | None:
        """Count a request; the fault that it meets, if any."""
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", span)
        with self.lock:
            fault = self._next_fault(method, path, query)
            self.requests[path] += 1
            extent = (int(asked[1]), int(asked[2])) if asked else None
            self.log.append(Seen(method, path, query, extent, fault.kind if fault else None, headers))
            self.lock.notify_all()
        return fault

    def _next_fault(self, method: str, path: str, query: str) -> Fault | None:
        found = None
        for running in self._faults:
            fault = running.fault
            bodiless = method == "HEAD" and fault.kind in _BODY
            valid = fault.kind == "expired" and bool(self._signatures & set(query.split("&")))
            if bodiless or valid or not fnmatchcase(path, fault.matching):
                continue
            running.met += 1
            due = running.met % fault.every == 0 and (fault.times is None or running.done < fault.times)
            if due and found is None:
                running.done += 1
                found = fault
        return found


class _Server(ThreadingHTTPServer):
    """Knows its connections, to end those that hang; waits for its threads at the end."""

    daemon_threads = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()

    def process_request(self, request, client_address):
        with self._open_lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        with self._open_lock:
            self._open.discard(request)
            super().shutdown_request(request)

    def hang_up(self) -> None:
        with self._open_lock:
            for request in self._open:
                with contextlib.suppress(OSError):
                    request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request, client_address):
        """Say nothing: clients that go away are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_of: ImageryServer

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urllib.parse.urlsplit(self.path)
        self.route = urllib.parse.unquote(parts.path)
        server = self.server_of
        fault = server.met(
            self.command, self.route, parts.query, self.headers.get("Range", ""), dict(self.headers.items())
        )
        match fault:
            case None:
                pass
            case Fault(kind="status"):
                after = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
                self._send(fault.status, b"", after)
                return
            case Fault(kind="expired"):
                self._send(403, b"Signature expired", {"Content-Type": "text/plain"})
                return
            case Fault(kind="page"):
                self._send(200, _PAGE, {"Content-Type": "text/html; charset=utf-8"})
                return
            case Fault(kind="silent"):
                server.closing.wait()
                self.close_connection = True
                return
            case Fault(kind="slow"):
                server.closing.wait(fault.seconds)
        if self.route.startswith(TOKENS):
            self._token(fault)
        else:
            self._file(body, fault)

    def _pass_on(self, body: bytes, fault: Fault | None) -> None:
        parts = urllib.parse.urlsplit(self.server_of.behind)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        try:
            kept = {name: self.headers[name] for name in ("Content-Type", "Accept") if name in self.headers}
            connection.request(self.command, self.path, body or None, kept)
            answer = connection.getresponse()
            content = answer.read()
            kind = {"Content-Type": answer.headers.get("Content-Type", "")}
        except OSError:
            self._send(502, b"", {})
        else:
            self._send(answer.status, content, kind, fault)
        finally:
            connection.close()

    def _token(self, fault: Fault | None) -> None:
        expiry = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=self.server_of.token_lasts)
        content = {"msft:expiry": expiry.strftime("%Y-%m-%dT%H:%M:%SZ"), "token": self.server_of.sign()}
        self._send(200, json.dumps(content).encode(), {"Content-Type": "application/json"}, fault)

    def _file(self, body: bytes, fault: Fault | None) -> None:
        path = (self.server_of.folder / self.route.lstrip("/")).resolve()
        if not path.is_relative_to(self.server_of.folder) or not path.is_file():
            self._pass_on(body, fault) if self.server_of.behind else self._send(404, b"", {})
            return
        size = path.stat().st_size
        headers = {
            "Accept-Ranges": "bytes",
            "Content-Type": "application/json" if path.suffix == ".json" else "application/octet-stream",
            "Last-Modified": formatdate(path.stat().st_mtime, usegmt=True),
        }
        start, end, status = _span(self.headers.get("Range", ""), size)
        if status == 416:
            self._send(416, b"", {"Content-Range": f"bytes */{size}"})
            return
        if status == 206:
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        with open(path, "rb") as file:
            file.seek(start)
            self._send(status, file.read(end - start), headers, fault)

    def _send(self, status: int, content: bytes, headers: dict[str, str], fault: Fault | None = None) -> None:
        kind = fault.kind if fault else None
        share = fault.announced if fault and kind == "length" else 1.0
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(int(len(content) * share)))
        if kind == "corrupt":
            content = bytes(len(content))
        elif kind in ("cut", "stalled"):
            content = content[: len(content) // 2]
        if kind in _BODY and kind != "corrupt":
            self.close_connection = True
        self.end_headers()
        if self.command != "HEAD":
            self._write(content)
        if kind == "stalled":
            self.server_of.closing.wait()

    def _write(self, content: bytes) -> None:
        """Send a body. It is counted before it goes: a client that has it must find it counted."""
        for start in range(0, len(content), _CHUNK):
            chunk = content[start : start + _CHUNK]
            with self.server_of.lock:
                self.server_of.sent[self.route] += len(chunk)
            try:
                self.wfile.write(chunk)
            except OSError:
                self.close_connection = True
                return

    def log_message(self, *_: object) -> None:
        """Suppress the log."""


def _span(header: str, size: int) -> tuple[int, int, int]:
    """First byte, byte after the last one, and status of the answer to a header Range."""
    asked = re.fullmatch(r"bytes=(\d*)-(\d*)", header)
    if not asked or asked[0] == "bytes=-":
        return 0, size, 200
    first, last = asked.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
    return (start, end, 206) if start < end else (0, 0, 416)
