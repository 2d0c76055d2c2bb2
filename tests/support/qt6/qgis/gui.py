"""Names of ``qgis.gui``, as in ``qgis.core``; real is what only adds folding or a file's path to a widget of Qt."""

from typing import TYPE_CHECKING, Any


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return named(name)


if not TYPE_CHECKING:
    from PyQt6.QtCore import pyqtSignal
    from PyQt6.QtWidgets import QGroupBox, QLineEdit

    from .core import named

    class QgsCollapsibleGroupBox(QGroupBox):
        def setCollapsed(self, collapsed: bool) -> None:
            self.collapsed = collapsed

    class QgsFileWidget(QLineEdit):
        StorageMode = named("StorageMode")
        fileChanged = pyqtSignal(str)

        def __init__(self) -> None:
            super().__init__()
            self.textChanged.connect(self.fileChanged)

        def setFilePath(self, path: str) -> None:
            self.setText(path)

        def filePath(self) -> str:
            return self.text()

        def setStorageMode(self, _mode: object) -> None: ...

        def setDialogTitle(self, _title: str) -> None: ...

        def setFilter(self, _filter: str) -> None: ...
