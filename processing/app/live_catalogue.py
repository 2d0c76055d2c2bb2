"""The available models: the bundled ones and those in the user's folders."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import Qgis, QgsMessageLog

from ...contract.card import ModelCard, Task
from ...contract.catalogue import ZOO, Catalogue
from .paths import profile_folder, with_home
from .session_log import TAG
from .settings import settings

VARIABLE = "ONEMETRE_MODELS"

_told: set[str] = set()
"""Problems of the catalogue that the log already has: it is read whenever a dialog opens."""


def user_folder() -> Path:
    """Folder for imported models: the first folder of the settings, otherwise one in the user's profile."""
    folders = _folders(settings().model_folders.value())
    return folders[0] if folders else profile_folder("models")


def live_catalogue() -> Catalogue:
    """Read the cards of all folders.

    The bundled models come first, so that no other file takes the name of one; then the folders of the environment
    variable ``ONEMETRE_MODELS``, then those of the settings, both separated like the entries of PATH, and last the one
    in the user's profile. A card that cannot be used is skipped with one line in QGIS's log, once per session.
    """
    named = (os.environ.get(VARIABLE, ""), settings().model_folders.value())
    catalogue = Catalogue([ZOO, *(folder for text in named for folder in _folders(text)), profile_folder("models")])
    for problem in catalogue.problems:
        if problem not in _told:
            _told.add(problem)
            QgsMessageLog.logMessage(problem, TAG, Qgis.MessageLevel.Warning, notifyUser=False)
    return catalogue


def model_names(catalogue: Catalogue, task: Task | None) -> list[str]:
    """Names of the models for a task (None = any), the bundled ones first: the first one is the default."""
    entries = catalogue.for_task(task) if task else list(catalogue.entries.values())
    return [entry.card.name for entry in sorted(entries, key=lambda entry: entry.path.parent != ZOO)]


def model_cards(task: Task | None) -> list[ModelCard]:
    """Cards of the available models for a task, in the order of :func:`model_names`."""
    catalogue = live_catalogue()
    return [catalogue.entries[name].card for name in model_names(catalogue, task)]


def taken_names() -> tuple[str, ...]:
    """Names that a new model of the user must not have.

    Models of these names lie in folders other than :func:`user_folder`, and the catalogue would still list those.
    """
    folder = user_folder()
    return tuple(name for name, entry in live_catalogue().entries.items() if entry.path.parent != folder)


def missing_folders(text: str) -> list[str]:
    """Folders of a setting that do not exist."""
    return [str(folder) for folder in _folders(text) if not _is_folder(folder)]


def _folders(text: str) -> list[Path]:
    return [with_home(folder) for folder in text.strip().split(os.pathsep) if folder]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # A name that the system refuses, or a folder above it that may not be read.
        return False
