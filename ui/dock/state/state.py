"""Holds the dock's settings, signals every change, and stores them in the project and for the next project."""

from __future__ import annotations

import dataclasses
from typing import Any

from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtXml import QDomDocument

from ....contract.card import ModelCard
from ....contract.errors import RequestError
from ....contract.requests import from_json
from ....processing.app.live_catalogue import model_cards
from .settings import AreaChoice, DockSettings, ImageChoice, to_json

_SCOPE, _ENTRY = "onemetre", "dock"
_KEY = "plugins/onemetre/dock"


class DockState(QObject):
    """The single source of truth of the dock.

    Attributes:
        settings: Current settings; replaced, never modified.
        models: Available models by name, the bundled ones first.
        changed: Emitted after the settings or the models have changed.
        imagery_chosen: Emitted when the user or the dock has ticked other rasters.
    """

    changed = pyqtSignal()
    imagery_chosen = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.settings = _read(QgsSettings().value(_KEY, "", str))
        self.models: dict[str, ModelCard] = {}
        self.read_models()
        project = QgsProject.instance()
        project.readProject.connect(self._read_project)
        project.writeProject.connect(self._write_project)

    @property
    def card(self) -> ModelCard | None:
        """Card of the chosen model; None = no model is chosen."""
        return self.models.get(self.settings.model)

    def read_models(self) -> None:
        """Read the available models again."""
        before, self.models = self.models, {card.name: card for card in model_cards(None)}
        if self.settings.model not in self.models and self.models:
            self.put(dataclasses.replace(self.settings, model=next(iter(self.models))))
        elif before != self.models:
            self.changed.emit()

    def put(self, settings: DockSettings) -> None:
        """Replace the settings."""
        if settings != self.settings:
            before, self.settings = _lasting(self.settings), settings
            if _lasting(settings) != before:
                QgsSettings().setValue(_KEY, to_json(_lasting(settings)))
            self.changed.emit()

    def update(self, **fields: Any) -> None:
        """Replace some fields of the settings."""
        self.put(dataclasses.replace(self.settings, **fields))

    def choose_images(self, images: tuple[ImageChoice, ...]) -> None:
        """Replace the rasters alone, so that the model may follow them."""
        before = self.settings.chosen
        self.update(images=images)
        if self.settings.chosen != before:
            self.imagery_chosen.emit()

    def close(self) -> None:
        """Disconnect from QGIS."""
        project = QgsProject.instance()
        project.readProject.disconnect(self._read_project)
        project.writeProject.disconnect(self._write_project)

    def _read_project(self, _document: QDomDocument) -> None:
        text, known = QgsProject.instance().readEntry(_SCOPE, _ENTRY, "")
        if known and text:
            self.put(_read(text))

    def _write_project(self, _document: QDomDocument) -> None:
        # Only on saving: writing at each change would make QGIS ask whether to save the project.
        QgsProject.instance().writeEntry(_SCOPE, _ENTRY, to_json(self.settings))


def _lasting(settings: DockSettings) -> DockSettings:
    """Settings for the next session, without area and rasters, which belong to the project."""
    return dataclasses.replace(settings, area=AreaChoice(), images=())


def _read(text: str) -> DockSettings:
    try:
        return from_json(DockSettings, text) if text else DockSettings()
    except RequestError:
        # The settings were written by another version.
        return DockSettings()
