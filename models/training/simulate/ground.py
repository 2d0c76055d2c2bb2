"""Labelled ground at 1 m: what scenes are simulated from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .sensor import FloatImage

Tone = Literal["aerial", "bright-aerial", "stretched", "reflectance"]


@dataclass(frozen=True)
class Ground:
    """A piece of labelled ground at 1 m.

    Attributes:
        image: [bands, height, width], bands red, green, blue (and near infrared): digital numbers 0-255 as float32,
            or reflectance 0-1 where ``tone`` is "reflectance".
        labels: uint8 [height, width] of ``Surface`` and ``UNKNOWN``.
        tone: How the numbers become reflectance, see :func:`.sentinel2.draw_reflectance`.
        place: For people and for splits, e.g. "chico_2020".
    """

    image: FloatImage
    labels: NDArray[np.uint8]
    tone: Tone
    place: str
