"""Settings of the dock: one object that round-trips to JSON. Widgets show it and replace it with a changed copy."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field

from ....contract.errors import RequestError
from ....contract.imagery_services import presets
from ....processing.app.i18n import tr
from ....processing.bases.model_algorithm import AUTO

AREAS = ("canvas", "drawn", "layer", "feature", "raster")
"""Kinds of area: the visible view, a drawn polygon, polygons of a layer, one feature, the whole imagery."""


@dataclass(frozen=True, kw_only=True)
class AreaChoice:
    """The area to map.

    Attributes:
        kind: Kind of area, one of :data:`AREAS`.
        name: Name of the layer or feature, for display and in file names; empty = the name of the kind.
        crs: Coordinate system of the extent and the polygons, "EPSG:4326" or WKT.
        extent: xmin, ymin, xmax, ymax of the visible view; None = nothing yet.
        wkt: Drawn or picked polygons as WKT.
        layer: Id of the polygon layer in the project.
        selected: Whether to map the layer's selected features only.
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
            raise RequestError(tr("Unknown kind of area: {}.").format(repr(self.kind)))


@dataclass(frozen=True, kw_only=True)
class ImageChoice:
    """A raster of the project.

    Attributes:
        source: Source that GDAL opens; it identifies the raster.
        year: Year of the acquisition; None = unknown.
        bands: Value of the parameter BANDS; empty = guessed from the names and colours of the bands.
        chosen: Whether to map the raster.
        scale, offset: Values of the parameters SCALE and OFFSET; None = not given.
    """

    source: str
    year: int | None = None
    bands: str = ""
    chosen: bool = False
    scale: float | None = None
    offset: float | None = None


@dataclass(frozen=True, kw_only=True)
class SceneSearch:
    """Years that are mapped from Sentinel-2 scenes of a service.

    Attributes:
        years: Ticked years.
        months: Value of the parameter MONTHS.
        service: Value of the parameter SERVICE.
        auth: Value of the parameter AUTH; empty = none.
    """

    years: tuple[int, ...] = ()
    months: str = "4-10"
    service: str = field(default_factory=lambda: presets()[0].id)
    auth: str = ""


@dataclass(frozen=True, kw_only=True)
class OutputChoice:
    """The outputs and their folder.

    Attributes:
        folder: Absolute path of the output folder; empty = not chosen yet.
        pattern: Pattern of the file names, with placeholders such as {model}, {year} and {aoi}.
        replace: Whether to replace earlier maps of the same name; otherwise a new run gets the next free name.
        probability, superresolved, polygons, report: Whether to write this output in addition to the class map.
        every_probability: Whether the probability has a band for every class.
        simplify_m, right_angles_m, min_area_m2: Values of the parameters SIMPLIFY, RIGHT_ANGLES and MIN_AREA; 0 = none.
    """

    folder: str = ""
    pattern: str = "{model}_{year}_{aoi}"
    replace: bool = False
    probability: bool = True
    superresolved: bool = False
    polygons: bool = False
    report: bool = False
    every_probability: bool = False
    simplify_m: float = 0.0
    right_angles_m: float = 0.0
    min_area_m2: float = 0.0

    def parameters(self) -> dict[str, bool | float]:
        """Parameters of the options that are set and whose output is written."""
        wanted = {"EVERY_PROBABILITY": self.probability and self.every_probability}
        numbers = {"SIMPLIFY": self.simplify_m, "RIGHT_ANGLES": self.right_angles_m, "MIN_AREA": self.min_area_m2}
        if self.polygons:
            return {name: value for name, value in {**wanted, **numbers}.items() if value}
        return {name: value for name, value in wanted.items() if value}


@dataclass(frozen=True, kw_only=True)
class DockSettings:
    """All settings that a run from the dock depends on.

    Attributes:
        images: Rasters of the project, in the order of its layers.
        search: Years to be mapped from scenes of a service.
        model: Name of the model; "auto" = the best model that fits the ticked rasters.
        device: Device to compute on: "auto", "cpu" or "cuda:N".
        threshold: Threshold in percent; None = as recommended by the model's card.
    """

    area: AreaChoice = field(default_factory=AreaChoice)
    images: tuple[ImageChoice, ...] = ()
    search: SceneSearch = field(default_factory=SceneSearch)
    model: str = AUTO
    device: str = "auto"
    threshold: int | None = None
    outputs: OutputChoice = field(default_factory=OutputChoice)

    @property
    def chosen(self) -> tuple[ImageChoice, ...]:
        """The ticked rasters."""
        return tuple(image for image in self.images if image.chosen)

    @property
    def years(self) -> tuple[int | None, ...]:
        """Years of the ticked rasters in ascending order, an unknown year first."""
        return tuple(sorted({image.year for image in self.chosen}, key=lambda year: year or 0))

    def image(self, source: str) -> ImageChoice | None:
        """The raster with this source; None = unknown."""
        return next((image for image in self.images if image.source == source), None)

    def with_image(self, image: ImageChoice) -> DockSettings:
        """A copy with one raster replaced."""
        images = tuple(image if old.source == image.source else old for old in self.images)
        return dataclasses.replace(self, images=images)


def to_json(settings: DockSettings) -> str:
    """The settings as one line of JSON; :func:`onemetre.contract.requests.from_json` reads it."""
    return json.dumps(dataclasses.asdict(settings))
