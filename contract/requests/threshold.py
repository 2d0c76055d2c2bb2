"""Another threshold for a map that is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError
from .compute import Compute


@dataclass(frozen=True, kw_only=True)
class ThresholdRequest:
    """Make a class raster from a probability raster.

    Attributes:
        source: Path of a probability raster of OneMetre (percent, 255 = no data), absolute.
        output: Path of the class raster (GeoTIFF), absolute.
        threshold: Percent from which a pixel is the class, 1-99.
        trust_remote: Whether a /vsi path or URL is allowed as source.
        compute: What of the machine may be used; only its threads count.

    Raises:
        RequestError: The threshold lies outside its range.
    """

    kind: ClassVar[str] = "threshold"

    source: str
    output: str
    threshold: int
    trust_remote: bool = False
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        if not 1 <= self.threshold <= 99:
            raise RequestError(f"The threshold cannot be {self.threshold} %.", "Give a number from 1 to 99.")


@dataclass(frozen=True, kw_only=True)
class ThresholdResult:
    """What a threshold request gave.

    Attributes:
        output: Path of the class raster.
        area_km2, covered_km2: Area of the class, and of all that has a result, km2 on the map plane.
        class_km2: Area per class name, km2.
        model, target: Of the run that made the probability raster, by its tags; empty = it does not say.
        year: Of its imagery; None = unknown.
        seconds: Wall time.
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
