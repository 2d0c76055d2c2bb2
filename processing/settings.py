"""What the user can set, in QGIS's settings under ``plugins/onemetre``."""

from __future__ import annotations

from qgis.core import QgsSettingsEntryBool, QgsSettingsEntryString, QgsSettingsTree

_NODE = QgsSettingsTree.createPluginTreeNode("onemetre")

PYTHON = QgsSettingsEntryString(
    "python", _NODE, "", "Python interpreter of an existing environment for the engine; empty = OneMetre looks for one."
)
MODEL_FOLDERS = QgsSettingsEntryString(
    "model-folders", _NODE, "", "Folders with further models, separated like the entries of PATH."
)
ALLOW_REMOTE = QgsSettingsEntryBool(
    "allow-remote",
    _NODE,
    defaultValue=False,
    description="Whether web addresses, /vsi paths and inline XML may be typed as input.",
)
