"""Holds the dock's settings and signals every change; the project keeps them, the profile what is personal."""

from __future__ import annotations

import dataclasses
from typing import Any

from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtXml import QDomDocument

from ....contract.card import ModelCard
from ....contract.errors import RequestError
from ....contract.requests import from_json
from ....processing.app.i18n import tr
from ....processing.app.live_catalogue import model_cards
from ....processing.bases.model_algorithm import AUTO
from .automatic import automatic_model
from .project_paths import from_project, to_project, usual_folder
from .settings import DockSettings, to_json

_SCOPE, _ENTRY = "onemetre", "dock"
_PERSONAL = "plugins/onemetre/dock"


class DockState(QObject):
    """The single source of truth of the dock.

    A project has its own settings, and a new project starts afresh; only the device is the same in all projects.

    Attributes:
        settings: Current settings; replaced, never modified.
        models: Available models by name, the bundled ones first.
        changed: Emitted after the settings or the models have changed.
    """

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.models: dict[str, ModelCard] = {}
        self._chosen: tuple[object, ModelCard | None] = (None, None)
        self._usual_folder = usual_folder()
        self.settings = self._saved()
        self.read_models()
        project = QgsProject.instance()
        project.readProject.connect(self._read_project)
        project.writeProject.connect(self._write_project)
        project.cleared.connect(self._project_cleared)
        project.homePathChanged.connect(self._home_moved)

    @property
    def card(self) -> ModelCard | None:
        """Card of the model that maps: the one that the user picked, or else the automatic one; None = no model."""
        model = self.settings.model
        return self.automatic if model == AUTO else self.models.get(model)

    @property
    def automatic(self) -> ModelCard | None:
        """Card of the model that is used unless the user picks one; None = no model."""
        images = [(i.source, i.year, i.bands, i.scale) for i in self.settings.chosen]
        given = images, bool(self.settings.search.years), list(self.models.items())
        if self._chosen[0] != given:
            self._chosen = given, automatic_model(self.models, self.settings)
        return self._chosen[1]

    @property
    def missing_model(self) -> str:
        """What to do about a model that the user picked and that is not there, a sentence; empty = it is there."""
        model = self.settings.model
        if model == AUTO or model in self.models:
            return ""
        return tr("The model {} is not available here; choose another one.").format(model)

    def read_models(self) -> None:
        """Read the available models again."""
        before, self.models = self.models, {card.name: card for card in model_cards(None)}
        if before != self.models:
            self.changed.emit()

    def put(self, settings: DockSettings) -> None:
        """Replace the settings."""
        if settings != self.settings:
            before, self.settings = self.settings.device, settings
            if settings.device != before:
                QgsSettings().setValue(_PERSONAL, to_json(DockSettings(device=settings.device)))
            self.changed.emit()

    def update(self, **fields: Any) -> None:
        """Replace some fields of the settings."""
        self.put(dataclasses.replace(self.settings, **fields))

    def look_again(self) -> None:
        """Let the automatic model be chosen again: something about the imagery has changed."""
        self._chosen = (None, None)

    def close(self) -> None:
        """Disconnect from QGIS; the open project keeps the settings, also if the plugin is only reloaded."""
        project = QgsProject.instance()
        project.readProject.disconnect(self._read_project)
        project.writeProject.disconnect(self._write_project)
        project.cleared.disconnect(self._project_cleared)
        project.homePathChanged.disconnect(self._home_moved)
        changed = project.isDirty()
        self._write()
        project.setDirty(changed)

    def _fresh(self) -> DockSettings:
        """Settings of a project that has none."""
        self._usual_folder = usual_folder()
        usual = DockSettings(device=_device())
        return dataclasses.replace(usual, outputs=dataclasses.replace(usual.outputs, folder=self._usual_folder))

    def _saved(self) -> DockSettings:
        """Settings that the open project keeps."""
        fresh = self._fresh()
        text, _ = QgsProject.instance().readEntry(_SCOPE, _ENTRY, "")
        saved = _read(text) if text else None
        if saved is None:
            return fresh
        saved = from_project(saved)
        folder = saved.outputs.folder or fresh.outputs.folder
        outputs = dataclasses.replace(saved.outputs, folder=folder)
        return dataclasses.replace(saved, outputs=outputs, device=fresh.device)

    def _read_project(self, _document: QDomDocument) -> None:
        self.put(self._saved())

    def _write_project(self, _document: QDomDocument) -> None:
        # Only on saving: writing at each change would make QGIS ask whether to save the project.
        # And QGIS does not signal the new home when it saves under another name.
        self._home_moved()
        self._write()

    def _write(self) -> None:
        QgsProject.instance().writeEntry(_SCOPE, _ENTRY, to_json(to_project(self.settings)))

    def _project_cleared(self) -> None:
        self.put(self._fresh())

    def _home_moved(self) -> None:
        """Let the output folder follow a project that is saved elsewhere, unless the user chose the folder."""
        before, self._usual_folder = self._usual_folder, usual_folder()
        outputs = self.settings.outputs
        if outputs.folder == before:
            self.update(outputs=dataclasses.replace(outputs, folder=self._usual_folder))


def _device() -> str:
    """Device of the profile."""
    personal = _read(QgsSettings().value(_PERSONAL, "", str))
    return personal.device if personal else DockSettings().device


def _read(text: str) -> DockSettings | None:
    """Settings from JSON; None = none, or written by another version."""
    try:
        return from_json(DockSettings, text) if text else None
    except RequestError:
        return None
