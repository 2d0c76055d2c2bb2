"""The page OneMetre in QGIS's options: environment, model folders, memory and threads, remote inputs."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.gui import QgsFileWidget, QgsOptionsPageWidget, QgsSpinBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QGroupBox,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ...processing.app.i18n import tr
from ...processing.app.live_catalogue import missing_folders
from ...processing.app.paths import absolute
from ...processing.app.settings import MOST_MEMORY_MB, MOST_THREADS, settings
from ...processing.client.engine_words import error_text
from ...processing.client.interpreter import VARIABLE, is_executable
from ...processing.runtime.situation import look
from ..widgets.small import lead_to_fields

PAGE = "onemetre_options"
_STEP_MB = 500


class OptionsPage(QgsOptionsPageWidget):
    """Shows the settings, and saves them when QGIS applies its options.

    Args:
        parent: QGIS's options dialog that contains the page.
        set_up: Callback that opens the set-up dialog.

    Attributes:
        applied: Emitted after saving, with a sentence for each setting that could not be saved.
    """

    applied = pyqtSignal(list)

    def __init__(self, parent: QWidget | None, set_up: Callable[[], None]) -> None:
        super().__init__(parent)
        # QGIS finds the page by this name.
        self.setObjectName(PAGE)
        self.state = _note("state")
        self.python = _file(QgsFileWidget.StorageMode.GetFile, "python", tr("Python of an existing environment"))
        self.python_problem = _note("python_problem")
        self.set_up = _button("set_up", tr("Set &up the Runtime..."))
        self.set_up.clicked.connect(set_up)
        self.folders = _file(QgsFileWidget.StorageMode.GetDirectory, "model_folders", tr("Model folders"))
        self.folders_problem = _note("model_folders_problem")
        self.memory = _count("memory_mb", MOST_MEMORY_MB, tr("no limit"), tr(" MB"))
        self.memory.setSingleStep(_STEP_MB)
        self.threads = _count("threads", MOST_THREADS, tr("all cores"), "")
        self.remote = QCheckBox(tr("Allow &web addresses and /vsi paths as input"))
        self.remote.setObjectName("allow_remote")
        self.defaults = _button("defaults", tr("Reset to &Defaults"))
        self.defaults.clicked.connect(self._show_defaults)
        self._lay_out()
        self._show_settings()
        self.python.fileChanged.connect(self._check)
        self.folders.fileChanged.connect(self._check)
        self._check()

    def apply(self) -> None:
        """Save the settings; a path that does not exist leaves the old value in place."""
        entries = settings()
        if not self._python_problem():
            python = self.python.filePath().strip()
            _write(entries.python, absolute(python) if python else "")
        if not self._folders_problem():
            _write(entries.model_folders, self.folders.filePath().strip())
        _write(entries.memory_mb, self.memory.value())
        _write(entries.threads, self.threads.value())
        _write(entries.allow_remote, self.remote.isChecked())
        self.applied.emit([problem for problem in (self._python_problem(), self._folders_problem()) if problem])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        runtime = _group(column, tr("Runtime"))
        runtime.addRow(self.state)
        runtime.addRow(tr("&Existing environment"), self.python)
        runtime.addRow(self.python_problem)
        runtime.addRow(self.set_up)
        models = _group(column, tr("Models"))
        models.addRow(tr("&Model folders"), self.folders)
        models.addRow(self.folders_problem)
        computing = _group(column, tr("Computing"))
        computing.addRow(tr("Memory &limit"), self.memory)
        computing.addRow(tr("Processor &threads"), self.threads)
        for form in (runtime, models, computing):
            lead_to_fields(form)
        addresses = _group(column, tr("Input"))
        addresses.addRow(self.remote)
        explained = _note("allow_remote_explained")
        explained.setText(
            tr(
                "Layers of the project always work. Unless this is allowed, inputs that are typed or come from a "
                "script or a graphical model must be files: a graphical model from somebody "
                "else could connect to the network."
            )
        )
        addresses.addRow(explained)
        column.addWidget(self.defaults)
        column.addStretch()
        order = (self.python, self.set_up, self.folders, self.memory, self.threads, self.remote, self.defaults)
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    def _show_settings(self) -> None:
        entries = settings()
        self.state.setText(_state())
        self.python.setFilePath(entries.python.value())
        self.folders.setFilePath(entries.model_folders.value())
        self.memory.setValue(entries.memory_mb.value())
        self.threads.setValue(entries.threads.value())
        self.remote.setChecked(entries.allow_remote.value())

    def _show_defaults(self) -> None:
        entries = settings()
        self.python.setFilePath(entries.python.defaultValue())
        self.folders.setFilePath(entries.model_folders.defaultValue())
        self.memory.setValue(entries.memory_mb.defaultValue())
        self.threads.setValue(entries.threads.defaultValue())
        self.remote.setChecked(entries.allow_remote.defaultValue())

    def _check(self) -> None:
        for label, problem in (
            (self.python_problem, self._python_problem()),
            (self.folders_problem, self._folders_problem()),
        ):
            label.setText(problem)
            label.setVisible(bool(problem))

    def _python_problem(self) -> str:
        python = self.python.filePath().strip()
        if not python or is_executable(Path(absolute(python))):
            return ""
        return tr(
            "{} does not exist or cannot be run. Choose the environment's python program, or leave the field empty."
        ).format(python)

    def _folders_problem(self) -> str:
        missing = missing_folders(self.folders.filePath())
        if not missing:
            return ""
        return tr("The folder {} does not exist. Create it, choose another one, or leave the field empty.").format(
            ", ".join(missing)
        )


def _state() -> str:
    situation = look()
    if situation.interpreter is None:
        return error_text(situation.error) if situation.error is not None else ""
    who = {
        "variable": tr("set by the environment variable {}, which takes precedence").format(VARIABLE),
        "setting": tr("the existing environment below"),
        "managed": tr("created by OneMetre"),
        "qgis": tr("QGIS's own, which has all packages"),
    }[situation.source]
    text = tr("In use: {} ({}).").format(situation.interpreter.path, who)
    return (
        text + " " + tr("It was installed by another version of OneMetre. Update it.") if situation.outdated else text
    )


def _write(entry: Any, value: object) -> None:
    """Save a value; a default is not stored, so that a later version's default applies."""
    if value == entry.defaultValue():
        entry.remove()
    else:
        entry.setValue(value)


def _group(column: QVBoxLayout, title: str) -> QFormLayout:
    box = QGroupBox(title)
    form = QFormLayout(box)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    column.addWidget(box)
    return form


def _note(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def _file(mode: QgsFileWidget.StorageMode, name: str, title: str) -> QgsFileWidget:
    widget = QgsFileWidget()
    widget.setObjectName(name)
    widget.setStorageMode(mode)
    widget.setDialogTitle(title)
    widget.setAccessibleName(title)
    widget.lineEdit().setShowClearButton(True)
    return widget


def _count(name: str, most: int, nothing: str, unit: str) -> QgsSpinBox:
    box = QgsSpinBox()
    box.setObjectName(name)
    box.setRange(0, most)
    box.setClearValue(0, nothing)
    box.setSuffix(unit)
    return box


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    # As wide as its text, not as the page.
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button
