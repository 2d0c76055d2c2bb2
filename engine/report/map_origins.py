"""What the maps of a comparison look like, and what they were made of."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import numpy as np

from ..raster.datasets import Recipe
from ..write.legend import NODATA, Legend
from ..years.stack import YearStack
from .page import Rows
from .pictures import Picture

# Longer side of a picture, pixels.
_SIDE = 400
_OTHER = 0xE0
_STATED = (
    ("Days", "ONEMETRE_ACQUIRED"),
    ("Service", "ONEMETRE_SERVICE"),
    ("Method", "ONEMETRE_METHOD"),
    ("Scenes", "ONEMETRE_SCENES"),
    ("Products", "ONEMETRE_PRODUCTS"),
    ("Attribution", "TIFFTAG_COPYRIGHT"),
)


def pictures_of(stack: YearStack, entry: Legend) -> dict[int, Picture]:
    """Year -> small picture of its map: the class in its colour, the rest grey, white where nothing is known.

    Args:
        stack: The maps.
        entry: The class.
    """
    step = max(1, -(-max(stack.width, stack.height) // _SIDE))
    pictures = {}
    for number, one in enumerate(stack.maps):
        values = stack.sample(number, step)
        shown = values >= one.threshold if one.percent else values == entry.value
        picture = np.full((*values.shape, 3), _OTHER, np.uint8)
        picture[shown] = tuple(bytes.fromhex(entry.color[1:]))
        picture[values == NODATA] = 255
        pictures[one.year] = picture
    return pictures


def origin_of(path: str) -> Rows:
    """What an image states about its origin; only its name if it cannot be opened any more.

    Args:
        path: Path of the image.
    """
    name = Path(path).name
    if not Path(path).is_file():
        return [("Image", name)]
    with ExitStack() as stack:
        tags = Recipe(path).open(stack).tags()
    return [("Image", name), *((title, tags.get(tag, "")) for title, tag in _STATED)]
