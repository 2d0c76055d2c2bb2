"""Draws the sheets of crops into build/labels/, and computes missing superpixels."""

from __future__ import annotations

import argparse

from .crops import SHEETS, read_crops, read_images
from .maps import SUPERPIXELS, read_map, write_superpixels
from .sheets import overview, quadrants
from .superpixels import superpixels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("crops", nargs="*", help="names of crops (default: all)")
    wanted = parser.parse_args().crops
    crops = [crop for crop in read_crops() if not wanted or crop.name in wanted]
    images = read_images(crops)
    for crop in crops:
        image, stored = images[crop.name], SUPERPIXELS / f"{crop.name}.png"
        if not stored.exists():
            write_superpixels(stored, superpixels(image, crop.threshold))
        numbers = read_map(stored)
        folder = SHEETS / crop.name
        folder.mkdir(parents=True, exist_ok=True)
        overview(image).save(folder / "overview.png", compress_level=1)
        for name, sheet in quadrants(image, numbers):
            sheet.save(folder / f"{name}.png", compress_level=1)
        print(crop.name, f"{int(numbers[numbers < 255].max(initial=0))} superpixels", flush=True)


if __name__ == "__main__":
    main()
