"""How long tests wait for what has to happen."""

from __future__ import annotations

from onemetre.tools.qgis_window import PATIENCE

__all__ = ["PATIENCE", "PATIENCE_MS"]

PATIENCE_MS = int(PATIENCE * 1000)
"""In milliseconds, as Qt counts."""
