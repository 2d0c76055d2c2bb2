"""The menu entry Copy Diagnostics: asks the engine in the background, then copies the report to the clipboard."""

from __future__ import annotations

from qgis.core import Qgis, QgsApplication, QgsTask
from qgis.gui import QgisInterface
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout

from ..processing.app.i18n import tr
from ..processing.app.session_log import SessionLog
from ..processing.runtime.diagnostics import Section, engine_section, markdown, sections_here
from .widgets.weakly import weakly

_LETTERS_WIDE, _LINES_HIGH = 80, 30


class Diagnostics:
    """Collects warnings and errors from QGIS's log as soon as it is created.

    Args:
        iface: Interface of QGIS Desktop.
    """

    def __init__(self, iface: QgisInterface) -> None:
        self._iface = iface
        self._log = SessionLog()
        self._task: _AskEngine | None = None
        self._dialog: QDialog | None = None

    def copy(self) -> None:
        """Copy the diagnostics once the engine has answered, and confirm it in the message bar."""
        if self._task is None:
            # The task manager does not keep the Python half of a task alive.
            self._task = _AskEngine(self)
            QgsApplication.taskManager().addTask(self._task)

    def remove(self) -> None:
        """Stop collecting messages and close the dialog."""
        self._log.close()
        if self._task is not None:
            self._task.owner = None
            self._task = None
        if self._dialog is not None and not sip.isdeleted(self._dialog):
            self._dialog.close()
            self._dialog.deleteLater()
        self._dialog = None

    def answered(self, engine: Section) -> None:
        """Copy the report, with the engine's answer in it."""
        self._task = None
        text = markdown(sections_here() | {"Engine": engine}, self._log.messages)
        QApplication.clipboard().setText(text)
        bar = self._iface.messageBar()
        note = bar.createMessage("OneMetre", tr("Diagnostics copied. Paste them into your report."))
        button = QPushButton(tr("Show..."), note)
        button.setObjectName("onemetre_show_diagnostics")
        button.clicked.connect(weakly(self.show, text))
        note.layout().addWidget(button)
        bar.pushWidget(note, Qgis.MessageLevel.Success)

    def show(self, text: str, _checked: bool = False) -> None:
        """Show the copied text in a dialog."""
        self._dialog = QDialog(self._iface.mainWindow())
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.setObjectName("onemetre_diagnostics_text")
        self._dialog.setWindowTitle(tr("OneMetre Diagnostics"))
        view = QPlainTextEdit(text)
        view.setReadOnly(True)
        view.setAccessibleName(tr("Diagnostics"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self._dialog.reject)
        column = QVBoxLayout(self._dialog)
        column.addWidget(view)
        column.addWidget(buttons)
        letter = view.fontMetrics()
        self._dialog.resize(_LETTERS_WIDE * letter.averageCharWidth(), _LINES_HIGH * letter.height())
        self._dialog.show()


class _AskEngine(QgsTask):
    """Waits for the engine in a background thread."""

    def __init__(self, owner: Diagnostics) -> None:
        super().__init__(tr("OneMetre diagnostics"))
        self.owner: Diagnostics | None = owner
        self._section: Section = {}

    def run(self) -> bool:
        """Ask the engine, in the background; never fails, since errors are part of the answer."""
        self._section = engine_section()
        return True

    def finished(self, _result: bool) -> None:
        """Hand over the answer, in the GUI thread."""
        if self.owner is not None:
            self.owner.answered(self._section)
