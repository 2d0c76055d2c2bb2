"""Samples that a user has drawn on an image, and training data made of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError
from .mapping import Area
from .reading import Reading


@dataclass(frozen=True, kw_only=True)
class DrawnSample:
    """A polygon or a point of one class.

    Attributes:
        wkt: Polygon, point, or several of one kind.
        value: What stands in its class field; empty = nothing.
    """

    wkt: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Samples:
    """All samples of a request.

    Attributes:
        drawn: In the order of the layer.
        crs: Their coordinate system, as WKT or "EPSG:4326".
        values: What stands in the class field -> value or name of a class. What is not named is taken for the value,
            the name or the title of a class itself.
        radius_m: Of the circle that a point stands for, metres.

    Raises:
        RequestError: The radius is not above 0.
    """

    drawn: tuple[DrawnSample, ...]
    crs: str
    values: dict[str, str] = field(default_factory=dict)
    radius_m: float = 2.0

    def __post_init__(self) -> None:
        if not 0 < self.radius_m < math.inf:
            raise RequestError(f"The radius of points cannot be {self.radius_m} m.", "Give a number above 0.")


@dataclass(frozen=True, kw_only=True)
class ExportTrainingRequest:
    """Cut an image into pieces with labels, as training reads them.

    Attributes:
        reading: The image; its values are 0-1.
        area: Only what lies in it is exported.
        samples: What is known.
        classes: Value of a label -> name of its class.
        resolution: Ground sampling of the pieces, metres; 0 = that of the image.
        side: Of a piece, pixels.
        overlap: Pixels that neighbouring pieces share.
        format: "tif" or "png".
        output: Folder that gets the folders images and labels and manifest.json, absolute; made if it is not there.

    Raises:
        RequestError: A number lies outside its range, or a class has an impossible value.
    """

    kind: ClassVar[str] = "export-training"

    reading: Reading
    area: Area = field(default_factory=Area)
    samples: Samples
    classes: dict[str, str]
    resolution: float = 0.0
    side: int = 256
    overlap: int = 0
    format: str = "tif"
    output: str

    def __post_init__(self) -> None:
        if not 32 <= self.side <= 4096:
            raise RequestError(f"Pieces cannot have {self.side} pixels a side.", "Give a number from 32 to 4096.")
        if not 0 <= self.overlap < self.side:
            raise RequestError(
                f"Pieces of {self.side} pixels cannot share {self.overlap}.", "Give fewer pixels than a piece has."
            )
        if not 0 <= self.resolution < math.inf:
            raise RequestError(f"The resolution cannot be {self.resolution} m.", "Give 0 or more metres.")
        if self.format not in ("tif", "png"):
            raise RequestError(f"Pieces cannot be written as {self.format!r}.", "Give tif or png.")
        if len(set(self.classes.values())) < 2 or not all(v.isdecimal() and int(v) < 255 for v in self.classes):
            raise RequestError(
                "The classes have to be values from 0 to 254 with at least two names.", "For example 0=other,1=green."
            )


@dataclass(frozen=True, kw_only=True)
class ExportTrainingResult:
    """What an export gave.

    Attributes:
        output: The folder.
        pieces: Images in it.
        class_pixels: Labelled pixels per class.
        seconds: Wall time.
        warnings: What the user has to know, whole sentences.
    """

    kind: ClassVar[str] = "export-training"

    output: str
    pieces: int
    class_pixels: dict[str, int]
    seconds: float
    warnings: tuple[str, ...] = ()
