"""Decides what the numbers of a raster mean: scale and offset, from everything that is stated about them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ....contract.card import ModelCard
from ....contract.told import told
from .product import Product
from .sample import Sample

_VISIBLE = ("red", "green", "blue")
# Share of pixels below the offset, in two visible bands, from which it must have been subtracted already: real images
# have none, those that it was subtracted from have over 80 %.
_SUBTRACTED = 0.05


@dataclass(frozen=True)
class StatedValues:
    """Everything that is stated about the numbers of the bands to read.

    Attributes:
        scale, offset: Values of the request; None = not given.
        file_scales, file_offsets: GDAL's scale and offset per band; 1 with 0 counts as not set.
        product: What the product states; None = nothing.
    """

    scale: float | None
    offset: float | None
    file_scales: Sequence[float]
    file_offsets: Sequence[float]
    product: Product | None = None


@dataclass(frozen=True)
class Meaning:
    """Physical value = DN * scale + offset, per band.

    Attributes:
        scales, offsets: Coefficients per band.
        stated: Whether each band's scale is stated anywhere; otherwise it is the card's.
        reason: Where the coefficients come from, in words.
        warnings: Contradictions, whole sentences.
    """

    scales: tuple[float, ...]
    offsets: tuple[float, ...]
    stated: tuple[bool, ...]
    reason: str
    warnings: tuple[str, ...] = ()

    def physical(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Reflectance or brightness 0-1 of pixels as stored, [C, n]."""
        result: NDArray[np.float64] = values * np.reshape(self.scales, (-1, 1)) + np.reshape(self.offsets, (-1, 1))
        return result

    def sentence(self, card: ModelCard) -> str:
        """The decision in one sentence."""
        pairs = list(dict.fromkeys(zip(self.scales, self.offsets, strict=True)))
        if len(pairs) == 1:
            return _same_sentence(card.data_type, _formula(*pairs[0]), self.reason)
        each = "; ".join(
            f"{role}: DN x {_formula(scale, offset)}"
            for role, scale, offset in zip(card.roles, self.scales, self.offsets, strict=True)
        )
        return _each_sentence(card.data_type, each, self.reason)


def _same_sentence(data_type: str, formula: str, reason: str) -> str:
    """What the numbers of all bands mean."""
    if data_type == "uint8":
        return told(f"Brightness = DN x {formula}, {reason}.")
    if data_type == "uint16":
        return told(f"Reflectance = DN x {formula}, {reason}.")
    return told(f"Value = DN x {formula}, {reason}.")


def _each_sentence(data_type: str, each: str, reason: str) -> str:
    """What the numbers of each band mean."""
    if data_type == "uint8":
        return told(f"Brightness by band ({each}), {reason}.")
    if data_type == "uint16":
        return told(f"Reflectance by band ({each}), {reason}.")
    return told(f"Value by band ({each}), {reason}.")


def decide(card: ModelCard, stated: StatedValues, sample: Sample, raster: str) -> Meaning:
    """Decide scale and offset of every band.

    The request comes first, then GDAL's scale and offset, then the product's tags and metadata, last the card. An
    offset that only the product states is not applied if the pixels show that it was subtracted already.

    Args:
        card: Card of the model.
        stated: Everything that is stated.
        sample: Pixels of the raster.
        raster: Name of the raster, for messages.
    """
    product = stated.product
    warnings: list[str] = []
    if product is not None and product.level == "L1C" and card.data_type == "uint16":
        warnings.append(
            f"{raster} is a Level-1C product (top of atmosphere), the model expects surface reflectance (Level-2A): "
            "the map will be less accurate. Use the Level-2A product of the same scene."
        )
    scales, offsets, known, reasons = [], [], [], []
    for index, band in enumerate(card.bands):
        tagged = (stated.file_scales[index], stated.file_offsets[index]) != (1.0, 0.0)
        by_product = product.offset(band.role) if product is not None else None
        scale, offset, why = band.scale, band.offset, told("as the model expects; the file states no scale")
        if tagged:
            scale, offset, why = (
                stated.file_scales[index],
                stated.file_offsets[index],
                told("by scale and offset in the file"),
            )
        if product is not None and (product.scale is not None or by_product is not None):
            # A scale without an offset in the file does not mean that the product's offset was subtracted.
            same = tagged and offset == 0 and abs(scale - (product.scale or scale)) < 1e-9
            if not tagged or (same and by_product):
                scale = product.scale or scale
                offset, why = by_product or 0.0, told(f"by {product.words}")
        is_known = tagged or stated.scale is not None or (product is not None and product.scale is not None)
        if stated.scale is not None or stated.offset is not None:
            scale = stated.scale if stated.scale is not None else scale
            offset = stated.offset if stated.offset is not None else offset
            given = _given(stated)
            both = stated.scale is not None and stated.offset is not None
            why = given if both or why.startswith("as") else told(f"{given}, the rest {why}")
        scales.append(scale)
        offsets.append(offset)
        known.append(is_known)
        reasons.append(why)
    reason = functools.reduce(lambda one, other: told(f"{one}; and {other}"), dict.fromkeys(reasons))
    decided = Meaning(tuple(scales), tuple(offsets), tuple(known), reason, tuple(warnings))
    return _not_twice(decided, card, stated, sample, raster)


def _not_twice(decided: Meaning, card: ModelCard, stated: StatedValues, sample: Sample, raster: str) -> Meaning:
    """The decision without the product's offset if the pixels show that it was subtracted already."""
    product = stated.product
    if product is None or stated.offset is not None or not sample.size or product.words not in decided.reason:
        return decided
    shares = {}
    for index, role in enumerate(card.roles):
        scale, offset = decided.scales[index], decided.offsets[index]
        if role in _VISIBLE and offset < 0 < scale:
            raw = sample.values[index]
            shares[role] = float(((raw > 0) & (raw < -offset / scale * (1 - 1e-9))).mean())
    if sum(share > _SUBTRACTED for share in shares.values()) < 2:
        return decided
    worst = max(shares, key=lambda role: shares[role])
    offset = min(decided.offsets)
    warning = (
        f"The offset of {raster} ({offset:g}, {product.origin}) was subtracted from its pixels already: "
        f"{100 * shares[worst]:.0f} % of {worst} would be below 0. OneMetre does not subtract it again; set "
        f"OFFSET={offset:g} to do so."
    )
    reason = f"{decided.reason}, whose offset was subtracted from the pixels already"
    zeros = (0.0,) * len(decided.offsets)
    return Meaning(decided.scales, zeros, decided.stated, reason, (*decided.warnings, warning))


def _given(stated: StatedValues) -> str:
    """Parameters of the request that decide."""
    if stated.scale is None:
        return told("by OFFSET")
    return told("by SCALE") if stated.offset is None else told("by SCALE and OFFSET")


def _formula(scale: float, offset: float) -> str:
    sign = "-" if offset < 0 else "+"
    return f"{scale:.9g}" + (f" {sign} {abs(offset):.9g}" if offset else "")
