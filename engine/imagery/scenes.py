"""Reads STAC items of Sentinel-2: what a scene is, where its pixels are, and what its numbers mean by the metadata."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from ...contract.band_names import NAMES, SENTINEL_2

CLASSES = "scl"
"""Key of the scene classification among a scene's assets."""

_TILE = re.compile(r"(?<![A-Z0-9])T?((?:0?[1-9]|[1-5][0-9]|60)[C-X][A-Z]{2})(?![A-Z0-9])")
_BASELINE = re.compile(r"_N([0-9]{2})([0-9]{2})_")
_VERSION = re.compile(r"[0-9]{2}\.[0-9]{2}")
_ODD = re.compile(r"[^\w.:+-]")
# Not the addresses of GDAL's file systems, nor what ends a header.
_PRINTABLE = re.compile(r"[!-~]{1,4000}")
_LONGEST_NAME = 200
_SCALE = 1e-4
_LARGEST_NUMBER = 1e9


@dataclass(frozen=True)
class Asset:
    """One band of a scene.

    Attributes:
        key: Name of the asset in the item.
        href: Address of the file.
        scale, offset: Reflectance = number * scale + offset, by the item; None = not stated.
    """

    key: str
    href: str
    scale: float | None = None
    offset: float | None = None


@dataclass(frozen=True)
class Scene:
    """A scene of one tile and day.

    Attributes:
        id: Id of the item.
        collection: Collection of the item.
        tile: Tile, such as 32TPS; the id if it is not stated.
        date: Day, ISO 8601.
        baseline: Processing baseline, such as 05.09; empty = not stated.
        cloud: Cloud cover by the item, percent; None = not stated.
        applied: Whether the service says that it has applied the offset; None = it says nothing.
        assets: Role ("red") or "scl" -> the band.
    """

    id: str
    collection: str
    tile: str
    date: str
    baseline: str
    cloud: float | None
    applied: bool | None
    assets: Mapping[str, Asset]


def read_scene(item: Mapping[str, Any], roles: Sequence[str]) -> Scene | None:
    """Read an item, which may be anything that JSON can hold.

    Args:
        item: STAC item.
        roles: Roles of the wanted bands.

    Returns:
        The scene; None if the item has no identifier or day, or lacks a band or the scene classification, or if their
        files have no web addresses.
    """
    properties, links, files = (item.get(name) for name in ("properties", "links", "assets"))
    name, day = item.get("id"), _day(properties)
    if not isinstance(properties, dict) or not isinstance(files, dict) or not isinstance(name, str) or not day:
        return None
    own = _own_address(links)
    assets = {role: _asset(files, role, own) for role in (*roles, CLASSES)}
    found = {role: asset for role, asset in assets.items() if asset is not None}
    if len(found) < len(assets) or not name.strip():
        return None
    cloud = properties.get("eo:cloud_cover")
    applied = properties.get("earthsearch:boa_offset_applied")
    # The name goes into tags, tables and messages.
    name = _ODD.sub("_", name)[:_LONGEST_NAME]
    return Scene(
        id=name,
        collection=str(item.get("collection", "")),
        tile=_tile(properties, name),
        date=day,
        baseline=_baseline(properties, name),
        cloud=_number(cloud),
        applied=applied if isinstance(applied, bool) else None,
        assets=found,
    )


def select(scenes: Iterable[Scene], collections: Sequence[str], months: Sequence[int], cloud: float) -> list[Scene]:
    """Scenes of the wanted months below a cloud cover, one of each tile and day, in the order of days.

    Small services ignore filters and order without a word, so nothing is left to them.

    Args:
        scenes: Scenes found.
        collections: Collections, the preferred one first; of one collection the newest baseline counts.
        months: Months, 1-12.
        cloud: Highest cloud cover, percent; a scene without one stays.
    """
    best: dict[tuple[str, str], Scene] = {}

    def rank(scene: Scene) -> tuple[int, str, str]:
        place = collections.index(scene.collection) if scene.collection in collections else len(collections)
        return -place, scene.baseline, scene.id

    for scene in scenes:
        if int(scene.date[5:7]) not in months or (scene.cloud is not None and scene.cloud > cloud):
            continue
        key = scene.tile, scene.date
        if key not in best or rank(scene) > rank(best[key]):
            best[key] = scene
    return sorted(best.values(), key=lambda scene: (scene.date, scene.tile))


def _day(properties: Any) -> str:
    """Day of an item, ISO 8601; empty = it states none."""
    if not isinstance(properties, dict):
        return ""
    text = str(properties.get("datetime") or properties.get("start_datetime") or "")[:10]
    try:
        return text if len(text) == len("2022-05-01") and dt.date.fromisoformat(text).isoformat() == text else ""
    except ValueError:
        return ""


def _own_address(links: Any) -> str:
    """Address of an item, to which addresses in it may be relative."""
    found = [link for link in links if isinstance(link, dict)] if isinstance(links, list) else []
    return next((str(link.get("href")) for link in found if link.get("rel") == "self"), "")


def _asset(assets: Mapping[str, Any], role: str, own: str) -> Asset | None:
    band = SENTINEL_2.get(role, role.upper())
    words = [role, *NAMES.get(role, ()), band]
    lower = {key.lower(): key for key in assets}
    keys = [word.lower() + ending for word in words for ending in ("", "_10m", "_20m", "_60m")]
    key = next((lower[name] for name in keys if name in lower), "")
    asset = assets.get(key)
    if not isinstance(asset, dict) or not (href := _address(asset.get("href"), own)):
        return None
    return Asset(key, href, *_stated(asset))


def _address(href: Any, own: str) -> str:
    """The full address of a file; empty = it has none that can be fetched from the web."""
    if not isinstance(href, str) or not _PRINTABLE.fullmatch(href):
        return ""
    try:
        address = urljoin(own, href)
        parts = urlsplit(address)
        return address if parts.scheme in ("http", "https", "s3") and parts.hostname else ""
    except ValueError:
        return ""


def _stated(asset: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Scale and offset by the raster extension, of version 1 (raster:bands) or of STAC 1.1 (bands).

    Sentinel-2 has the scale 0.0001 everywhere: beside another one, or above a reflectance of 1, an offset is a mistake.
    """
    bands = asset.get("raster:bands") or asset.get("bands")
    first = bands[0] if isinstance(bands, list) and bands and isinstance(bands[0], dict) else {}
    for band in (first, asset):
        for names in (("raster:scale", "raster:offset"), ("scale", "offset")):
            scale, offset = (_number(band.get(name)) for name in names)
            if scale is not None or offset is not None:
                right = (scale is None or math.isclose(scale, _SCALE, rel_tol=0.01)) and abs(offset or 0.0) <= 1
                return (scale, offset) if right else (None, None)
    return None, None


def _number(value: Any) -> float | None:
    known = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST_NUMBER
    return float(value) if known else None


def _tile(properties: Mapping[str, Any], name: str) -> str:
    for text in (properties.get("s2:mgrs_tile"), properties.get("grid:code"), name):
        if found := _TILE.search(str(text or "").replace("MGRS-", "T")):
            return found[1].zfill(5)
    return name


def _baseline(properties: Mapping[str, Any], name: str) -> str:
    for key in ("s2:processing_baseline", "processing:version"):
        text = str(properties.get(key) or "")
        if _VERSION.fullmatch(text):
            return text
    found = _BASELINE.search(f"{properties.get('s2:product_uri', '')} {name}_")
    return f"{found[1]}.{found[2]}" if found else ""
