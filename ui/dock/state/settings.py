"""What the dock is set to: one object that round-trips to JSON. Widgets show it and put a changed one in its place."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field

from ....contract.errors import RequestError
from ....processing.app.i18n import tr

AREAS = ("canvas", "drawn", "layer", "feature", "raster")
"""What can be mapped: what is on the screen, what was drawn, polygons of a layer, one feature, the whole imagery."""


@dataclass(frozen=True, kw_only=True)
class AreaChoice:
    """Where to map.

    Attributes:
        kind: One of :data:`AREAS`.
        name: Of the layer or feature, for people and for file names; empty = that of the kind.
        crs: Coordinate system of the extent and the polygons, "EPSG:4326" or WKT.
        extent: xmin, ymin, xmax, ymax of what is on the screen; None = nothing yet.
        wkt: Polygons that were drawn or picked, as WKT.
        layer: Id of the polygon layer.
        selected: Whether only its selected features count.
    """

    kind: str = "canvas"
    name: str = ""
    crs: str = ""
    extent: tuple[float, float, float, float] | None = None
    wkt: tuple[str, ...] = ()
    layer: str = ""
    selected: bool = False

    def __post_init__(self) -> None:
        if self.kind not in AREAS:
            raise RequestError(tr("There is no area of the kind {}.").format(repr(self.kind)))


@dataclass(frozen=True, kw_only=True)
class ImageChoice:
    """A raster of the project.

    Attributes:
        source: What GDAL opens; by it the raster is known.
        year: Of its acquisition; None = unknown.
        bands: Text of the parameter BANDS; empty = by the names and colours of the bands.
        chosen: Whether it is mapped.
    """

    source: str
    year: int | None = None
    bands: str = ""
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class OutputChoice:
    """What is written, and where.

    Attributes:
        folder: Absolute; empty = not chosen yet.
        pattern: Name of the files, with {model}, {year} and {aoi} in it.
        probability, superresolved, polygons, report: What there is besides the classes.
    """

    folder: str = ""
    pattern: str = "{model}_{year}_{aoi}"
    probability: bool = True
    superresolved: bool = False
    polygons: bool = False
    report: bool = False


@dataclass(frozen=True, kw_only=True)
class DockSettings:
    """Everything that a run from the dock depends on.

    Attributes:
        images: Rasters that the project has, in the order of its layers.
        model: Name of the model; empty = none is chosen.
        device: "auto", "cpu" or "cuda:N".
        threshold: Percent; None = what the model's card recommends.
    """

    area: AreaChoice = field(default_factory=AreaChoice)
    images: tuple[ImageChoice, ...] = ()
    model: str = ""
    device: str = "auto"
    threshold: int | None = None
    outputs: OutputChoice = field(default_factory=OutputChoice)

    @property
    def chosen(self) -> tuple[ImageChoice, ...]:
        """The images that are mapped."""
        return tuple(image for image in self.images if image.chosen)

    @property
    def years(self) -> tuple[int | None, ...]:
        """Years of the images that are mapped, in their order, the unknown one first."""
        return tuple(sorted({image.year for image in self.chosen}, key=lambda year: year or 0))

    def image(self, source: str) -> ImageChoice | None:
        """The raster of a source."""
        return next((image for image in self.images if image.source == source), None)

    def with_image(self, image: ImageChoice) -> DockSettings:
        """The same with one raster changed."""
        images = tuple(image if old.source == image.source else old for old in self.images)
        return dataclasses.replace(self, images=images)


def to_json(settings: DockSettings) -> str:
    """One line of JSON; :func:`onemetre.contract.requests.from_json` reads it."""
    return json.dumps(dataclasses.asdict(settings))
