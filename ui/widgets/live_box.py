"""A combo box whose entries are read again when it opens."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QSizePolicy


class LiveBox(QComboBox):
    """A list that signals its opening, and never widens its window.

    Args:
        name: Object name.
        title: Accessible name.
        letters: Number of letters that it shows at least.

    Attributes:
        opened: Emitted before the list opens.
    """

    opened = pyqtSignal()

    def __init__(self, name: str, title: str, letters: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def showPopup(self) -> None:
        """Signal the opening, then open the list."""
        self.opened.emit()
        super().showPopup()
