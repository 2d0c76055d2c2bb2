"""The Processing provider."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider


class OneMetreProvider(QgsProcessingProvider):
    """Provider ``onemetre``."""

    def id(self) -> str:
        """The provider's id; part of every saved model, so it never changes."""
        return "onemetre"

    def name(self) -> str:
        """The provider's name in the toolbox."""
        return "OneMetre"

    def loadAlgorithms(self) -> None:  # noqa: N802 - Qt's spelling
        """Add the algorithms."""
