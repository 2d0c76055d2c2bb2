"""Requests and results of mapping one area of one input with one model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError
from ..geopackage import check_layer_name
from .compute import Compute
from .model_file import ModelFile
from .ranges import refuse_outside
from .reading import Reading

_COARSEST_M = 100_000
LARGEST_M2 = 1e12
"""Largest area, square metres, below which polygons may be left out."""

LONGEST_TITLE = 300
"""Largest number of characters of a map's title."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """The area to map.

    Attributes:
        wkt: Polygons as WKT, together the area of interest; empty = no polygons.
        extent: xmin, ymin, xmax, ymax; None = no extent. Together with polygons, the intersection counts.
        crs: Coordinate system of the polygons, as WKT or "EPSG:4326".
        extent_crs: Coordinate system of the extent, as WKT or "EPSG:4326".
    """

    wkt: tuple[str, ...] = ()
    extent: tuple[float, float, float, float] | None = None
    crs: str = ""
    extent_crs: str = ""


@dataclass(frozen=True, kw_only=True)
class MapRequest:
    """Map one area of one input with one model.

    Attributes:
        reading: The input rasters.
        model: Path of the .onnx file, absolute; empty = the first of the candidates that fits the input.
        candidates: Models to choose from, the preferred ones first; each has its card beside it.
        output: Path of the class raster (GeoTIFF), absolute.
        model_sha256: Expected hash of the model file; empty = not checked.
        area: Area of interest.
        target: Name of the class to map as 1; empty = all classes of the card by their values.
        threshold: Probability in percent from which a pixel is the target, 1-99; None = the card's.
        probability: Path of the probability raster (uint8 0-100), empty = none. Without a target: probability of the
            winning class.
        every_probability: Whether the probability raster has one band for each class of the model, the mapped class
            first.
        superresolved: Path of the super-resolved image, empty = none.
        polygons: Path of a GeoPackage with the classes above 0 as polygons, empty = none.
        polygons_layer: Name of the layer in that GeoPackage, whose other layers stay; empty = "polygons".
        simplify_m: Tolerance of the outlines, metres: corners that move an outline by less are dropped; 0 = none.
        right_angles_m: Outlines get right angles where they move by no more than this, metres; 0 = none. The others are
            simplified as asked for.
        min_area_m2: Polygons smaller than this are left out and holes smaller than this are filled, square metres.
        report: Path of an HTML report of the run, empty = none.
        year: Year of the imagery, for the tags; None = unknown.
        title: Title of the map for people, the heading of the report; empty = the class or model, and the year.
        cog: Whether the rasters are Cloud Optimized GeoTIFFs, to be served as they lie.
        batch: Tiles in one forward pass; 0 = the engine chooses.
        compute: Device, threads and memory to use.

    Raises:
        RequestError: The output is missing, a number lies outside its range, no layer can have the name, or not exactly
            one of ``model`` and ``candidates`` is given.
    """

    kind: ClassVar[str] = "map"

    reading: Reading
    model: str = ""
    candidates: tuple[ModelFile, ...] = ()
    output: str
    model_sha256: str = ""
    area: Area = field(default_factory=Area)
    target: str = ""
    threshold: int | None = None
    probability: str = ""
    every_probability: bool = False
    superresolved: str = ""
    polygons: str = ""
    polygons_layer: str = ""
    simplify_m: float = 0.0
    right_angles_m: float = 0.0
    min_area_m2: float = 0.0
    report: str = ""
    year: int | None = None
    title: str = ""
    cog: bool = False
    batch: int = 0
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        if not self.output:
            raise RequestError("The request names no output.", "Enter the path of a GeoTIFF.")
        if bool(self.model) == bool(self.candidates):
            raise RequestError("The request names no model, or a model and candidates.", "Name one model.")
        if self.threshold is not None and not 1 <= self.threshold <= 99:
            raise RequestError(f"The threshold cannot be {self.threshold} %.", "Enter a number from 1 to 99.")
        if self.year is not None and not 1 <= self.year <= 9999:
            raise RequestError(f"The year cannot be {self.year}.", "Enter a year with four digits.")
        if len(self.title) > LONGEST_TITLE:
            raise RequestError(
                f"The title of the map has {len(self.title):,} characters.",
                f"Enter up to {LONGEST_TITLE} characters.",
            )
        check_layer_name(self.polygons_layer)
        refuse_outside(self, batch=(0, 1024), min_area_m2=(0, LARGEST_M2))
        for metres in (self.simplify_m, self.right_angles_m):
            if not 0 <= metres <= _COARSEST_M:
                raise RequestError(
                    f"The tolerance of the polygons cannot be {metres} m.",
                    f"Enter 0 for exact outlines, or up to {_COARSEST_M:g} metres.",
                )


@dataclass(frozen=True, kw_only=True)
class MapResult:
    """Result of a map request.

    Attributes:
        model: Name of the model that was used.
        output, probability, superresolved, polygons, report: Paths of the written files; empty = not requested.
        width, height: Size of the rasters in pixels.
        crs: Coordinate system of the rasters, as WKT.
        area_km2: Area of the target class (without a target, of all classes above 0), km2 on the ground.
        covered_km2: Mapped area (neither nodata nor outside the area of interest), km2.
        class_km2: Area per class name, km2.
        tiles: Forward passes of the network; 0 = not told.
        irregular: Number of polygons without the right angles that were asked for.
        seconds: Wall time in seconds.
        device: Device that was actually used, "cpu" or "cuda:N".
        resumed: Whether an interrupted run was resumed.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "map"

    model: str
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
    tiles: int = 0
    irregular: int = 0
    seconds: float
    device: str
    resumed: bool = False
    warnings: tuple[str, ...] = ()
