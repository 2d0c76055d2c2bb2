"""Areas on the ground by another way than the engine's: in an equal-area projection of the ellipsoid."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyproj
import rasterio

_EQUAL_AREA = "+proj=cea +ellps=WGS84"


def ground_km2(raster: Path, values: tuple[int, ...]) -> float:
    """Area of the pixels of the first band with these values, km2."""
    with rasterio.open(raster) as dataset:
        there = np.isin(dataset.read(1), values)
        cols, rows = np.meshgrid(np.arange(dataset.width + 1), np.arange(dataset.height + 1))
        x, y = dataset.transform * (cols, rows)
        x, y = pyproj.Transformer.from_crs(dataset.crs.to_wkt(), _EQUAL_AREA, always_xy=True).transform(x, y)
    # Half the cross product of the diagonals of each pixel.
    falling = x[1:, 1:] - x[:-1, :-1], y[1:, 1:] - y[:-1, :-1]
    rising = x[:-1, 1:] - x[1:, :-1], y[:-1, 1:] - y[1:, :-1]
    return float(np.abs(falling[0] * rising[1] - falling[1] * rising[0])[there].sum() / 2e6)
