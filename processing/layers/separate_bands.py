"""Layers that are the bands of one image, each in a file of its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from qgis.core import QgsRasterLayer

from ...contract.band_files import bands_of_files
from ...contract.band_names import BandInfo, name_band
from ...contract.band_roles import band_text, resolve_bands
from ...contract.card import ModelCard
from ...contract.errors import BandError
from ..app.i18n import tr
from .model_fit import misfit
from .raster_facts import bands_of


def bands_of_layers(layers: Sequence[QgsRasterLayer]) -> list[BandInfo]:
    """Bands of the image that layers form, in their order; empty = the layers are images themselves."""
    names = bands_of_files([layer.source() for layer in layers])
    if not names or any(layer.bandCount() != 1 for layer in layers):
        return []
    if not all(layer.extent().intersects(layers[0].extent()) for layer in layers):
        return []
    bands = []
    for number, (layer, name) in enumerate(zip(layers, names, strict=True), start=1):
        (own,) = bands_of(layer)
        bands.append(
            dataclasses.replace(own, number=number) if own.names_a_role else name_band(number, name, {}, "undefined")
        )
    return bands


def bands_to_send_for(card: ModelCard, layers: Sequence[QgsRasterLayer], bands: Sequence[BandInfo]) -> str:
    """Value of BANDS for an image in separate files.

    Args:
        card: Card of the model.
        layers: Layers of the bands.
        bands: Bands by :func:`bands_of_layers`.

    Raises:
        BandError: A role has no band.
    """
    return band_text(card.roles, resolve_bands({}, card.roles, bands, _name(layers)))


def misfit_of_bands(card: ModelCard, layers: Sequence[QgsRasterLayer], bands: Sequence[BandInfo]) -> str:
    """Why a model cannot or should not map an image in separate files, a sentence; empty = it fits.

    Args:
        card: Card of the model.
        layers: Layers of the bands.
        bands: Bands by :func:`bands_of_layers`.
    """
    missing = []
    for band in card.bands:
        try:
            (number,) = resolve_bands({}, (band.role,), bands, _name(layers))
        except BandError:
            missing.append(band.role)
            continue
        if reason := misfit(dataclasses.replace(card, bands=(band,)), layers[number - 1], f"{band.role}=1"):
            return reason
    if missing:
        return tr("It needs {}, which {} lacks or does not name.").format(", ".join(missing), _name(layers))
    return ""


def _name(layers: Sequence[QgsRasterLayer]) -> str:
    return ", ".join(layer.name() for layer in layers)
