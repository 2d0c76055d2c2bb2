"""Looks at the pixels: can the numbers mean what was decided? Knows the usual mistakes and names their remedy.

The limits were set on 375 Sentinel-2 crops world-wide (levels 1C and 2A), 843 aerial crops and drone images, none of
which raises a doubt, and on the same images with each mistake made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ....contract.card import ModelCard
from ....contract.errors import SourceError
from .band_order import order_doubt
from .histogram import darkness
from .meaning import Meaning
from .radiometry import Radiometry, stretch
from .sample import Sample

_VISIBLE = ("red", "green", "blue")
# So many pixels of a scene hold a shadow, water or another dark spot.
_SCENE = 8000
_SHARE = 0.05
# Line of bare ground: least correlation and slope, and where it begins if 0.1 was added to both bands. Of 169 tiles,
# 11 without a dark spot among them, it begins at -0.05 to 0.025.
_ON_LINE, _REDDISH, _BEGIN = 0.8, 1.3, (0.045, 0.2)


@dataclass(frozen=True)
class Look:
    """Everything that a judgement needs.

    Attributes:
        card: Card of the model.
        sample: Pixels as stored.
        meaning: Scale and offset that were decided.
        radiometry: Conversion to the numbers of the card.
        bands: Band numbers in the order of the card's roles.
        told: Whether the request gives a scale, and an offset.
    """

    card: ModelCard
    sample: Sample
    meaning: Meaning
    radiometry: Radiometry
    bands: Sequence[int]
    told: tuple[bool, bool]

    @property
    def physical(self) -> NDArray[np.float64]:
        """Physical values of the pixels, [C, n]: reflectance or brightness 0-1."""
        return self.meaning.physical(self.sample.values)

    @property
    def visible(self) -> list[int]:
        """Positions of red, green and blue among the roles."""
        return [index for index, role in enumerate(self.card.roles) if role in _VISIBLE]


@dataclass(frozen=True)
class Doubt:
    """A reason why the numbers cannot mean what was decided.

    Attributes:
        problem, remedy: One sentence each.
        certain: Whether no real image looks like this.
    """

    problem: str
    remedy: str
    certain: bool = False


def check_plausibility(look: Look, raster: str) -> tuple[str, ...]:
    """Judge the pixels.

    Args:
        look: Pixels and what was decided about them.
        raster: Name of the raster, for messages.

    Returns:
        Warnings for the user, whole sentences with the remedy.

    Raises:
        SourceError: The pixels cannot mean what was decided beyond doubt, and the request does not insist.
    """
    if look.sample.size and look.card.data_type != "float32" and (doubt := _fractions(look, raster)):
        raise SourceError(doubt.problem, doubt.remedy)
    if not look.sample.is_image:
        return ()
    kinds = {"uint16": _reflectance, "uint8": _brightness}
    doubt = next(kinds[look.card.data_type](look, raster), None) if look.card.data_type in kinds else None
    if doubt is not None and doubt.certain and not any(look.told):
        raise SourceError(doubt.problem, doubt.remedy)
    if doubt is not None:
        return (f"{doubt.problem} {doubt.remedy}",)
    if look.card.data_type not in kinds:
        return ()
    picture = look.card.data_type == "uint8"
    order = order_doubt(look.physical, look.card.roles, look.bands, raster, picture=picture)
    return (order,) if order else ()


def _fractions(look: Look, raster: str) -> Doubt | None:
    """Floating-point numbers that rounding would reduce to almost nothing."""
    sample = look.sample
    low, high = float(sample.values.min()), float(sample.values.max())
    # A scale of a thousandth or less is one for whole numbers.
    if look.told[0] or not sample.is_float or max(look.meaning.scales) > 0.01 or low < -0.2 or not 0 < high <= 2:
        return None
    return Doubt(
        f"The pixels of {raster} lie between {low:.3g} and {high:.3g}; they look like fractions of 1.",
        "If they are, set SCALE=1 and OFFSET=0. Otherwise set SCALE to the value of one step on a scale from 0 to 1.",
        certain=True,
    )


def _reflectance(look: Look, raster: str) -> Iterator[Doubt]:
    """Doubts about reflectance, the surest first."""
    sample, physical, visible = look.sample, look.physical, look.visible
    if not visible:
        return
    top, most = float(np.percentile(physical, 99.9, axis=1).max()), float(sample.percentile(99.9).max())
    if top < 0.0256:
        yield _small(raster, most, top) if most <= 255 else _dark(raster, top)
    bright, median = float(np.percentile(physical, 98, axis=1).max()), float(np.median(physical, axis=1)[visible].min())
    if bright > 1.25 or median > 1.2:
        yield Doubt(
            f"The pixels of {raster} are too bright for reflectance: 2 % exceed {bright:.2g}, and 1 is all light.",
            f"Set SCALE={1 / 65535:.9f} if 65535 is 1, or the SCALE of the product.",
            certain=bright > 2 or median > 1.2,
        )
    yield from _offset_left(look, raster)
    yield from _offset_added(look, raster)
    yield from _offset_twice(look, raster)


def _small(raster: str, most: float, top: float) -> Doubt:
    """Numbers of up to 255 where 10000 would be full reflectance."""
    problem = (
        f"The pixels of {raster} reach only {most:.4g}, a reflectance of {top:.2g}, which is darker than any land."
    )
    if most <= 110:
        return Doubt(
            problem, "Set SCALE=0.01 if they are per cent, or SCALE=0.003921569 if 255 is white.", certain=True
        )
    return Doubt(problem, "Set SCALE=0.003921569 if it is an 8-bit picture in which 255 is white.", certain=True)


def _dark(raster: str, top: float) -> Doubt:
    """Numbers that a scale makes too small."""
    return Doubt(
        f"The pixels of {raster} reach only a reflectance of {top:.2g}, which is darker than any land.",
        f"Set SCALE=0.0001 if they are reflectance times 10000, or {1 / 65535:.9f} if 65535 is 1.",
    )


def _offset_left(look: Look, raster: str) -> Iterator[Doubt]:
    """An offset of 1000 that was not subtracted: no pixel of any visible band is darker than 0.1."""
    sample, physical, visible = look.sample, look.physical, look.visible
    untouched = all(offset == 0 for offset in look.meaning.offsets) and not look.told[1]
    if not untouched or not all(abs(scale - 0.0001) < 1e-9 for scale in look.meaning.scales):
        return
    darkest = np.percentile(physical, 0.1, axis=1)
    low, high = float(darkest[visible].min()), float(darkest[visible].max())
    # Pale deserts have no dark spot either.
    desert = high > 0.16
    if low < 0.1 or (desert and not _begins_at_offset(look)):
        return
    # A small crop may have no dark spot at all. Near infrared tells: shadows and water are dark there too.
    has_dark = "nir" in look.card.roles and float(darkest[look.card.roles.index("nir")]) < 0.17
    if sample.size >= _SCENE or has_dark or desert:
        yield Doubt(
            f"No pixel of {raster} is darker than {low * 10000:.0f} in red, green or blue: the offset of 1000 that "
            "Sentinel-2 products have since January 2022 seems not to be subtracted.",
            "Set OFFSET=-0.1 to subtract it, or OFFSET=0 if the numbers are right.",
            certain=sample.size >= _SCENE and not desert and not any(look.meaning.stated),
        )


def _offset_added(look: Look, raster: str) -> Iterator[Doubt]:
    """An offset with the wrong sign, as somebody types it who means to subtract."""
    added = min(look.meaning.offsets)
    darkest = float(np.percentile(look.physical, 0.1, axis=1)[look.visible].min())
    if added > 0 and darkest >= 0.1 and darkest - added < 0.1:
        yield Doubt(
            f"No pixel of {raster} is darker than {darkest:.2g} in red, green or blue once {added:g} is added.",
            f"Set OFFSET={-added:g} to subtract it, or OFFSET=0 to leave the numbers as they are.",
        )


def _begins_at_offset(look: Look) -> bool:
    """Whether the line of bare ground, red over blue, begins near 0.1 / 0.1 rather than at the origin.

    Lit more or less, the same ground lies on a line through the origin; an offset moves the whole line.
    """
    roles = look.card.roles
    if not {"red", "blue"} <= set(roles):
        return False
    red, blue = look.physical[roles.index("red")], look.physical[roles.index("blue")]
    (blue_var, both), (_, red_var) = np.cov(blue, red)
    if both < _ON_LINE * np.sqrt(blue_var * red_var) or both <= 0:
        return False
    variances, axes = np.linalg.eigh([[blue_var, both], [both, red_var]])
    slope = float(axes[1, np.argmax(variances)] / axes[0, np.argmax(variances)])
    if slope < _REDDISH:
        return False
    begin = float((np.median(red) - slope * np.median(blue)) / (1 - slope))
    return _BEGIN[0] < begin < _BEGIN[1]


def _offset_twice(look: Look, raster: str) -> Iterator[Doubt]:
    """An offset that was subtracted once too often: much of the visible bands is at or below 0."""
    sample, roles, visible = look.sample, look.card.roles, look.visible
    below = {roles[index]: float((look.physical[index] < -1e-9).mean()) for index in visible}
    if sum(share > _SHARE for share in below.values()) >= 2:
        worst = max(below, key=lambda role: below[role])
        applied = min(look.meaning.offsets)
        yield Doubt(
            f"{100 * below[worst]:.0f} % of {worst} in {raster} lie below 0: an offset seems to be subtracted twice.",
            "Set OFFSET=0 to leave the numbers as they are." if applied < 0 else "Set OFFSET=0.1 to take one back.",
            certain=applied < 0,
        )
    # In per cent or tenths, 1 is no small number.
    tiny = max(look.meaning.scales) < 0.001
    empty = {roles[index]: sample.empty[index] for index in visible if tiny}
    if sum(share > _SHARE for share in empty.values()) >= 2:
        worst = max(empty, key=lambda role: empty[role])
        yield Doubt(
            f"{100 * empty[worst]:.0f} % of {worst} in {raster} are 0 or 1 where other bands have more: an offset "
            "seems to be subtracted twice, and the rest was cut off.",
            "Use the original numbers with OFFSET=-0.1, or OFFSET=0 if they are right.",
        )


def _brightness(look: Look, raster: str) -> Iterator[Doubt]:
    """Doubts about the brightness of pictures."""
    physical = look.physical
    scale = stretch(look.sample)
    remedy = f"Set SCALE={scale:.3g} to show it as bright as usual pictures."
    if any(offset for offset in look.meaning.offsets):
        remedy = f"Set SCALE={scale:.3g} and OFFSET=0 to show it as bright as usual pictures."
    if dark := darkness(physical, look.radiometry.source_type):
        middle, white = dark
        yield Doubt(
            f"{raster} is dark to the model: the median brightness is {middle:.2g}, 2 % of the pixels exceed "
            f"{white:.2g}, and usual pictures have 0.2 to 0.8.",
            remedy,
            certain=middle < 0.02,
        )
    if float((physical >= 1).mean(axis=1).min()) > 0.5:
        yield Doubt(f"Most pixels of {raster} are white to the model.", remedy, certain=True)
