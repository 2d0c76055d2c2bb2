"""Frames as a layer of QGIS: coloured by their state, which a run writes into the file while the map shows it."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from ...contract.errors import OutputError
from ..app.i18n import tr

_LAYER = "frames"
_RELOAD_MS = 5000
# Frames fill some pixels of the screen at least before they get names.
_LARGEST_SCALE = 2_000_000


def dress_frames(path: str) -> None:
    """Store the symbols in a new GeoPackage of frames.

    Raises:
        OutputError: The style cannot be stored.
    """
    layer = QgsVectorLayer(f"{path}|layername={_LAYER}", _LAYER, "ogr")
    layer.setDisplayExpression('"name"')
    layer.setRenderer(_renderer())
    settings = QgsPalLayerSettings()
    settings.fieldName = "name"
    settings.scaleVisibility = True
    settings.minimumScale = _LARGEST_SCALE
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
    layer.setAutoRefreshInterval(_RELOAD_MS)
    layer.setAutoRefreshMode(Qgis.AutoRefreshMode.ReloadData)
    failed = layer.saveStyleToDatabase(
        name="OneMetre", description=tr("Frames by their state"), useAsDefault=True, uiFileContent=""
    )
    if failed:
        raise OutputError(tr("The style of {} cannot be stored: {}.").format(path, str(failed).rstrip(".")))


def _renderer() -> QgsCategorizedSymbolRenderer:
    states = (
        ("waiting", "#d9d9d9", tr("waiting")),
        ("running", "#fdae61", tr("running")),
        ("done", "#1a9850", tr("done")),
        ("empty", "#ffffff", tr("empty: no imagery")),
        ("failed", "#d73027", tr("failed")),
    )
    categories = [QgsRendererCategory(value, _fill(color), label) for value, color, label in states]
    return QgsCategorizedSymbolRenderer("status", categories)


def _fill(color: str) -> QgsFillSymbol:
    # Half transparent: the imagery below stays visible.
    return QgsFillSymbol.createSimple({"color": f"{color}80", "outline_color": "#4d4d4d", "outline_width": "0.2"})
