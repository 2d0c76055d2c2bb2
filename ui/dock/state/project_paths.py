"""Paths in the settings that a project keeps: relative to the project where the project's own are."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QStandardPaths

from ....contract.local_paths import is_local_path
from .settings import DockSettings


def usual_folder() -> str:
    """Output folder of a project that names none: its home, or OneMetre's folder among the user's documents."""
    home = QgsProject.instance().homePath()
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return home or f"{documents}/OneMetre"


def to_project(settings: DockSettings) -> DockSettings:
    """Settings as the project keeps them, so that they still hold when it is moved together with its files."""
    return _changed(settings, QgsProject.instance().pathResolver().writePath)


def from_project(settings: DockSettings) -> DockSettings:
    """Settings from those that the project keeps."""
    return _changed(settings, QgsProject.instance().pathResolver().readPath)


def _changed(settings: DockSettings, change: Callable[[str], str]) -> DockSettings:
    def changed(path: str) -> str:
        return change(path) if path and is_local_path(path) else path

    outputs = dataclasses.replace(settings.outputs, folder=changed(settings.outputs.folder))
    images = tuple(dataclasses.replace(image, source=changed(image.source)) for image in settings.images)
    return dataclasses.replace(settings, images=images, outputs=outputs)
