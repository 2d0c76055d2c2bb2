"""Mapping: one area of one input with one model."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError
from .compute import Compute, refuse_negative
from .reading import Reading


@dataclass(frozen=True, kw_only=True)
class Area:
    """Where to map.

    Attributes:
        wkt: Polygons as WKT, all of them together are the area of interest; empty = no polygons.
        extent: xmin, ymin, xmax, ymax; None = no extent. With polygons too, the intersection counts.
        crs: Coordinate system of the polygons, as WKT or "EPSG:4326".
        extent_crs: Coordinate system of the extent, likewise.
    """

    wkt: tuple[str, ...] = ()
    extent: tuple[float, float, float, float] | None = None
    crs: str = ""
    extent_crs: str = ""


@dataclass(frozen=True, kw_only=True)
class MapRequest:
    """Map one area of one input with one model.

    Attributes:
        reading: The input.
        model: Path of the .onnx file, absolute.
        output: Path of the class raster (GeoTIFF), absolute.
        model_sha256: Expected hash of the model file; empty = not checked.
        area: Area of interest.
        target: Name of the class to map as 1; empty = all classes of the card by their values.
        threshold: Probability in percent from which a pixel is the target, 1-99; None = the card's.
        probability: Path of the probability raster (uint8 0-100), empty = none. With no target: probability of the
            winning class.
        superresolved: Path of the super-resolved image, empty = none.
        polygons: Path of a GeoPackage with the classes above 0 as polygons, empty = none.
        simplify_m: Corners of the polygons are left out that move an outline by less, metres; 0 = none.
        report: Path of an HTML page that tells what the run gave, empty = none.
        year: Year of the imagery, for the tags; None = unknown.
        batch: Tiles in one inference; 0 = the engine chooses.
        compute: What of the machine may be used.

    Raises:
        RequestError: A number lies outside its range.
    """

    kind: ClassVar[str] = "map"

    reading: Reading
    model: str
    output: str
    model_sha256: str = ""
    area: Area = field(default_factory=Area)
    target: str = ""
    threshold: int | None = None
    probability: str = ""
    superresolved: str = ""
    polygons: str = ""
    simplify_m: float = 0.0
    report: str = ""
    year: int | None = None
    batch: int = 0
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        if self.threshold is not None and not 1 <= self.threshold <= 99:
            raise RequestError(f"The threshold cannot be {self.threshold} %.", "Give a number from 1 to 99.")
        if self.year is not None and not 1 <= self.year <= 9999:
            raise RequestError(f"The year cannot be {self.year}.", "Give the year with four digits.")
        refuse_negative(self, "batch")
        if not 0 <= self.simplify_m < math.inf:
            raise RequestError(
                "The tolerance of the polygons has to be 0 or more metres.", "Give 0 for exact outlines."
            )


@dataclass(frozen=True, kw_only=True)
class MapResult:
    """What a map request gave.

    Attributes:
        output, probability, superresolved, polygons, report: Paths of what was written; empty = not asked for.
        width, height: Size of the rasters in pixels.
        crs: Coordinate system of the rasters, as WKT.
        area_km2: Area of the target class (of all classes above 0 where there is no target), km2 on the map plane.
        covered_km2: Area that has a result (neither no data nor outside the area of interest), km2.
        class_km2: Area per class name, km2.
        seconds: Wall time.
        device: Device that was really used, "cpu" or "cuda:N".
        resumed: Whether an earlier run that was cut off was continued.
        warnings: What the user has to know, whole sentences.
    """

    kind: ClassVar[str] = "map"

    output: str
    probability: str = ""
    superresolved: str = ""
    polygons: str = ""
    report: str = ""
    width: int
    height: int
    crs: str
    area_km2: float
    covered_km2: float
    class_km2: dict[str, float] = field(default_factory=dict)
    seconds: float
    device: str
    resumed: bool = False
    warnings: tuple[str, ...] = ()
