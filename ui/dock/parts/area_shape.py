"""The chosen area as geometries, to measure, show, and pass to a run as a file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDistanceArea,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ....contract.errors import AreaError, OutputError
from ....contract.patient_files import replace
from ....processing.app.i18n import tr
from ..state.settings import AreaChoice

_DIGITS = 8


@dataclass(frozen=True)
class Shape:
    """Polygons in one coordinate system.

    Attributes:
        polygons: Polygons of the area; may be empty.
        crs: Coordinate system of all polygons.
    """

    polygons: tuple[QgsGeometry, ...]
    crs: QgsCoordinateReferenceSystem

    def km2(self) -> float:
        """Area on the ellipsoid, km2."""
        return square_kilometres(self.polygons, self.crs)


def shape_of(area: AreaChoice, imagery: Sequence[QgsRasterLayer]) -> Shape:
    """The polygons that the settings describe.

    Args:
        area: Settings of the area.
        imagery: Rasters to map; their full extent may be the area.

    Raises:
        AreaError: The area has no polygon, or its layer is gone.
    """
    crs = QgsCoordinateReferenceSystem(area.crs)
    if area.kind == "canvas":
        return Shape((QgsGeometry.fromRect(QgsRectangle(*area.extent)),) if area.extent else (), crs)
    if area.kind == "raster":
        return _all_of(imagery)
    if area.kind == "layer":
        return _of_layer(area)
    polygons = tuple(QgsGeometry.fromWkt(text) for text in area.wkt)
    if not polygons:
        hint = tr("Draw one on the map.") if area.kind == "drawn" else tr("Pick a polygon on the map.")
        raise AreaError(tr("No area is chosen."), hint)
    return Shape(polygons, crs)


def square_kilometres(polygons: Sequence[QgsGeometry], crs: QgsCoordinateReferenceSystem) -> float:
    """Area of polygons on the ellipsoid, km2."""
    project = QgsProject.instance()
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, project.transformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or "EPSG:7030")
    squares = sum(measure.measureArea(polygon) for polygon in polygons)
    return float(measure.convertAreaMeasurement(squares, Qgis.AreaUnit.SquareKilometers))


def needs_file(area: AreaChoice) -> bool:
    """Whether a run needs the area as polygons in a file, rather than as an extent or not at all."""
    return area.kind in {"drawn", "layer", "feature"}


def write_polygons(shape: Shape, folder: str) -> str:
    """Write an area to a GeoPackage named by a hash of its content, so that the same area is the same file.

    A file, since a run must not depend on layers that may be removed meanwhile, and so that a command can repeat the
    run.

    Raises:
        OutputError: The file cannot be written.
    """
    digest = hashlib.sha256(shape.crs.toWkt().encode())
    for polygon in shape.polygons:
        digest.update(bytes(polygon.asWkb()))
    path = Path(folder) / f"aoi_{digest.hexdigest()[:_DIGITS]}.gpkg"
    if path.exists():
        return str(path)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "aoi"
    context = QgsProject.instance().transformContext()
    draft = path.with_name(f"{path.stem}.part.gpkg")
    writer = QgsVectorFileWriter.create(str(draft), QgsFields(), Qgis.WkbType.MultiPolygon, shape.crs, context, options)
    for polygon in shape.polygons:
        feature, geometry = QgsFeature(), QgsGeometry(polygon.constGet().segmentize())
        geometry.get().dropZValue()
        geometry.get().dropMValue()
        geometry.convertToMultiType()
        feature.setGeometry(geometry)
        writer.addFeature(feature)
    problem = writer.errorMessage()
    del writer  # closes the file
    if problem:
        draft.unlink(missing_ok=True)
        raise OutputError(
            tr("The area cannot be written to {}: {}").format(folder, problem), tr("Choose another folder.")
        )
    replace(draft, path)
    return str(path)


def _all_of(imagery: Sequence[QgsRasterLayer]) -> Shape:
    if not imagery:
        return Shape((), QgsCoordinateReferenceSystem())
    # Rasters of one run may have different coordinate systems.
    crs = imagery[0].crs()
    boxes = [_projected(QgsGeometry.fromRect(layer.extent()), layer.crs(), crs) for layer in imagery]
    return Shape((QgsGeometry.unaryUnion(boxes),), crs)


def _projected(
    box: QgsGeometry, crs: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem
) -> QgsGeometry:
    if crs != target:
        box.transform(QgsCoordinateTransform(crs, target, QgsProject.instance()))
    return box


def _of_layer(area: AreaChoice) -> Shape:
    layer = QgsProject.instance().mapLayer(area.layer)
    if not isinstance(layer, QgsVectorLayer):
        raise AreaError(tr("No polygon layer is chosen."), tr("Choose one under Area, or another kind of area."))
    request = QgsFeatureRequest().setNoAttributes()
    found = layer.getSelectedFeatures(request) if area.selected else layer.getFeatures(request)
    polygons = tuple(QgsGeometry(f.geometry()) for f in found if f.hasGeometry() and not f.geometry().isEmpty())
    if not polygons and area.selected:
        raise AreaError(
            tr("No feature of {} is selected.").format(layer.name()), tr("Select some, or use all features.")
        )
    if not polygons:
        raise AreaError(tr("The layer {} has no polygons.").format(layer.name()), tr("Choose another layer."))
    return Shape(polygons, layer.crs())
