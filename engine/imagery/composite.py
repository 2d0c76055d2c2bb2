"""Makes one image of many scenes, block by block."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..raster.area import MappedArea
from ..raster.grid import Window
from .clouds import BRIGHT, RIM_PX, Mask, bright_ground, clear_ground
from .median import median
from .offsets import harmonised
from .plan import Plan
from .remote_pixels import Pixels, RemotePixels
from .scenes import CLASSES
from .unit_store import UnitStore

SIDE = 2048
"""Side of a block in pixels: the pieces of a scene that are fetched, stored and composed together."""

ROOF = 255
"""Number of observations of a pixel that is bright on every day, and was taken from one of them."""

_READERS = 8
"""Pieces that are fetched at the same time: services answer slowly, but to many."""

# Bytes of a block's pieces that stay in memory: those of 12 scenes and 4 bands.
_MOST_KEPT = 2**29

_CORE = np.s_[RIM_PX:-RIM_PX, RIM_PX:-RIM_PX]

Counts = NDArray[np.int64]


@dataclass
class Composer:
    """Composes the blocks of a plan.

    Attributes:
        plan: Grid and scenes of the composite.
        area: Area on the plan's grid.
        roles: Roles of the bands, in the order of the output.
        method: "median" or "least-cloud".
        pixels: Reads pieces.
        store: Keeps pieces and blocks.
        threads: Processor threads.
        used: Pixels that each scene contributed.
    """

    plan: Plan
    area: MappedArea
    roles: Sequence[str]
    method: str
    pixels: RemotePixels
    store: UnitStore
    threads: int
    used: Counts = field(init=False)

    def __post_init__(self) -> None:
        self.used = np.zeros(len(self.plan.chosen), np.int64)

    def blocks(self) -> list[tuple[int, Window]]:
        """Blocks that the area touches, by their numbers."""
        across = self.plan.grid.width // SIDE
        down = self.plan.grid.height // SIDE
        whole = [
            (row * across + col, Window(col * SIDE, row * SIDE, SIDE, SIDE))
            for row in range(down)
            for col in range(across)
        ]
        found = [(number, window.intersection(self.area.window)) for number, window in whole]
        return [(number, window) for number, window in found if not window.is_empty and self.area.touches(window)]

    def compose(self, tell: Callable[[float], None]) -> Iterator[tuple[Window, Pixels]]:
        """Blocks [bands and the number of observations, rows, columns] with their windows on the plan's grid.

        Args:
            tell: Called with the fraction done, 0-1; may raise to stop.
        """
        blocks = self.blocks()
        with ThreadPoolExecutor(_READERS) as pool:
            for done, (number, window) in enumerate(blocks):
                image, shares = self.store.get(f"block-{number}"), self.store.get(f"block-{number}-shares")
                if image is None or shares is None:
                    block = _Block(self, number, window, pool, _portion(tell, done, len(blocks)))
                    image, shares = block.compose()
                    self.store.put(f"block-{number}-shares", shares)
                    self.store.put(f"block-{number}", image)
                    self.store.drop_units(number)
                self.used += shares
                yield window, image

    def piece(self, number: int, index: int, role: str, window: Window) -> Pixels:
        """A piece of a scene, from the store if it was fetched before; bands as reflectance x 10000.

        Args:
            number: Number of the block.
            index: Number of the scene.
            role: Band, or the scene classification.
            window: Window on the plan's grid, the same one for all pieces of a block and role.
        """
        name = f"unit-{number}-{index}-{role}"
        stored = self.store.get(name)
        if stored is None:
            chosen = self.plan.chosen[index]
            stored = self.pixels.read(chosen.scene, role, self.plan.grid, window)
            if role != CLASSES:
                stored = harmonised(stored, chosen.numbers.added.get(role, 0))
            self.store.put(name, stored)
        return stored


class _Block:
    """One block in work.

    Args:
        composer: What it belongs to.
        number: Number of the block.
        window: Window on the plan's grid.
        pool: Threads that fetch.
        tell: Called with the fraction done.
    """

    def __init__(
        self, composer: Composer, number: int, window: Window, pool: ThreadPoolExecutor, tell: Callable[[float], None]
    ) -> None:
        self._composer, self._number, self._window = composer, number, window
        self._pool, self._tell = pool, tell
        self._image = np.zeros((len(composer.roles) + 1, window.height, window.width), np.uint16)
        self._shares = np.zeros(len(composer.plan.chosen), np.int64)

    def compose(self) -> tuple[Pixels, Counts]:
        """The block, and the pixels that each scene contributed to it."""
        composer = self._composer
        inside = composer.area.inside(self._window)
        around = self._window.expanded(RIM_PX)
        scenes = [one.scene for one in composer.plan.chosen]
        futures = [self._fetch(index, CLASSES, around) for index in range(len(scenes))]
        classes = [found.astype(np.uint8) for found in _in_order(futures)]
        days: dict[str, list[NDArray[np.uint8]]] = defaultdict(list)
        for scene, found in zip(scenes, classes, strict=True):
            days[scene.date].append(found)
        roofs = bright_ground(list(days.values()))
        clear = [clear_ground(found, roofs)[_CORE] & inside for found in classes]
        self._tell(0.2)
        if composer.method == "median":
            self._median(clear)
        else:
            self._least_cloud(clear)
        self._show_roofs(roofs[_CORE] & inside, classes)
        return self._image, self._shares

    def _median(self, clear: list[Mask]) -> None:
        # Its number tells a roof from what was observed so often.
        wanted = [index for index, ground in enumerate(clear) if ground.any()][: ROOF - 1]
        roles = self._composer.roles
        pending = deque(((index, role), self._fetch(index, role)) for role in roles for index in wanted)
        # The others come from the store once more: all of many scenes may be larger than the memory.
        kept: dict[tuple[int, str], Pixels] = {}
        # A pixel counts on a day if all bands have data.
        for left in range(len(pending) - 1, -1, -1):
            (index, role), future = pending.popleft()
            piece = _result(future, [other for _, other in pending])
            clear[index] &= piece > 0
            if len(kept) * piece.nbytes < _MOST_KEPT:
                kept[index, role] = piece
            self._tell(0.8 - 0.6 * left / (len(wanted) * len(roles)))
        for index in wanted:
            self._shares[index] = np.count_nonzero(clear[index])
        for band, role in enumerate(roles if wanted else ()):
            planes = np.zeros((len(wanted), *clear[0].shape), np.uint16)
            for place, index in enumerate(wanted):
                piece = kept.pop((index, role)) if (index, role) in kept else self._piece(index, role)
                np.copyto(planes[place], piece, where=clear[index])
            self._image[band], self._image[-1] = median(planes, self._composer.threads)
            self._tell(0.8 + 0.1 * (band + 1) / len(roles))

    def _least_cloud(self, clear: list[Mask]) -> None:
        for index, ground in enumerate(clear):
            wanted = ground & (self._image[-1] == 0)
            if wanted.any():
                bands = self._bands(index)
                taken = wanted & (bands > 0).all(axis=0)
                self._image[:-1, taken] = bands[:, taken]
                self._image[-1, taken] = 1
                self._shares[index] = np.count_nonzero(taken)
            self._tell(0.2 + 0.7 * (index + 1) / len(clear))

    def _show_roofs(self, roofs: Mask, classes: list[NDArray[np.uint8]]) -> None:
        """Take roofs from the day on which they are darkest in blue, of those that call them perhaps a cloud.

        Only of scenes that are fetched anyway; on the others clouds hide the whole block.
        """
        blue = self._composer.roles.index("blue") if "blue" in self._composer.roles else 0
        darkest = np.full(roofs.shape, 65_535, np.uint16)
        for index in np.flatnonzero(self._shares):
            perhaps = roofs & (classes[index][_CORE] == BRIGHT[0])
            if perhaps.any():
                bands = self._bands(index)
                taken = perhaps & (bands > 0).all(axis=0) & (bands[blue] < darkest)
                self._image[:-1, taken] = bands[:, taken]
                self._image[-1, taken] = ROOF
                darkest[taken] = bands[blue, taken]

    def _bands(self, index: int) -> Pixels:
        return np.stack(list(_in_order([self._fetch(index, role) for role in self._composer.roles])))

    def _fetch(self, index: int, role: str, window: Window | None = None) -> Future[Pixels]:
        return self._pool.submit(self._composer.piece, self._number, index, role, window or self._window)

    def _piece(self, index: int, role: str) -> Pixels:
        return self._composer.piece(self._number, index, role, self._window)


def _portion(tell: Callable[[float], None], done: int, blocks: int) -> Callable[[float], None]:
    """Tells the progress of one block among others."""
    return lambda share: tell((done + share) / blocks)


def _in_order(futures: Sequence[Future[Pixels]]) -> Iterator[Pixels]:
    for future in futures:
        yield _result(future, futures)


def _result(future: Future[Pixels], others: Any) -> Pixels:
    """The result; if it failed, nothing that has not begun is begun any more."""
    try:
        return future.result()
    except BaseException:
        for other in others:
            other.cancel()
        raise
