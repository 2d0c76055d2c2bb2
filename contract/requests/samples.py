"""Samples that a user has drawn on an image, and the training data exported from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError
from .mapping import Area
from .ranges import refuse_relative
from .reading import Reading

_LARGEST_M = 1e6


@dataclass(frozen=True, kw_only=True)
class DrawnSample:
    """A polygon or a point of one class.

    Attributes:
        wkt: Polygon, point, or several of one kind, as WKT.
        value: Content of the class field; empty = nothing.
    """

    wkt: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Samples:
    """All samples of a request.

    Attributes:
        drawn: Samples in the order of the layer.
        crs: Coordinate system of the samples, as WKT or "EPSG:4326".
        values: Content of the class field -> value or name of a class. A content that is not listed is itself taken
            for the value, name or title of a class.
        radius_m: Radius of the circle that a point stands for, metres.

    Raises:
        RequestError: The radius is not above 0.
    """

    drawn: tuple[DrawnSample, ...]
    crs: str
    values: dict[str, str] = field(default_factory=dict)
    radius_m: float = 2.0

    def __post_init__(self) -> None:
        if not 0 < self.radius_m <= _LARGEST_M:
            raise RequestError(
                f"The radius of points cannot be {self.radius_m} m.", f"Enter a number above 0, at most {_LARGEST_M:g}."
            )


@dataclass(frozen=True, kw_only=True)
class ExportTrainingRequest:
    """Cut an image into labelled patches for training.

    Attributes:
        reading: The image; its values are 0-1.
        area: Area to export.
        samples: The drawn samples, from which labels are made.
        classes: Value of a label -> name of its class.
        resolution: Ground sampling distance of the patches, metres; 0 = that of the image.
        side: Side of a patch, pixels.
        overlap: Pixels that neighbouring patches share.
        format: File format, "tif" or "png".
        output: Folder for images, labels and manifest.json, absolute; created if missing.

    Raises:
        RequestError: A number lies outside its range, a class has an impossible value, or the folder is not absolute.
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
            raise RequestError(f"Patches cannot have {self.side} pixels a side.", "Enter a number from 32 to 4096.")
        if not 0 <= self.overlap < self.side:
            raise RequestError(
                f"Patches of {self.side} pixels cannot overlap by {self.overlap}.",
                "Enter an overlap smaller than the side.",
            )
        if not 0 <= self.resolution <= _LARGEST_M:
            raise RequestError(
                f"The resolution cannot be {self.resolution} m.", f"Enter a number from 0 to {_LARGEST_M:g}."
            )
        if self.format not in ("tif", "png"):
            raise RequestError(f"Patches cannot be written as {self.format!r}.", "Choose tif or png.")
        if len(set(self.classes.values())) < 2 or not all(v.isdecimal() and int(v) < 255 for v in self.classes):
            raise RequestError(
                "The classes need values from 0 to 254 and at least two names.", "For example 0=other,1=green."
            )
        refuse_relative(self, "output")


@dataclass(frozen=True, kw_only=True)
class ExportTrainingResult:
    """Result of an export.

    Attributes:
        output: Folder of the export.
        pieces: Number of patches in it.
        class_pixels: Labelled pixels per class.
        seconds: Wall time in seconds.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "export-training"

    output: str
    pieces: int
    class_pixels: dict[str, int]
    seconds: float
    warnings: tuple[str, ...] = ()
