"""Restores from a job: its maps, its settings, and its run as a script."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsGeometry,
    QgsProcessingContext,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from ....contract.errors import OutputError, RequestError
from ....contract.requests import from_json
from ....processing.app.i18n import tr
from ....processing.bases.map_algorithm import MapAlgorithm
from ....processing.layers.imagery_layer import load_imagery
from ....processing.layers.presentation import Presentation, load_files
from ...background.algorithm_job import AlgorithmJob
from ...widgets.project_rasters import project_rasters
from ..state.area_texts import area_name
from ..state.composites import COMPOSITE
from ..state.settings import AreaChoice, DockSettings
from ..state.state import DockState
from .job import Job
from .queue import group_for
from .shell import NAME, command_for, places_of_qgis_process


def load_again(job: Job) -> list[str]:
    """Load the maps of a finished job into the project, as after its run.

    Returns:
        Paths of the maps that no longer exist.

    Raises:
        OutputError: None of the maps exists.
    """
    run = AlgorithmJob(job.run.algorithm, job.run.parameters)
    if isinstance(run.algorithm, MapAlgorithm):
        missing = run.algorithm.load_again(job.run.parameters, job.results, run.context)
    elif job.run.algorithm == COMPOSITE:
        path = str(job.results["OUTPUT"])
        missing = [] if load_imagery(run.context, path) else [path]
    else:
        shown = Presentation(job.name, None, job.run.year, None)
        missing = load_files(run.context, [("OUTPUT", str(job.results["OUTPUT"]), shown)])
    if not run.context.layersToLoadOnCompletion():
        raise OutputError(
            tr("The maps no longer exist: {}.").format(", ".join(missing)),
            tr("Duplicate the job and run it again."),
        )
    run.load(group_for(job))
    return missing


def put_back(job: Job, state: DockState) -> list[str]:
    """Restore the settings of a job in the dock; opens rasters that the project lacks.

    Returns:
        Sources of rasters that cannot be opened.

    Raises:
        RequestError: The settings were saved by another version of OneMetre.
    """
    try:
        wanted = from_json(DockSettings, job.settings)
    except RequestError:
        raise RequestError(
            tr("The settings of this job were saved by another version of OneMetre."),
            tr("Copy it as Python instead, or set the dock by hand."),
        ) from None
    project, missing = QgsProject.instance(), []
    for image in wanted.images:
        if image.source not in project_rasters():
            layer = QgsRasterLayer(image.source, Path(image.source).stem)
            if layer.isValid():
                project.addMapLayer(layer)
            else:
                missing.append(image.source)
    images = (wanted.image(i.source) or dataclasses.replace(i, chosen=False) for i in state.settings.images)
    area = _same_area(wanted.area, str(job.run.parameters.get("AOI", "")))
    state.put(dataclasses.replace(wanted, area=area, images=tuple(images)))
    return missing


def qgis_process_command(job: Job) -> str:
    """The command that repeats the run in a shell of this system."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"onemetre:{job.run.algorithm}")
    command, _complete = algorithm.asQgisProcessCommand(job.run.parameters, QgsProcessingContext())
    places = places_of_qgis_process(Path(QgsApplication.prefixPath()), sys.platform)
    return command_for(str(command), sys.platform, next((str(path) for path in places if path.is_file()), NAME))


def python_command(job: Job) -> str:
    """The code that repeats the run in QGIS's Python console."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"onemetre:{job.run.algorithm}")
    return str(algorithm.asPythonCommand(job.run.parameters, QgsProcessingContext()))


def _same_area(area: AreaChoice, polygons: str) -> AreaChoice:
    """The area, independent of the current view and layers."""
    if area.kind == "canvas" and area.extent is not None:
        rectangle = QgsGeometry.fromRect(QgsRectangle(*area.extent))
        return AreaChoice(kind="drawn", name=area_name(area), crs=area.crs, wkt=(rectangle.asWkt(9),))
    project = QgsProject.instance()
    if area.kind == "layer" and (area.selected or project.mapLayer(area.layer) is None):
        layer = QgsVectorLayer(polygons, area_name(area), "ogr")
        if layer.isValid():
            project.addMapLayer(layer)
            return dataclasses.replace(area, layer=layer.id(), selected=False)
    return area
