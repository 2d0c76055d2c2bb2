"""The dock's section Outputs: the outputs to write, their folder and names."""

from __future__ import annotations

import dataclasses
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QSignalBlocker
from qgis.PyQt.QtWidgets import QCheckBox, QFormLayout, QLineEdit

from ....contract.errors import EngineError, OutputError
from ....processing.app.i18n import tr
from ....processing.client.engine_words import error_text
from ...widgets.small import lead_to_fields, note, show_text
from ..state.composites import COMPOSITE
from ..state.planned_run import PlannedRun
from ..state.state import DockState
from .more_outputs import MoreOutputs
from .section import Section


class OutputSection(Section):
    """Selects the outputs.

    Args:
        state: State of the dock.
        plan: Bound method that returns the runs, or raises an EngineError if a setting is missing; held weakly.
    """

    def __init__(self, state: DockState, plan: Callable[[], list[PlannedRun]]) -> None:
        super().__init__("outputs", tr("Outputs"), state)
        self._plan = weakref.WeakMethod(plan)
        self.folder = QgsFileWidget()
        self.folder.setObjectName("folder")
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(tr("Output Folder"))
        self.folder.setAccessibleName(tr("Output folder"))
        self.pattern = QLineEdit()
        self.pattern.setObjectName("pattern")
        self.pattern.setToolTip(
            tr(
                "Name of the files. It may contain {model}, {year}, {date}, {aoi} (the area), {place} (the area or the "
                "imagery) and {n} (a number that makes the name free)."
            )
        )
        self.names = note("names")
        self.boxes = {
            "probability": QCheckBox(tr("Pro&bability")),
            "superresolved": QCheckBox(tr("Super-resolved image")),
            "polygons": QCheckBox(tr("Poly&gons")),
            "report": QCheckBox(tr("Report")),
            "replace": QCheckBox(tr("Replace earlier maps of this name")),
        }
        self.boxes["replace"].setToolTip(tr("Otherwise a new map gets a number"))
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
        self.more = MoreOutputs()
        self.more.changed.connect(self._take_more)
        self.column.addWidget(self.more)
        self.folder.fileChanged.connect(self._take_folder)
        self.pattern.textEdited.connect(self._take_pattern)
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
        self.more.show_choice(outputs)
        self.boxes["superresolved"].setVisible(card is not None and card.superresolved)
        show_text(self.names, self._names_text())

    def _names_text(self) -> str:
        """Names of the maps that a run would write, one a line, or what is wrong with them."""
        plan = self._plan()
        try:
            runs = plan() if plan is not None else []
        except OutputError as error:
            return f"⚠ {error_text(error)}"
        except EngineError:
            # The foot of the dock says what is missing.
            return ""
        replaced = tr("{} (replaces the earlier one)")
        paths = [Path(run.parameters["OUTPUT"]) for run in runs if run.algorithm != COMPOSITE]
        return "\n".join(replaced.format(path.name) if path.exists() else path.name for path in paths)

    def _take_boxes(self) -> None:
        self._put(**{name: box.isChecked() for name, box in self.boxes.items()})

    def _take_more(self, fields: dict[str, Any]) -> None:
        self._put(**fields)

    def _take_folder(self, path: str) -> None:
        self._put(folder=path.strip())

    def _take_pattern(self, text: str) -> None:
        self._put(pattern=text)

    def _put(self, **fields: Any) -> None:
        self.state.update(outputs=dataclasses.replace(self.state.settings.outputs, **fields))
