"""Whether a model can map a raster, as far as the raster's description says."""

from __future__ import annotations

from qgis.core import QgsRasterLayer

from ..engine.bands import resolve_bands
from ..engine.errors import BandError
from ..models.card import ModelCard
from .band_text import parse_bands
from .i18n import tr
from .imagery import bands_of, pixel_metres

_FINE, _TOO_COARSE = 0.5, 2.5
"""Shares of the model's resolution: finer pixels waste what the raster has, coarser ones the engine refuses."""


def misfit(card: ModelCard, layer: QgsRasterLayer, bands: str) -> str:
    """Why a model cannot map a raster, or should not, a sentence; empty = it fits.

    Args:
        card: The model's.
        layer: The raster.
        bands: Text of the parameter BANDS.
    """
    missing = missing_roles(card, layer, bands)
    if missing:
        return tr("It needs {}, which {} lacks or does not name.").format(", ".join(missing), layer.name())
    pixel = pixel_metres(layer)
    if pixel > _TOO_COARSE * card.resolution or 0 < pixel < _FINE * card.resolution:
        return tr("It is for pixels of {:g} m; {} has {:.3g} m.").format(card.resolution, layer.name(), pixel)
    return ""


def missing_roles(card: ModelCard, layer: QgsRasterLayer, bands: str) -> list[str]:
    """Roles of a model for which the raster has no band."""
    described = bands_of(layer)
    missing = []
    for role in card.roles:
        try:
            resolve_bands(parse_bands(bands), (role,), described, layer.name())
        except BandError:
            missing.append(role)
    return missing
