"""Reads a square window of remote rasters, and nothing more; prints the processor seconds of the whole process.

python windows_alone.py OFFSET SIDE ADDRESS ...: offset and side in pixels of 10 m.
"""

from __future__ import annotations

import os
import sys

import rasterio
from rasterio.windows import Window


def main() -> None:
    """Read the windows, as the engine does: the whole window of a file at once."""
    offset, side = map(float, sys.argv[1:3])
    options = {"GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR", "GDAL_HTTP_MERGE_CONSECUTIVE_RANGES": "YES"}
    with rasterio.Env(**options):
        for address in sys.argv[3:]:
            with rasterio.open(f"/vsicurl/{address}") as raster:
                share = raster.res[0] / 10
                raster.read(1, window=Window(offset / share, offset / share, side / share, side / share))
    print(sum(os.times()[:2]))


if __name__ == "__main__":
    main()
