"""Services that offer Sentinel-2 by a STAC API; their presets are data, in ``resources/imagery_services.json``.

Stdlib only: QGIS offers them, the engine uses them.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .errors import RequestError

Signing = Literal["none", "sas", "s3"]

COLLECTIONS = ("sentinel-2-c1-l2a", "sentinel-2-l2a")
"""Collections of a service that is given by its address, the preferred one first."""

_PRESETS = Path(__file__).parents[1] / "resources" / "imagery_services.json"


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service.

    Attributes:
        id: Short name.
        title: Name for people.
        url: Address of the STAC API.
        collections: Collections of Sentinel-2 Level-2A, the preferred one first.
        signing: Access to the pixels: "none"; "sas", a token for each collection, added to the addresses; "s3", with
            the access keys of the user.
        token: Address of the tokens, with ``{collection}``.
        endpoint: Host of the S3 storage; begins with http:// if it is not encrypted.
        tried_live: Whether somebody has run it against the real service.
    """

    id: str
    title: str
    url: str
    collections: tuple[str, ...] = COLLECTIONS
    signing: Signing = "none"
    token: str = ""
    endpoint: str = ""
    tried_live: bool = True


@functools.cache
def presets() -> tuple[Service, ...]:
    """All presets, the default one first."""
    entries = json.loads(_PRESETS.read_text(encoding="utf-8"))
    return tuple(Service(**entry | {"collections": tuple(entry["collections"])}) for entry in entries)


def find_service(name: str) -> Service:
    """The service of a preset's id, or of the address of a STAC API.

    Raises:
        RequestError: It is neither.
    """
    for service in presets():
        if name in (service.id, service.url):
            return service
    if name.startswith(("http://", "https://")):
        return Service(id=name, title=name, url=name.rstrip("/"))
    known = ", ".join(service.id for service in presets())
    raise RequestError(
        f"There is no service {name!r}.", f"Known services: {known}; or enter the address of a STAC API (https://...)."
    )
