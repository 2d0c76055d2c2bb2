"""First page: the model to adapt and the images."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from qgis.core import Qgis, QgsProcessingAlgorithm, QgsProcessingContext, QgsProject, QgsRasterLayer
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QToolButton, QVBoxLayout, QWidget

from ....contract.card import ModelCard
from ....contract.catalogue import CatalogueEntry
from ....processing.app.i18n import tr
from ....processing.app.live_catalogue import live_catalogue
from ....processing.layers.model_fit import missing_roles, most_bands_first
from ...widgets.layer_choice import LayerChoice
from ...widgets.parameter_form import ParameterForm, wrapped
from ...widgets.small import text_label
from .words import can_be_adapted, of_model


class ModelPage(QWidget):
    """Form with the choices of the first page.

    Args:
        algorithm: The adaptation algorithm.

    Attributes:
        changed: Emitted after every change.
        lost: Emitted with the layer's name when a chosen layer leaves the project.
    """

    changed = pyqtSignal()
    lost = pyqtSignal(str)

    def __init__(self, algorithm: QgsProcessingAlgorithm) -> None:
        super().__init__()
        self._entries: dict[str, CatalogueEntry] = {}
        self.model = QComboBox()
        self.model.setObjectName("model")
        self.image = LayerChoice("image", Qgis.LayerFilter.RasterLayer, tr("No image chosen"))
        # Runs before QGIS's own slot, which silently drops the layer from the selection.
        QgsProject.instance().layersWillBeRemoved.connect(self._let_go)
        self._context = QgsProcessingContext()
        self._more, self._more_widget = wrapped(algorithm.parameterDefinition("INPUT"), self._context)
        self._more_widget.setObjectName("more_images")
        self._more_widget.setFocusProxy(self._more_widget.findChild(QToolButton))
        self._others: list[str] = []
        self.area = LayerChoice("area", Qgis.LayerFilter.PolygonLayer, tr("The whole image"))
        self._bands = ParameterForm(algorithm, ("BANDS", "SCALE", "OFFSET"))
        self._about = text_label("about_model")
        self._lay_out()
        self._by_user = False
        self.model.activated.connect(self._choose)
        self.model.currentIndexChanged.connect(self._announce)
        self.image.layerChanged.connect(self._suggest)
        self._more.widgetValueHasChanged.connect(self._take_more)
        for choice in (self.image, self.area):
            choice.lost.connect(self.lost)

    @property
    def entry(self) -> CatalogueEntry | None:
        """The chosen model; None = none."""
        return self._entries.get(self.model.currentData())

    @property
    def card(self) -> ModelCard | None:
        """Card of the chosen model; None = none."""
        return self.entry.card if self.entry else None

    @property
    def layer(self) -> QgsRasterLayer | None:
        """The chosen image, the first of several; None = none."""
        return self.image.currentLayer()

    @property
    def images(self) -> list[str]:
        """Sources of all images; they stay valid when the layers leave the project."""
        if self.layer is None:
            return []
        layers = {item: QgsProject.instance().mapLayer(item) for item in self._others}
        others = [layer.source() if layer is not None else item for item, layer in layers.items()]
        return list(dict.fromkeys([self.layer.source(), *others]))

    def show_models(self, names: Sequence[str]) -> None:
        """Offer these models; keeps the chosen one if it is among them."""
        chosen = self.model.currentData()
        self._entries = live_catalogue().entries
        self.model.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.model.clear()
        for name in names:
            self.model.addItem(f"{tr(self._entries[name].card.title)} ({name})", name)
        self.model.setCurrentIndex(max(self.model.findData(chosen), 0))
        self.model.blockSignals(False)  # noqa: FBT003
        self._suggest()

    def problem(self) -> str:
        """What the user must still do; empty = nothing."""
        if self.entry is None:
            return tr("No model is available.")
        if not can_be_adapted(self.entry):
            return tr("Choose a model that can be adapted.")
        if self.layer is None:
            return tr("Choose the image of the city.")
        return ""

    def values(self) -> dict[str, Any]:
        """Values of the algorithm's parameters on this page."""
        area = self.area.currentLayer()
        return {
            "MODEL": self.model.currentData(),
            "INPUT": self.images,
            **({"AOI": area.id()} if area else {}),
            **self._bands.values(),
        }

    def reading(self) -> dict[str, Any]:
        """Values of the parameters that state how to read the image."""
        return self._bands.values()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(tr("&Model"), self.model)
        form.addRow(self._about)
        form.addRow(tr("&Image of the city"), self.image)
        form.addRow(tr("M&ore images like this"), self._more_widget)
        form.addRow(tr("&Area of interest"), self.area)
        bands = QgsCollapsibleGroupBox(tr("Bands and values of the image"))
        bands.setObjectName("bands_box")
        bands.setCollapsed(True)
        QVBoxLayout(bands).addWidget(self._bands)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(bands)
        layout.addStretch()

    def _choose(self) -> None:
        self._by_user = True

    def _take_more(self) -> None:
        # The widget returns ids for layers and paths for files.
        self._others = self._more.parameterValue() or []
        self.changed.emit()

    def _let_go(self, ids: Iterable[str]) -> None:
        for layer in map(QgsProject.instance().mapLayer, ids):
            if layer is not None and layer.id() in self._others:
                self.lost.emit(layer.name())

    def _suggest(self) -> None:
        """Until the user chooses, select the adaptable model with the closest pixel size and the most bands."""
        layer = self.layer
        if layer is not None and not self._by_user and layer.crs().mapUnits() == Qgis.DistanceUnit.Meters:
            pixel = layer.rasterUnitsPerPixelX()
            offered = [self.model.itemData(index) for index in range(self.model.count())]
            cards = [self._entries[name].card for name in offered if can_be_adapted(self._entries[name])]
            bands = self._bands.values().get("BANDS", "")
            usable = [card for card in most_bands_first(cards) if not missing_roles(card, layer, bands)]
            gaps = {card.name: abs(math.log(card.resolution / pixel)) for card in usable or cards}
            self.model.setCurrentIndex(max(self.model.findData(min(gaps, key=gaps.__getitem__, default=None)), 0))
        self._announce()

    def _announce(self) -> None:
        if self.entry is not None:
            self._about.setText(of_model(self.entry))
        self.changed.emit()
