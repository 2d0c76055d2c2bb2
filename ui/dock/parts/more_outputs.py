"""The box More of the dock's outputs: how the probability and the polygons are written, collapsed unless it is used."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBoxBasic, QgsDoubleSpinBox
from qgis.PyQt.QtCore import QSignalBlocker, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QFormLayout

from ....processing.app.i18n import tr
from ...widgets.small import name_collapsing
from ..state.settings import OutputChoice

_MOST_M, _MOST_M2 = 1000.0, 1_000_000.0


class MoreOutputs(QgsCollapsibleGroupBoxBasic):
    """Edits the options of the outputs.

    Attributes:
        changed: Emitted with these fields of :class:`OutputChoice` after an edit.
    """

    changed = pyqtSignal(dict)

    def __init__(self) -> None:
        super().__init__(tr("More"))
        self.setObjectName("more_outputs")
        self.setFlat(True)
        self.every = QCheckBox(tr("Probability of every class"))
        self.every.setObjectName("every_probability")
        self.every.setToolTip(tr("One band for each class of the model, the mapped class first."))
        self.numbers = {
            "simplify_m": _number(
                "simplify_m", tr(" m"), _MOST_M, tr("Corners that move an outline by less than this are removed.")
            ),
            "right_angles_m": _number(
                "right_angles_m",
                tr(" m"),
                _MOST_M,
                tr(
                    "Outlines get right angles where nothing moves by more than this; two to three pixels suit "
                    "buildings."
                ),
            ),
            "min_area_m2": _number(
                "min_area_m2", tr(" m²"), _MOST_M2, tr("Smaller polygons are left out, smaller holes filled.")
            ),
        }
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.every)
        form.addRow(tr("Simplify polygons"), self.numbers["simplify_m"])
        form.addRow(tr("Right angles"), self.numbers["right_angles_m"])
        form.addRow(tr("Smallest polygon"), self.numbers["min_area_m2"])
        self.every.toggled.connect(self._edited)
        for box in self.numbers.values():
            box.valueChanged.connect(self._edited)
        name_collapsing(self, tr("More"))
        self.setCollapsed(True)

    def show_choice(self, outputs: OutputChoice) -> None:
        """Show the options; those of an output that is not written are disabled."""
        with QSignalBlocker(self.every):
            self.every.setChecked(outputs.every_probability)
        self.every.setEnabled(outputs.probability)
        for name, box in self.numbers.items():
            with QSignalBlocker(box):
                box.setValue(getattr(outputs, name))
            box.setEnabled(outputs.polygons)
        if outputs.parameters():
            self.setCollapsed(False)

    def _edited(self, _: object) -> None:
        numbers = {name: box.value() for name, box in self.numbers.items()}
        self.changed.emit({"every_probability": self.every.isChecked(), **numbers})


def _number(name: str, unit: str, most: float, tip: str) -> QgsDoubleSpinBox:
    box = QgsDoubleSpinBox()
    box.setObjectName(name)
    box.setToolTip(tip)
    box.setSuffix(unit)
    box.setDecimals(1)
    box.setRange(0, most)
    box.setClearValue(0, tr("no"))
    box.setKeyboardTracking(False)
    box.setMinimumWidth(1)
    return box
