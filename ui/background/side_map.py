"""Maps of the visible part of the canvas, made for a comparison or a search."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDistanceArea,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
)
from qgis.gui import QgsMapCanvas

from ...contract.card import ModelCard
from ...contract.errors import AreaError
from ...contract.tasks import algorithm_of
from ...processing.app.i18n import tr
from ..widgets.project_rasters import project_rasters
from .algorithm_job import AlgorithmJob

MOST_M2 = 4e6
"""Largest area of such a map: some ten seconds on two processor cores."""


def mapping_job(
    card: ModelCard, images: Sequence[str], reading: dict[str, Any], *, file: str = "", **others: Any
) -> AlgorithmJob:
    """A job that maps images with all classes of a model, since samples train all of them.

    Args:
        card: Card of the model.
        images: Sources of the images.
        reading: Parameters that state how to read them: BANDS, SCALE, OFFSET.
        file: Path of the model's file if it is not among the user's models; empty = the model of the card's name.
        others: Further parameters of the algorithm.
    """
    name = algorithm_of(card.task if card.is_binary and not file else "segmentation")
    model = {"MODEL_FILE": file} if file else {"MODEL": card.name}
    return AlgorithmJob(name, {**model, "INPUT": list(images), **reading, **others})


def seen_part(canvas: QgsMapCanvas, images: Sequence[str]) -> QgsReferencedRectangle:
    """The visible part of images, given by their sources; at most :data:`MOST_M2` around its centre.

    Raises:
        AreaError: None of the images is visible.
    """
    crs, project, known = canvas.mapSettings().destinationCrs(), QgsProject.instance(), project_rasters()
    whole = QgsRectangle()
    for source in images:
        # The image may have left the project, or be a file on disk.
        layer = known.get(source) or QgsRasterLayer(source, Path(source).stem)
        to_map = QgsCoordinateTransform(layer.crs(), crs, project)
        try:
            whole.combineExtentWith(to_map.transformBoundingBox(layer.extent()))
        except QgsCsException:
            continue
    seen = whole.intersect(canvas.extent())
    if seen.isEmpty():
        raise AreaError(tr("The image is not in view."), tr("Zoom to it first."))
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, project.transformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or "WGS84")
    area = measure.convertAreaMeasurement(measure.measureArea(QgsGeometry.fromRect(seen)), Qgis.AreaUnit.SquareMeters)
    if area > MOST_M2:
        seen.scale(math.sqrt(MOST_M2 / area))
    return QgsReferencedRectangle(seen, crs)
