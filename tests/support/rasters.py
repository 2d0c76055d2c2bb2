"""Small rasters that tests write and read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray
from rasterio.transform import from_origin

DATA = Path(os.environ.get("ONEMETRE_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
BOLZANO = DATA / "sentinel2" / "S2_L2A_20220612_bolzano.tif"

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the folder of real imagery (ONEMETRE_DATA) is not there")


def write_raster(
    path: Path,
    pixels: NDArray[Any],
    *,
    pixel: float = 1.0,
    crs: str = "EPSG:32632",
    x: float = 600_000.0,
    **profile: Any,
) -> Path:
    """Write [bands, rows, columns] as a GeoTIFF whose top-left corner is (x, 5,000,000)."""
    profile = {"transform": from_origin(x, 5_000_000.0, pixel, pixel), "crs": crs, "nodata": None, **profile}
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=pixels.shape[0],
        height=pixels.shape[1],
        width=pixels.shape[2],
        dtype=pixels.dtype,
        **profile,
    ) as raster:
        raster.write(pixels)
    return path


def write_named(path: Path, pixels: NDArray[Any], names: tuple[str, ...]) -> Path:
    """Write pixels of 10 m with descriptions of the bands; makes the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_raster(path, pixels, pixel=10.0, crs="EPSG:32633", x=500_000.0)
    with rasterio.open(path, "r+") as raster:
        raster.descriptions = names
    return path


def read_raster(path: str | Path) -> NDArray[Any]:
    """Pixels of a raster, [bands, rows, columns]."""
    with rasterio.open(path) as raster:
        return raster.read()


def mottled(rows: int, columns: int, bands: int = 3, dtype: str = "uint8", seed: int = 0) -> NDArray[Any]:
    """Noise with patches of many sizes, over the whole range to which the toy networks respond."""
    rng = np.random.default_rng(seed)
    total = np.zeros((bands, rows, columns))
    for size in (1, 4, 16):
        coarse = rng.random((bands, -(-rows // size), -(-columns // size)))
        total += coarse.repeat(size, axis=1).repeat(size, axis=2)[:, :rows, :columns]
    white = {"uint8": 255, "uint16": 4000}[dtype]
    return (total / 3 * white).astype(dtype)


def half_bright(rows: int, columns: int, value: int, dtype: str = "uint8") -> NDArray[Any]:
    """Three bands, dark on the left and ``value`` on the right."""
    pixels = np.full((3, rows, columns), value // 10, dtype)
    pixels[:, :, columns // 2 :] = value
    return pixels


def city(rows: int = 100, columns: int = 100) -> NDArray[Any]:
    """Reflectance x 10000 of vegetation, soil, roofs and shadow; B04 B03 B02 B08."""
    rng = np.random.default_rng(1)
    kinds = np.array([[400, 700, 350, 3500], [2400, 1800, 1300, 3000], [1900, 1800, 1700, 2100], [120, 150, 140, 200]])
    picked = kinds[rng.integers(0, 4, (rows, columns))]
    return np.moveaxis(picked * rng.uniform(0.8, 1.3, (rows, columns, 1)), 2, 0).astype("uint16")
