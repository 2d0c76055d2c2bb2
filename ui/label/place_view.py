"""A small map of one place: the image or a base map, with the outlines of the pixel and of its surroundings."""

from __future__ import annotations

from qgis.core import Qgis, QgsGeometry, QgsMapLayer, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsMapToolPan, QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QLabel, QVBoxLayout, QWidget

from ...processing.app.i18n import tr
from ...processing.layers.sample_layer import pixel_of
from ..widgets.small import choice
from .ground import Ground, rectangle
from .points import Point
from .shown_layers import open_layers, rasters, visible_layers

SURROUNDINGS_M = 10.0
"""Width of the square around the pixel: a pixel of Sentinel-2."""

_VISIBLE = ""
_PIXEL, _AROUND = QColor("#ffe100"), QColor("#ffffff")
_DARK, _CLEAR = QColor(0, 0, 0, 190), QColor(0, 0, 0, 0)
_SMALLEST = 150


class PlaceView(QWidget):
    """A map canvas with a choice of what it shows.

    Args:
        name: Object name of the choice.
        title: Text above the choice, with its key.
        width_m: Width of the place in metres.
        image_first: Whether the topmost raster is shown at first; otherwise what is visible in the project.
    """

    def __init__(self, name: str, title: str, width_m: float, *, image_first: bool) -> None:
        super().__init__()
        self._width_m, self._image_first = width_m, image_first
        self._points: QgsVectorLayer | None = None
        self.shown = choice(name)
        self.canvas = QgsMapCanvas(self)
        self.canvas.setObjectName(f"{name}_canvas")
        self.canvas.setMinimumSize(_SMALLEST, _SMALLEST)
        self.canvas.setCanvasColor(Qt.GlobalColor.white)
        self.canvas.enableAntiAliasing(True)  # noqa: FBT003 - QGIS's signature
        # The keys of the classes stay with the page.
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tool = QgsMapToolPan(self.canvas)
        self.canvas.setMapTool(self._tool)
        self._bands = [_band(self.canvas, color) for color in (_AROUND, _PIXEL)]
        words = QLabel(title)
        words.setBuddy(self.shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(words)
        column.addWidget(self.shown)
        column.addWidget(self.canvas, 1)
        self.shown.activated.connect(self._show_layers)

    @property
    def layers(self) -> list[QgsMapLayer]:
        """Layers on the canvas, from the top down."""
        return list(self.canvas.layers())

    def offer(self, points: QgsVectorLayer) -> None:
        """Offer what the project has, and keep the choice if it is still there."""
        images = rasters(points)
        before = self.shown.currentData() if points is self._points else None
        self._points = points
        self.shown.clear()
        self.shown.addItem(tr("Visible layers"), _VISIBLE)
        for layer in images:
            self.shown.addItem(layer.name(), layer.id())
        first = images[0].id() if images and self._image_first else _VISIBLE
        found = self.shown.findData(before) if before is not None else -1
        self.shown.setCurrentIndex(found if found >= 0 else self.shown.findData(first))
        self._show_layers()

    def go_to(self, points: QgsVectorLayer, point: Point) -> None:
        """Show the place of a point."""
        ground = Ground(points.crs(), point.place)
        self.canvas.setDestinationCrs(ground.crs)
        self._show_layers()
        around, pixel = self._bands
        around.setToGeometry(QgsGeometry.fromRect(ground.square(SURROUNDINGS_M)), ground.crs)
        size = pixel_of(points)
        if size is None:
            pixel.reset(Qgis.GeometryType.Polygon)
        else:
            pixel.setToGeometry(QgsGeometry.fromRect(rectangle(point.place, *size)), points.crs())
        self.canvas.setExtent(ground.square(self._width_m))
        self.canvas.refresh()

    def clear(self) -> None:
        """Show nothing."""
        self.canvas.setLayers([])
        for band in self._bands:
            band.reset(Qgis.GeometryType.Polygon)

    def stop(self) -> None:
        """Draw no more."""
        self.clear()
        self.canvas.stopRendering()

    def _show_layers(self, *_: object) -> None:
        if self._points is None:
            return
        chosen = self.shown.currentData()
        every = {layer.id(): layer for layer in open_layers(self._points)}
        one = every.get(chosen)
        self.canvas.setLayers(visible_layers(self._points) if one is None else [one])


def _band(canvas: QgsMapCanvas, color: QColor) -> QgsRubberBand:
    """An outline that is seen on bright and on dark ground."""
    band = QgsRubberBand(canvas, Qgis.GeometryType.Polygon)
    band.setStrokeColor(color)
    band.setSecondaryStrokeColor(_DARK)
    band.setFillColor(_CLEAR)
    band.setWidth(2)
    return band
