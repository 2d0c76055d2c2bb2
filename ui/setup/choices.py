"""The choices in the set-up dialog."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QGroupBox, QRadioButton, QVBoxLayout, QWidget

from ...processing.app.i18n import tr, translatable
from ..widgets.small import lead_to_fields

_PURPOSES = {
    "map": translatable("Mapping"),
    "train": translatable("Mapping and training"),
}
_DEVICES = {
    "auto": translatable("Automatic"),
    "cpu": translatable("Processor (CPU)"),
    "cuda": translatable("NVIDIA graphics card (CUDA)"),
}


class SetupChoices(QGroupBox):
    """Form with the user's choices.

    Attributes:
        changed: Emitted after every change.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Choices"), parent)
        self._make = QRadioButton(tr("Let OneMetre create an environment (recommended)"))
        self._make.setObjectName("make")
        self._make.setChecked(True)
        self._use = QRadioButton(tr("Use an existing environment"))
        self._use.setObjectName("use")
        self._purpose = _combo("purpose", _PURPOSES)
        self._device = _combo("device", _DEVICES)
        self._python = _file("python", QgsFileWidget.StorageMode.GetFile, tr("Python interpreter"))
        # QGIS's filter for all files, "*.*", hides names without a dot.
        self._python.setFilter(tr("Programs") + " (*)")
        self._wheels = _file("wheels", QgsFileWidget.StorageMode.GetDirectory, tr("Folder of wheels"))
        self._advanced = QgsCollapsibleGroupBox(tr("Advanced"))
        self._lay_out()
        self._make.toggled.connect(self._announce)
        for combo in (self._purpose, self._device):
            combo.currentIndexChanged.connect(self._announce)
        for widget in (self._python, self._wheels):
            widget.fileChanged.connect(self._announce)
        self._announce()

    @property
    def existing(self) -> bool:
        """Whether to use an existing environment of the user."""
        return self._use.isChecked()

    @property
    def profile(self) -> str:
        """Name of a lock file profile."""
        return str(self._purpose.currentData())

    @property
    def device(self) -> str:
        """Variant of the packages: "auto", "cpu" or "cuda"."""
        return str(self._device.currentData())

    @property
    def python(self) -> str:
        """Interpreter of the existing environment; may be empty."""
        return str(self._python.filePath()).strip()

    @property
    def wheels(self) -> str:
        """Folder of wheels; may be empty."""
        return str(self._wheels.filePath()).strip()

    def choose_profile(self, profile: str) -> None:
        """Select the profile of the installed environment."""
        self._purpose.setCurrentIndex(self._purpose.findData(profile))

    def choose_python(self, python: str) -> None:
        """Select the existing environment that is in use."""
        self._python.setFilePath(python)
        self._use.setChecked(True)

    def _lay_out(self) -> None:
        self._advanced.setObjectName("advanced")
        self._advanced.setCollapsed(True)
        advanced = QFormLayout(self._advanced)
        advanced.addRow(tr("Folder of wheels (offline)"), self._wheels)
        self._form = QFormLayout()
        self._form.addRow(tr("Purpose"), self._purpose)
        self._form.addRow(tr("Device"), self._device)
        self._form.addRow(tr("Python interpreter"), self._python)
        for form in (advanced, self._form):
            lead_to_fields(form)
        layout = QVBoxLayout(self)
        layout.addWidget(self._make)
        layout.addWidget(self._use)
        layout.addLayout(self._form)
        layout.addWidget(self._advanced)

    def _announce(self) -> None:
        for field, visible in ((self._device, not self.existing), (self._python, self.existing)):
            field.setVisible(visible)
            self._form.labelForField(field).setVisible(visible)
        self._advanced.setVisible(not self.existing)
        self.changed.emit()


def _combo(name: str, entries: dict[str, str]) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    for value, text in entries.items():
        combo.addItem(tr(text), value)
    return combo


def _file(name: str, mode: QgsFileWidget.StorageMode, title: str) -> QgsFileWidget:
    widget = QgsFileWidget()
    widget.setObjectName(name)
    widget.setStorageMode(mode)
    widget.setDialogTitle(title)
    return widget
