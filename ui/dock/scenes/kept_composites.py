"""Composites that the dock keeps: their size, and a button that removes them."""

from __future__ import annotations

import contextlib
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QHBoxLayout, QWidget

from ....processing.app.i18n import tr
from ...widgets.small import button, note, show_text
from ..state.composites import composites_folder

_MEGA = 1e6


class KeptComposites(QWidget):
    """Shows how much the composites take; the button removes all that the project does not show."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("kept_composites")
        self.words = note("composites_size")
        self.empty = button("empty_composites", tr("Empty"), tr("Remove the images that the project does not show"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.empty)
        self.empty.clicked.connect(self.remove_all)
        self.render()

    def render(self) -> None:
        """Count what is kept."""
        images = list(composites_folder().glob("*.tif"))
        size = sum(path.stat().st_size for path in images) / _MEGA
        text = tr("Images kept to be used again: {}, {} MB").format(len(images), f"{size:,.1f}")
        show_text(self.words, text if images else "")
        self.setVisible(bool(images))

    def remove_all(self) -> None:
        """Remove the images that the project does not show, and what lies beside them."""
        shown = {Path(layer.source()) for layer in QgsProject.instance().mapLayers().values()}
        for image in composites_folder().glob("*.tif"):
            if image not in shown:
                for path in (image, *image.parent.glob(f"{image.stem}.*")):
                    # Another program may have it open: then it stays, and counts.
                    with contextlib.suppress(OSError):
                        path.unlink(missing_ok=True)
        self.render()
