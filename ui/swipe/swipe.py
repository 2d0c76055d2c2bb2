"""A swipe on the map canvas: some layers left of a line that can be dragged, others right of it."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsLayerTreeGroup, QgsLayerTreeNode, QgsMapLayer, QgsMapRendererParallelJob, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .divider import Divider
from .picture import Picture


def layers_of(node: QgsLayerTreeNode) -> list[QgsMapLayer]:
    """The layers of a layer or a group of the layer tree, from the top down."""
    nodes = node.findLayers() if isinstance(node, QgsLayerTreeGroup) else [node]
    return [found.layer() for found in nodes if found.layer() is not None]


class Swipe(QObject):
    """Lies on the canvas until it is ended: by :meth:`end`, by Escape, when all layers of a side are gone.

    The layer tree and the map tool stay as they are. Layers that belong to neither side show on both, as far as they
    are visible.

    Args:
        canvas: Of the map.
        left, right: Layers of the sides, from the top down; drawn whether they are visible or not. No layer may be on
            both.
        titles: Of the sides; empty = the name of the first layer.

    Attributes:
        ended: It is over.
    """

    ended = pyqtSignal()

    def __init__(
        self,
        canvas: QgsMapCanvas,
        left: Sequence[QgsMapLayer],
        right: Sequence[QgsMapLayer],
        titles: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__()
        self._canvas = canvas
        self._sides = ([layer.id() for layer in left], [layer.id() for layer in right])
        self._jobs: dict[QgsMapRendererParallelJob, int] = {}
        self._picture = Picture(canvas)
        self._divider = Divider(canvas, titles[0] or left[0].name(), titles[1] or right[0].name())
        self._divider.moved.connect(self._picture.divide)
        self._divider.left.connect(self.end)
        self._picture.divide(self._divider.position)
        # What comes in one go is drawn once.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._render)
        canvas.renderStarting.connect(self._soon.start)
        canvas.destroyed.connect(self.end)
        QgsProject.instance().layersRemoved.connect(self._look)
        # Layers that are not visible are none of the canvas's business.
        for layer in (*left, *right):
            layer.repaintRequested.connect(self._soon.start)
        self._active = True
        self._soon.start()

    @property
    def active(self) -> bool:
        """Whether it has not ended."""
        return self._active

    @property
    def drawing(self) -> bool:
        """Whether a side is not drawn yet; the canvas shows through there."""
        return self._soon.isActive() or bool(self._jobs)

    def end(self) -> None:
        """Take everything off the canvas."""
        if not self._active:
            return
        self._active = False
        self._soon.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._cancel()
        # With QGIS's window its canvas is gone, and what lies on it.
        if not sip.isdeleted(self._picture):
            self._canvas.scene().removeItem(self._picture)
        if not sip.isdeleted(self._divider):
            self._divider.hide()
            self._divider.deleteLater()
        self.ended.emit()

    def _look(self) -> None:
        """Layers have been removed."""
        if self._active and not all(self._layers(side) for side in self._sides):
            self.end()

    def _layers(self, side: list[str]) -> list[QgsMapLayer]:
        layers = QgsProject.instance().mapLayers()
        return [layers[name] for name in side if name in layers]

    def _render(self) -> None:
        """Draw both sides in the background."""
        self._cancel()
        visible = self._canvas.layers()
        for number, side in enumerate(self._sides):
            own, others = self._layers(side), self._layers(self._sides[1 - number])
            hidden = [layer for layer in own if layer not in visible]
            settings = self._canvas.mapSettings()
            settings.setLayers([*hidden, *(layer for layer in visible if layer not in others)])
            job = QgsMapRendererParallelJob(settings)
            # Not Python's: it is given up in a slot of its own signal, and may outlive this object until it has ended.
            job.setParent(self._canvas)
            job.finished.connect(self._take_pictures)
            job.finished.connect(job.deleteLater)
            self._jobs[job] = number
            job.start()

    def _take_pictures(self) -> None:
        """Show what has been drawn; a job that was cancelled is no longer among those that are looked at."""
        for job in [job for job in self._jobs if not job.isActive()]:
            self._picture.show_side(self._jobs.pop(job), job.renderedImage(), job.mapSettings().visibleExtent())

    def _cancel(self) -> None:
        """What is being drawn is of no use any more; it ends by itself."""
        jobs = list(self._jobs)
        self._jobs.clear()
        for job in jobs:
            job.cancelWithoutBlocking()
