"""Sheets for interpreting the points of Bolzano: six points per sheet, three views of each.

    python -m onemetre.benchmarks.bolzano.bolzano_sheets --scene S2_L2A_20220612_bolzano.tif --points <points.csv> \
        --out build/bolzano [--close 4 14 23] [--again 30]

Left 310 x 310 m in natural colours and, beside it, in near infrared, red and green, each pixel enlarged eight times;
right 1.25 x 1.25 km. Neither class nor stratum is shown. ``--close`` shows only the given points, twice as large.
``--again`` redraws a number of points at random and renumbers them; key.csv then states which they were.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from rasterio.windows import Window

from .bolzano_points import POINTS, SEED, read_points

Colours = NDArray[np.uint8]
CHIP = (31, 8)
CLOSE = (15, 16)
"""Side of a chip in pixels, and the zoom of each pixel on the sheet."""
CONTEXT_PX = 125
CONTEXT_ZOOM = 2
PANEL_PX = 250
TITLE_PX = 15
SHEET = (3, 2)
"""Rows and columns of points."""
NATURAL = ((1, 2, 3), 0.28)
INFRARED = ((4, 1, 2), 0.50)
"""Bands, counted from 1, and the reflectance shown as white."""
GAMMA = 1.8
MAGENTA, YELLOW = (255, 0, 255), (255, 255, 0)


def main(arguments: list[str] | None = None) -> None:
    """Write the sheets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scene", type=Path, required=True)
    parser.add_argument("--points", type=Path, default=POINTS)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--close", type=int, nargs="+", help="show only these points, twice as large")
    parser.add_argument("--again", type=int, help="number of points to repeat, shuffled and renumbered")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    points = read_points(options.points)
    if options.close:
        points = [point for point in points if point.id in options.close]
    numbers = [point.id for point in points]
    if options.again:
        chosen = np.random.default_rng(SEED + 1).choice(len(points), options.again, replace=False)
        points = [points[index] for index in chosen]
        numbers = list(range(1, len(points) + 1))
        with (options.out / "key.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("number", "id"), *zip(numbers, (point.id for point in points), strict=True)])
    chip = CLOSE if options.close else CHIP
    with rasterio.open(options.scene) as dataset:
        panels = [
            panel(dataset, *dataset.index(point.x, point.y), number, chip)
            for number, point in zip(numbers, points, strict=True)
        ]
    rows, columns = SHEET
    for first in range(0, len(panels), rows * columns):
        sheet = Image.new("RGB", (columns * panels[0].width, rows * panels[0].height))
        for place, picture in enumerate(panels[first : first + rows * columns]):
            sheet.paste(picture, (place // rows * picture.width, place % rows * picture.height))
        sheet.save(options.out / f"sheet_{first // (rows * columns) + 1:02}.png")


def panel(
    dataset: rasterio.DatasetReader, row: int, column: int, number: int, chip_size: tuple[int, int] = CHIP
) -> Image.Image:
    """Three views of one pixel under its number."""
    side, zoom = chip_size
    picture = Image.new("RGB", (3 * PANEL_PX, PANEL_PX + TITLE_PX))
    ImageDraw.Draw(picture).text((2, 1), f"{number}", fill="white")
    for place, (view, colour) in enumerate(((NATURAL, MAGENTA), (INFRARED, YELLOW))):
        chip = Image.fromarray(_colours(dataset, row, column, side, view))
        chip = chip.resize((side * zoom,) * 2, Image.Resampling.NEAREST)
        corner = side // 2 * zoom - 1
        box = (corner, corner, corner + zoom + 1, corner + zoom + 1)
        ImageDraw.Draw(chip).rectangle(box, outline=colour)
        picture.paste(chip, (place * PANEL_PX, TITLE_PX))
    context = Image.fromarray(_colours(dataset, row, column, CONTEXT_PX, NATURAL))
    context = context.resize((CONTEXT_PX * CONTEXT_ZOOM,) * 2, Image.Resampling.BICUBIC)
    half, middle = side * CONTEXT_ZOOM // 2, PANEL_PX // 2
    ImageDraw.Draw(context).rectangle((middle - half, middle - half, middle + half, middle + half), outline=MAGENTA)
    picture.paste(context, (2 * PANEL_PX, TITLE_PX))
    return picture


def _colours(dataset: rasterio.DatasetReader, row: int, column: int, side: int, view: tuple) -> Colours:
    """Colours [side, side, 3] around a pixel, black beyond the scene."""
    bands, white = view
    window = Window(column - side // 2, row - side // 2, side, side)
    reflectance = dataset.read(bands, window=window, boundless=True, fill_value=0) / 10_000
    return np.rint(255 * np.clip(reflectance / white, 0, 1) ** (1 / GAMMA)).astype(np.uint8).transpose(1, 2, 0)


if __name__ == "__main__":
    main()
