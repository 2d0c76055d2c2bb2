"""The brightness of a picture by its histogram: with more than 8 bits where nothing states it, or as the model wants.

Networks for pictures learn from 8-bit images, and ours from images that went through this rule, too: the darkest pixels
of every band (0.5 %) become 0.12, so that haze goes, and the 98th percentile of the brightest band 0.8; one gain for
all bands keeps the colours. Imagery of 11 or 12 bits has no convention of its own, and haze lies over much of it.
"""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from ....contract.card import ModelCard
from .meaning import Meaning
from .sample import Sample

DARKEST, BRIGHTEST = 0.12, 0.8
"""Brightness, 0-1, of the percentiles below in usual pictures."""

DARK_PERCENT, BRIGHT_PERCENT = 0.5, 98.0


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
    if not sample.is_image:
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
    elif darkness(meaning.physical(sample.values), source_type):
        why = f"The scale that is stated makes {raster} as dark as shadow."
    else:
        return meaning
    points = ", ".join(f"{role} {value:.4g}" for role, value in zip(card.roles, dark, strict=True))
    done = (
        f"OneMetre shows it to the model as bright as usual pictures, with SCALE={scale:.3g}, and takes its darkest "
        f"pixels ({points}) for shadow. If the map is poor, set SCALE and OFFSET yourself."
    )
    return dataclasses.replace(brightened, warnings=(*meaning.warnings, f"{why} {done}"))


def darkness(physical: NDArray[np.float64], source_type: str) -> tuple[float, float] | None:
    """How dark imagery is that looks like shadow all over to a network.

    Args:
        physical: Brightness 0-1, [C, n].
        source_type: numpy type of the file: real 8-bit pictures are sometimes dark, a dark conversion of wider numbers
            is a wrong scale.

    Returns:
        Median, and the brightness that 2 % of the pixels exceed; None = the imagery is as bright as usual.
    """
    middle = float(np.median(physical, axis=1).mean())
    white = float(np.percentile(physical, BRIGHT_PERCENT, axis=1).max())
    darkest, brightest = (0.12, 0.4) if source_type == "uint8" else (0.17, 0.6)
    return (middle, white) if middle < darkest and white < brightest else None
