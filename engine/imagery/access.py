"""Access to the pixels of a service: addresses for GDAL, signed where the service asks for it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import certifi
import rasterio
import requests
from rasterio.session import Session

from ...contract.errors import SourceError
from ...contract.imagery_services import Service
from ...contract.requests.imagery import Credentials

# A token is renewed so many seconds before it expires.
_EARLY_S = 300.0
_TIMEOUT = (10.0, 30.0)
_TRIES = 4

_OPTIONS: dict[str, str] = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_HTTP_MAX_RETRY": "3",
    "GDAL_HTTP_RETRY_DELAY": "0.5",
    # Without time-outs a server that accepts and is silent would hang GDAL for ever.
    "GDAL_HTTP_TIMEOUT": "30",
    "GDAL_HTTP_CONNECTTIMEOUT": "10",
    "GDAL_HTTP_MERGE_CONSECUTIVE_RANGES": "YES",
    "GDAL_INGESTED_BYTES_AT_OPEN": "32768",
    "CPL_VSIL_CURL_USE_HEAD": "NO",
}


class _Keys(Session):  # type: ignore[misc]
    """Keys of an S3 storage; as options of an environment, rasterio takes them only together with boto3."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials

    def get_credential_options(self) -> dict[str, str]:
        """GDAL's settings."""
        return {
            "AWS_ACCESS_KEY_ID": self._credentials.access_key,
            "AWS_SECRET_ACCESS_KEY": self._credentials.secret_key,
        }


class Access:
    """Turns the addresses of items into those that GDAL opens.

    Args:
        service: The service.
        credentials: Secrets of the user.
        folder: Folder for the file with the headers, which only the user may read.
    """

    def __init__(self, service: Service, credentials: Credentials, folder: Path) -> None:
        self._service, self._credentials = service, credentials
        self._tokens: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()
        self._header_file: Path | None = None
        self._bundle = _use_network(credentials, folder)
        if credentials.headers:
            self._header_file = folder / "headers"
            with suppress(FileNotFoundError):
                self._header_file.unlink()
            number = os.open(self._header_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(number, "w", encoding="utf-8") as file:
                file.writelines(f"{name}: {value}\n" for name, value in credentials.headers.items())

    def close(self) -> None:
        """Remove the headers from the disk."""
        for file in (self._header_file, self._bundle):
            if file is not None:
                file.unlink(missing_ok=True)

    def environment(self, href: str, *, again: bool) -> rasterio.Env:
        """Settings of GDAL for reading a file, a context manager for one thread.

        Args:
            href: Address of the file.
            again: Whether an earlier try failed: GDAL keeps damaged bytes, so it must not use those that it has.
        """
        options = dict(_OPTIONS)
        if self._service.signing == "s3":
            options |= {
                "AWS_S3_ENDPOINT": self._service.endpoint.removeprefix("http://"),
                "AWS_HTTPS": "NO" if self._service.endpoint.startswith("http://") else "YES",
                "AWS_VIRTUAL_HOSTING": "FALSE",
            }
        if self._header_file is not None:
            options["GDAL_HTTP_HEADER_FILE"] = str(self._header_file)
        if self._bundle is not None:
            options["GDAL_CURL_CA_BUNDLE"] = str(self._bundle)
        if again:
            parts = urlsplit(href)
            options["CPL_VSIL_CURL_NON_CACHED"] = f"/vsicurl/{parts.scheme}://{parts.netloc}/"
        return rasterio.Env(_Keys(self._credentials) if self._credentials.access_key else None, **options)

    def path(self, href: str, collection: str, *, fresh: bool = False) -> str:
        """Path by which GDAL opens a file.

        Args:
            href: Address by the item.
            collection: Collection of the item.
            fresh: Whether a new signature is needed.

        Raises:
            SourceError: The address cannot be read by GDAL safely, or signing failed.
        """
        parts = urlsplit(href)
        if self._service.signing == "s3" or parts.scheme == "s3":
            if not self._credentials.access_key:
                raise SourceError(
                    f"{self._service.title} needs access keys.",
                    "Create S3 keys at the service, and save them as user name and password of an authentication "
                    "configuration in QGIS.",
                )
            return f"/vsis3/{parts.netloc}{parts.path}" if parts.scheme == "s3" else f"/vsis3{parts.path}"
        if parts.scheme not in ("http", "https"):
            raise SourceError(
                f"The service names {href[:100]!r} as a file, which is no web address.", "Use another service."
            )
        address = href
        if self._service.signing == "sas":
            address = f"{href.split('?', 1)[0]}?{self._token(collection, fresh=fresh)}"
        return f"/vsicurl/{address}"

    def status(self, href: str, collection: str) -> int:
        """Status of the answer to a request of one byte; 0 = no answer."""
        try:
            address = self.path(href, collection).removeprefix("/vsicurl/")
            answer = requests.get(
                address, headers={**self._credentials.headers, "Range": "bytes=0-0"}, timeout=_TIMEOUT, stream=True
            )
            answer.close()
        except requests.exceptions.RequestException:
            return 0
        return int(answer.status_code)

    def _token(self, collection: str, *, fresh: bool) -> str:
        with self._lock:
            token, until = self._tokens.get(collection, ("", 0.0))
            if fresh or time.time() > until - _EARLY_S:
                answer = self._ask_for_token(collection)
                token, until = str(answer["token"]), _seconds(str(answer.get("msft:expiry", "")))
                self._tokens[collection] = token, until
            return token

    def _ask_for_token(self, collection: str) -> Mapping[str, Any]:
        address = self._service.token.format(collection=collection)
        for attempt in range(_TRIES):
            try:
                answer = requests.get(address, headers=self._credentials.headers, timeout=_TIMEOUT)
                if answer.status_code in (429, 500, 502, 503, 504):
                    time.sleep(min(2.0**attempt * 0.3, 5))
                    continue
                answer.raise_for_status()
                content: Mapping[str, Any] = answer.json()
                if isinstance(content, dict) and content.get("token"):
                    return content
            except (requests.exceptions.RequestException, ValueError):
                continue
        raise SourceError(f"{self._service.title} gives no token for {collection}.", "Try again later.")


def _use_network(credentials: Credentials, folder: Path) -> Path | None:
    """Let this process use the proxy and the certificates; returns the file of the certificates."""
    if credentials.proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
            os.environ[name] = credentials.proxy
        for name in ("NO_PROXY", "no_proxy"):
            os.environ[name] = ",".join(credentials.without_proxy)
    if not credentials.certificates:
        return None
    bundle = folder / "certificates.pem"
    # Packages bring the list of the browsers; QGIS's own come besides.
    known = Path(certifi.where()).read_text(encoding="utf-8")
    bundle.write_text(f"{known}\n{credentials.certificates}\n", encoding="utf-8")
    os.environ["REQUESTS_CA_BUNDLE"] = str(bundle)
    return bundle


def _seconds(expiry: str) -> float:
    """Time of an expiry date; an unreadable one means soon."""
    try:
        return datetime.fromisoformat(expiry).timestamp()
    except ValueError:
        return time.time() + 2 * _EARLY_S
