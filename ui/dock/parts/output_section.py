"""The dock's section Outputs: the outputs to write, their folder and names."""

from __future__ import annotations

import dataclasses
from typing import Any

from qgis.core import QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QSignalBlocker, QStandardPaths
from qgis.PyQt.QtWidgets import QCheckBox, QFormLayout, QLineEdit

from ....contract.errors import OutputError
from ....processing.app.i18n import tr
from ....processing.client.engine_words import error_text
from ...widgets.small import lead_to_fields, note, show_text
from ..state.planned_runs import output_names
from ..state.state import DockState
from .section import Section


class OutputSection(Section):
    """Selects the outputs.

    Args:
        state: State of the dock.
    """

    def __init__(self, state: DockState) -> None:
        super().__init__("outputs", tr("Outputs"), state)
        self.folder = QgsFileWidget()
        self.folder.setObjectName("folder")
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(tr("Output Folder"))
        self.folder.setAccessibleName(tr("Output folder"))
        self.pattern = QLineEdit()
        self.pattern.setObjectName("pattern")
        self.pattern.setToolTip(tr("Name of the files; it may contain {model}, {year} and {aoi}."))
        self.names = note("names")
        self.boxes = {
            "probability": QCheckBox(tr("Pro&bability")),
            "superresolved": QCheckBox(tr("Super-resolved image")),
            "polygons": QCheckBox(tr("Poly&gons")),
            "report": QCheckBox(tr("Report")),
        }
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("&Folder"), self.folder)
        form.addRow(tr("&Name"), self.pattern)
        lead_to_fields(form)
        self.column.addLayout(form)
        self.column.addWidget(self.names)
        classes = QCheckBox(tr("Class map"))
        classes.setChecked(True)
        classes.setEnabled(False)
        self.column.addWidget(classes)
        for name, box in self.boxes.items():
            box.setObjectName(f"output_{name}")
            box.toggled.connect(self._take_boxes)
            self.column.addWidget(box)
        self.folder.fileChanged.connect(self._take_folder)
        self.pattern.textEdited.connect(self._take_pattern)
        if not self.state.settings.outputs.folder:
            self._put(folder=_usual_folder())
        self.render()

    def render(self) -> None:
        """Show the settings."""
        outputs, card = self.state.settings.outputs, self.state.card
        with QSignalBlocker(self.folder):
            if self.folder.filePath() != outputs.folder:
                self.folder.setFilePath(outputs.folder)
        if self.pattern.text() != outputs.pattern:
            self.pattern.setText(outputs.pattern)
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(getattr(outputs, name))
        self.boxes["superresolved"].setVisible(card is not None and card.superresolved)
        try:
            names = output_names(self.state.settings, card) if card else {}
        except OutputError as error:
            show_text(self.names, f"⚠ {error_text(error)}")
        else:
            show_text(self.names, "\n".join(f"{name}.tif" for name in names.values()))

    def _take_boxes(self) -> None:
        self._put(**{name: box.isChecked() for name, box in self.boxes.items()})

    def _take_folder(self, path: str) -> None:
        self._put(folder=path.strip())

    def _take_pattern(self, text: str) -> None:
        self._put(pattern=text)

    def _put(self, **fields: Any) -> None:
        self.state.update(outputs=dataclasses.replace(self.state.settings.outputs, **fields))


def _usual_folder() -> str:
    home = QgsProject.instance().homePath()
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return home or f"{documents}/OneMetre"
