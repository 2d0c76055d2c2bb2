"""Maps of what is seen on the canvas, made on the side."""

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
"""Of a map made on the side: some ten seconds on two processor cores."""


def mapping_job(card: ModelCard, images: Sequence[str], reading: dict[str, Any], **others: Any) -> AlgorithmJob:
    """A job that maps images: all classes of a model, since samples teach all of them.

    Args:
        card: Of the model.
        images: Their sources.
        reading: How they are to be read: BANDS and the like.
        others: More parameters of the algorithm.
    """
    name = algorithm_of(card.task if card.is_binary else "segmentation")
    return AlgorithmJob(name, {"MODEL": card.name, "INPUT": list(images), **reading, **others})


def seen_part(canvas: QgsMapCanvas, images: Sequence[str]) -> QgsReferencedRectangle:
    """The part of images, by their sources, that is seen, and of that not more than :data:`MOST_M2` around its middle.

    Raises:
        AreaError: Nothing of them is seen.
    """
    crs, project, known = canvas.mapSettings().destinationCrs(), QgsProject.instance(), project_rasters()
    whole = QgsRectangle()
    for source in images:
        # It may have left the project, or have come from the disk.
        layer = known.get(source) or QgsRasterLayer(source, Path(source).stem)
        to_map = QgsCoordinateTransform(layer.crs(), crs, project)
        try:
            whole.combineExtentWith(to_map.transformBoundingBox(layer.extent()))
        except QgsCsException:
            continue
    seen = whole.intersect(canvas.extent())
    if seen.isEmpty():
        raise AreaError(tr("Nothing of the image is seen."), tr("Zoom to it first."))
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, project.transformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or "WGS84")
    area = measure.convertAreaMeasurement(measure.measureArea(QgsGeometry.fromRect(seen)), Qgis.AreaUnit.SquareMeters)
    if area > MOST_M2:
        seen.scale(math.sqrt(MOST_M2 / area))
    return QgsReferencedRectangle(seen, crs)
