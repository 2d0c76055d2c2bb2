"""The plugin's entry point: registers OneMetre's parts with QGIS and removes them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsApplication

if TYPE_CHECKING:
    from qgis.gui import QgisInterface
    from qgis.PyQt.QtCore import QTranslator

    from .processing.provider import OneMetreProvider
    from .ui.menu import Menu


class OneMetrePlugin:
    """The plugin object that QGIS creates.

    Args:
        iface: Interface of QGIS Desktop; None in qgis_process.
    """

    def __init__(self, iface: QgisInterface | None) -> None:
        self.iface = iface
        self.provider: OneMetreProvider | None = None
        self.menu: Menu | None = None
        self.translator: QTranslator | None = None

    def initProcessing(self) -> None:  # noqa: N802 - QGIS calls it by this name
        """Register the Processing provider; all that qgis_process needs."""
        from .processing.app.i18n import install_translator
        from .processing.provider import OneMetreProvider

        # First: names are translated when they are registered.
        self.translator = install_translator()
        self.provider = OneMetreProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:  # noqa: N802 - QGIS calls it by this name
        """Set up everything in the QGIS desktop."""
        self.initProcessing()
        if self.iface is not None:
            from .ui.menu import Menu

            self.menu = Menu(self.iface)

    def unload(self) -> None:
        """Remove everything that was set up."""
        from .processing.app.i18n import remove_translator
        from .processing.app.settings import unregister_settings

        if self.menu is not None:
            self.menu.remove()
            self.menu = None
        unregister_settings()
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            remove_translator(self.translator)
            self.translator = None
