"""The line More of a raster in the dock: scale and offset of its numbers, collapsed unless they are set."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBoxBasic, QgsDoubleSpinBox
from qgis.PyQt.QtCore import QSignalBlocker, pyqtSignal
from qgis.PyQt.QtWidgets import QFormLayout

from ....processing.app.i18n import tr
from ...widgets.small import name_collapsing

_MOST, _DECIMALS = 1000.0, 9
_NOT_SET = -_MOST - 1


class ValuesBox(QgsCollapsibleGroupBoxBasic):
    """Edits scale and offset.

    Attributes:
        changed: Emitted with scale and offset after an edit; None = as the file states, else as the model expects.
    """

    changed = pyqtSignal(object, object)

    def __init__(self) -> None:
        super().__init__(tr("More"))
        self.setObjectName("values")
        name_collapsing(self, tr("More"))
        self.setFlat(True)
        self.scale = _number(
            "scale", tr("Physical value = pixel value * scale + offset; 0.0001 for reflectance x 10000.")
        )
        self.offset = _number("offset", tr("-0.1 for Sentinel-2 since January 2022 if the file has lost its metadata."))
        form = QFormLayout(self)
        form.addRow(tr("Scale"), self.scale)
        form.addRow(tr("Offset"), self.offset)
        for box in (self.scale, self.offset):
            box.valueChanged.connect(self._edited)
        self.setCollapsed(True)

    def show_values(self, scale: float | None, offset: float | None) -> None:
        """Show scale and offset; None = not set."""
        for box, value in ((self.scale, scale), (self.offset, offset)):
            with QSignalBlocker(box):
                box.setValue(_NOT_SET if value is None else value)
        if scale is not None or offset is not None:
            self.setCollapsed(False)

    def _edited(self, _: float) -> None:
        self.changed.emit(*(None if box.value() < -_MOST else box.value() for box in (self.scale, self.offset)))


def _number(name: str, tip: str) -> QgsDoubleSpinBox:
    box = QgsDoubleSpinBox()
    box.setObjectName(name)
    box.setToolTip(tip)
    box.setDecimals(_DECIMALS)
    box.setRange(_NOT_SET, _MOST)
    box.setClearValue(_NOT_SET, tr("as stated in the file"))
    box.setKeyboardTracking(False)
    box.setMinimumWidth(1)
    return box
