"""From the parameters AOI and EXTENT to the area of a request."""

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

from ...contract.errors import AreaError
from ...contract.requests import Area
from ..app.i18n import tr


def area_of(
    polygons: QgsProcessingFeatureSource | None,
    extent: QgsRectangle | None = None,
    extent_crs: QgsCoordinateReferenceSystem | None = None,
) -> Area:
    """The area to be mapped.

    Args:
        polygons: The area of interest; None = none.
        extent: None or null = none.
        extent_crs: Coordinate system of the extent.

    Raises:
        AreaError: There is an area of interest without a polygon in it, or an extent without a coordinate system.
    """
    wkt = tuple(_polygons(polygons)) if polygons is not None else ()
    if polygons is not None and not wkt:
        raise AreaError(
            tr("The area of interest {} has no polygons.").format(polygons.sourceName()),
            tr("Choose another layer as AOI, select features of it, or leave it empty."),
        )
    box, box_crs = None, ""
    if extent is not None and not extent.isNull():
        box = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
        box_crs = crs_text(extent_crs) if extent_crs is not None else ""
        if not box_crs:
            raise AreaError(tr("EXTENT has no coordinate system."), tr("Add it: xmin,xmax,ymin,ymax [EPSG:32632]."))
    return Area(
        wkt=wkt,
        crs=crs_text(polygons.sourceCrs()) if polygons is not None else "",
        extent=box,
        extent_crs=box_crs,
    )


def _polygons(source: QgsProcessingFeatureSource) -> Iterator[str]:
    # Not checked by QGIS: the engine repairs what is invalid.
    unchecked = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    for feature in source.getFeatures(QgsFeatureRequest().setNoAttributes(), unchecked):
        if not feature.hasGeometry() or feature.geometry().isEmpty():
            continue
        yield plain_wkt(feature.geometry())


def plain_wkt(geometry: QgsGeometry) -> str:
    """WKT of a geometry, with straight edges and without heights: the engine's library has no use for others."""
    straight = QgsGeometry(geometry.constGet().segmentize())
    flat = straight.get()
    flat.dropZValue()
    flat.dropMValue()
    return str(straight.asWkt(17))


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """A coordinate system for the engine; empty = none."""
    if crs.authid().startswith("EPSG:"):
        return str(crs.authid())
    return str(crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT2_2019)) if crs.isValid() else ""
