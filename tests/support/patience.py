"""Time limits of tests that wait for something."""

from __future__ import annotations

from onemetre.tools.qgis_window import PATIENCE

__all__ = ["PATIENCE", "PATIENCE_MS"]

PATIENCE_MS = int(PATIENCE * 1000)
"""The same in milliseconds, as Qt counts."""
