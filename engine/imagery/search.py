"""Searches a STAC API for scenes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import requests
from pystac_client import Client
from pystac_client.exceptions import APIError
from pystac_client.stac_api_io import StacApiIO
from urllib3.util import Retry

from ...contract.errors import SourceError
from ...contract.imagery_services import Service

_TIMEOUT = (10.0, 60.0)
_PAGE = 100
_MOST_ITEMS = 5000
_TRIES = 4
_TRY_AGAIN = (408, 429, 500, 502, 503, 504)

Box = tuple[float, float, float, float]
"""west, south, east, north in degrees."""


def search(
    service: Service, boxes: Sequence[Box], start: str, end: str, headers: Mapping[str, str]
) -> list[dict[str, Any]]:
    """All items of the service's collections that touch the boxes in a period.

    Args:
        service: The service.
        boxes: Bounds of the area; two across the antimeridian.
        start: First day, ISO 8601.
        end: Last day, ISO 8601.
        headers: HTTP headers of every request.

    Raises:
        SourceError: The service cannot be reached, is no STAC API, or has none of the collections.
    """
    client = _again(lambda: _open(service, headers), service)
    items: dict[tuple[str, str], dict[str, Any]] = {}
    missing = []
    for collection in service.collections:
        for box in boxes:
            try:
                for item in _again(lambda c=collection, b=box: list(_items(client, c, b, start, end)), service):
                    items[collection, str(item.get("id"))] = {"collection": collection, **item}
            except _NoSuchCollectionError:
                missing.append(collection)
                break
    if len(missing) == len(service.collections):
        raise SourceError(
            f"{service.title} has no collection {' or '.join(missing)}.", "Choose another service for Sentinel-2."
        )
    return list(items.values())


class _NoSuchCollectionError(Exception):
    """The service does not know a collection."""


def _open(service: Service, headers: Mapping[str, str]) -> Client:
    # A number of retries would concern connections only; answers such as "too many requests" need this object.
    retry = Retry(
        total=5,
        connect=2,
        backoff_factor=0.3,
        status_forcelist=_TRY_AGAIN,
        allowed_methods=None,
        respect_retry_after_header=True,
        raise_on_status=False,
    )
    io = StacApiIO(headers=dict(headers), max_retries=retry, timeout=_TIMEOUT)
    return Client.open(service.url, stac_io=io)


def _items(client: Client, collection: str, box: Box, start: str, end: str) -> Iterator[dict[str, Any]]:
    try:
        found = client.search(
            collections=[collection],
            bbox=list(box),
            datetime=f"{start}T00:00:00Z/{end}T23:59:59Z",
            limit=_PAGE,
            max_items=_MOST_ITEMS,
        )
        yield from found.items_as_dicts()
    except APIError as error:
        if getattr(error, "status_code", None) == 404:
            raise _NoSuchCollectionError from None
        raise


def _again(work: Any, service: Service) -> Any:
    """Do some work, again if an answer was cut short; turn every failure into a sentence.

    Raises:
        SourceError: It failed for good.
    """
    for attempt in range(1, _TRIES + 1):
        try:
            return work()
        except _NoSuchCollectionError:
            raise
        except APIError as error:
            if attempt == _TRIES or not _is_passing(error):
                raise _failed(service, error) from None
        except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError) as error:
            if attempt == _TRIES:
                raise _failed(service, error) from None
        except (json.JSONDecodeError, requests.exceptions.JSONDecodeError, UnicodeDecodeError):
            raise SourceError(
                f"{service.title} answered with a web page instead of data.",
                "If you have to log in to this network, do so in a browser; else check the address.",
            ) from None
        except requests.exceptions.RequestException as error:
            raise _failed(service, error) from None
        except (KeyError, TypeError, ValueError, NotImplementedError, AttributeError) as error:
            raise SourceError(
                f"{service.url} is not a STAC API that can be searched ({type(error).__name__}).",
                "Enter the address of a STAC API, for example https://earth-search.aws.element84.com/v1.",
            ) from None
    raise AssertionError("the last try returns or raises")


def _is_passing(error: APIError) -> bool:
    text = str(error)
    return getattr(error, "status_code", None) in (None, *_TRY_AGAIN) or "IncompleteRead" in text


def _failed(service: Service, error: Exception) -> SourceError:
    status = getattr(error, "status_code", None)
    if status in (401, 403):
        return SourceError(f"{service.title} refuses the access ({status}).", "Check the credentials.")
    if status is not None:
        return SourceError(f"{service.title} cannot be searched: it answers {status}.", "Try again later.")
    # The client passes on the text of what went wrong underneath, not the error.
    text = str(error)
    if "ProxyError" in text:
        return SourceError("The proxy does not answer.", "Check the proxy in QGIS's options, under Network.")
    if "SSLError" in text or "CERTIFICATE_VERIFY_FAILED" in text:
        return SourceError(
            f"The certificate of {service.title} is not trusted.", "Check the date of this computer and its network."
        )
    return SourceError(
        f"{service.title} cannot be reached.", "Check the connection to the internet, and the address of the service."
    )
