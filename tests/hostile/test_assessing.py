"""Hostile rasters as maps, references, products and images of an assessment: a result, or one sentence."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import rasterio
from generators import hostile_area, write_hostile_raster
from hostile import decent, names
from rasters import mottled, write_raster

from onemetre.contract.errors import EngineError
from onemetre.contract.requests import (
    DESIGNS,
    AccuracyRequest,
    Area,
    CompareProductsRequest,
    ReferencePoints,
    Request,
    SamplePointsRequest,
    from_dict,
)
from onemetre.engine.channel import Channel
from onemetre.engine.explain import explain
from onemetre.engine.raster.gdal_errors import GDAL_ERRORS
from onemetre.engine.requests import accuracy, compare_products, sample_points

TIMES = int(os.environ.get("ONEMETRE_HOSTILE", "1"))
FIRST = int(os.environ.get("ONEMETRE_HOSTILE_SEED", "0"))

POINTS = ReferencePoints(
    crs="EPSG:32632",
    x=(600_010.5, 600_020.5, 600_003.5),
    y=(4_999_990.5, 4_999_980.5, 4_999_970.5),
    labels=("1", "0", "1"),
    strata=("", "", ""),
    stratum_pixels=(0.0, 0.0, 0.0),
    drawn=(None, None, None),
)
HANDLERS = {
    SamplePointsRequest: sample_points,
    AccuracyRequest: accuracy,
    CompareProductsRequest: compare_products,
}


def few_values(path: Path) -> None:
    """Give a raster the values of classes, where it can be opened."""
    try:
        with rasterio.open(path, "r+") as raster:
            pixels = raster.read()
            whole = np.nan_to_num(pixels.real if pixels.dtype.kind == "c" else pixels, posinf=1, neginf=1)
            raster.write((whole.clip(-1e9, 1e9).astype("int64") % 3).astype(pixels.dtype))
    except (*GDAL_ERRORS, ValueError):
        pass


def requests(odd: str, good: str, out: Path, chance: random.Random) -> Iterator[Request]:
    """Requests in which a raster plays each part."""
    try:
        area = from_dict(Area, hostile_area(chance)) if chance.random() < 0.4 else Area()
    except EngineError:
        area = Area()
    yield SamplePointsRequest(
        map=odd,
        area=area,
        design=chance.choice(DESIGNS),
        edge_m=chance.choice([0, 1, 50]),
        number=chance.choice([1, 5, 50]),
        minimum=0,
        output=str(out / "p.gpkg"),
    )
    pages = {"report": str(out / "r.html"), "errors": str(out / "e.gpkg")}
    yield AccuracyRequest(maps=(odd,), points=POINTS, image=chance.choice(["", odd]), **pages)
    yield AccuracyRequest(maps=(good,), raster=odd, image=odd, probability=chance.choice(["", odd]), **pages)
    legend = chance.choice(["1", ">=30", "until 2020", "gaia"])
    beside = {"difference": str(out / "d.tif"), "report": str(out / "r.html")}
    yield CompareProductsRequest(map=good, product=(odd,), legend=legend, year=2000, **beside)
    yield CompareProductsRequest(map=odd, product=(good,), legend="1", **beside)


# GDAL tells of damaged texts with the damaged texts.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::RuntimeWarning")
def test_hostile_rasters_in_every_part(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    good = write_raster(tmp_path / "good.tif", (mottled(60, 50, 1) > 140).astype("uint8"), nodata=255)
    for number in range(FIRST, FIRST + 60 * TIMES):
        chance = random.Random(number)
        odd = write_hostile_raster(tmp_path / f"{number}.tif", number)
        if chance.random() < 0.8:
            few_values(odd)
        for request in requests(str(odd), str(good), out, chance):
            try:
                HANDLERS[type(request)].handle(request, Channel(io.BytesIO()))
            except Exception as error:  # noqa: BLE001 - whatever it is, the engine would explain it
                known = explain(error)
                decent({"kind": known.kind, "message": known.message, "hint": known.hint})
                assert not names(out), f"{request.kind} {number}"
            for path in out.iterdir():
                path.unlink()
