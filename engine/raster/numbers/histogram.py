"""The brightness of a picture by its histogram: with more than 8 bits where nothing states it, or as the model wants.

Networks for pictures learn from 8-bit images, and ours from images that went through this rule, too: the darkest pixels
of every band (0.5 %) become 0.12, so that haze goes, and the 98th percentile of the brightest band 0.8; one gain for
all bands keeps the colours. Imagery of 11 or 12 bits has no convention of its own, and haze lies over much of it.
"""

from __future__ import annotations

import dataclasses

import numpy as np

from ....contract.card import ModelCard
from .meaning import Meaning
from .sample import Sample

DARKEST, BRIGHTEST = 0.12, 0.8
"""Brightness, 0-1, of the percentiles below in usual pictures."""

DARK_PERCENT, BRIGHT_PERCENT = 0.5, 98.0

_FEWEST, _FEWEST_VALUES = 400, 16
"""Fewer pixels, or fewer different numbers, make no histogram."""

_DARK_MEDIAN, _DARK_WHITE = 0.17, 0.6
"""Imagery whose median and 98th percentile are darker looks like shadow all over to a network."""


def by_histogram(
    meaning: Meaning, card: ModelCard, source_type: str, sample: Sample, raster: str, *, told: bool
) -> Meaning:
    """Set the scale by the histogram if the model wants it, or if a picture of more than 8 bits has no usable scale.

    Args:
        meaning: What was decided from what is stated.
        card: Card of the model.
        source_type: numpy type of the file.
        sample: Pixels of the whole raster, so that all its parts are shown alike.
        raster: Name of the raster, for messages.
        told: Whether the request gives a scale or an offset, which counts whatever the histogram is.

    Returns:
        The meaning with a warning that says what was set, or the meaning as it was.
    """
    if told or not card.brightens(source_type):
        return meaning
    if sample.size < _FEWEST or len(np.unique(sample.values[:, :4096])) < _FEWEST_VALUES:
        return meaning
    dark = sample.percentile(DARK_PERCENT)
    span = float((sample.percentile(BRIGHT_PERCENT) - dark).max())
    if span <= 0:
        return meaning
    scale = (BRIGHTEST - DARKEST) / span
    brightened = dataclasses.replace(
        meaning,
        scales=(scale,) * len(dark),
        offsets=tuple(float(DARKEST - value * scale) for value in dark),
        stated=(True,) * len(dark),
        reason="by the histogram of the image",
    )
    if card.brightness == "histogram":
        return brightened
    if not all(meaning.stated):
        bits = 8 * np.dtype(source_type).itemsize
        why = f"Nothing states what the {bits}-bit numbers of {raster} mean."
    elif _is_dark(meaning, sample):
        why = f"The scale that is stated makes {raster} as dark as shadow."
    else:
        return meaning
    points = ", ".join(f"{role} {value:.4g}" for role, value in zip(card.roles, dark, strict=True))
    done = (
        f"OneMetre shows it to the model as bright as usual pictures, with SCALE={scale:.3g}, and takes its darkest "
        f"pixels ({points}) for shadow. If the map is poor, set SCALE and OFFSET yourself."
    )
    return dataclasses.replace(brightened, warnings=(*meaning.warnings, f"{why} {done}"))


def _is_dark(meaning: Meaning, sample: Sample) -> bool:
    scales, offsets = np.reshape(meaning.scales, (-1, 1)), np.reshape(meaning.offsets, (-1, 1))
    physical = sample.values * scales + offsets
    middle, white = float(np.median(physical, axis=1).mean()), float(np.percentile(physical, 98, axis=1).max())
    return middle < _DARK_MEDIAN and white < _DARK_WHITE
