"""Turns the dock's settings into algorithm runs, one per year, that a script could run just as well."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import QgsRasterLayer

from ....contract.card import ModelCard
from ....contract.errors import OutputError, RequestError
from ....contract.tasks import algorithm_of, is_surface
from ....processing.app.i18n import tr
from ....processing.layers.layer_settings import own_crs, own_nodata
from ....processing.layers.model_fit import bands_to_send
from ....processing.layers.separate_bands import bands_of_layers, bands_to_send_for
from ....processing.parameters.areas import crs_text
from ...widgets.project_rasters import project_rasters
from .settings import AreaChoice, DockSettings, ImageChoice

PLACEHOLDERS = ("model", "year", "aoi")

LAYERS = ("OUTPUT", "PROBABILITY", "SUPERRESOLVED", "POLYGONS")
"""Output parameters that become layers."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class PlannedRun:
    """One planned run of an algorithm.

    Attributes:
        algorithm: Name of the algorithm, without the provider's prefix.
        parameters: Plain values, suitable for JSON and for a command line.
        year: Year of the imagery; None = unknown.
        model: Name of the model.
    """

    algorithm: str
    parameters: dict[str, Any]
    year: int | None
    model: str


def planned_runs(settings: DockSettings, card: ModelCard, polygons: str) -> list[PlannedRun]:
    """The runs for the dock's settings, the earliest year first.

    Args:
        settings: Settings of the dock.
        card: Card of the chosen model.
        polygons: File with the polygons of the area; empty = no polygons.

    Raises:
        RequestError: A setting is missing or contradictory; the hint states what to do.
        BandError: A role of the model has no band.
        SourceError: A layer has no coordinate system, or several nodata values.
        OutputError: The name pattern is invalid.
    """
    if not settings.chosen:
        raise RequestError(tr("No imagery is chosen."), tr("Add a raster to the project, and tick it under Imagery."))
    return [_run(settings, card, polygons, year, name) for year, name in output_names(settings, card).items()]


def output_names(settings: DockSettings, card: ModelCard) -> dict[int | None, str]:
    """Year -> name of its files, without an extension.

    Raises:
        OutputError: The pattern yields an empty name, an invalid one, or the same name for two years.
    """
    pattern = settings.outputs.pattern.strip()
    unknown = [f"{{{name}}}" for name in _PLACEHOLDER.findall(pattern) if name not in PLACEHOLDERS]
    rest = _PLACEHOLDER.sub("", pattern)
    if unknown or "{" in rest or "}" in rest:
        raise OutputError(
            tr("The name pattern cannot contain {}.").format(", ".join(unknown) or "{ }"),
            tr("It may contain {model}, {year} and {aoi}."),
        )
    if found := "".join(sorted(set(_FORBIDDEN.findall(pattern)))):
        raise OutputError(
            tr("The name pattern contains characters that file names cannot have: {}").format(found),
            tr("Use letters, digits, spaces, _ and - instead."),
        )
    names: dict[int | None, str] = {}
    for year in settings.years:
        parts = {"model": card.name, "year": year_text(year), "aoi": area_name(settings.area)}
        name = _filled(pattern, {key: _FORBIDDEN.sub("-", value) for key, value in parts.items()}).strip(" .")
        if not name:
            raise OutputError(tr("The name pattern is empty."), tr("For example: {model}_{year}_{aoi}"))
        if name in names.values():
            raise OutputError(
                tr("Several years would be written to the same files."), tr("Add {year} to the name pattern.")
            )
        names[year] = name
    return names


def area_name(area: AreaChoice) -> str:
    """Name of the area, for display and in file names."""
    kinds = {"canvas": tr("view"), "drawn": tr("drawn"), "raster": tr("all")}
    return area.name or kinds.get(area.kind, tr("area"))


def year_text(year: int | None) -> str:
    """A year for display and in file names."""
    return tr("undated") if year is None else str(year)


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    # Not str.format, which would evaluate attributes.
    return _PLACEHOLDER.sub(lambda found: values[found[1]], pattern)


