"""Turns the dock's settings into algorithm runs, one per year, that a script could run just as well."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from qgis.core import QgsApplication, QgsRasterLayer

from ....contract.card import ModelCard
from ....contract.errors import OutputError, RequestError
from ....contract.tasks import algorithm_of, is_surface
from ....processing.app.i18n import tr
from ....processing.layers.layer_settings import own_crs, own_nodata
from ....processing.layers.map_names import place_of, run_title, when_of
from ....processing.layers.model_fit import bands_to_send
from ....processing.layers.raster_facts import date_in, date_of
from ....processing.layers.separate_bands import bands_of_layers, bands_to_send_for
from ....processing.parameters.areas import crs_text
from ...widgets.project_rasters import project_rasters
from .area_texts import area_name, extent_text
from .composites import composites_of, is_composite, is_wanting, with_composites
from .file_names import check_pattern, file_name, has_number
from .free_names import Held, numbered
from .planned_run import PlannedRun
from .settings import DockSettings, ImageChoice


def planned_runs(settings: DockSettings, card: ModelCard, polygons: str, held: Sequence[Held] = ()) -> list[PlannedRun]:
    """The runs for the dock's settings, the earliest year first; unless they replace earlier maps, under free names.

    A composite of Sentinel-2 that does not exist comes before the map of its year.

    Args:
        settings: Settings of the dock.
        card: Card of the model that is used.
        polygons: File with the polygons of the area; empty = no polygons.
        held: Runs of the list of jobs that have not written their outputs.

    Raises:
        RequestError: A setting is missing or contradictory; the hint states what to do.
        BandError: A role of the model has no band.
        SourceError: A layer has no coordinate system, or several nodata values.
        OutputError: The name pattern is invalid, or yields the same name for two years.
    """
    if not settings.chosen and not settings.search.years:
        raise RequestError(
            tr("No imagery is chosen."),
            tr("Add a raster to the project and tick it under Imagery, or tick years under Find Sentinel-2."),
        )
    composites = composites_of(settings, card, polygons)
    settings = with_composites(settings, composites)
    pattern = settings.outputs.pattern.strip()
    check_pattern(pattern)
    values = {year: _values_of_name(settings, card, year) for year in settings.years}
    names = [file_name(pattern, values[year], 1).casefold() for year in settings.years]
    if len(set(names)) < len(names) and (settings.outputs.replace or not has_number(pattern)):
        raise OutputError(
            tr("Several years would be written to the same files."), tr("Add {year} to the name pattern.")
        )
    runs: list[PlannedRun] = []
    for year in settings.years:
        if year in composites and is_wanting(composites[year], held):
            runs.append(composites[year])
        run = _run(settings, card, polygons, year)

        def named(number: int, run: PlannedRun = run, year: int | None = year) -> PlannedRun:
            outputs = _outputs(settings, card, file_name(pattern, values[year], number))
            return dataclasses.replace(run, parameters=run.parameters | outputs)

        runs.append(named(1) if settings.outputs.replace else numbered(named, held, runs))
    return runs


def title_of_run(settings: DockSettings, card: ModelCard, year: int | None) -> str:
    """Title of the maps of a year: what, where and when."""
    surface = tr(card.title)
    if is_surface(card.task):
        found = QgsApplication.processingRegistry().algorithmById(f"onemetre:{algorithm_of(card.task)}")
        surface = found.surface()
    area, place = settings.area, _place(settings, year)
    if area.kind in {"drawn", "canvas"}:
        place = tr("{} ({})").format(place, area_name(area)) if place else area_name(area)
    return run_title(surface, place, _when(settings, year))


def _values_of_name(settings: DockSettings, card: ModelCard, year: int | None) -> dict[str, str]:
    """Values of the placeholders in the pattern of the file names."""
    when = _when(settings, year)
    return {
        "model": card.name,
        "year": year_text(year),
        "aoi": area_name(settings.area),
        "place": _place(settings, year) or area_name(settings.area),
        "date": when.isoformat() if isinstance(when, date) else year_text(year),
    }


def _place(settings: DockSettings, year: int | None) -> str:
    """Name of the area if it has one of its own, else what the names of the rasters tell."""
    if settings.area.kind in {"layer", "feature"} and settings.area.name:
        return settings.area.name
    rasters = project_rasters()
    images = [image for image in settings.chosen if image.year == year and not is_composite(image.source)]
    return place_of([rasters[i.source].name() if i.source in rasters else PurePath(i.source).stem for i in images])


def _when(settings: DockSettings, year: int | None) -> date | int | None:
    rasters = project_rasters()
    # A composite is of many days.
    images = [image for image in settings.chosen if image.year == year and not is_composite(image.source)]
    days = [date_of(rasters[i.source]) if i.source in rasters else date_in(i.source) for i in images]
    return when_of(days, year)


def year_text(year: int | None) -> str:
    """A year for display and in file names."""
    return tr("undated") if year is None else str(year)


def _run(settings: DockSettings, card: ModelCard, polygons: str, year: int | None) -> PlannedRun:
    """The run of a year, without its outputs."""
    images = [image for image in settings.chosen if image.year == year]
    scale, offset = _values(images, year)
    wanted = {
        "INPUT": [image.source for image in images],
        "BANDS": bands_of_images(images, card, year),
        **_settings_of_layers(images, year),
        "SCALE": scale,
        "OFFSET": offset,
        "AOI": polygons,
        "EXTENT": extent_text(settings.area),
        "YEAR": year,
        "TITLE": title_of_run(settings, card, year),
        "MODEL": settings.model,
        "THRESHOLD": settings.threshold if is_surface(card.task) else None,
        "DEVICE": settings.device,
        **settings.outputs.parameters(),
    }
    return PlannedRun(algorithm_of(card.task), _given(wanted), year, card.name)


def _outputs(settings: DockSettings, card: ModelCard, name: str) -> dict[str, str]:
    """Output parameters of a run with a name.

    Raises:
        OutputError: No folder is chosen.
    """
    outputs = settings.outputs
    if not outputs.folder:
        raise OutputError(tr("No output folder is chosen."), tr("Choose one under Outputs."))

    def path(ending: str) -> str:
        return str(Path(outputs.folder) / f"{name}{ending}")

    return _given(
        {
            "OUTPUT": path(".tif"),
            "PROBABILITY": path("_probability.tif") if outputs.probability else "",
            "SUPERRESOLVED": path("_superresolved.tif") if outputs.superresolved and card.superresolved else "",
            "POLYGONS": path("_polygons.gpkg") if outputs.polygons else "",
            "REPORT": path(".html") if outputs.report else "",
        }
    )


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}


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
