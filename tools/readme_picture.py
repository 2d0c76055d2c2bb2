"""Makes the README's picture: part of an input image beside its map.

python tools/readme_picture.py scene.tif map.tif docs/images/bolzano.png --centre 680100 5151700
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from PIL import Image
from rasterio.enums import Resampling
from rasterio.windows import Window, from_bounds

GAP = 12
OTHER_COLOR, CLASS_COLOR, NO_DATA_COLOR = (242, 239, 233), (190, 60, 50), (128, 128, 128)


def read_window(
    path: Path, bounds: tuple[float, float, float, float], size: int, bands: list[int], resampling: Resampling
) -> NDArray[Any]:
    """Read part of a raster at another size: [bands, size, size]."""
    with rasterio.open(path) as file:
        window: Window = from_bounds(*bounds, transform=file.transform)
        return file.read(bands, window=window, out_shape=(len(bands), size, size), resampling=resampling)


def as_photograph(image: NDArray[Any]) -> NDArray[np.uint8]:
    """Stretch all bands equally, so that colours stay natural: [rows, columns, 3]."""
    low, high = np.percentile(image, [0.5, 98.5])
    stretched = np.clip((image - low) / max(high - low, 1e-6), 0, 1) ** 0.65
    return (stretched * 255).astype(np.uint8).transpose(1, 2, 0)


def as_map(classes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Colour a class raster of 0, 1 and 255: [rows, columns, 3]."""
    table = np.full((256, 3), NO_DATA_COLOR, dtype=np.uint8)
    table[0], table[1] = OTHER_COLOR, CLASS_COLOR
    return table[classes]


def main() -> None:
    """Read the arguments and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("image", type=Path, help="input image; its first three bands are red, green, blue")
    parser.add_argument("map", type=Path, help="class raster made from it")
    parser.add_argument("picture", type=Path, help="PNG to write")
    parser.add_argument("--centre", type=float, nargs=2, required=True, metavar=("EAST", "NORTH"), help="in map units")
    parser.add_argument("--side", type=float, default=2500.0, help="side of the part, metres")
    parser.add_argument("--pixels", type=int, default=640, help="side of each half of the picture")
    arguments = parser.parse_args()
    east, north = arguments.centre
    half = arguments.side / 2
    bounds = (east - half, north - half, east + half, north + half)
    # Nearest neighbour, so that the picture shows the sensor's pixels.
    image = read_window(arguments.image, bounds, arguments.pixels, [1, 2, 3], Resampling.nearest)
    classes = read_window(arguments.map, bounds, arguments.pixels, [1], Resampling.mode)
    gap = np.full((arguments.pixels, GAP, 3), 255, dtype=np.uint8)
    arguments.picture.parent.mkdir(parents=True, exist_ok=True)
    both = np.concatenate([as_photograph(image), gap, as_map(classes[0])], axis=1)
    Image.fromarray(both).quantize(192).save(arguments.picture, optimize=True)


if __name__ == "__main__":
    main()
