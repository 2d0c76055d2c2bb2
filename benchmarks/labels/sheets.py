"""Sheets for labellers: an overview, four numbered quadrants, and a check sheet of the result."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib import font_manager
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

from .maps import IMPERVIOUS, PERVIOUS
from .superpixels import CANOPY, RIM

Colour = tuple[int, int, int]

QUADRANT_SCALE = 8
OVERLAP = 4
"""Pixels by which a quadrant extends into its neighbours."""

_FONT = font_manager.findfont("DejaVu Sans:bold")
_GREEN: Colour = (60, 220, 60)
_OUTLINE: Colour = (255, 235, 0)
_TINTS = {PERVIOUS: (40, 200, 255), IMPERVIOUS: (255, 30, 30)}
_SMALLEST_NUMBERED_PX = 10
_STRETCH = (1.0, 99.5)
_MIDDLE = 0.5
_GAMMA = (0.7, 2.5)


def colours(image: NDArray[np.uint8], bands: tuple[int, int, int] = (0, 1, 2)) -> NDArray[np.uint8]:
    """[4, H, W] -> [H, W, 3], stretched equally in all bands to keep the hues, with the median at a middle grey."""
    chosen = image[list(bands)].astype(np.float64)
    low, high = np.percentile(chosen, _STRETCH)
    light = np.clip((chosen - low) / max(high - low, 1.0), 0, 1)
    gamma = np.clip(np.log(_MIDDLE) / np.log(np.median(light) + 1e-6), *_GAMMA)
    return np.rint(255 * light**gamma).astype(np.uint8).transpose(1, 2, 0)


def overview(image: NDArray[np.uint8]) -> Image.Image:
    """The crop enlarged three times in true colours and, beside it, in near infrared, red, green."""
    return _beside(_enlarged(colours(image), 3), _enlarged(colours(image, (3, 0, 1)), 3))


def quadrants(image: NDArray[np.uint8], superpixels: NDArray[np.uint8]) -> Iterator[tuple[str, Image.Image]]:
    """Name and sheet of each quadrant of a crop, e.g. "nw".

    Left: enlarged eight times, with the outlines and numbers of the superpixels; green is hatched, pixels that the map
    leaves undecided are dotted. The frame shows the crop's pixel coordinates. Right: the same ground without any
    overlay, true colours above, near infrared below.
    """
    height, width = superpixels.shape
    true, infrared = colours(image), colours(image, (3, 0, 1))
    for name, top, left in (("nw", 0, 0), ("ne", 0, 1), ("sw", 1, 0), ("se", 1, 1)):
        rows = slice(max(0, top * height // 2 - OVERLAP), min(height, (top + 1) * height // 2 + OVERLAP))
        columns = slice(max(0, left * width // 2 - OVERLAP), min(width, (left + 1) * width // 2 + OVERLAP))
        part = superpixels[rows, columns]
        large = _enlarged(true[rows, columns], QUADRANT_SCALE)
        _outline(large, part)
        _number(large, part)
        _ticks(large, rows.start, columns.start)
        plain = [_enlarged(picture[rows, columns], QUADRANT_SCALE // 2) for picture in (true, infrared)]
        sheet = Image.new("RGB", (large.width + plain[0].width, large.height))
        sheet.paste(large, (0, 0))
        for place, picture in enumerate(plain):
            sheet.paste(picture, (large.width, place * large.height // 2))
        yield name, sheet


def check(image: NDArray[np.uint8], superpixels: NDArray[np.uint8], label: NDArray[np.uint8]) -> Image.Image:
    """The crop, and beside it with its label overlaid: red impervious, blue not, green canopy, undecided unchanged.

    Superpixel numbers are on both, so that a mistake can be identified at once.
    """
    scale = 4
    true = colours(image)
    tinted = true.astype(np.float64)
    for value, tint in _TINTS.items():
        tinted[label == value] = 0.6 * tinted[label == value] + 0.4 * np.array(tint)
    tinted[(superpixels == CANOPY) & (label == PERVIOUS)] = (
        np.array(_GREEN) * 0.3 + 0.7 * true[(superpixels == CANOPY) & (label == PERVIOUS)]
    )
    over = _enlarged(np.rint(tinted).astype(np.uint8), scale)
    draw = ImageDraw.Draw(over)
    for start, end in _edges(label, scale):
        draw.line((*start, *end), fill=(255, 255, 255))
    _number(over, superpixels, sizes=(11, 11))
    return _beside(_enlarged(true, scale), over)


def _enlarged(picture: NDArray[np.uint8], scale: int) -> Image.Image:
    return Image.fromarray(picture).resize(
        (picture.shape[1] * scale, picture.shape[0] * scale), Image.Resampling.BICUBIC
    )


def _beside(left: Image.Image, right: Image.Image) -> Image.Image:
    sheet = Image.new("RGB", (left.width + 4 + right.width, left.height), "white")
    sheet.paste(left, (0, 0))
    sheet.paste(right, (left.width + 4, 0))
    return sheet


def _edges(values: NDArray[np.uint8], scale: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Borders between unequal pixels as lines, in pixels of the enlarged picture."""
    for row, column in np.argwhere(values[:, 1:] != values[:, :-1]):
        x = (int(column) + 1) * scale
        yield (x, int(row) * scale), (x, (int(row) + 1) * scale)
    for row, column in np.argwhere(values[1:] != values[:-1]):
        y = (int(row) + 1) * scale
        yield (int(column) * scale, y), ((int(column) + 1) * scale, y)


