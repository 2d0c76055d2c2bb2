"""The layer for drawing samples: a GeoPackage with the model's classes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsField,
    QgsFields,
    QgsFillSymbol,
    QgsProject,
    QgsRendererCategory,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType
from qgis.PyQt.QtGui import QColor

from ....contract.card import CardClass
from ....contract.errors import OutputError
from ....contract.geopackage import contents_of
from ....processing.app.i18n import tr
from ....processing.bases.sample_parameters import FIELD
from ....processing.layers.occupied import refuse_occupied

_TABLE = "samples"
# Table in which QGIS keeps the styles of a GeoPackage's layers.
_STYLES = "layer_styles"
_CHOICE = "ValueMap"
_OPACITY = 90


def make_sample_layer(
    path: str, classes: Iterable[CardClass], crs: QgsCoordinateReferenceSystem, project: QgsProject
) -> QgsVectorLayer:
    """Write an empty polygon layer with a class field, a style per class, and a list of classes to choose from.

    The file stores style and list for other projects.

    Args:
        path: Path of the GeoPackage; an existing sample layer is replaced, but a file that holds anything else gets one
            more layer.
        classes: Classes of the model.
        crs: Coordinate system of the image.
        project: Project that will get the layer; a file that it has open is not replaced.

    Raises:
        OutputError: The file cannot be written, or is no GeoPackage.
    """
    refuse_occupied({"SAMPLES": path}, ["SAMPLES"], project)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    contents = contents_of(Path(path))
    table = _TABLE
    if contents is not None and contents.names - {_TABLE, _STYLES}:
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        table = contents.free_name(_TABLE)
    options.layerName = table
    fields = QgsFields()
    fields.append(QgsField(FIELD, QMetaType.Type.Int))
    writer = QgsVectorFileWriter.create(path, fields, Qgis.WkbType.Polygon, crs, project.transformContext(), options)
    reason = "" if writer.hasError() == QgsVectorFileWriter.WriterError.NoError else writer.errorMessage()
    # Its destructor writes the file.
    del writer
    layer = QgsVectorLayer(f"{path}|layername={table}", Path(path).stem, "ogr")
    if reason or not layer.isValid():
        raise OutputError(tr("{} cannot be written: {}").format(path, reason), tr("Choose another file."))
    _dress(layer, list(classes))
    layer.saveStyleToDatabase(_TABLE, "", True, "")  # noqa: FBT003 - QGIS's signature
    return layer


def draw_class(layer: QgsVectorLayer, field: str, value: int) -> None:
    """Make this class the default of new features, in layers from :func:`make_sample_layer` only."""
    index = layer.fields().indexOf(field)
    if index >= 0 and layer.editorWidgetSetup(index).type() == _CHOICE:
        layer.setDefaultValueDefinition(index, QgsDefaultValue(str(value)))


def _dress(layer: QgsVectorLayer, classes: list[CardClass]) -> None:
    index = layer.fields().indexOf(FIELD)
    choices = [{tr(entry.title): str(entry.value)} for entry in classes]
    layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup(_CHOICE, {"map": choices}))
    layer.setFieldAlias(index, tr("Class"))
    draw_class(layer, FIELD, classes[-1].value)
    # The user chooses the class before drawing; a form after each polygon would be in the way.
    form = layer.editFormConfig()
    form.setSuppress(Qgis.AttributeFormSuppression.On)
    layer.setEditFormConfig(form)
    categories = [QgsRendererCategory(entry.value, _fill(entry.color), tr(entry.title)) for entry in classes]
    layer.setRenderer(QgsCategorizedSymbolRenderer(FIELD, categories))


def _fill(color: str) -> QgsFillSymbol:
    inside = QColor(color)
    inside.setAlpha(_OPACITY)
    symbol = QgsFillSymbol.createSimple({"outline_color": color, "outline_width": "0.7"})
    symbol.symbolLayer(0).setFillColor(inside)
    return symbol
