"""Judges from the description of a raster whether a model can map it."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import Qgis, QgsRasterBlock, QgsRasterLayer

from ...contract.band_roles import ALPHA, band_text, of_roles, resolve_bands
from ...contract.card import ModelCard
from ...contract.errors import BandError
from ..app.i18n import tr
from ..parameters.band_text import parse_bands
from .raster_facts import bands_of, pixel_metres

_FINE, _TOO_COARSE = 0.5, 2.5
"""Fractions of the model's pixel size: finer pixels waste detail of the raster, the engine rejects coarser ones."""

_BITS = {"uint8": 8, "uint16": 16, "float32": 32}


def misfit(card: ModelCard, layer: QgsRasterLayer, bands: str, *, scaled: bool = False) -> str:
    """Why a model cannot or should not map a raster, a sentence; empty = it fits.

    Args:
        card: Card of the model.
        layer: Raster to map.
        bands: Text of the parameter BANDS.
        scaled: Whether a scale is given, so that the meaning of the numbers is known.
    """
    missing = missing_roles(card, layer, bands)
    if missing:
        return tr("It needs {}, which {} lacks or does not name.").format(", ".join(missing), layer.name())
    pixel = pixel_metres(layer)
    if pixel > _TOO_COARSE * card.resolution or 0 < pixel < _FINE * card.resolution:
        return tr("It expects pixels of {:g} m; those of {} are {:.3g} m.").format(card.resolution, layer.name(), pixel)
    if not scaled and (bits := _unclear_bits(card, layer, bands)):
        return tr(
            "It expects {}-bit numbers; {} has {}-bit numbers and does not state their meaning: set their "
            "scale (in the dock, under More), or convert it."
        ).format(_BITS[card.data_type], layer.name(), bits)
    return ""


def bands_to_send(card: ModelCard, layer: QgsRasterLayer, bands: str) -> str:
    """Value of BANDS that states the band of each role, as :func:`resolve_bands` finds them in the layer.

    Args:
        card: Card of the model.
        layer: Raster to map.
        bands: Text of the parameter BANDS as chosen so far; roles of other models are left out.

    Raises:
        BandError: A role has no band.
    """
    parsed = parse_bands(bands)
    requested = of_roles(parsed, card.roles)
    text = band_text(card.roles, resolve_bands(requested, card.roles, bands_of(layer), layer.name()))
    return f"{text},{ALPHA}={parsed[ALPHA]}" if ALPHA in parsed else text


def most_bands_first(cards: Iterable[ModelCard]) -> list[ModelCard]:
    """Sort the models of each kind by the number of bands they use, most first; the kinds keep their order."""
    cards = list(cards)
    kinds = [_kind(card) for card in cards]
    return sorted(cards, key=lambda card: (kinds.index(_kind(card)), -len(card.bands)))


def _kind(card: ModelCard) -> tuple[str, str]:
    """Task and family of a model; the networks of a family differ with the bands."""
    return card.task, card.name.partition(".")[0]


def _unclear_bits(card: ModelCard, layer: QgsRasterLayer, bands: str) -> int:
    """Bits of a raster's numbers if the model expects others and nothing tells their scale; 0 = all bands are clear."""
    provider = layer.dataProvider()
    requested = of_roles(parse_bands(bands), card.roles)
    for band in resolve_bands(requested, card.roles, bands_of(layer), layer.name()):
        kind = provider.sourceDataType(band)
        numpy_type = "uint8" if kind == Qgis.DataType.Byte else kind.name.lower()
        tagged = (provider.bandScale(band), provider.bandOffset(band)) != (1.0, 0.0)
        if not tagged and not card.takes(numpy_type) and not card.brightens(numpy_type):
            return int(8 * QgsRasterBlock.typeSize(kind))
    return 0


def missing_roles(card: ModelCard, layer: QgsRasterLayer, bands: str) -> list[str]:
    """Roles of a model that no band of the raster has."""
    described, requested = bands_of(layer), parse_bands(bands)
    missing = []
    for role in card.roles:
        try:
            resolve_bands(of_roles(requested, (role,)), (role,), described, layer.name())
        except BandError:
            missing.append(role)
    return missing
