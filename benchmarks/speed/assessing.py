"""Speed and memory of sampling, accuracy and comparison on a class map of a gigapixel."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import rasterio
import shapely
from measure import Run, run_measured
from numpy.typing import NDArray
from rasterio.transform import from_origin
from rasterio.warp import transform_bounds
from rasterio.windows import Window

from onemetre.benchmarks.speed.polygons import noisy_map
from onemetre.contract.requests import (
    AccuracyRequest,
    CompareProductsRequest,
    ReferencePoints,
    SampleDesign,
    SamplePointsRequest,
    from_dict,
)

SIDE = 32_768
"""Side of the map, pixels of 1 m."""

_TILE = 4096
_CRS, _X, _Y = "EPSG:32632", 600_000.0, 5_000_000.0
_CLASSES = [
    {"value": 0, "name": "other", "title": "Other", "color": "#d9d9d9"},
    {"value": 1, "name": "impervious", "title": "Impervious surface", "color": "#7b3294"},
]


def measure_assessing(folder: Path) -> Iterator[tuple[str, Run]]:
    """Run each kind of request once on the map; yields its name and what it took."""
    city = folder / "city.tif"
    write_city(city)
    points = folder / "points.gpkg"
    for number, edge in ((1000, 0.0), (10_000, 3.0)):
        request = SamplePointsRequest(map=str(city), number=number, edge_m=edge, output=str(points))
        run = run_measured(request)
        yield f"{number:,} points{', edges of 3 m' if edge else ''}", run
    labelled = read_points(points, run.result["design"])
    outputs = {"report": str(folder / "a.html"), "table": str(folder / "a.csv"), "errors": str(folder / "a.gpkg")}
    yield (
        "accuracy by 10,000 points, all outputs",
        run_measured(AccuracyRequest(maps=(str(city),), points=labelled, **outputs)),
    )
    for crs, pixel, legend in (("EPSG:3035", 10.0, "hrl-imperviousness"), ("EPSG:4326", 1 / 12_000, "worldcover-2021")):
        product = write_product(folder / "product.tif", crs, pixel)
        request = CompareProductsRequest(
            map=str(city),
            product=(str(product),),
            legend=legend,
            difference=str(folder / "d.tif"),
            report=str(folder / "c.html"),
        )
        yield f"comparison with a product of 10 m, {crs}", run_measured(request)


def write_city(path: Path) -> None:
    """A class map with patches of the size of blocks of houses."""
    patch = noisy_map(12)
    with rasterio.open(
        path, "w", driver="GTiff", count=1, dtype="uint8", width=SIDE, height=SIDE, nodata=255, crs=_CRS,
        transform=from_origin(_X, _Y, 1, 1), tiled=True, blockxsize=512, blockysize=512, compress="zstd", zstd_level=1,
    ) as raster:  # fmt: skip
        raster.update_tags(ONEMETRE_CLASSES=json.dumps(_CLASSES))
        for top in range(0, SIDE, _TILE):
            for left in range(0, SIDE, _TILE):
                raster.write(np.roll(patch, (top // 40, left // 50), (0, 1)), 1, window=Window(left, top, _TILE, _TILE))


def write_product(path: Path, crs: str, pixel: float) -> Path:
    """Random values in cells that cover the map."""
    west, south, east, north = transform_bounds(_CRS, crs, _X, _Y - SIDE, _X + SIDE, _Y)
    width, height = (int(length / pixel) + 2 for length in (east - west, north - south))
    values: NDArray[np.uint8] = np.random.default_rng(0).choice(np.array([10, 50], np.uint8), (height, width))
    with rasterio.open(
        path, "w", driver="GTiff", count=1, dtype="uint8", width=width, height=height, nodata=255, crs=crs,
        transform=from_origin(west, north, pixel, pixel), tiled=True, compress="deflate",
    ) as raster:  # fmt: skip
        raster.write(values, 1)
    return path


def read_points(path: Path, design: dict[str, Any]) -> ReferencePoints:
    """The points, with labels of which nine of ten agree with the map."""
    meta, _, shapes, columns = pyogrio.raw.read(path, "points")
    fields = dict(zip(meta["fields"].tolist(), columns, strict=True))
    x, y = shapely.get_coordinates(shapely.from_wkb(shapes)).T
    wrong = np.random.default_rng(0).random(len(x)) < 0.1
    return ReferencePoints(
        crs=_CRS,
        x=tuple(x.tolist()),
        y=tuple(y.tolist()),
        labels=tuple(map(str, np.where(wrong, 1 - fields["map_class"], fields["map_class"]).tolist())),
        strata=tuple(fields["stratum"].tolist()),
        stratum_pixels=tuple(map(float, fields["stratum_px"])),
        drawn=tuple(zip(fields["lon"].tolist(), fields["lat"].tolist(), strict=True)),
        design=from_dict(SampleDesign, design),
    )
