"""Points to label as a layer of QGIS: its form, its symbols, and the design of the sample that it carries.

The form hides what would tell the interpreter how the map has the point. All of it is stored in the GeoPackage, so that
every QGIS opens the layer so; the design is also a property of the layer, which goes with copies of it.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsEditorWidgetSetup,
    QgsMarkerSymbol,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsVectorLayer,
)

from ...contract.errors import OutputError, RequestError
from ...contract.local_paths import is_local_path
from ...contract.requests import NOT_SURE, ClassEntry, SampleDesign, Stratum, from_dict, from_json
from ...contract.system_paths import sqlite_uri
from ..app.i18n import tr

LABEL, NOTE = "label", "note"
HIDDEN = ("stratum", "map_class", "stratum_px", "lon", "lat")
"""Fields that the form and the table do not show."""

_LAYER = "points"
_DESIGN, _CLASSES = "onemetre/design", "onemetre/classes"
_MAP, _PIXEL = "onemetre/map", "onemetre/pixel"
_OPEN = "#ffffff"


def dress_points(path: str, design: SampleDesign, classes: Sequence[ClassEntry], source: str = "") -> None:
    """Store form, symbols and design in a new GeoPackage of points.

    Args:
        path: Path of the GeoPackage.
        design: Design of the sample.
        classes: Classes of the map.
        source: Source of the map, of which the layer keeps the size of a pixel and, if it is a file, the path from the
            folder of the points; empty = neither.

    Raises:
        OutputError: The style cannot be stored.
    """
    layer = QgsVectorLayer(f"{path}|layername={_LAYER}", _LAYER, "ogr")
    fields = layer.fields()
    choices = [{tr(one.title): str(one.value)} for one in classes] + [{tr("not sure"): str(NOT_SURE)}]
    layer.setEditorWidgetSetup(fields.lookupField(LABEL), QgsEditorWidgetSetup("ValueMap", {"map": choices}))
    table = layer.attributeTableConfig()
    table.update(fields)
    columns = table.columns()
    for column in columns:
        column.hidden = column.name in HIDDEN
    table.setColumns(columns)
    layer.setAttributeTableConfig(table)
    form = layer.editFormConfig()
    for name in ("number", *HIDDEN):
        form.setReadOnly(fields.lookupField(name), readOnly=True)
    layer.setEditFormConfig(form)
    for name in HIDDEN:
        layer.setEditorWidgetSetup(fields.lookupField(name), QgsEditorWidgetSetup("Hidden", {}))
    layer.setDisplayExpression('"number"')
    layer.setRenderer(_renderer(classes))
    layer.setCustomProperty(_DESIGN, json.dumps(dataclasses.asdict(design)))
    layer.setCustomProperty(_CLASSES, json.dumps([dataclasses.asdict(one) for one in classes]))
    if source:
        _keep_map(layer, path, source)
    failed = layer.saveStyleToDatabase(
        name="OneMetre", description=tr("Form and symbols for labelling"), useAsDefault=True, uiFileContent=""
    )
    if failed:
        raise OutputError(tr("The form of {} cannot be stored: {}.").format(path, str(failed).rstrip(".")))


def design_of(layer: QgsVectorLayer) -> SampleDesign | None:
    """Design of the sample that a layer of points carries: as its property, else in its GeoPackage; None = none."""
    text = layer.customProperty(_DESIGN)
    if text:
        try:
            return from_json(SampleDesign, str(text))
        except RequestError:
            return None
    path = _file_of(layer)
    return _in_package(path) if path is not None and path.suffix.lower() == ".gpkg" and path.is_file() else None


def classes_of(layer: QgsVectorLayer) -> tuple[ClassEntry, ...]:
    """Classes that a layer of points carries; empty = none."""
    try:
        found = json.loads(str(layer.customProperty(_CLASSES, "[]")))
        return tuple(from_dict(ClassEntry, one) for one in found)
    except (ValueError, TypeError, RequestError):
        return ()


def map_of(layer: QgsVectorLayer) -> Path | None:
    """File of the map that points were drawn from; None = not known, or no longer there."""
    name, file = str(layer.customProperty(_MAP, "")), _file_of(layer)
    if not name or file is None:
        return None
    path = Path(os.path.normpath(file.parent / name))
    return path if path.is_file() else None


def pixel_of(layer: QgsVectorLayer) -> tuple[float, float] | None:
    """Width and height of a pixel of the map, in units of the layer's coordinate system; None = not known."""
    try:
        width, height = json.loads(str(layer.customProperty(_PIXEL, "null")))
        return float(width), float(height)
    except (ValueError, TypeError):
        return None


def _keep_map(layer: QgsVectorLayer, path: str, source: str) -> None:
    raster = QgsRasterLayer(source)
    if raster.isValid():
        layer.setCustomProperty(_PIXEL, json.dumps([raster.rasterUnitsPerPixelX(), raster.rasterUnitsPerPixelY()]))
    if not is_local_path(source):
        return
    try:
        name = os.path.relpath(source, Path(path).parent)
    except ValueError:
        # Another drive of Windows.
        name = source
    layer.setCustomProperty(_MAP, Path(name).as_posix())


def _file_of(layer: QgsVectorLayer) -> Path | None:
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return Path(str(parts["path"])) if parts.get("path") else None


def _in_package(path: Path) -> SampleDesign | None:
    try:
        with closing(sqlite3.connect(sqlite_uri(path), uri=True, timeout=2.0)) as database:
            rows = database.execute(
                "SELECT stratum, pixels, km2, points, design, seed FROM onemetre_strata ORDER BY fid"
            ).fetchall()
    except sqlite3.Error:
        return None
    if not rows:
        return None
    strata = tuple(
        Stratum(name=str(name), pixels=int(pixels), km2=float(km2), points=int(points))
        for name, pixels, km2, points, *_ in rows
    )
    return SampleDesign(kind=str(rows[0][4]), seed=int(rows[0][5]), strata=strata)


def _renderer(classes: Sequence[ClassEntry]) -> QgsCategorizedSymbolRenderer:
    """Points in the colour of their label; without one, white."""
    categories = [QgsRendererCategory(one.value, _marker(one.color), tr(one.title)) for one in classes]
    categories.append(QgsRendererCategory(NOT_SURE, _marker("#ffd92f"), tr("not sure")))
    categories.append(QgsRendererCategory(None, _marker(_OPEN), tr("not labelled")))
    return QgsCategorizedSymbolRenderer(LABEL, categories)


def _marker(color: str) -> QgsMarkerSymbol:
    return QgsMarkerSymbol.createSimple(
        {"name": "circle", "color": color, "outline_color": "#000000", "outline_width": "0.4", "size": "2.4"}
    )
