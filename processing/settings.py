"""What the user can set, in QGIS's settings under ``plugins/onemetre``."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from qgis.core import QgsSettingsEntryBool, QgsSettingsEntryString, QgsSettingsTree

_PLUGIN = "onemetre"


@dataclass(frozen=True)
class Settings:
    """Entries of the settings tree.

    Attributes:
        python: Python interpreter of an existing environment for the engine; empty = OneMetre looks for one.
        model_folders: Folders with further models, separated like the entries of PATH.
        allow_remote: Whether web addresses, /vsi paths and inline XML may be typed as input.
    """

    python: QgsSettingsEntryString
    model_folders: QgsSettingsEntryString
    allow_remote: QgsSettingsEntryBool


@functools.cache
def settings() -> Settings:
    """The entries, registered in QGIS's settings tree at the first call."""
    node = QgsSettingsTree.createPluginTreeNode(_PLUGIN)
    return Settings(
        python=QgsSettingsEntryString("python", node, "", "Python interpreter of an existing environment"),
        model_folders=QgsSettingsEntryString("model-folders", node, "", "Folders with further models"),
        allow_remote=QgsSettingsEntryBool(
            "allow-remote", node, defaultValue=False, description="Allow typed addresses"
        ),
    )


def unregister_settings() -> None:
    """Take the entries out of the tree; QGIS refuses a second one of a name when the plugin is loaded again."""
    if settings.cache_info().currsize:
        settings.cache_clear()
        QgsSettingsTree.unregisterPluginTreeNode(_PLUGIN)
