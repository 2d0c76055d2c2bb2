"""Actions of the second page in QGIS's window: new layer, drawing, doubtful places."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ....contract.errors import EngineError
from ....processing.app.i18n import tr
from ....processing.client.engine_words import error_text
from ...background.side_map import seen_part
from ..model.page import ModelPage
from .drawing import begin_drawing
from .layer import make_sample_layer
from .page import SamplesPage


class Sampling(QObject):
    """Handles the buttons of the page.

    Args:
        iface: Interface of QGIS Desktop.
        window: Window that contains the page.
        model: Page with the model and the image.
        page: Page of the samples.

    Attributes:
        failed: Emitted with the reason when an action fails.
    """

    failed = pyqtSignal(str)

    def __init__(self, iface: QgisInterface, window: QWidget, model: ModelPage, page: SamplesPage) -> None:
        super().__init__(window)
        self._iface = iface
        self._model, self._page = model, page
        self._search = page.doubts.search
        page.new_layer.connect(self._ask_for_file)
        page.draw.connect(self._draw)
        page.doubts.wanted.connect(self._find_doubts)
        page.doubts.go_on.connect(self._next_doubt)
        self._search.failed.connect(self.failed)

    def make(self, path: str) -> None:
        """Create a sample layer, add it to the project, and start drawing."""
        card, image = self._model.card, self._model.layer
        if card is None or image is None:
            return
        project = QgsProject.instance()
        try:
            layer = make_sample_layer(path, card.classes, image.crs(), project)
        except EngineError as error:
            self.failed.emit(error_text(error))
            return
        project.addMapLayer(layer)
        self._page.choose(layer)
        self._draw()

    def stop(self) -> None:
        """Stop all work for good."""
        self._search.stop(wait=True)

    def _ask_for_file(self) -> None:
        image = self._model.layer
        if image is None:
            return
        folder = QgsProject.instance().homePath() or str(Path(image.source()).parent)
        dialog = QFileDialog(self._page, tr("New Sample Layer"), folder, tr("GeoPackage") + " (*.gpkg)")
        dialog.setObjectName("new_samples_file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("gpkg")
        dialog.selectFile("samples.gpkg")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.make)
        dialog.open()

    def _draw(self) -> None:
        layer = self._page.layer
        if layer is not None:
            try:
                begin_drawing(self._iface, layer)
            except EngineError as error:
                self.failed.emit(error_text(error))

    def _find_doubts(self) -> None:
        card, images = self._model.card, self._model.images
        if card is None or not images:
            return
        try:
            part = seen_part(self._iface.mapCanvas(), images)
            self._search.start(card, images, self._model.reading(), part)
        except EngineError as error:
            self.failed.emit(error_text(error))

    def _next_doubt(self) -> None:
        self._search.go_on(self._iface.mapCanvas())
