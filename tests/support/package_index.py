"""Packages of a few bytes, lock files for them, and a local package index that can also fail as real ones do."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import shutil
import ssl
import subprocess
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

import pytest
from patience import PATIENCE


def make_wheel(
    folder: Path, name: str, version: str = "1.0", tag: str = "py3-none-any", files: dict[str, bytes] | None = None
) -> Path:
    """Write a wheel with these files; without any, with a module of its name."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-{tag}.whl"
    info = f"{name}-{version}.dist-info"
    content = {
        **(files or {f"{name}.py": f"version = {version!r}\n".encode()}),
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n".encode(),
    }
    record = "".join(f"{file},{_record_hash(data)},{len(data)}\n" for file, data in content.items())
    with zipfile.ZipFile(path, "w") as archive:
        for file, data in {**content, f"{info}/RECORD": f"{record}{info}/RECORD,,\n".encode()}.items():
            archive.writestr(file, data)
    return path


def _record_hash(data: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def write_lock(folder: Path, *wheels: Path, profile: str = "map", **head: str) -> Path:
    """Write a lock file with these wheels; ``head`` changes its header, hash="..." the pinned hash."""
    folder.mkdir(parents=True, exist_ok=True)
    wrong = head.pop("hash", "")
    sizes = {f"megabytes-{platform}": "1" for platform in ("linux", "windows", "macos")}
    lines = [f"# {key}: {value}" for key, value in ({"python": "3.11-3.14", "glibc": "2.17"} | sizes | head).items()]
    for wheel in wheels:
        name, version, *_ = wheel.name.split("-")
        lines += [
            f"{name}=={version} \\",
            f"    --hash=sha256:{wrong or hashlib.sha256(wheel.read_bytes()).hexdigest()}",
        ]
    path = folder / f"{profile}-cpu.txt"
    path.write_text("\n".join(lines) + "\n")
    return path


def self_signed(folder: Path) -> Path:
    """A file with a self-signed certificate for localhost and its key."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    key, certificate, both = folder / "key.pem", folder / "certificate.pem", folder / "both.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost", "-addext", "keyUsage=critical,digitalSignature,keyCertSign",
         "-keyout", key, "-out", certificate],  # Python 3.13 trusts no certificate of an authority without its use
        check=True, capture_output=True,
    )  # fmt: skip
    both.write_text(certificate.read_text() + key.read_text())
    return both


class Index:
    """Context manager for a package index, or for a proxy in front of one.

    Args:
        wheels: Wheels to serve.
        status: Status with which every download is answered instead.
        login: Login "user:password" that it requires, as a proxy.
        certificate: File with a certificate and its key; serves over TLS.

    Attributes:
        downloads: Names of the requested files.
        hold: Name of a file of which only the first half is sent until :attr:`release` is set.
    """

    def __init__(
        self, *wheels: Path, status: int = 200, login: str | None = None, certificate: Path | None = None
    ) -> None:
        self.wheels = {wheel.name: wheel.read_bytes() for wheel in wheels}
        self.status = status
        self.login = login
        self.downloads: list[str] = []
        self.hold = ""
        self.holding = threading.Event()
        self.release = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"index": self}))
        self.scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
            self.scheme = "https"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.release.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    @property
    def port(self) -> int:
        return self.server.server_address[1]

    @property
    def url(self) -> str:
        """Address for pip's ``--index-url``."""
        # Recent versions of pip and Python cannot verify a certificate for an IP address.
        host = "localhost" if self.scheme == "https" else "127.0.0.1"
        return f"{self.scheme}://{host}:{self.port}/simple"


class _Handler(BaseHTTPRequestHandler):
    index: Index

    def do_CONNECT(self) -> None:
        self._refuse() if self._lacks_login() else self._answer(502, b"")

    def do_GET(self) -> None:
        if self._lacks_login():
            self._refuse()
            return
        _, is_listing, path = self.path.partition("/simple/")
        if is_listing:
            project = path.strip("/").replace("-", "_")
            names = [name for name in self.index.wheels if name.split("-")[0] == project]
            links = "".join(f'<a href="/files/{name}">{name}</a>' for name in names)
            self._answer(200 if names else 404, f"<!DOCTYPE html><html><body>{links}</body></html>".encode())
            return
        name = self.path.rsplit("/", 1)[-1]
        self.index.downloads.append(name)
        self._answer(self.index.status, self.index.wheels.get(name, b""), hold=name == self.index.hold)

    def _lacks_login(self) -> bool:
        wanted = self.index.login
        given = self.headers.get("Proxy-Authorization", "")
        return wanted is not None and given != "Basic " + base64.b64encode(wanted.encode()).decode()

    def _refuse(self) -> None:
        self.send_response(407, "Proxy Authentication Required")
        self.send_header("Proxy-Authenticate", 'Basic realm="test"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: int, content: bytes, *, hold: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if content.startswith(b"<") else "application/octet-stream")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            half = len(content) // 2 if hold else len(content)
            self.wfile.write(content[:half])
            self.wfile.flush()
            if hold:
                self.index.holding.set()
                self.index.release.wait(PATIENCE)
                self.wfile.write(content[half:])

    def log_message(self, *_: object) -> None:
        """Suppress the log."""
