"""The dock's section Area: the area to map, outlined on the canvas, with its size."""

from __future__ import annotations

import dataclasses
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapLayerComboBox, QgsMapTool
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QSignalBlocker, QTimer
from qgis.PyQt.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from ....contract.errors import AreaError
from ....processing.app.i18n import tr
from ....processing.app.units import km2_text
from ....processing.client.engine_words import error_text
from ...widgets.project_rasters import project_rasters
from ...widgets.small import button, choice, note, show_text
from ..state.settings import AREAS, AreaChoice
from ..state.state import DockState
from .area_shape import Shape, shape_of
from .area_tools import DrawTool, PickTool, PolygonTool, RectangleTool, area_band
from .section import Section

_REST_MS = 300


class AreaSection(Section):
    """Selects the area to map.

    Args:
        state: State of the dock.
        canvas: Map canvas of QGIS.
    """

    def __init__(self, state: DockState, canvas: QgsMapCanvas) -> None:
        super().__init__("area", tr("Area"), state)
        self._canvas = canvas
        self._band = area_band(canvas)
        self._shown = False
        self._watched: QgsVectorLayer | None = None
        self._tools: dict[str, DrawTool | PickTool] = {
            "rectangle": RectangleTool(canvas),
            "polygon": PolygonTool(canvas),
            "pick": PickTool(canvas),
        }
        self._before: QgsMapTool | None = None
        self.kind = choice("area_kind")
        self.layer = QgsMapLayerComboBox()
        self.selected = QCheckBox(tr("Selected features only"))
        self.rectangle = button("draw_rectangle", tr("Rectangle"), tr("Drag a rectangle on the map"))
        self.polygon = button("draw_polygon", tr("Polygon"), tr("Click the corners on the map; right-click to finish"))
        self.pick = button("pick_feature", tr("Pick on the Map"), tr("Click a polygon on the map"))
        self.size = note("area_km2")
        self._lay_out()
        self._connect()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._take_canvas)
        self._take_canvas()
        self.render()

    def shape(self) -> Shape:
        """The area as polygons.

        Raises:
            AreaError: No area is chosen.
        """
        rasters, settings = project_rasters(), self.state.settings
        return shape_of(settings.area, [rasters[image.source] for image in settings.chosen if image.source in rasters])

    def choose(self, kind: str) -> None:
        """Switch to another kind of area, one of :data:`AREAS`, and start its map tool."""
        if kind == self.state.settings.area.kind:
            return
        # Falls back on the first polygon layer.
        layer = (self.layer.currentLayer() or self.layer.layer(0)) if kind == "layer" else None
        self.state.update(area=AreaChoice(kind=kind))
        self._take_canvas()
        if kind == "layer":
            self._choose_layer(layer)
        elif kind == "drawn":
            self._use_rectangle()
        elif kind == "feature":
            self._use_pick()

    def show_band(self, shown: bool) -> None:
        """Show or hide the outline of the area on the map."""
        self._shown = shown
        self.render()

    def render(self) -> None:
        """Show the settings."""
        area = self.state.settings.area
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(AREAS.index(area.kind))
        self.layer.setVisible(area.kind == "layer")
        self.selected.setVisible(area.kind == "layer")
        self._watch(QgsProject.instance().mapLayer(area.layer))
        with QSignalBlocker(self.selected):
            self.selected.setChecked(area.selected)
        self._draw.setVisible(area.kind == "drawn")
        self.pick.setVisible(area.kind == "feature")
        self._band.reset(Qgis.GeometryType.Polygon)
        try:
            shape = self.shape()
        except AreaError as error:
            show_text(self.size, error_text(error))
            return
        show_text(self.size, _size_text(area, shape))
        # An outline of the whole view would not be visible.
        if self._shown and area.kind != "canvas":
            self._show_on_map(shape)

    def close_section(self) -> None:
        """Remove everything from the map."""
        self._rest.stop()
        self._watch(None)
        self._canvas.extentsChanged.disconnect(self._canvas_moved)
        self._canvas.destinationCrsChanged.disconnect(self._canvas_moved)
        for tool in self._tools.values():
            self._canvas.unsetMapTool(tool)
            if isinstance(tool, DrawTool):
                tool.remove()
            # Otherwise the tool lives as long as the canvas.
            tool.deleteLater()
        self._canvas.scene().removeItem(self._band)

    def _lay_out(self) -> None:
        titles = {
            "canvas": tr("Current map view"),
            "drawn": tr("Drawn rectangle or polygon"),
            "layer": tr("Polygon layer"),
            "feature": tr("Single feature"),
            "raster": tr("Whole imagery"),
        }
        for kind in AREAS:
            self.kind.addItem(titles[kind], kind)
        self.kind.setAccessibleName(tr("Area"))
        self.layer.setObjectName("area_layer")
        self.layer.setFilters(Qgis.LayerFilter.PolygonLayer)
        self.layer.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.selected.setObjectName("area_selected")
        self._draw = QWidget()
        row = QHBoxLayout(self._draw)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.rectangle)
        row.addWidget(self.polygon)
        for tool, made in (("rectangle", self.rectangle), ("polygon", self.polygon), ("pick", self.pick)):
            made.setCheckable(True)
            self._tools[tool].setButton(made)
        for part in (self.kind, self.layer, self.selected, self._draw, self.pick, self.size):
            self.column.addWidget(part)

    def _connect(self) -> None:
        self.kind.activated.connect(self._choose_kind)
        self.layer.layerChanged.connect(self._choose_layer)
        self.selected.toggled.connect(self._choose_selected)
        self.rectangle.clicked.connect(self._use_rectangle)
        self.polygon.clicked.connect(self._use_polygon)
        self.pick.clicked.connect(self._use_pick)
        for tool in self._tools.values():
            if isinstance(tool, DrawTool):
                tool.measured.connect(self._show_size)
                tool.drawn.connect(self._take_drawn)
                tool.abandoned.connect(self._leave_tool)
            else:
                tool.picked.connect(self._take_picked)
                tool.missed.connect(self._show_miss)
        self._canvas.extentsChanged.connect(self._canvas_moved)
        self._canvas.destinationCrsChanged.connect(self._canvas_moved)

    def _choose_kind(self) -> None:
        self.choose(self.kind.currentData())

    def _choose_selected(self, on: bool) -> None:
        self._put(selected=on)

    def _choose_layer(self, layer: QgsMapLayer | None) -> None:
        if self.state.settings.area.kind != "layer":
            return
        self._put(layer=layer.id() if layer else "", name=layer.name() if layer else "")

    def _watch(self, layer: QgsMapLayer | None) -> None:
        """Follow the selection in the layer of the area."""
        with QSignalBlocker(self.layer):
            self.layer.setLayer(layer)
        if layer is self._watched:
            return
        if self._watched is not None and not sip.isdeleted(self._watched):
            self._watched.selectionChanged.disconnect(self.render)
        self._watched = layer if isinstance(layer, QgsVectorLayer) else None
        if self._watched is not None:
            self._watched.selectionChanged.connect(self.render)

    def _put(self, **fields: Any) -> None:
        self.state.update(area=dataclasses.replace(self.state.settings.area, **fields))

    # -- on the map ------------------------------------------------------------------------------------------------

    def _use_rectangle(self) -> None:
        self._use(self._tools["rectangle"])

    def _use_polygon(self) -> None:
        self._use(self._tools["polygon"])

    def _use_pick(self) -> None:
        self._use(self._tools["pick"])

    def _show_size(self, km2: float) -> None:
        self.size.setText(km2_text(km2))

    def _show_miss(self) -> None:
        self.size.setText(tr("No polygon here; click one of a polygon layer."))

    def _use(self, tool: QgsMapTool) -> None:
        current = self._canvas.mapTool()
        if current not in self._tools.values():
            self._before = current
        self._canvas.setMapTool(tool)
        self._canvas.setFocus()

    def _leave_tool(self) -> None:
        tool = self._canvas.mapTool()
        if tool in self._tools.values():
            self._canvas.unsetMapTool(tool)
            if self._before is not None:
                self._canvas.setMapTool(self._before)
        self.render()

    def _take_drawn(self, polygon: QgsGeometry) -> None:
        self._put(wkt=(polygon.asWkt(6),), crs=crs_text(self._canvas.mapSettings().destinationCrs()), name="")
        self._leave_tool()

    def _take_picked(self, layer: QgsMapLayer, polygon: QgsGeometry, number: int) -> None:
        self._put(wkt=(polygon.asWkt(9),), crs=crs_text(layer.crs()), name=f"{layer.name()} {number}")
        self._leave_tool()

    def _canvas_moved(self) -> None:
        self._rest.start(_REST_MS)

    def _take_canvas(self) -> None:
        """Take the visible view as the area, if that kind of area is chosen."""
        if self.state.settings.area.kind != "canvas" or not self._canvas.layerCount():
            return
        crs, box = self._canvas.mapSettings().destinationCrs(), self._canvas.extent()
        if not crs.authid().startswith("EPSG:"):
            # The parameter EXTENT accepts coordinate systems by name only.
            plain = QgsCoordinateReferenceSystem("EPSG:4326")
            try:
                box = QgsCoordinateTransform(crs, plain, QgsProject.instance()).transformBoundingBox(box)
            except QgsCsException:
                return
            crs = plain
        extent = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
        self._put(extent=extent, crs=crs.authid())

    def _show_on_map(self, shape: Shape) -> None:
        for polygon in shape.polygons:
            self._band.addGeometry(polygon, shape.crs)


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """A coordinate system as text for the settings."""
    if crs.authid().startswith("EPSG:"):
        return str(crs.authid())
    return str(crs.toWkt(Qgis.CrsWktVariant.Wkt2_2019))


def _size_text(area: AreaChoice, shape: Shape) -> str:
    if not shape.polygons:
        return tr("No imagery yet: add a raster and tick it.") if area.kind == "raster" else ""
    return f"{area.name}: {km2_text(shape.km2())}" if area.name else km2_text(shape.km2())
