"""The request kind ``map-frames``: its mosaic is the map of one run, whatever happened on the way."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from engine_process import EngineProcess, run
from numpy.testing import assert_array_equal
from rasterio.transform import from_origin
from rasters import mottled, read_raster, write_raster
from toy_models import write_toy

from onemetre.contract.requests import (
    Area,
    DataFramesRequest,
    MapFramesRequest,
    MapRequest,
    Reading,
    Zones,
)

BANDS = {"red": "1", "green": "2", "blue": "3"}
WEST, NORTH = 600_000.0, 5_000_000.0


def town(path: Path, rows: int = 200, columns: int = 300, epsg: int = 32632, x: float = WEST) -> Path:
    """An image at 1 m with a strip of nodata."""
    pixels = mottled(rows, columns)
    return write_raster(path, pixels, crs=f"EPSG:{epsg}", transform=from_origin(x, NORTH, 1, 1))


def frames_of(path: Path, extent: tuple[float, float, float, float], crs: str = "EPSG:32632", **fields: Any) -> Path:
    result = run(DataFramesRequest(area=Area(extent=extent, extent_crs=crs), output=str(path), **fields))
    assert result["event"] == "result", result
    return path


def states(path: Path) -> dict[str, str]:
    with sqlite3.connect(path) as database:
        return dict(database.execute("SELECT name, status FROM frames"))


def test_try(tmp_path: Path) -> None:
    image, model = town(tmp_path / "town.tif"), write_toy(tmp_path, tile=64)
    frames = frames_of(
        tmp_path / "frames.gpkg", (WEST, NORTH - 200, WEST + 300, NORTH), unit="degrees", width=0.001, height=0.001
    )
    request = MapFramesRequest(
        frames=str(frames),
        reading=Reading(sources=(str(image),), bands=BANDS),
        folder=str(tmp_path / "out"),
        model=str(model),
        mosaic=True,
    )
    result = run(request)
    print(result)
    assert result["event"] == "result"
    print(states(frames))
    single = MapRequest(reading=request.reading, model=request.model, output=str(tmp_path / "single.tif"))
    assert run(single)["event"] == "result"
    with rasterio.open(result["mosaics"][0]["vrt"]) as mosaic, rasterio.open(single.output) as one:
        print(mosaic.shape, one.shape, mosaic.bounds, one.bounds)
        assert mosaic.bounds == one.bounds
        assert_array_equal(mosaic.read(), one.read())
    assert_array_equal(read_raster(result["mosaics"][0]["cog"]), read_raster(single.output))
