"""The place whose figures the section Series shows: the map view, or a zone that is clicked."""

from __future__ import annotations

from qgis.core import Qgis, QgsCsException, QgsPointXY, QgsReferencedPointXY, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsMapTool, QgsMapToolEmitPoint
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from ....processing.app.i18n import tr
from ...dynamics.zones import Zone, is_table, whole_of, zone_at
from ...widgets.layer_choice import LayerChoice
from ...widgets.small import button, lead_to_fields
from ..parts.area_tools import area_band


class PlaceChoice(QWidget):
    """A list of the polygon layers, and a map tool that takes a zone of the chosen one.

    Args:
        canvas: Map canvas of QGIS.

    Attributes:
        changed: Emitted when another layer or zone is chosen.
        missed: Emitted when a click hits no zone.
    """

    changed = pyqtSignal()
    missed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self._before: QgsMapTool | None = None
        self._band = area_band(canvas)
        # White with a dark edge is visible on every map.
        self._band.setStrokeColor(QColor("white"))
        self._band.setSecondaryStrokeColor(QColor("black"))
        self._tool = QgsMapToolEmitPoint(canvas)
        self._tool.setCursor(Qt.CursorShape.PointingHandCursor)
        self.zone: Zone | None = None
        self.layers = LayerChoice("series_zones", Qgis.LayerFilter.PolygonLayer, tr("Current map view"))
        self.layers.setMinimumContentsLength(8)
        self.layers.setSizeAdjustPolicy(self.layers.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.pick = button("series_pick", tr("Click a Zone"), tr("Show the figures of the polygon that you click"))
        self.pick.setCheckable(True)
        self._tool.setButton(self.pick)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("&Zones"), self.layers)
        lead_to_fields(form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(self.pick)
        self.pick.hide()
        self.layers.activated.connect(self._choose_layer)
        self.layers.lost.connect(self._choose_layer)
        self.pick.clicked.connect(self._toggle_tool)
        self._tool.canvasClicked.connect(self._take_click)

    @property
    def layer(self) -> QgsVectorLayer | None:
        """The layer of zones; None = the map view."""
        layer = self.layers.currentLayer()
        return layer if isinstance(layer, QgsVectorLayer) else None

    @property
    def table(self) -> QgsVectorLayer | None:
        """The layer of zones, if it is a table with their figures."""
        layer = self.layer
        return layer if layer is not None and is_table(layer) else None

    def close_place(self) -> None:
        """Remove everything from the map."""
        self._leave_tool()
        self._tool.deleteLater()
        self._canvas.scene().removeItem(self._band)

    def _choose_layer(self, _: object = None) -> None:
        layer, table = self.layer, self.table
        self.pick.setVisible(layer is not None)
        self._show_zone(whole_of(table) if table is not None else None)
        if layer is None:
            self._leave_tool()
        else:
            self._use_tool()
        self.changed.emit()

    def _toggle_tool(self, down: bool) -> None:
        if down:
            self._use_tool()
        else:
            self._leave_tool()

    def _use_tool(self) -> None:
        if self._canvas.mapTool() is not self._tool:
            self._before = self._canvas.mapTool()
        self._canvas.setMapTool(self._tool)

    def _leave_tool(self) -> None:
        if self._canvas.mapTool() is self._tool:
            self._canvas.unsetMapTool(self._tool)
            if self._before is not None:
                self._canvas.setMapTool(self._before)

    def _take_click(self, point: QgsPointXY, _: Qt.MouseButton) -> None:
        layer = self.layer
        if layer is None:
            return
        try:
            found = zone_at(layer, QgsReferencedPointXY(point, self._canvas.mapSettings().destinationCrs()))
        except QgsCsException:
            found = None
        if found is None:
            self.missed.emit()
            return
        self._show_zone(found)
        self.changed.emit()

    def _show_zone(self, zone: Zone | None) -> None:
        self.zone = zone
        self._band.reset(Qgis.GeometryType.Polygon)
        if zone is not None and self.layer is not None:
            self._band.addGeometry(zone.outline, self.layer)
