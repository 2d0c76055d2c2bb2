"""Speed of writing polygons of a noisy map, in megapixels per processor second, and of right angles for them.

python -m onemetre.benchmarks.speed.polygons
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np
import pyogrio
import rasterio
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS

from ...engine.raster.grid import Grid
from ...engine.write.legend import Legend
from ...engine.write.polygons import Shaping, write_polygons
from ...engine.write.right_angles import square

_SIDE = 4096
_LIMIT = 2.0
_RUNS = 3
_LEGEND = (Legend(0, "other", "Other", "#ffffff"), Legend(1, "class", "Class", "#ff0000"))


def noisy_map(blur: int, seed: int = 1) -> NDArray[np.uint8]:
    """Two fifths of the pixels are of the class; the larger ``blur``, the larger the patches."""
    noise = np.random.default_rng(seed).standard_normal((_SIDE, _SIDE))
    for axis in (0, 1, 0, 1):
        sums = np.cumsum(np.concatenate([noise, noise.take(range(blur), axis)], axis), axis)
        noise = sums.take(range(blur, _SIDE + blur), axis) - sums.take(range(_SIDE), axis)
    return (noise > np.quantile(noise, 0.6)).astype(np.uint8)


def main() -> None:
    """Measure maps of small and of large patches; prints one line each."""
    grid = Grid(CRS.from_epsg(32632).to_wkt(), 600_000.0, 5e6, 1.0, _SIDE, _SIDE)
    with tempfile.TemporaryDirectory() as folder:
        raster, target = Path(folder, "map.tif"), Path(folder, "map.gpkg")
        for blur in (3, 8):
            profile = {"driver": "GTiff", "count": 1, "dtype": "uint8", "width": _SIDE, "height": _SIDE}
            with rasterio.open(raster, "w", tiled=True, compress="zstd", transform=grid.transform, **profile) as file:
                file.write(noisy_map(blur), 1)
            seconds = []
            for _ in range(_RUNS):
                began = time.process_time()
                write_polygons(raster, target, grid, _LEGEND, Shaping(), lambda _: None)
                seconds.append(time.process_time() - began)
            median = float(np.median(seconds))
            count = pyogrio.read_info(target)["features"]
            print(f"{count} polygons: {median:.2f} processor seconds, {_SIDE**2 / 1e6 / median:.1f} Mpx/s")
            _, _, wkb, _ = pyogrio.raw.read(target)
            outlines = shapely.from_wkb(wkb)
            began = time.process_time()
            changed = square(outlines, _LIMIT, grid.pixel)[1].mean()
            seconds_more = time.process_time() - began
            print(
                f"right angles within {_LIMIT:g} m: {count / seconds_more:,.0f} polygons per processor second, "
                f"{changed:.0%} of them changed"
            )


if __name__ == "__main__":
    main()
