"""The Processing provider."""

from __future__ import annotations

import os

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .algorithms.describemodel import DescribeModel
from .base import ICONS


class OneMetreProvider(QgsProcessingProvider):
    """Provider ``onemetre``."""

    def id(self) -> str:
        """The provider's id; part of every saved model, so it never changes."""
        return "onemetre"

    def name(self) -> str:
        """The provider's name in the toolbox."""
        return "OneMetre"

    def icon(self) -> QIcon:
        """The provider's icon."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:  # noqa: N802 - Qt's spelling
        """The provider's icon as a file."""
        return os.path.join(ICONS, "onemetre.svg")

    def supportedOutputRasterLayerExtensions(self) -> list[str]:  # noqa: N802
        """What the engine writes: GeoTIFF."""
        return ["tif"]

    def defaultRasterFileExtension(self) -> str:  # noqa: N802
        """Extension of a temporary output."""
        return "tif"

    def loadAlgorithms(self) -> None:  # noqa: N802
        """Add the algorithms."""
        for algorithm in (DescribeModel,):
            self.addAlgorithm(algorithm())
