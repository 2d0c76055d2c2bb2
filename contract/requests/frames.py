"""Requests and results of areas larger than one run: their frames, and the maps of these."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError
from .accuracy import Zones
from .compute import Compute
from .mapping import Area
from .model_file import ModelFile
from .ranges import refuse_outside, refuse_relative
from .reading import Reading

UNITS = ("degrees", "metres")
"""Units of the sides of frames, the default one first."""

USUAL_WIDTH, USUAL_HEIGHT = 0.125, 5 / 60
"""Usual sides of a frame, degrees: 7'30" of longitude by 5'00" of latitude, two sheets of the 1:10,000 map of China."""

MANY_FRAMES = 100_000
"""Number of frames above which a run needs the user's confirmation."""

MOST_FRAMES = 2_000_000
"""Largest number of frames: a table of this size still opens in QGIS."""

_ADDRESS = re.compile(r"(tcp|tls)://\S+:\d{1,5}")

STATUSES = ("waiting", "running", "done", "empty", "failed")
"""States of a frame, in the order of the legend. Empty: the frame has no pixel to map."""


@dataclass(frozen=True, kw_only=True)
class DataFramesRequest:
    """Divide an area into frames.

    Attributes:
        area: Area to cover; with ``features`` those that touch it are taken, and an empty area takes all.
        unit: One of :data:`UNITS`.
        width: West-east side of a frame, in the unit; frames lie at its multiples.
        height: South-north side of a frame.
        crs: Coordinate system of frames in metres, as WKT or "EPSG:32650"; empty = the UTM zone of the area's middle.
        features: Polygons that are the frames themselves, in place of a grid; None = a grid.
        output: Path of the GeoPackage, absolute.
        allow_many: Whether more than :data:`MANY_FRAMES` frames are wanted.
        compute: Unused threads and memory; frames take little of both.

    Raises:
        RequestError: An unknown unit, sides that no frame can have, or neither an area nor features.
    """

    kind: ClassVar[str] = "data-frames"

    area: Area = field(default_factory=Area)
    unit: str = UNITS[0]
    width: float = USUAL_WIDTH
    height: float = USUAL_HEIGHT
    crs: str = ""
    features: Zones | None = None
    output: str
    allow_many: bool = False
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise RequestError(f"There is no unit {self.unit!r}.", f"Units: {', '.join(UNITS)}.")
        if self.features is None and not self.area.wkt and self.area.extent is None:
            raise RequestError("There is no area to divide into frames.", "Choose an area of interest or an extent.")
        largest = (90.0, 45.0) if self.unit == "degrees" else (1e6, 1e6)
        least = 1e-4 if self.unit == "degrees" else 10.0
        refuse_outside(self, width=(least, largest[0]), height=(least, largest[1]))


