"""Draws the demo scene: the same invented town as seen by Sentinel-2, as seen by an aerial camera, and its truth.

Writes resources/demo/demo_sentinel2.tif, demo_aerial.tif and demo_truth.tif; run it after a change to the generator.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.enums import ColorInterp
from rasterio.transform import from_origin

from onemetre.models.training.labels import Surface
from onemetre.models.training.simulate import sensor
from onemetre.research.city.town import make_city

DEMO = Path(__file__).resolve().parents[1] / "resources" / "demo"
SEED = 2026
SIDE_M = 1000
# An invented place; both grids start at a multiple of 10 m, as Sentinel-2's do.
CRS, EAST, NORTH = "EPSG:32632", 640_000, 5_204_000

TRUTH_COLOURS: dict[int, tuple[int, int, int]] = {
    Surface.OTHER: (226, 220, 205),
    Surface.IMPERVIOUS: (190, 60, 50),
    Surface.GREEN: (60, 140, 60),
}


def main(folder: Path = DEMO) -> None:
    """Write the three files into a folder."""
    city = make_city(SIDE_M, SEED)
    noise = np.random.default_rng(SEED)
    seen = sensor.degrade(city.reflectance, noise=noise)
    write(folder / "demo_sentinel2.tif", np.rint(seen * 10_000).astype(np.uint16), sensor.PIXEL_M, bands=sensor.BANDS)
    aerial = sensor.reflectance_to_dn(city.reflectance[:3], sensor.GAMMA_MEAN[:3])
    write(folder / "demo_aerial.tif", aerial, 1.0, bands=sensor.BANDS[:3])
    write(
        folder / "demo_truth.tif",
        city.label[None],
        1.0,
        bands=("0 other, 1 impervious, 2 green",),
        colours=TRUTH_COLOURS,
    )


def write(
    path: Path,
    image: NDArray[Any],
    pixel_m: float,
    *,
    bands: tuple[str, ...],
    colours: dict[int, tuple[int, int, int]] | None = None,
) -> None:
    """Write a small GeoTIFF of the demo's place.

    Args:
        path: File to write.
        image: Image [bands, rows, columns].
        pixel_m: Ground sampling distance, metres.
        bands: Description of each band.
        colours: Red, green, blue of each value of a class raster.
    """
    count, height, width = image.shape
    photograph = colours is None and image.dtype == np.uint8
    options = {"photometric": "RGB"} if photograph else {}
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=width,
        height=height,
        count=count,
        dtype=image.dtype,
        crs=CRS,
        transform=from_origin(EAST, NORTH, pixel_m, pixel_m),
        nodata=0 if image.dtype == np.uint16 else None,
        compress="deflate",
        predictor=1 if colours else 2,
        zlevel=9,
        tiled=True,
        blockxsize=256,
        blockysize=256,
        **options,
    ) as file:
        file.write(image)
        file.descriptions = bands
        if photograph:
            file.colorinterp = [ColorInterp.red, ColorInterp.green, ColorInterp.blue]
        if colours:
            file.write_colormap(1, {value: (*rgb, 255) for value, rgb in colours.items()})


if __name__ == "__main__":
    main()
