"""Asks a STAC API: with retries and time-outs, with secrets for the service only, and for no endless answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import requests
from pystac_client import Client
from pystac_client.stac_api_io import StacApiIO
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from .same_site import is_same_site

ENDLESS = "AnswerTooLarge"
"""Text of the error of an answer that is larger than any page of items."""

_PASSING = (408, 429, 500, 502, 503, 504)
_CONNECT_S = 10.0
# A page of 100 items has about a megabyte.
_LARGEST_BYTES = 64 * 2**20
_CHUNK = 2**16


def open_client(url: str, headers: Mapping[str, str], timeout: float) -> Client:
    """A client for a STAC API.

    Args:
        url: Address of the service.
        headers: HTTP headers with secrets, which only the site of the service sees.
        timeout: Seconds to wait for an answer.
    """

    def entrust(request: requests.Request) -> None:
        if is_same_site(str(request.url), url):
            request.headers = {**(request.headers or {}), **headers}

    # A number of retries would concern connections only; answers such as "too many requests" need this object.
    retry = Retry(
        total=5,
        connect=2,
        read=0,
        backoff_factor=timeout / 100,
        status_forcelist=_PASSING,
        allowed_methods=None,
        respect_retry_after_header=True,
        raise_on_status=False,
    )
    io = StacApiIO()
    for scheme in ("http://", "https://"):
        io.session.mount(scheme, _Bounded(max_retries=retry))
    # Not given to StacApiIO: the client replaces both by its own.
    times = min(timeout, _CONNECT_S), timeout
    return Client.open(url, stac_io=io, request_modifier=entrust, timeout=times)


class _Bounded(HTTPAdapter):
    """Reads no answer that is larger than any page of items."""

    def send(self, *args: Any, **options: Any) -> requests.Response:
        """Send a request, and read its answer."""
        answer = super().send(*args, **options | {"stream": True})
        parts: list[bytes] = []
        size = 0
        for part in answer.iter_content(_CHUNK):
            parts.append(part)
            size += len(part)
            if size > _LARGEST_BYTES:
                answer.close()
                raise requests.exceptions.RequestException(ENDLESS)
        # Where requests itself keeps what it has read.
        answer._content = b"".join(parts)  # noqa: SLF001
        return answer
