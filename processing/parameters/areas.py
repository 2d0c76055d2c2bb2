"""Converts the parameters AOI and EXTENT to the area of a request."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsRectangle,
)

from ...contract.crs_text import is_undefined
from ...contract.errors import AreaError
from ...contract.requests import Area
from ..app.i18n import tr


def area_of(
    polygons: QgsProcessingFeatureSource | None,
    crs: QgsCoordinateReferenceSystem | None,
    extent: QgsRectangle | None = None,
    extent_crs: QgsCoordinateReferenceSystem | None = None,
) -> Area:
    """Build the area to map.

    Args:
        polygons: Polygons of the area of interest; None = no area of interest.
        crs: Coordinate system of the polygons; None = no area of interest.
        extent: Rectangle to map; None or a null rectangle = no extent.
        extent_crs: Coordinate system of the extent.

    Raises:
        AreaError: The area of interest has no polygons, or one of the two has no coordinate system.
    """
    wkt = tuple(_polygons(polygons)) if polygons is not None else ()
    if polygons is not None and not wkt:
        raise AreaError(
            tr("The area of interest {} has no polygons.").format(polygons.sourceName()),
            tr("Choose another layer as AOI, select some of its features, or leave AOI empty."),
        )
    polygons_crs = crs_text(crs) if crs is not None else ""
    if polygons is not None and not polygons_crs:
        raise AreaError(
            tr("The area of interest {} has no coordinate system.").format(polygons.sourceName()),
            tr("Assign one first, with Assign projection or in the layer's properties."),
        )
    box, box_crs = None, ""
    if extent is not None and not extent.isNull():
        box = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
        box_crs = crs_text(extent_crs) if extent_crs is not None else ""
        if not box_crs:
            raise AreaError(tr("EXTENT has no coordinate system."), tr("Add one: xmin,xmax,ymin,ymax [EPSG:32632]."))
    return Area(
        wkt=wkt,
        crs=polygons_crs,
        extent=box,
        extent_crs=box_crs,
    )


def _polygons(source: QgsProcessingFeatureSource) -> Iterator[str]:
    # QGIS does not check them: the engine repairs invalid geometries.
    unchecked = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    for feature in source.getFeatures(QgsFeatureRequest().setNoAttributes(), unchecked):
        if not feature.hasGeometry() or feature.geometry().isEmpty():
            continue
        yield plain_wkt(feature.geometry())


def plain_wkt(geometry: QgsGeometry) -> str:
    """WKT of a geometry with straight edges and without heights, as the engine's library expects it."""
    straight = QgsGeometry(geometry.constGet().segmentize())
    flat = straight.get()
    flat.dropZValue()
    flat.dropMValue()
    return str(straight.asWkt(17))


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """Coordinate system as text for the engine; empty = no coordinate system."""
    if crs.authid().startswith("EPSG:"):
        return str(crs.authid())
    wkt = str(crs.toWkt(Qgis.CrsWktVariant.Wkt2_2019)) if crs.isValid() else ""
    return "" if is_undefined(wkt) else wkt
