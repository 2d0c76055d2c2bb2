"""Requests and results of applying a new threshold to an existing map."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError
from .compute import Compute


@dataclass(frozen=True, kw_only=True)
class ThresholdRequest:
    """Make a class raster from a probability raster.

    Attributes:
        source: Path of a probability raster of OneMetre (percent, 255 = nodata), absolute.
        output: Path of the class raster (GeoTIFF), absolute.
        threshold: Percent from which a pixel is the class, 1-99.
        trust_remote: Whether a /vsi path or URL is allowed as source.
        compute: Threads to use; device and memory are ignored.

    Raises:
        RequestError: The output is missing, or the threshold lies outside its range.
    """

    kind: ClassVar[str] = "threshold"

    source: str
    output: str
    threshold: int
    trust_remote: bool = False
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        if not self.output:
            raise RequestError("The request names no output.", "Enter the path of a GeoTIFF.")
        if not 1 <= self.threshold <= 99:
            raise RequestError(f"The threshold cannot be {self.threshold} %.", "Enter a number from 1 to 99.")


@dataclass(frozen=True, kw_only=True)
class ThresholdResult:
    """Result of a threshold request.

    Attributes:
        output: Path of the class raster.
        area_km2, covered_km2: Area of the class, and of all mapped pixels, km2 on the ground.
        class_km2: Area per class name, km2.
        model, target: Model and target class from the tags of the probability raster; empty = not stated.
        year: Year of the imagery; None = unknown.
        seconds: Wall time in seconds.
    """

    kind: ClassVar[str] = "threshold"

    output: str
    area_km2: float
    covered_km2: float
    class_km2: dict[str, float] = field(default_factory=dict)
    model: str = ""
    target: str = ""
    year: int | None = None
    seconds: float
