"""Whether a model can map a raster, as far as the raster's description says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from qgis.core import Qgis, QgsRasterBlock, QgsRasterLayer

from ...contract.band_roles import resolve_bands
from ...contract.card import ModelCard
from ...contract.errors import BandError
from ..app.i18n import tr
from ..parameters.band_text import parse_bands
from .raster_facts import bands_of, pixel_metres

_FINE, _TOO_COARSE = 0.5, 2.5
"""Shares of the model's resolution: finer pixels waste what the raster has, coarser ones the engine refuses."""

_BITS = {"uint8": 8, "uint16": 16, "float32": 32}


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
    if bits := _unclear_bits(card, layer, bands):
        return tr(
            "It is for {}-bit numbers; {} has {}-bit ones and does not say what they mean: convert it, or give SCALE "
            "in the toolbox."
        ).format(_BITS[card.data_type], layer.name(), bits)
    return ""


def best_model(cards: Sequence[ModelCard], unfit: Callable[[ModelCard], str]) -> ModelCard | None:
    """The model to begin with; None = none fits.

    Args:
        cards: The default first. Where it fits, only its like takes its place: one that uses more of the image's bands.
        unfit: Why a model does not fit; empty = it does.
    """
    default_fits = bool(cards) and not unfit(cards[0])
    candidates = [card for card in cards if not default_fits or _kind(card) == _kind(cards[0])]
    return next((card for card in most_bands_first(candidates) if not unfit(card)), None)


def most_bands_first(cards: Iterable[ModelCard]) -> list[ModelCard]:
    """In their order, but of models of one kind those first that use more of an image."""
    cards = list(cards)
    kinds = [_kind(card) for card in cards]
    return sorted(cards, key=lambda card: (kinds.index(_kind(card)), -len(card.bands)))


def _kind(card: ModelCard) -> tuple[str, str]:
    return card.task, card.architecture


def _unclear_bits(card: ModelCard, layer: QgsRasterLayer, bands: str) -> int:
    """Bits of the numbers of a raster that are neither the model's nor tagged with a scale; 0 = all are clear."""
    provider = layer.dataProvider()
    for band in resolve_bands(parse_bands(bands), card.roles, bands_of(layer), layer.name()):
        kind = provider.sourceDataType(band)
        numpy_type = "uint8" if kind == Qgis.DataType.Byte else kind.name.lower()
        tagged = (provider.bandScale(band), provider.bandOffset(band)) != (1.0, 0.0)
        if not tagged and not card.takes(numpy_type):
            return int(8 * QgsRasterBlock.typeSize(kind))
    return 0


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