@dataclass(frozen=True, kw_only=True)
class DataFramesResult:
    """Result of a division into frames.

    Attributes:
        output: Path of the GeoPackage; its layer is called frames.
        frames: Number of frames.
        km2: Sum of the areas of the frames, km2 on the ground.
        crs: Coordinate system of the frames, as WKT.
        seconds: Wall time in seconds.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "data-frames"

    output: str
    frames: int
    km2: float
    crs: str
    seconds: float
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MapFramesRequest:
    """Map the frames of a layer with one model, and join their maps.

    Attributes:
        frames: Path of the GeoPackage with the frames, absolute; its table shows the state of the run.
        reading: The imagery: rasters, or folders whose rasters are taken.
        folder: Folder for all files, absolute; made if its parent exists. A folder of an earlier run with the same
            inputs is continued.
        model: Path of the .onnx file, absolute; empty = the first of the candidates that fits the imagery.
        candidates: Models to choose from, the preferred ones first.
        model_sha256: Expected hash of the model file; empty = not checked.
        target: Name of the class to map as 1; empty = all classes of the card by their values.
        threshold: Probability in percent from which a pixel is the target, 1-99; None = the card's.
        boundary: Polygons outside which pixels are nodata; None = none.
        by_name: Whether areas are tabled by the names of the boundary.
        mosaic: Whether the maps are also joined into one COG, besides the VRT.
        year: Year of the imagery, for the tags; None = unknown.
        title: Title of the product; empty = the class or model, and the year.
        workers: Frames mapped at the same time on this machine; 0 = by cores and memory.
        scheduler: Address of a Dask scheduler whose workers map the frames, "tcp://host:port" or "tls://host:port";
            empty = this machine.
        security: Files for tls: the authority's certificate, an own certificate, and its key; empty = none.
        script: Whether to map nothing and write a script for a batch system instead, if frames are left to map.
        batch: Tiles in one forward pass; 0 = the engine chooses.
        compute: Device, threads and memory to use, by all workers together.

    Raises:
        RequestError: The folder is no absolute path, a number lies outside its range, or not exactly one of ``model``
            and ``candidates`` is given; or the scheduler has no such address, or lacks files for tls, or there is a
            script to write as well.
    """

    kind: ClassVar[str] = "map-frames"

    frames: str
    reading: Reading
    folder: str
    model: str = ""
    candidates: tuple[ModelFile, ...] = ()
    model_sha256: str = ""
    target: str = ""
    threshold: int | None = None
    boundary: Zones | None = None
    by_name: bool = False
    mosaic: bool = False
    year: int | None = None
    title: str = ""
    workers: int = 0
    scheduler: str = ""
    security: tuple[str, ...] = ()
    script: bool = False
    batch: int = 0
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        refuse_relative(self, "folder")
        self._check_scheduler()
        if bool(self.model) == bool(self.candidates):
            raise RequestError("The request names no model, or a model and candidates.", "Name one model.")
        if self.by_name and self.boundary is None:
            raise RequestError("Areas by name need a boundary.", "Choose polygons as boundary.")
        refuse_outside(self, threshold=(1, 99), year=(1, 9999), workers=(0, 1024), batch=(0, 1024))

    def _check_scheduler(self) -> None:
        if self.scheduler and not _ADDRESS.fullmatch(self.scheduler):
            raise RequestError(
                f"{self.scheduler} is no address of a Dask scheduler.", "Enter it as in tcp://192.168.1.5:8786."
            )
        if self.scheduler.startswith("tls://") != (len(self.security) == 3):
            raise RequestError(
                "A scheduler at tls:// needs three files, and no other takes any.",
                "Choose the authority's certificate, your certificate and its key, or an address at tcp://.",
            )
        if self.scheduler and self.script:
            raise RequestError(
                "Frames are mapped by a scheduler or by a script, not by both.", "Leave out one of them."
            )


@dataclass(frozen=True, kw_only=True)
class FrameMosaic:
    """The joined maps of one lattice: all frames whose imagery has one coordinate system.

    Attributes:
        crs: Coordinate system, as WKT.
        vrt: Path of the VRT.
        cog: Path of the COG; empty = not requested.
        frames: Number of frames in it.
    """

    crs: str
    vrt: str
    cog: str = ""
    frames: int


@dataclass(frozen=True, kw_only=True)
class MapFramesResult:
    """Result of mapping frames.

    Attributes:
        frames: Number of frames of the layer.
        done: Frames that are mapped, those of earlier runs included.
        kept: Those of them that an earlier run had finished.
        empty: Frames without a pixel to map.
        failed: Names of the frames that failed and are left out.
        mosaics: A mosaic for each lattice; none if no frame has a map.
        table: Path of the table of areas by name; empty = not requested.
        collection: Path of the STAC Collection; empty = no frame has a map.
        script: Path of the script for a batch system; empty = not requested, or no frame is left to map.
        model: Name of the model.
        area_km2: Area of the target class (without a target, of all classes above 0), km2.
        covered_km2: Mapped area, km2.
        class_km2: Area per class name, km2.
        seconds: Wall time in seconds.
        resumed: Whether frames of an earlier run were kept.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "map-frames"

    frames: int
    done: int
    kept: int
    empty: int
    failed: tuple[str, ...] = ()
    mosaics: tuple[FrameMosaic, ...] = ()
    table: str = ""
    collection: str = ""
    script: str = ""
    model: str
    area_km2: float
    covered_km2: float
    class_km2: dict[str, float] = field(default_factory=dict)
    seconds: float
    resumed: bool = False
    warnings: tuple[str, ...] = ()
