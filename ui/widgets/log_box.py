"""A log in a group box, collapsed at first."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import QPlainTextEdit, QVBoxLayout

from ...processing.app.i18n import tr

_LINES = 5000


class LogBox(QgsCollapsibleGroupBox):
    """Shows the last lines of a log."""

    def __init__(self) -> None:
        super().__init__(tr("Log"))
        self.setObjectName("log_box")
        self.setCollapsed(True)
        self._log = QPlainTextEdit()
        self._log.setObjectName("log")
        self._log.setReadOnly(True)
        self._log.setMaximumBlockCount(_LINES)
        self._log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        QVBoxLayout(self).addWidget(self._log)

    def clear(self) -> None:
        """Remove all lines."""
        self._log.clear()

    def add_line(self, line: str) -> None:
        """Add a line."""
        self._log.appendPlainText(line)
