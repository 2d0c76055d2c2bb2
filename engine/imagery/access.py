"""Access to the pixels of a service: addresses for GDAL, signed where the service asks for it."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Mapping
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
from .same_site import is_same_site

# A token is renewed so many seconds before it expires.
_EARLY_S = 300.0
_CONNECT_S = 10.0
# A slow line is given more time at each try, up to so many times the time-out.
_LONGEST = 8
_TRIES = 4

SILENT = 0
"""Status of an address that does not answer."""

# GDAL had an answer, and could not read it.
_UNKNOWN = 200
_CODE = re.compile(r"HTTP response code: (\d{3})")

_OPTIONS: dict[str, str] = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_HTTP_MAX_RETRY": "1",
    "GDAL_HTTP_RETRY_DELAY": "0.2",
    "GDAL_HTTP_MERGE_CONSECUTIVE_RANGES": "YES",
    "GDAL_INGESTED_BYTES_AT_OPEN": "32768",
}


class NotSignedError(Exception):
    """The service gives no token; has the status of its answer, 0 without one."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


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
        folder: Folder for the file with the certificates.

    Attributes:
        title: Name of the service for people.
        timeout: Seconds after which an answer is no longer waited for.
    """

    def __init__(self, service: Service, credentials: Credentials, folder: Path) -> None:
        self._service, self._credentials = service, credentials
        self.title, self.timeout = service.title, credentials.timeout
        self._tokens: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()
        self._bundle = _use_network(credentials, folder)

    def close(self) -> None:
        """Remove the certificates from the disk."""
        if self._bundle is not None:
            self._bundle.unlink(missing_ok=True)

    def environment(self, href: str, attempt: int) -> rasterio.Env:
        """Settings of GDAL for reading a file, a context manager for one thread.

        Args:
            href: Address of the file.
            attempt: Number of earlier tries that failed. GDAL keeps damaged bytes: after a failure it must not use
                those that it has.
        """
        # Without time-outs a server that accepts and is silent would hang GDAL for ever.
        options = _OPTIONS | {
            "GDAL_HTTP_TIMEOUT": f"{self.timeout * min(2**attempt, _LONGEST):g}",
            "GDAL_HTTP_CONNECTTIMEOUT": f"{min(self.timeout, _CONNECT_S):g}",
        }
        if self._service.signing == "s3":
            options |= {
                "AWS_S3_ENDPOINT": self._service.endpoint.removeprefix("http://"),
                "AWS_HTTPS": "NO" if self._service.endpoint.startswith("http://") else "YES",
                "AWS_VIRTUAL_HOSTING": "FALSE",
            }
        if headers := self._headers(href):
            options["GDAL_HTTP_HEADERS"] = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        if self._bundle is not None:
            options["GDAL_CURL_CA_BUNDLE"] = str(self._bundle)
        if attempt:
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
            SourceError: The address cannot be read by GDAL safely, or keys are missing.
            NotSignedError: The service gives no token.
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

    def status(self, href: str, collection: str, error: Exception) -> int:
        """Status of the answer to a request for a file; :data:`SILENT` = no answer.

        Args:
            href: Address of the file.
            collection: Collection of the item.
            error: What GDAL said; of a bucket, to which it signs each request itself, there is no other word.
        """
        address = self.path(href, collection)
        if not address.startswith("/vsicurl/"):
            found = _CODE.search(str(error))
            return int(found[1]) if found else _UNKNOWN
        try:
            address = address.removeprefix("/vsicurl/")
            answer = requests.get(
                address, headers={**self._headers(href), "Range": "bytes=0-0"}, timeout=self._timeout, stream=True
            )
            answer.close()
        except (requests.exceptions.RequestException, UnicodeError):
            return SILENT
        return int(answer.status_code)

    def _headers(self, address: str) -> Mapping[str, str]:
        return self._credentials.headers if is_same_site(address, self._service.url) else {}

    @property
    def _timeout(self) -> tuple[float, float]:
        """Seconds for connecting and for an answer."""
        return min(self.timeout, _CONNECT_S), self.timeout

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
        status = SILENT
        for attempt in range(_TRIES):
            try:
                answer = requests.get(address, headers=self._headers(address), timeout=self._timeout)
                if answer.ok:
                    content: Mapping[str, Any] = answer.json()
                    if isinstance(content, dict) and content.get("token"):
                        return content
                status = answer.status_code
                if status in (429, 500, 502, 503, 504):
                    time.sleep(min(2.0**attempt * self.timeout / 100, 5))
                    continue
                break
            except (requests.exceptions.RequestException, ValueError):
                continue
        raise NotSignedError(status)


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
