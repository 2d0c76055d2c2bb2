"""Labelled ground at 1 m, from which scenes are simulated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .sensor import FloatImage

Tone = Literal["aerial", "bright-aerial", "stretched", "reflectance"]


@dataclass(frozen=True)
class Ground:
    """A patch of labelled ground at 1 m.

    Attributes:
        image: [bands, height, width], bands red, green, blue (and near infrared): digital numbers 0-255 as float32,
            or reflectance 0-1 if ``tone`` is "reflectance".
        labels: uint8 [height, width] of ``Surface`` and ``UNKNOWN``.
        tone: Conversion of the numbers to reflectance, see :func:`.scenes.draw_reflectance`.
        place: Name for display and for splits, e.g. "chico_2020".
    """

    image: FloatImage
    labels: NDArray[np.uint8]
    tone: Tone
    place: str
