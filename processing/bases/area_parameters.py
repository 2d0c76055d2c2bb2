"""The parameters AOI and EXTENT: the area to map, for the engine."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext

from ...contract.errors import AreaError
from ...contract.requests import Area
from ..app.i18n import tr
from ..parameters.areas import area_of
from ..parameters.values import evaluated
from .algorithm import BaseAlgorithm

AOI, EXTENT = "AOI", "EXTENT"


def read_area(algorithm: BaseAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> Area:
    """Read the area of an algorithm; one without the parameter EXTENT has no extent.

    Raises:
        AreaError: A given area is empty, has no coordinate system, or has coordinates that are not numbers.
    """
    polygons = algorithm.parameterAsSource(parameters, AOI, context)
    crs = polygons.sourceCrs() if polygons is not None else None
    if crs is not None and not crs.isValid():
        # QGIS gives a layer of geometry collections no coordinate system, although its file has one.
        layer = algorithm.parameterAsVectorLayer(parameters, AOI, context)
        crs = layer.dataProvider().crs() if layer is not None else crs
    if algorithm.parameterDefinition(EXTENT) is None:
        return area_of(polygons, crs)
    extent = algorithm.parameterAsExtent(parameters, EXTENT, context)
    # QGIS reads a rectangle of NaN, and that of a layer without features, as if none were given.
    stated = evaluated(EXTENT, parameters.get(EXTENT), context) is not None
    if stated and (extent.isNull() or not extent.isFinite()):
        raise AreaError(
            tr("EXTENT is empty, or has coordinates that are not numbers."),
            tr("Enter xmin,xmax,ymin,ymax with xmin < xmax and ymin < ymax, or leave EXTENT empty."),
        )
    return area_of(polygons, crs, extent, algorithm.parameterAsExtentCrs(parameters, EXTENT, context))
