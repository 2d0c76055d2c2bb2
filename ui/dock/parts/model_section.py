"""The dock's section Model: the model that maps the imagery, and its accuracy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qgis.gui import QgsSpinBox
from qgis.PyQt.QtCore import QSignalBlocker, Qt
from qgis.PyQt.QtGui import QFont, QStandardItem, QStandardItemModel
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ....contract.accuracy_words import accuracy_words
from ....contract.card import ModelCard
from ....contract.tasks import is_surface
from ....processing.app.i18n import tr
from ....processing.client.engine_words import said
from ....processing.layers.card_report import card_html
from ....processing.layers.model_fit import best_model, misfit, most_bands_first
from ....processing.layers.separate_bands import bands_of_layers, misfit_of_bands
from ...widgets.live_box import LiveBox
from ...widgets.project_rasters import project_rasters
from ...widgets.small import button, note, show_text
from ..state.planned_runs import layers_of_image
from ..state.state import DockState
from .section import Section

_NO_THRESHOLD, _HIGHEST = 0, 99
_INDENT = "    "
_FEW_LETTERS = 8
_LETTERS_WIDE, _LINES_HIGH = 90, 36


class ModelSection(Section):
    """Selects the model.

    Args:
        state: State of the dock.
        import_model: Callback that opens the dialog that imports a model.
    """

    def __init__(self, state: DockState, import_model: Callable[[], None]) -> None:
        super().__init__("model", tr("Model"), state)
        self.box = LiveBox("model", tr("Model"), _FEW_LETTERS)
        self.card = note("card")
        self.misfit = note("misfit")
        self.details = button("details", tr("Details..."), tr("Show the model card"))
        self.importing = button("import", tr("Import..."), tr("Add an ONNX file to your models"))
        self.threshold = QgsSpinBox()
        self.threshold.setObjectName("model_threshold")
        self.threshold.setRange(_NO_THRESHOLD, _HIGHEST)
        self.threshold.setSuffix(" %")
        self.threshold.setKeyboardTracking(False)
        row = QHBoxLayout()
        row.addWidget(self.details)
        row.addWidget(self.importing)
        self._form = QFormLayout()
        self._form.addRow(tr("&Threshold"), self.threshold)
        for part in (self.box, self.card, self.misfit):
            self.column.addWidget(part)
        self.column.addLayout(self._form)
        self.column.addLayout(row)
        self.threshold.valueChanged.connect(self._choose_threshold)
        self.box.opened.connect(self.state.read_models)
        self.box.activated.connect(self._choose)
        self.details.clicked.connect(self._show_details)
        self.importing.clicked.connect(import_model)
        # The model that the dock, not the user, chose in this session.
        self._automatic = self.state.settings.model
        state.imagery_chosen.connect(self._follow_imagery)
        self.render()
        self._follow_imagery()

    def render(self) -> None:
        """Show the settings."""
        self._fill()
        card = self.state.card
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(self.box.findData(card.name) if card else -1)
        self.details.setEnabled(card is not None)
        with QSignalBlocker(self.threshold):
            usual = tr("recommended: {} %").format(card.threshold) if card else ""
            self.threshold.setClearValue(_NO_THRESHOLD, usual)
            self.threshold.setValue(self.state.settings.threshold or _NO_THRESHOLD)
        has_target = card is not None and is_surface(card.task)
        for part in (self.threshold, self._form.labelForField(self.threshold)):
            part.setVisible(has_target)
        self.box.setToolTip(tr(card.title) if card else "")
        show_text(self.card, card_line(card) if card else tr("No model is available; import one."))
        show_text(self.misfit, _warning(self._misfit(card)) if card else "")

    def _fill(self) -> None:
        """List fitting models first, and adapted models below their parent."""
        models = {card.name: card for card in most_bands_first(self.state.models.values())}
        fitting = {name: not self._misfit(card) for name, card in models.items()}
        model = QStandardItemModel(self.box)
        for title, wanted in ((tr("For this imagery"), True), (tr("For other imagery"), False)):
            family = {name: card for name, card in models.items() if fitting[name] == wanted}
            if not family:
                continue
            model.appendRow(_heading(title))
            for card, depth in _lineage(family):
                item = QStandardItem(f"{_INDENT * depth}{tr(card.title)}")
                item.setData(card.name, Qt.ItemDataRole.UserRole)
                item.setToolTip(self._misfit(card) or card.description)
                model.appendRow(item)
        with QSignalBlocker(self.box):
            self.box.setModel(model)

    def _choose(self) -> None:
        self._automatic = ""
        self.state.update(model=self.box.currentData())

    def _choose_threshold(self, percent: int) -> None:
        self.state.update(threshold=percent or None)

    def _follow_imagery(self) -> None:
        """Replace a model that does not fit, and that the user did not choose, by the first one that fits.

        A similar model that uses more bands of the imagery replaces the default, too.
        """
        card, models = self.state.card, list(self.state.models.values())
        if card is None or card.name != self._automatic:
            return
        if self._misfit(card) or (card is models[0] and self.state.settings.chosen):
            best = best_model(models, self._misfit)
            self._automatic = best.name if best else self._automatic
            self.state.update(model=self._automatic)

    def _misfit(self, card: ModelCard) -> str:
        rasters, settings = project_rasters(), self.state.settings
        for year in settings.years:
            images = [image for image in settings.chosen if image.year == year]
            if layers := layers_of_image(images):
                if reason := misfit_of_bands(card, layers, bands_of_layers(layers)):
                    return reason
                continue
            for image in images:
                layer = rasters.get(image.source)
                if layer is not None and (reason := misfit(card, layer, image.bands, scaled=image.scale is not None)):
                    return reason
        return ""

    def _show_details(self) -> None:
        card = self.state.card
        if card is not None:
            show_card(card, self.window())


def card_line(card: ModelCard) -> str:
    """A model in one line: task, input and output resolution, and its accuracy in words."""
    tasks = {
        "impervious-surface": tr("Impervious surface"),
        "green-space": tr("Urban green space"),
        "segmentation": tr("Segmentation"),
    }
    resolution = tr("{:g} m to {:g} m").format(card.resolution, card.resolution / card.scale_factor)
    return tr("{}, {}. {}").format(tasks[card.task], resolution, said(accuracy_words(card)))


def show_card(card: ModelCard, parent: QWidget) -> None:
    """Open a window with a model card."""
    dialog = QDialog(parent)
    dialog.setObjectName("onemetre_card")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(tr(card.title))
    view = QTextBrowser()
    # The card keeps its own colours, even in a dark theme.
    view.setStyleSheet("QTextBrowser { background: white; color: #222 }")
    view.setHtml(card_html(card, card.sha256))
    view.setAccessibleName(tr("Model card"))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(view)
    column.addWidget(buttons)
    letter = view.fontMetrics()
    dialog.resize(_LETTERS_WIDE * letter.averageCharWidth(), _LINES_HIGH * letter.height())
    dialog.show()


def _lineage(models: dict[str, ModelCard]) -> Iterator[tuple[ModelCard, int]]:
    """Models with their depth, each followed by the models adapted from it."""

    def below(parent: str, depth: int) -> Iterator[tuple[ModelCard, int]]:
        for card in models.values():
            if card.parent == parent:
                yield card, depth
                yield from below(card.name, depth + 1)

    for card in models.values():
        if card.parent not in models or card.parent == card.name:
            yield card, 0
            yield from below(card.name, 1)


def _heading(title: str) -> QStandardItem:
    item = QStandardItem(title)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font = QFont(item.font())
    font.setBold(True)
    item.setFont(font)
    return item


def _warning(text: str) -> str:
    return f"⚠ {text}" if text else ""
