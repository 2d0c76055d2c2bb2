"""The panel Label Points: from points to the accuracy of their map."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from qgis.core import Qgis, QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QCloseEvent
from qgis.PyQt.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ...contract.errors import EngineError
from ...processing.app.i18n import tr
from ...processing.app.settings import settings
from ...processing.client.engine_words import error_text
from ...processing.layers.sample_layer import map_of
from ..widgets.message import Message
from ..widgets.message_bar import Messages
from ..widgets.opening import open_files
from ..widgets.session_dock import NARROWEST, SessionDock
from .agreement import agreement, agreement_text
from .drawing import Drawing
from .measuring import Measuring
from .opinion import SECOND
from .points import LabelPoints, is_sample
from .session import Session
from .start_page import StartPage
from .work_page import WorkPage

_LETTERS_WIDE = 84
_MAIN_DOCK = "OneMetreDock"


class LabelDock(SessionDock):
    """One panel per session of QGIS; labels are stored one by one, so that nothing is lost when it is closed.

    Args:
        iface: Interface of QGIS Desktop.

    Attributes:
        algorithm_wanted: Emitted with the id and parameters of an algorithm to open.
    """

    algorithm_wanted = pyqtSignal(str, dict)

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__(iface, "OneMetreLabel", tr("Label Points"))
        self.start, self.work = StartPage(), WorkPage()
        self.drawing, self.measuring = Drawing(), Measuring()
        self.session: Session | None = None
        self.messages = Messages()
        self._lay_out()
        self._connect()
        if is_sample(iface.activeLayer()):
            self.start.points.setLayer(iface.activeLayer())
        self.place(_LETTERS_WIDE * self.fontMetrics().averageCharWidth(), _MAIN_DOCK)

    def check(self, source: str) -> None:
        """Lead from a finished map to its points: those beside it, or new ones."""
        if self.drawing.busy:
            self._warn(tr("Points of another map are being drawn. Wait until they are there."))
            return
        self.messages.clearWidgets()
        self._leave()
        self.start.show_drawing(tr("Drawing points of the map..."), busy=True)
        try:
            self.drawing.start(source)
        except EngineError as error:
            self.start.show_drawing("", busy=False)
            self._warn(error_text(error))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Release the layer."""
        super().closeEvent(event)
        self._leave()

    def stop(self) -> None:
        """Stop all work for good."""
        self.drawing.stop()
        self.measuring.stop()
        self._leave()
        self.work.stop()
        project = QgsProject.instance()
        project.layersAdded.disconnect(self._offer)
        project.layersRemoved.disconnect(self._offer)
        project.layersWillBeRemoved.disconnect(self._let_go)

    # -- a session -------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        if not self.start.ready or self.drawing.busy:
            return
        self.messages.clearWidgets()
        settings().interpreter.setValue(self.start.name)
        try:
            session = Session(LabelPoints(self.start.layer), self.start.name, self.start.second)
        except EngineError as error:
            self._warn(error_text(error))
            return
        session.changed.connect(self._render)
        self.session = session
        self.work.show_result("")
        self._stack.setCurrentWidget(self.work)
        self.work.begin(session)
        self._render()

    def _leave(self) -> None:
        self.session = None
        self._stack.setCurrentWidget(self.start)
        self.start.render()

    def _put(self, value: int) -> None:
        session = self.session
        if session is None:
            return
        self._attempt(partial(session.put, value))
        progress = session.progress
        if progress.total and progress.done == progress.total:
            self.messages.tell(tr("All points are labelled."), Qgis.MessageLevel.Success)

    def _undo(self) -> None:
        if self.session is not None:
            self._attempt(self.session.undo)

    def _step(self, by: int) -> None:
        if self.session is not None:
            self.messages.clearWidgets()
            self.session.step(by)
            self._render()

    def _attempt(self, do: Callable[[], None]) -> None:
        self.messages.clearWidgets()
        try:
            do()
        except EngineError as error:
            self._warn(error_text(error))
        self._render()

    # -- what happens meanwhile ------------------------------------------------------------------------------------

    def _let_go(self, layers: list[str]) -> None:
        if self.session is not None and self.session.points.layer.id() in layers:
            name = self.session.points.layer.name()
            self._leave()
            self._warn(tr("The layer {} was removed from the project. Choose another one.").format(name))

    def _offer(self, *_: object) -> None:
        if self.session is not None:
            self.work.offer(self.session.points.layer)

    def _drawn(self, layer: str) -> None:
        self.start.show_drawing("", busy=False)
        self.start.points.setLayer(QgsProject.instance().mapLayer(layer))
        if self.start.ready:
            self._begin()
        else:
            self.start.interpreter.setFocus()
        self.ended.emit(Message(Qgis.MessageLevel.Success, tr("The points are ready to be labelled.")))

    def _not_drawn(self, why: str) -> None:
        self.start.show_drawing("", busy=False)
        if why:
            self._warn(why)
            self.ended.emit(Message(Qgis.MessageLevel.Critical, tr("No points were drawn."), why))

    # -- the accuracy ----------------------------------------------------------------------------------------------

    def _measure(self) -> None:
        session = self.session
        if session is None:
            return
        layer = session.points.layer
        source = map_of(layer)
        if source is None:
            self.algorithm_wanted.emit("onemetre:accuracy", {"REFERENCE": layer.id()})
            return
        self.messages.clearWidgets()
        try:
            self.measuring.start(layer, source, _image(self.work.near.layers))
        except EngineError as error:
            self._warn(error_text(error))
        self.work.show_result(tr("Measuring the accuracy...") if self.measuring.busy else "")
        self._render()

    def _measured(self, words: str, report: str) -> None:
        self.work.show_result(words)
        self._render()
        for path in open_files([report]):
            self._warn(tr("No program can open {}.").format(path))
        self.ended.emit(Message(Qgis.MessageLevel.Success, tr("The accuracy was measured."), words))

    def _not_measured(self, why: str) -> None:
        self.work.show_result("")
        self._render()
        if why:
            self._warn(why)
            self.ended.emit(Message(Qgis.MessageLevel.Critical, tr("The accuracy was not measured."), why))

    # -- the display -----------------------------------------------------------------------------------------------

    def _warn(self, text: str) -> None:
        self.messages.tell(text, Qgis.MessageLevel.Warning)

    def _render(self) -> None:
        session = self.session
        if session is None:
            return
        self.work.show_session(session)
        progress = session.progress
        self.work.show_measuring(busy=self.measuring.busy, possible=progress.done > progress.unsure)
        if session.opinion is SECOND and progress.done == progress.total and not self.measuring.busy:
            points = session.points
            self.work.show_result(agreement_text(agreement(points.points.values(), points.classes), points.classes))

    def _draw(self) -> None:
        self.algorithm_wanted.emit("onemetre:samplepoints", {})

    def _connect(self) -> None:
        self.start.start.connect(self._begin)
        self.start.draw.connect(self._draw)
        self.start.points.lost.connect(self.start.render)
        self.work.labelled.connect(self._put)
        self.work.undo.connect(self._undo)
        self.work.step.connect(self._step)
        self.work.back.connect(self._leave)
        self.work.measure.connect(self._measure)
        self.drawing.progress.connect(self.start.show_progress)
        self.drawing.made.connect(self._drawn)
        self.drawing.ended.connect(self._not_drawn)
        self.measuring.measured.connect(self._measured)
        self.measuring.failed.connect(self._not_measured)
        project = QgsProject.instance()
        project.layersAdded.connect(self._offer)
        project.layersRemoved.connect(self._offer)
        project.layersWillBeRemoved.connect(self._let_go)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.work)
        content = QWidget()
        content.setMinimumSize(NARROWEST, NARROWEST)
        column = QVBoxLayout(content)
        column.addWidget(self.messages)
        column.addWidget(self._stack, 1)
        self.setWidget(content)


def _image(layers: list[QgsMapLayer]) -> str:
    """Id of the raster that the report shows; empty = none of the layers is a file."""
    found = (one for one in layers if isinstance(one, QgsRasterLayer) and one.providerType() == "gdal")
    return next((layer.id() for layer in found), "")
