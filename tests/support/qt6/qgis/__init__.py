"""A package ``qgis`` on PyQt6, for what needs Qt only; see ``qgis.PyQt`` and ``qgis.core`` in it."""

from typing import Any

processing: Any
