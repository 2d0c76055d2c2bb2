"""The user's settings, in QGIS's settings under ``plugins/onemetre``."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsSettingsEntryBool,
    QgsSettingsEntryInteger,
    QgsSettingsEntryString,
    QgsSettingsTree,
    QgsSettingsTreeNode,
)

from ...contract.requests import Compute

_PLUGIN = "onemetre"

MOST_THREADS = 1024
MOST_MEMORY_MB = 10_000_000


@dataclass(frozen=True)
class Settings:
    """Entries of the settings tree.

    Attributes:
        python: Python interpreter of an existing environment for the engine; empty = OneMetre finds one.
        model_folders: Folders with additional models, separated like the entries of PATH.
        allow_remote: Whether web addresses, /vsi paths and inline XML may be typed as input.
        memory_mb: Limit of the resident memory for mapping, megabytes (10^6 bytes); 0 = no limit.
        threads: Number of processor threads if an algorithm is given none; 0 = all cores.
        interpreter: Who labels points; empty = not said yet.
    """

    python: QgsSettingsEntryString
    model_folders: QgsSettingsEntryString
    allow_remote: QgsSettingsEntryBool
    memory_mb: QgsSettingsEntryInteger
    threads: QgsSettingsEntryInteger
    interpreter: QgsSettingsEntryString

    def compute(self, device: str = "", threads: float | None = None) -> Compute:
        """What of the machine the engine may use: as an algorithm was told, else by these settings.

        Args:
            device: "auto", "cpu" or "cuda:N"; empty = auto.
            threads: Processor threads; 0 = all cores, None = by the settings.
        """
        return Compute(
            device=device or "auto",
            threads=self.threads.value() if threads is None else round(threads),
            memory_mb=self.memory_mb.value(),
        )


def _count(key: str, node: QgsSettingsTreeNode, description: str, most: int) -> QgsSettingsEntryInteger:
    return QgsSettingsEntryInteger(key, node, 0, description, Qgis.SettingsOptions(), minValue=0, maxValue=most)


@functools.cache
def settings() -> Settings:
    """The entries, registered in QGIS's settings tree at the first call."""
    node = QgsSettingsTree.createPluginTreeNode(_PLUGIN)
    return Settings(
        python=QgsSettingsEntryString("python", node, "", "Python interpreter of an existing environment"),
        model_folders=QgsSettingsEntryString("model-folders", node, "", "Folders with additional models"),
        allow_remote=QgsSettingsEntryBool(
            "allow-remote", node, defaultValue=False, description="Allow typed addresses"
        ),
        memory_mb=_count("memory-limit", node, "Memory limit for mapping, megabytes", MOST_MEMORY_MB),
        threads=_count("threads", node, "Processor threads", MOST_THREADS),
        interpreter=QgsSettingsEntryString("interpreter", node, "", "Name of the interpreter who labels points"),
    )


def unregister_settings() -> None:
    """Remove the entries from the tree: QGIS rejects a duplicate name when the plugin is loaded again."""
    if settings.cache_info().currsize:
        settings.cache_clear()
        QgsSettingsTree.unregisterPluginTreeNode(_PLUGIN)
