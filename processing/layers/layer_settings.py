"""Settings of a raster layer that change what its file states: coordinate system and nodata values."""

from __future__ import annotations

from qgis.core import QgsRasterLayer

from ...contract.errors import SourceError
from ...contract.requests.reading import NO_NODATA
from ..app.i18n import tr
from ..parameters.areas import crs_text


def own_crs(layer: QgsRasterLayer) -> str:
    """Coordinate system that was set for a layer in place of its file's, as text for the engine; empty = the file's.

    Raises:
        SourceError: The layer has no coordinate system.
    """
    if not layer.crs().isValid():
        raise SourceError(
            tr("The layer {} has no coordinate system.").format(layer.name()), tr("Set it in the layer's properties.")
        )
    return "" if layer.crs() == layer.dataProvider().crs() else crs_text(layer.crs())


def own_nodata(layer: QgsRasterLayer) -> str:
    """Nodata value that was set for a layer in place of its file's, as in ``Reading.nodata``; empty = the file's.

    Raises:
        SourceError: The layer has several nodata values, or a range of them.
    """
    provider = layer.dataProvider()
    stated: set[float] = set()
    shown: set[float] = set()
    changed = False
    for band in range(1, provider.bandCount() + 1):
        if provider.sourceHasNoDataValue(band):
            stated.add(provider.sourceNoDataValue(band))
            if provider.useSourceNoDataValue(band):
                shown.add(provider.sourceNoDataValue(band))
            else:
                changed = True
        for values in provider.userNoDataValues(band):
            changed = True
            shown |= {values.min(), values.max()}
    if not changed or shown == stated:
        return ""
    if len(shown) > 1:
        raise SourceError(
            tr("The layer {} has several nodata values on its Transparency page; the engine takes one.").format(
                layer.name()
            ),
            tr("Keep one of them, or set NODATA."),
        )
    return f"{shown.pop():.17g}" if shown else NO_NODATA
