"""OneMetre: 1 m maps of impervious surface and urban green space in QGIS."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .plugin import OneMetrePlugin


def classFactory(iface: QgisInterface | None) -> OneMetrePlugin:  # noqa: N802 - QGIS calls it by this name
    """Create the plugin; QGIS calls this once when it loads the package."""
    from .plugin import OneMetrePlugin

    return OneMetrePlugin(iface)
