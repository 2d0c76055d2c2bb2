"""The dock's section Imagery: the project's rasters by year, the rasters to map, and their bands."""

from __future__ import annotations

import dataclasses

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QSignalBlocker, Qt
from qgis.PyQt.QtWidgets import QTreeWidget, QTreeWidgetItem

from ....processing.app.i18n import tr
from ....processing.layers.raster_facts import is_map, refusal, year_of
from ...widgets.project_rasters import project_rasters
from ...widgets.small import note, show_text
from ..state.composites import is_composite
from ..state.planned_runs import year_text
from ..state.settings import ImageChoice
from ..state.state import DockState
from .bands_panel import BandsPanel
from .section import Section

_SOURCE = Qt.ItemDataRole.UserRole
_LINES = 6


class ImagerySection(Section):
    """Selects the rasters to map.

    Args:
        state: State of the dock.
    """

    def __init__(self, state: DockState) -> None:
        super().__init__("imagery", tr("Imagery"), state)
        self.tree = QTreeWidget()
        self.tree.setObjectName("imagery_tree")
        self.tree.setAccessibleName(tr("Rasters of the project by year"))
        self.tree.setHeaderHidden(True)
        self.tree.setFixedHeight(_LINES * (self.tree.fontMetrics().height() + 6))
        self.hint = note("imagery_hint")
        self.panel = BandsPanel(state)
        for part in (self.tree, self.hint, self.panel):
            self.column.addWidget(part)
        self._refused: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._current = ""
        self._content: object = None
        self.tree.itemChanged.connect(self._ticked)
        self.tree.currentItemChanged.connect(self._choose_current)
        QgsProject.instance().legendLayersAdded.connect(self.look)
        QgsProject.instance().layersRemoved.connect(self.look)
        QgsProject.instance().readProject.connect(self.look)
        self.look()

    def look(self, _: object = None) -> None:
        """Read the project's rasters again; known rasters keep their settings."""
        rasters = {source: layer for source, layer in project_rasters().items() if not self._is_map(layer)}
        self._refused = {source: reason for source, layer in rasters.items() if (reason := refusal(layer))}
        self._names = {source: layer.name() for source, layer in rasters.items()}
        settings = self.state.settings
        images = [
            settings.image(source) or ImageChoice(source=source, year=year_of(layer))
            for source, layer in rasters.items()
            if source not in self._refused
        ]
        # The topmost raster is the best guess; tick no more than that.
        if images and not settings.images:
            images[0] = dataclasses.replace(images[0], chosen=True)
        self.state.look_again()
        self.state.update(images=tuple(images))
        self.render()

    def render(self) -> None:
        """Show the settings."""
        images = self.state.settings.images
        with QSignalBlocker(self.tree):
            # Do not rebuild at each tick: the ticked item is still emitting its signal.
            rows = [(image.year, image.source, self._names.get(image.source, image.source)) for image in images]
            content = rows, self._refused
            if content != self._content:
                self._content = content
                self._build(rows)
            chosen = {image.source for image in images if image.chosen}
            for item in self._items():
                checked = item.data(0, _SOURCE) in chosen
                item.setCheckState(0, Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        if self.state.settings.image(self._current) is None:
            first = self.state.settings.chosen or images
            self._current = first[0].source if first else ""
        self._select(self._current)
        self.panel.show_image(self._current)
        empty = tr(
            "The project has no raster. Add one: a Sentinel-2 scene, an orthophoto, any GeoTIFF. "
            "Or find Sentinel-2 below."
        )
        show_text(self.hint, "" if images or self._refused else empty)

    def _build(self, rows: list[tuple[int | None, str, str]]) -> None:
        self.tree.clear()
        for year in sorted({year for year, _, _ in rows}, key=lambda year: year or 0):
            group = QTreeWidgetItem(self.tree, [year_text(year)])
            group.setFlags(group.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
            for _, source, name in (row for row in rows if row[0] == year):
                item = QTreeWidgetItem(group, [name])
                item.setData(0, _SOURCE, source)
                item.setToolTip(0, source)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemNeverHasChildren)
        if self._refused:
            group = QTreeWidgetItem(self.tree, [tr("Cannot be mapped")])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for source, reason in self._refused.items():
                item = QTreeWidgetItem(group, [f"{self._names[source]}: {reason}"])
                item.setToolTip(0, reason)
                item.setFlags(Qt.ItemFlag.ItemNeverHasChildren)
        self.tree.expandAll()

    def close_section(self) -> None:
        """Disconnect from the project."""
        QgsProject.instance().legendLayersAdded.disconnect(self.look)
        QgsProject.instance().layersRemoved.disconnect(self.look)
        QgsProject.instance().readProject.disconnect(self.look)
        self.panel.stop()

    def _is_map(self, layer: QgsRasterLayer) -> bool:
        known = self.state.settings.image(layer.source())
        return known is None and (is_map(layer) or is_composite(layer.source()))

    def _items(self) -> list[QTreeWidgetItem]:
        groups = [self.tree.topLevelItem(i) for i in range(self.tree.topLevelItemCount())]
        items = [group.child(i) for group in groups for i in range(group.childCount())]
        return [item for item in items if item.data(0, _SOURCE)]

    def _ticked(self, _item: QTreeWidgetItem) -> None:
        ticked = {item.data(0, _SOURCE) for item in self._items() if item.checkState(0) == Qt.CheckState.Checked}
        images = self.state.settings.images
        self.state.update(images=tuple(dataclasses.replace(i, chosen=i.source in ticked) for i in images))

    def _choose_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and (source := item.data(0, _SOURCE)):
            self._current = source
            self.panel.show_image(source)

    def _select(self, source: str) -> None:
        with QSignalBlocker(self.tree):
            for item in self._items():
                if item.data(0, _SOURCE) == source:
                    self.tree.setCurrentItem(item)
