"""The file format for labellers, and the label that results from it.

    default,0
    1,1
    17,1
    23,255
    polygon,1,100 40 120 40 120 66 100 66

The first line gives the class of every superpixel that is not listed. A superpixel may be listed once. Polygons are
drawn on top, in their order, in pixels of the crop (x to the right, y down, from the upper left corner); they change
neither green nor pixels that the map leaves undecided, but "polygon!" instead of "polygon" changes both. A line may end
with a note after "#".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.features import geometry_mask

from ...models.training.labels import UNKNOWN
from .maps import IMPERVIOUS, PERVIOUS
from .superpixels import CANOPY, RIM

CLASSES = (PERVIOUS, IMPERVIOUS, UNKNOWN)


@dataclass(frozen=True)
class Polygon:
    """A class for an area: corners (x, y) in pixels of the crop; ``everything`` = green and undecided pixels too."""

    value: int
    corners: tuple[tuple[float, float], ...]
    everything: bool


@dataclass(frozen=True)
class Ids:
    """Classes of a crop's superpixels by number, the class of all others, and the polygons on top."""

    default: int
    classes: dict[int, int] = field(default_factory=dict)
    polygons: tuple[Polygon, ...] = ()


def read_ids(path: Path) -> Ids:
    """Read a labeller's file.

    Raises:
        ValueError: A line cannot be parsed, or lists a superpixel twice.
    """
    default: int | None = None
    classes: dict[int, int] = {}
    polygons: list[Polygon] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.split("#")[0].strip()
        if not text:
            continue
        key, *rest = (part.strip() for part in text.split(","))
        try:
            value = _class(rest[0])
            if key == "default" and default is None:
                default = value
            elif key.startswith("polygon"):
                polygons.append(_polygon(key, value, rest[1]))
            elif int(key) in classes:
                raise ValueError(f"superpixel {key} is listed twice")
            else:
                classes[int(key)] = value
        except (ValueError, IndexError) as error:
            raise ValueError(f"{path.name}, line {number}, {line.strip()!r}: {error}.") from None
    if default is None:
        raise ValueError(f"{path.name} has no line default,<class>.")
    return Ids(default, classes, tuple(polygons))


def label_of(superpixels: NDArray[np.uint8], ids: Ids) -> NDArray[np.uint8]:
    """Label of a crop, [height, width] of 0, 1, 255.

    Args:
        superpixels: [height, width]: 0 green, 255 undecided, else numbers of superpixels.
        ids: Classes from the labeller's file.

    Raises:
        ValueError: The labeller's file lists a superpixel that does not exist.
    """
    if missing := sorted(set(ids.classes) - set(np.unique(superpixels).tolist()) | set(ids.classes) & {CANOPY, RIM}):
        raise ValueError(f"There is no superpixel {', '.join(map(str, missing))}.")
    table = np.full(256, ids.default, dtype=np.uint8)
    table[CANOPY], table[RIM] = PERVIOUS, UNKNOWN
    for number, value in ids.classes.items():
        table[number] = value
    label = table[superpixels]
    decided = (superpixels == CANOPY) | (superpixels == RIM)
    for polygon in ids.polygons:
        inside = _inside(polygon, superpixels.shape)
        label[inside if polygon.everything else inside & ~decided] = polygon.value
    return label


def _class(text: str) -> int:
    value = int(text)
    if value not in CLASSES:
        raise ValueError(f"the class must be 0, 1 or 255, not {value}")
    return value


def _polygon(key: str, value: int, text: str) -> Polygon:
    if key not in {"polygon", "polygon!"}:
        raise ValueError(f"{key} is neither polygon nor polygon!")
    numbers = [float(part) for part in text.split()]
    if len(numbers) < 6 or len(numbers) % 2:
        raise ValueError("a polygon has at least three corners, x y each")
    return Polygon(value, tuple(zip(numbers[::2], numbers[1::2], strict=True)), key == "polygon!")


def _inside(polygon: Polygon, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Pixels with their centres in the polygon."""
    outline = {"type": "Polygon", "coordinates": [[*polygon.corners, polygon.corners[0]]]}
    return geometry_mask([outline], shape, Affine.identity(), invert=True)
