"""A drawn city whose truth is known, a map of it with errors, and points that somebody has labelled."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import rasterio
import shapely
from engine_process import run
from numpy.typing import NDArray
from rasters import mottled, write_raster

from onemetre.contract.requests import ReferencePoints, SampleDesign, SamplePointsRequest, from_dict

CLASSES = [
    {"value": 0, "name": "other", "title": "Other", "color": "#d9d9d9"},
    {"value": 1, "name": "impervious", "title": "Impervious surface", "color": "#7b3294"},
]


def write_city(folder: Path, rows: int = 300, columns: int = 400) -> tuple[Path, NDArray[np.uint8]]:
    """A map with the tags of OneMetre, map.tif, and the truth of the same pixels."""
    truth = (mottled(rows, columns, 1)[0] > 140).astype("uint8")
    rng = np.random.default_rng(3)
    found = truth ^ (rng.random(truth.shape) < np.where(truth == 1, 0.2, 0.05))
    path = write_raster(folder / "map.tif", found[None].astype("uint8"), nodata=255)
    tag(path)
    return path, truth


def tag(path: Path) -> None:
    """State the classes in a raster, as a mapping run does."""
    with rasterio.open(path, "r+") as raster:
        raster.update_tags(ONEMETRE_CLASSES=json.dumps(CLASSES))


def drawn_points(city: Path, truth: NDArray[np.uint8], **wanted: Any) -> ReferencePoints:
    """Points drawn from a map and labelled by the truth."""
    target = city.with_name("points.gpkg")
    result = run(SamplePointsRequest(map=str(city), output=str(target), **wanted))
    assert result["event"] == "result", result
    meta, _, shapes, columns = pyogrio.raw.read(target, "points")
    fields = dict(zip(meta["fields"].tolist(), columns, strict=True))
    x, y = shapely.get_coordinates(shapely.from_wkb(shapes)).T
    labels = truth[(5_000_000 - y).astype(int), (x - 600_000).astype(int)]
    return ReferencePoints(
        crs="EPSG:32632",
        x=tuple(x.tolist()),
        y=tuple(y.tolist()),
        labels=tuple(map(str, labels.tolist())),
        strata=tuple(fields["stratum"].tolist()),
        stratum_pixels=tuple(map(float, fields["stratum_px"])),
        drawn=tuple(zip(fields["lon"].tolist(), fields["lat"].tolist(), strict=True)),
        design=from_dict(SampleDesign, result["design"]),
    )


def changed(points: ReferencePoints, **fields: Any) -> ReferencePoints:
    """The points with other fields."""
    return dataclasses.replace(points, **fields)
