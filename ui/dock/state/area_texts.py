"""The area of the settings as text: its name, and the value of the parameter EXTENT."""

from __future__ import annotations

from ....contract.errors import RequestError
from ....processing.app.i18n import tr
from .settings import AreaChoice


def area_name(area: AreaChoice) -> str:
    """Name of the area, for display and in file names."""
    kinds = {"canvas": tr("view"), "drawn": tr("drawn"), "raster": tr("all")}
    return area.name or kinds.get(area.kind, tr("area"))


def extent_text(area: AreaChoice) -> str:
    """Value of EXTENT; empty if the area is none of the visible view.

    Raises:
        RequestError: The view is empty.
    """
    if area.kind != "canvas":
        return ""
    if area.extent is None or not area.crs:
        raise RequestError(tr("The map canvas is empty."), tr("Add imagery, or choose another area."))
    xmin, ymin, xmax, ymax = area.extent
    return f"{xmin!r},{xmax!r},{ymin!r},{ymax!r} [{area.crs}]"
