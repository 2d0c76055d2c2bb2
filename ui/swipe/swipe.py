"""A swipe on the map canvas: some layers left of a movable divider, others right of it."""

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
    """Stays on the canvas until :meth:`end`, Escape, or the removal of all layers of one side.

    The layer tree and the map tool stay as they are. Visible layers of neither side show on both, except the hidden
    ones.

    Args:
        canvas: Map canvas to lie on.
        left, right: Layers of the sides, from the top down; drawn even if they are not visible. No layer may be on
            both sides.
        titles: Titles of the sides; empty = the name of the first layer.
        hidden: Layers that show only on the side that they belong to.
        shared: Layers of a side that show on the other side too, if they are visible: images below maps.

    Attributes:
        ended: Emitted when the swipe has ended.
    """

    ended = pyqtSignal()

    def __init__(
        self,
        canvas: QgsMapCanvas,
        left: Sequence[QgsMapLayer],
        right: Sequence[QgsMapLayer],
        titles: tuple[str, str] = ("", ""),
        hidden: Sequence[QgsMapLayer] = (),
        shared: Sequence[QgsMapLayer] = (),
    ) -> None:
        super().__init__()
        self._canvas = canvas
        self._sides = ([layer.id() for layer in left], [layer.id() for layer in right])
        self._hidden = [layer.id() for layer in hidden]
        self._shared = [layer.id() for layer in shared]
        self._jobs: dict[QgsMapRendererParallelJob, int] = {}
        self._picture = Picture(canvas)
        self._divider = Divider(canvas, titles[0] or left[0].name(), titles[1] or right[0].name())
        self._divider.moved.connect(self._picture.divide)
        self._divider.left.connect(self.end)
        self._picture.divide(self._divider.position)
        # Changes that arrive together are rendered once.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._render)
        canvas.renderStarting.connect(self._soon.start)
        canvas.destroyed.connect(self.end)
        QgsProject.instance().layersRemoved.connect(self._look)
        # The canvas does not report changes of layers that are not visible.
        for layer in (*left, *right):
            layer.repaintRequested.connect(self._soon.start)
        self._active = True
        self._soon.start()

    @property
    def active(self) -> bool:
        """Whether the swipe is still on the canvas."""
        return self._active

    @property
    def drawing(self) -> bool:
        """Whether a side is still being rendered; until then the canvas shows through."""
        return self._soon.isActive() or bool(self._jobs)

    def end(self) -> None:
        """Remove everything from the canvas."""
        if not self._active:
            return
        self._active = False
        self._soon.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._cancel()
        # When QGIS's window closes, the canvas is deleted with everything on it.
        if not sip.isdeleted(self._picture):
            self._canvas.scene().removeItem(self._picture)
        if not sip.isdeleted(self._divider):
            self._divider.hide()
            self._divider.deleteLater()
        self.ended.emit()

    def _look(self) -> None:
        """End the swipe if a side has lost all its layers."""
        if self._active and not all(self._layers(side) for side in self._sides):
            self.end()

    def _layers(self, side: list[str]) -> list[QgsMapLayer]:
        layers = QgsProject.instance().mapLayers()
        return [layers[name] for name in side if name in layers]

    def _render(self) -> None:
        """Render both sides in the background."""
        self._cancel()
        visible = self._canvas.layers()
        for number, side in enumerate(self._sides):
            not_here = {*self._hidden, *self._sides[1 - number]} - {*side, *self._shared}
            own = self._layers(side)
            unseen = [layer for layer in own if layer not in visible]
            settings = self._canvas.mapSettings()
            settings.setLayers([*unseen, *(layer for layer in visible if layer.id() not in not_here)])
            job = QgsMapRendererParallelJob(settings)
            # Qt owns the job: a slot of its own signal releases it, and it may outlive this object until it ends.
            job.setParent(self._canvas)
            job.finished.connect(self._take_pictures)
            job.finished.connect(job.deleteLater)
            self._jobs[job] = number
            job.start()

    def _take_pictures(self) -> None:
        """Show the finished pictures; cancelled jobs are no longer in the list."""
        for job in [job for job in self._jobs if not job.isActive()]:
            self._picture.show_side(self._jobs.pop(job), job.renderedImage(), job.mapSettings().visibleExtent())

    def _cancel(self) -> None:
        """Cancel the render jobs without waiting for their end."""
        jobs = list(self._jobs)
        self._jobs.clear()
        for job in jobs:
            job.cancelWithoutBlocking()
