"""Chooses the scenes of a composite: looks at each in little, and keeps those with most clear ground."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import SourceError
from ..raster.area import MappedArea
from ..raster.grid import Grid
from .clouds import CLEAR
from .offsets import VISIBLE, Harmonisation, by_metadata, by_pixels, looks_subtracted
from .plan import Chosen
from .remote_pixels import RemotePixels
from .scenes import CLASSES, Scene

# Side of a look in pixels, at most: enough to know the share of clouds within a percent or two.
_LOOK_PX = 200
_READERS = 8
# A scene with less clear ground than this is not worth its bytes.
_LEAST_CLEAR = 0.01

Log = Callable[[str, str], None]


def choose(scenes: Sequence[Scene], area: MappedArea, most: int, pixels: RemotePixels, log: Log) -> list[Chosen]:
    """Scenes with clear ground in the area, at most ``most`` of each tile, the clearest first.

    Args:
        scenes: Scenes to choose from.
        area: The area on the grid of the composite.
        most: Most scenes of a tile.
        pixels: Reads pieces.
        log: log(level, message).

    Raises:
        SourceError: No scene has clear ground, or nothing states what the numbers of one mean.
    """
    look = _coarse(area)
    inside = _inside(area, look)
    with ThreadPoolExecutor(_READERS) as pool:
        classes = list(pool.map(lambda scene: pixels.read(scene, CLASSES, look, look.window), scenes))
    clear = [np.isin(found, CLEAR) & inside for found in classes]
    by_tile: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for index, (scene, ground) in enumerate(zip(scenes, clear, strict=True)):
        share = float(ground.sum() / inside.sum())
        if share >= _LEAST_CLEAR:
            by_tile[scene.tile].append((share, index))
    kept = [one for members in by_tile.values() for one in sorted(members, reverse=True)[:most]]
    if not kept:
        raise SourceError(
            f"None of the {len(scenes)} scenes shows clear ground in the area.",
            "Choose a longer period, other months, or a larger area.",
        )
    chosen = []
    for share, index in sorted(kept, key=lambda one: (-one[0], one[1])):
        scene = scenes[index]
        numbers = _harmonisation(scene, clear[index], look, pixels)
        log("warning" if numbers.warning else "info", numbers.warning or _words(scene, numbers, share))
        chosen.append(Chosen(scene, numbers, round(share, 4)))
    return chosen


def _harmonisation(scene: Scene, clear: NDArray[np.bool_], look: Grid, pixels: RemotePixels) -> Harmonisation:
    decided = by_metadata(scene)
    visible = [role for role in reversed(VISIBLE) if role in scene.assets]
    if not decided.is_shifted or not visible:
        return decided
    # Blue, the darkest: if the offset is still in it, the bytes of the others are saved.
    numbers = {visible[0]: pixels.read(scene, visible[0], look, look.window)[clear]}
    if not looks_subtracted(decided, numbers):
        return decided
    numbers |= {role: pixels.read(scene, role, look, look.window)[clear] for role in visible[1:]}
    return by_pixels(scene, decided, numbers)


def _coarse(area: MappedArea) -> Grid:
    """A grid with large pixels over the window of an area."""
    window = area.window
    factor = max(1, -(-max(window.width, window.height) // _LOOK_PX))
    cropped = area.grid.crop(window)
    return Grid(
        cropped.crs,
        cropped.x,
        cropped.y,
        cropped.pixel * factor,
        -(-window.width // factor),
        -(-window.height // factor),
    )


def _inside(area: MappedArea, look: Grid) -> NDArray[np.bool_]:
    inside = MappedArea(look.window, look, 1, area.region).inside(look.window)
    # An area smaller than a pixel of the look has no pixel centre in it.
    return inside if inside.any() else np.ones_like(inside)


def _words(scene: Scene, numbers: Harmonisation, share: float) -> str:
    added = sorted(set(numbers.added.values()))
    text = ", ".join(f"{number:+d}" for number in added)
    return f"{scene.id} ({scene.date}): {100 * share:.0f} % clear; added to its numbers: {text}, {numbers.how}."