def _run(settings: DockSettings, card: ModelCard, polygons: str, year: int | None, name: str) -> PlannedRun:
    images = [image for image in settings.chosen if image.year == year]
    outputs = settings.outputs
    if not outputs.folder:
        raise OutputError(tr("No output folder is chosen."), tr("Choose one under Outputs."))

    def path(ending: str) -> str:
        return str(Path(outputs.folder) / f"{name}{ending}")

    scale, offset = _values(images, year)
    wanted = {
        "INPUT": [image.source for image in images],
        "BANDS": bands_of_images(images, card, year),
        **_settings_of_layers(images, year),
        "SCALE": scale,
        "OFFSET": offset,
        "AOI": polygons,
        "EXTENT": _extent(settings.area),
        "YEAR": year,
        "MODEL": card.name,
        "THRESHOLD": settings.threshold if is_surface(card.task) else None,
        "DEVICE": settings.device,
        "OUTPUT": path(".tif"),
        "PROBABILITY": path("_probability.tif") if outputs.probability else "",
        "SUPERRESOLVED": path("_superresolved.tif") if outputs.superresolved and card.superresolved else "",
        "POLYGONS": path("_polygons.gpkg") if outputs.polygons else "",
        "REPORT": path(".html") if outputs.report else "",
    }
    parameters = {key: value for key, value in wanted.items() if value not in (None, "")}
    return PlannedRun(algorithm_of(card.task), parameters, year, card.name)


def _settings_of_layers(images: Sequence[ImageChoice], year: int | None) -> dict[str, str]:
    """Parameters for what is set for the layers in QGIS, so that the run means the same without the project.

    Raises:
        SourceError: A layer has no coordinate system, or several nodata values.
        RequestError: The layers have different settings.
    """
    rasters = project_rasters()
    layers = [rasters[image.source] for image in images if image.source in rasters]
    systems = {crs_text(layer.crs()) for layer in layers} if any(map(own_crs, layers)) else {""}
    nodata = {own_nodata(layer) for layer in layers} or {""}
    if len(systems) > 1 or len(nodata) > 1:
        raise RequestError(
            tr("The rasters of {} have different coordinate systems or nodata values in QGIS.").format(year_text(year)),
            tr("Set the same in the layers' properties, set different years, or untick some."),
        )
    return {"INPUT_CRS": systems.pop(), "NODATA": nodata.pop()}


def bands_of_image(image: ImageChoice, card: ModelCard) -> str:
    """Value of BANDS for a raster: what the dock shows, also where the names in the file decided it.

    Raises:
        BandError: A role has no band.
    """
    layer = project_rasters().get(image.source)
    return image.bands if layer is None else bands_to_send(card, layer, image.bands)


def layers_of_image(images: Sequence[ImageChoice]) -> list[QgsRasterLayer]:
    """Layers of rasters of one year that are the bands of one image; empty = they are images themselves."""
    rasters = project_rasters()
    layers = [rasters[image.source] for image in images if image.source in rasters]
    return layers if bands_of_layers(layers) else []


def bands_of_images(images: Sequence[ImageChoice], card: ModelCard, year: int | None) -> str:
    """Value of BANDS for the rasters of a year: one image in separate files, or images with the same bands.

    Raises:
        BandError: A role has no band.
        RequestError: The rasters have different bands.
    """
    if layers := layers_of_image(images):
        return bands_to_send_for(card, layers, bands_of_layers(layers))
    texts = {bands_of_image(image, card) for image in images}
    if len(texts) > 1:
        raise RequestError(
            tr("The rasters of {} have different bands, but are mapped as one mosaic.").format(year_text(year)),
            tr("Set the same bands, set different years, or untick some."),
        )
    return texts.pop()


def _values(images: list[ImageChoice], year: int | None) -> tuple[float | None, float | None]:
    """Scale and offset of a mosaic."""
    pairs = {(image.scale, image.offset) for image in images}
    if len(pairs) > 1:
        raise RequestError(
            tr("The rasters of {} have different scales or offsets, but are mapped as one mosaic.").format(
                year_text(year)
            ),
            tr("Set the same under More, set different years, or untick some."),
        )
    return pairs.pop()


def _extent(area: AreaChoice) -> str:
    if area.kind != "canvas":
        return ""
    if area.extent is None or not area.crs:
        raise RequestError(tr("The map canvas is empty."), tr("Add imagery, or choose another area."))
    xmin, ymin, xmax, ymax = area.extent
    return f"{xmin!r},{xmax!r},{ymin!r},{ymax!r} [{area.crs}]"
