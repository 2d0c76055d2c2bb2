"""Layers of drawn samples."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Box = tuple[float, float, float, float]


def square(x: float, y: float, side: float = 10.0) -> Box:
    """A box with its top-left corner (x, y) metres right of and below the corner of the rasters that tests write."""
    return (600_000.0 + x, 5_000_000.0 - y - side, 600_000.0 + x + side, 5_000_000.0 - y)


def write_samples(path: Path, samples: Sequence[tuple[Any, Any]], *, field: str = "class", epsg: int = 32632) -> Path:
    """Write samples, each (box or (x, y), value of the field), as GeoJSON."""
    features = [
        {"type": "Feature", "properties": {field: value}, "geometry": _geometry(shape)} for shape, value in samples
    ]
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    return path


def _geometry(shape: Sequence[float]) -> dict[str, Any]:
    if len(shape) == 2:
        return {"type": "Point", "coordinates": list(shape)}
    west, south, east, north = shape
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return {"type": "Polygon", "coordinates": [ring]}