def _outline(picture: Image.Image, superpixels: NDArray[np.uint8]) -> None:
    draw = ImageDraw.Draw(picture)
    scale = QUADRANT_SCALE
    for row, column in np.argwhere(superpixels == CANOPY):
        x, y = int(column) * scale, int(row) * scale
        if (row + column) % 4 == 0:
            draw.line((x, y + scale, x + scale, y), fill=_GREEN)
    for row, column in np.argwhere(superpixels == RIM):
        x, y = int(column) * scale + scale // 2, int(row) * scale + scale // 2
        draw.point((x, y), fill=(255, 255, 255))
    for start, end in _edges(superpixels, scale):
        draw.line((*start, *end), fill=_OUTLINE)


def _number(picture: Image.Image, superpixels: NDArray[np.uint8], sizes: tuple[int, int] = (13, 22)) -> None:
    """Write each superpixel's number at its widest place, in a size that grows with the width."""
    draw = ImageDraw.Draw(picture)
    scale = picture.width / superpixels.shape[1]
    for value, box in enumerate(ndimage.find_objects(superpixels), 1):
        if box is None or value == RIM or (superpixels[box] == value).sum() < _SMALLEST_NUMBERED_PX:
            continue
        inner = ndimage.distance_transform_edt(np.pad(superpixels[box] == value, 1))[1:-1, 1:-1]
        row, column = np.add(np.unravel_index(int(inner.argmax()), inner.shape), [part.start for part in box])
        size = int(np.clip(scale * inner.max() * 0.9, *sizes))
        draw.text(
            ((column + 0.5) * scale, (row + 0.5) * scale),
            str(value),
            font=ImageFont.truetype(_FONT, size),
            anchor="mm",
            fill="white",
            stroke_width=1 if size < 16 else 2,
            stroke_fill="black",
        )


def _ticks(picture: Image.Image, top: int, left: int) -> None:
    """Draw the crop's coordinates along the upper and the left edge, every 16 pixels."""
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(_FONT, 11)
    for pixel in range(left + -left % 16, left + picture.width // QUADRANT_SCALE, 16):
        draw.text(((pixel - left) * QUADRANT_SCALE, 2), f"x{pixel}", font=font, fill="cyan", stroke_width=1,
                  stroke_fill="black")  # fmt: skip
    for pixel in range(top + -top % 16, top + picture.height // QUADRANT_SCALE, 16):
        draw.text((2, (pixel - top) * QUADRANT_SCALE), f"y{pixel}", font=font, fill="cyan", stroke_width=1,
                  stroke_fill="black")  # fmt: skip
