"""Mapping: one area of one input with one model."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError


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
    """Map one area of one input (one raster or many that are mosaicked) with one model.

    Attributes:
        sources: Paths of the input rasters, absolute; many are mosaicked, the first one on top.
        model: Path of the .onnx file, absolute.
        output: Path of the class raster (GeoTIFF), absolute.
        model_sha256: Expected hash of the model file; empty = not checked.
        bands: Role -> "3" (number from 1) or the band's name; empty = guessed from names and colours.
        scale, offset: Value = DN * scale + offset, in the physical unit of the model's card (reflectance 0-1, or 0-1 of
            an 8-bit image); None = from the file where it says so, else from the card.
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
        device: "auto", "cpu" or "cuda:N".
        batch: Tiles in one inference; 0 = the engine chooses.
        threads: Processor threads; 0 = all cores.
        memory_mb: Ceiling for the engine's resident memory, megabytes (10^6 bytes); 0 = none.
        trust_remote: Whether /vsi paths, URLs and inline XML are allowed as sources.

    Raises:
        RequestError: A number lies outside its range.
    """

    kind: ClassVar[str] = "map"

    sources: tuple[str, ...]
    model: str
    output: str
    model_sha256: str = ""
    bands: dict[str, str] = field(default_factory=dict)
    scale: float | None = None
    offset: float | None = None
    area: Area = field(default_factory=Area)
    target: str = ""
    threshold: int | None = None
    probability: str = ""
    superresolved: str = ""
    polygons: str = ""
    simplify_m: float = 0.0
    report: str = ""
    year: int | None = None
    device: str = "auto"
    batch: int = 0
    threads: int = 0
    memory_mb: int = 0
    trust_remote: bool = False

    def __post_init__(self) -> None:
        if self.threshold is not None and not 1 <= self.threshold <= 99:
            raise RequestError(f"The threshold cannot be {self.threshold} %.", "Give a number from 1 to 99.")
        if self.year is not None and not 1 <= self.year <= 9999:
            raise RequestError(f"The year cannot be {self.year}.", "Give the year with four digits.")
        for name in ("batch", "threads", "memory_mb"):
            if getattr(self, name) < 0:
                raise RequestError(f"{name} cannot be {getattr(self, name)}.", "Give 0 or more.")
        if not 0 <= self.simplify_m < math.inf:
            raise RequestError(
                "The tolerance of the polygons has to be 0 or more metres.", "Give 0 for exact outlines."
            )
        for name in ("scale", "offset"):
            if not math.isfinite(getattr(self, name) or 0):
                raise RequestError(f"{name} has to be a finite number.", "Leave it out, or give a number.")


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
