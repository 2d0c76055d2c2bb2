"""Table of the scenes found."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ....contract.requests import FoundScene
from ....processing.app.i18n import tr

DATE, TILE, CLOUD, COVERAGE = range(4)
_LINES = 7
_FOOTPRINT = Qt.ItemDataRole.UserRole


class SceneTable(QTreeWidget):
    """Lists scenes with day, tile, cloud cover, and the share of the area that they cover.

    Attributes:
        chosen: Emitted with the footprint of the scene that the user chooses, WKT in EPSG:4326.
    """

    chosen = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scenes")
        self.setAccessibleName(tr("Scenes found"))
        self.setHeaderLabels([tr("Day"), tr("Tile"), tr("Cloud"), tr("Covers")])
        self.headerItem().setToolTip(CLOUD, tr("Share of clouds in the whole scene, by its metadata"))
        self.headerItem().setToolTip(COVERAGE, tr("Share of the area in the scene"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setFixedHeight(_LINES * (self.fontMetrics().height() + 6))
        header = self.header()
        header.setStretchLastSection(False)
        for column in range(COVERAGE + 1):
            mode = QHeaderView.ResizeMode.Stretch if column == DATE else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.currentItemChanged.connect(self._choose)

    def show_scenes(self, scenes: Sequence[FoundScene]) -> None:
        """Show scenes."""
        self.clear()
        for scene in scenes:
            item = QTreeWidgetItem(self, [scene.date, scene.tile, _percent(scene.cloud), _share(scene.coverage)])
            item.setToolTip(DATE, scene.id)
            item.setData(DATE, _FOOTPRINT, scene.footprint)
            for column in (CLOUD, COVERAGE):
                item.setTextAlignment(column, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        self.chosen.emit(item.data(DATE, _FOOTPRINT) if item is not None else "")


def _percent(value: float | None) -> str:
    return "?" if value is None else tr("{} %").format(f"{value:.0f}")


def _share(value: float | None) -> str:
    return _percent(None if value is None else 100 * value)
