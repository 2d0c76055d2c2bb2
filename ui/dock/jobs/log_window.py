"""The window with the log of a job, updated while the job runs."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ....processing.app.i18n import tr
from .store import JobStore

_SIZE = (640, 400)


class JobLog(QDialog):
    """Shows the log of one job.

    Args:
        store: Store that contains the job.
        job_id: Id of the job.
        parent: Parent window of the dialog.
    """

    def __init__(self, store: JobStore, job_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("onemetre_job_log")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._store = store
        self._id = job_id
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(buttons)
        store.changed.connect(self._follow)
        self._follow(job_id)

    def _follow(self, job_id: str) -> None:
        job = self._store.get(self._id)
        if job is None or job_id != self._id:
            return
        self.setWindowTitle(tr("Log of {}").format(job.name))
        bar = self.text.verticalScrollBar()
        place, at_end = bar.value(), bar.value() == bar.maximum()
        self.text.setPlainText("\n".join(job.log) or tr("The log is empty."))
        bar.setValue(bar.maximum() if at_end else place)
