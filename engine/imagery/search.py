"""Searches a STAC API for scenes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import requests
from pystac.errors import STACError, STACTypeError
from pystac_client import Client
from pystac_client.errors import ClientTypeError
from pystac_client.exceptions import APIError
from pystac_client.warnings import DoesNotConformTo

from ...contract.errors import SourceError
from ...contract.imagery_services import Service
from .stac_client import ENDLESS, open_client

_PAGE = 100
_MOST_ITEMS = 20_000
_TRIES = 4
# Parts of what the client says, which passes on no errors but their text.
_CUT_SHORT = ("IncompleteRead", "InvalidChunkLength", "ConnectionResetError", "RemoteDisconnected")
_SILENT = "timed"

_NO_STAC = (
    *(KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError, NotImplementedError),
    *(STACError, STACTypeError, ClientTypeError, DoesNotConformTo),
)
"""What the client raises where an answer is no STAC."""

Box = tuple[float, float, float, float]
"""west, south, east, north in degrees."""


def search(
    service: Service, boxes: Sequence[Box], start: str, end: str, headers: Mapping[str, str], timeout: float = 30.0
) -> list[dict[str, Any]]:
    """All items of the service's collections that touch the boxes in a period.

    Args:
        service: The service.
        boxes: Bounds of the area; two across the antimeridian.
        start: First day, ISO 8601.
        end: Last day, ISO 8601.
        headers: HTTP headers of every request to the site of the service.
        timeout: Seconds to wait for an answer.

    Raises:
        SourceError: The service cannot be reached, is no STAC API, or has none of the collections.
    """
    client = _again(lambda: open_client(service.url, headers, timeout), service)
    items: dict[tuple[str, str], dict[str, Any]] = {}
    missing = []
    for collection in service.collections:
        for box in boxes:
            try:
                for item in _again(lambda c=collection, b=box: list(_items(client, c, b, start, end)), service):
                    items[collection, str(item.get("id"))] = item | {"collection": collection}
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


def _items(client: Client, collection: str, box: Box, start: str, end: str) -> Iterator[dict[str, Any]]:
    """Items of a search, each once, whatever period the service searched, and if its pages lead in a circle too.

    Raises:
        SourceError: There are too many.
    """
    found = client.search(
        collections=[collection],
        bbox=list(box),
        datetime=f"{start}T00:00:00Z/{end}T23:59:59Z",
        limit=_PAGE,
    )
    seen: set[str] = set()
    try:
        for page in found.pages_as_dicts():
            new = {str(item.get("id")): item for item in page["features"] if isinstance(item, dict)}
            if new.keys() <= seen:
                return
            yield from (item for name, item in new.items() if name not in seen and _is_within(item, start, end))
            seen |= new.keys()
            if len(seen) > _MOST_ITEMS:
                raise SourceError(
                    f"The service has more than {_MOST_ITEMS:,} scenes of the area from {start} to {end}.",
                    "Choose a shorter period, or a smaller area.",
                )
    except APIError as error:
        if getattr(error, "status_code", None) == 404:
            raise _NoSuchCollectionError from None
        raise


def _is_within(item: Mapping[str, Any], start: str, end: str) -> bool:
    """Whether an item is of the period; what has no readable day is judged later."""
    properties = item.get("properties")
    day = str(properties.get("datetime") or "")[:10] if isinstance(properties, dict) else ""
    return not day or start <= day <= end


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
        except (APIError, requests.exceptions.RequestException) as error:
            if attempt == _TRIES or not _is_passing(error, attempt):
                raise _failed(service, error) from None
        except (json.JSONDecodeError, UnicodeDecodeError):
            raise SourceError(
                f"{service.title} answered with a web page instead of data.",
                "If you have to log in to this network, do so in a browser; else check the address.",
            ) from None
        except _NO_STAC as error:
            raise SourceError(
                f"{service.url} is not a STAC API that can be searched ({type(error).__name__}).",
                "Enter the address of a STAC API, for example https://earth-search.aws.element84.com/v1.",
            ) from None
    raise AssertionError("the last try returns or raises")


def _is_passing(error: Exception, attempt: int) -> bool:
    """Whether the same question may be answered; after statuses the client has asked again already."""
    text = str(error)
    return any(part in text for part in _CUT_SHORT) or (_SILENT in text and attempt == 1)


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
    if _SILENT in text:
        return SourceError(f"{service.title} does not answer.", "Check the connection, or try again later.")
    if any(part in text for part in (*_CUT_SHORT, ENDLESS)):
        return SourceError(
            f"{service.title} does not answer as a STAC API does: its answer is cut short or endless.",
            "Try again later, or use another service.",
        )
    return SourceError(
        f"{service.title} cannot be reached.", "Check the connection to the internet, and the address of the service."
    )
