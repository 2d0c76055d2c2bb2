"""Reads STAC items of Sentinel-2: what a scene is, where its pixels are, and what its numbers mean by the metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from ...contract.band_names import NAMES, SENTINEL_2

CLASSES = "scl"
"""Key of the scene classification among a scene's assets."""

_TILE = re.compile(r"(?<![A-Z0-9])T?(\d{1,2}[C-X][A-Z]{2})(?![A-Z0-9])")
_BASELINE = re.compile(r"_N(\d\d)(\d\d)_")


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
    """Read an item; None if it has no date, or lacks a band or the scene classification.

    Args:
        item: STAC item.
        roles: Roles of the wanted bands.
    """
    properties = item.get("properties") or {}
    date = str(properties.get("datetime") or properties.get("start_datetime") or "")[:10]
    own = next((link.get("href") for link in item.get("links", ()) if link.get("rel") == "self"), "")
    assets = {role: _asset(item.get("assets") or {}, role, str(own or "")) for role in (*roles, CLASSES)}
    found = {role: asset for role, asset in assets.items() if asset is not None}
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", date) or len(found) < len(assets):
        return None
    name = str(item.get("id", ""))
    cloud = properties.get("eo:cloud_cover")
    applied = properties.get("earthsearch:boa_offset_applied")
    return Scene(
        id=name,
        collection=str(item.get("collection", "")),
        tile=_tile(properties, name),
        date=date,
        baseline=_baseline(properties, name),
        cloud=float(cloud) if isinstance(cloud, int | float) else None,
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


def _asset(assets: Mapping[str, Any], role: str, own: str) -> Asset | None:
    band = SENTINEL_2.get(role, role.upper())
    words = [role, *NAMES.get(role, ()), band]
    lower = {key.lower(): key for key in assets}
    keys = [word.lower() + ending for word in words for ending in ("", "_10m", "_20m", "_60m")]
    key = next((lower[name] for name in keys if name in lower), "")
    if not key or not assets[key].get("href"):
        return None
    stated = _stated(assets[key])
    return Asset(key, urljoin(own, assets[key]["href"]), *stated)


def _stated(asset: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Scale and offset by the raster extension, of version 1 (raster:bands) or of STAC 1.1 (bands)."""
    bands = asset.get("raster:bands") or asset.get("bands") or [{}]
    for band in (bands[0], asset):
        for scale, offset in (("raster:scale", "raster:offset"), ("scale", "offset")):
            if isinstance(band.get(scale), int | float) or isinstance(band.get(offset), int | float):
                return band.get(scale), band.get(offset)
    return None, None


def _tile(properties: Mapping[str, Any], name: str) -> str:
    for text in (properties.get("s2:mgrs_tile"), properties.get("grid:code"), name):
        if found := _TILE.search(str(text or "").replace("MGRS-", "T")):
            return found[1].zfill(5)
    return name


def _baseline(properties: Mapping[str, Any], name: str) -> str:
    for key in ("s2:processing_baseline", "processing:version"):
        text = str(properties.get(key) or "")
        if re.fullmatch(r"\d\d\.\d\d", text):
            return text
    found = _BASELINE.search(f"{properties.get('s2:product_uri', '')} {name}_")
    return f"{found[1]}.{found[2]}" if found else ""
