"""Makes one image of many scenes, block by block."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..raster.area import MappedArea
from ..raster.grid import Grid, Window
from .clouds import RIM_PX, clear_ground
from .median import median
from .offsets import Harmonisation, harmonised
from .remote_pixels import Pixels, RemotePixels
from .scenes import CLASSES, Asset, Scene
from .unit_store import UnitStore

SIDE = 2048
"""Side of a block in pixels: the pieces of a scene that are fetched, stored and composed together."""

_READERS = 8
"""Pieces that are fetched at the same time: services answer slowly, but to many."""


@dataclass(frozen=True)
class Chosen:
    """A scene of the composite.

    Attributes:
        scene: The scene.
        numbers: How its numbers become reflectance.
        clear: Share of the area that is clear in it, 0-1.
    """

    scene: Scene
    numbers: Harmonisation
    clear: float


@dataclass(frozen=True)
class Plan:
    """What is composed.

    Attributes:
        grid: Grid of whole blocks around the area.
        chosen: Scenes, the one with most clear ground first.
    """

    grid: Grid
    chosen: tuple[Chosen, ...]

    def to_json(self) -> dict[str, Any]:
        """A form that can be stored; addresses have no signatures."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Plan:
        """The plan of :meth:`to_json`."""
        chosen = []
        for one in data["chosen"]:
            assets = {role: Asset(**asset) for role, asset in one["scene"]["assets"].items()}
            scene = Scene(**one["scene"] | {"assets": assets})
            chosen.append(Chosen(scene, Harmonisation(**one["numbers"]), one["clear"]))
        return cls(Grid(**data["grid"]), tuple(chosen))


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
    used: NDArray[np.int64] = field(init=False)

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
                    image, shares = self._block(number, window, pool, _portion(tell, done, len(blocks)))
                    self.store.put(f"block-{number}-shares", shares)
                    self.store.put(f"block-{number}", image)
                    self.store.drop_units(number)
                self.used += shares
                yield window, image

    def _block(
        self, number: int, window: Window, pool: ThreadPoolExecutor, tell: Callable[[float], None]
    ) -> tuple[Pixels, NDArray[np.int64]]:
        """A block, and the pixels that each scene contributed to it."""
        mask = self.area.mask(window)
        inside = np.ones((window.height, window.width), np.bool_) if mask is None else mask
        clear = self._clear(number, window, inside, pool)
        tell(0.2)
        compose = self._median if self.method == "median" else self._least_cloud
        return compose(number, window, clear, pool, tell)

    def _clear(
        self, number: int, window: Window, inside: NDArray[np.bool_], pool: ThreadPoolExecutor
    ) -> list[NDArray[np.bool_]]:
        """Clear ground of every scene in the window, within the area."""
        around = window.expanded(RIM_PX)
        futures = [pool.submit(self._piece, number, index, CLASSES, around) for index in range(len(self.plan.chosen))]
        found = []
        for classes in _in_order(futures):
            clear = clear_ground(classes)[RIM_PX:-RIM_PX, RIM_PX:-RIM_PX]
            found.append(clear & inside)
        return found

    def _median(
        self,
        number: int,
        window: Window,
        clear: list[NDArray[np.bool_]],
        pool: ThreadPoolExecutor,
        tell: Callable[[float], None],
    ) -> tuple[Pixels, NDArray[np.int64]]:
        wanted = [index for index, ground in enumerate(clear) if ground.any()]
        image = np.zeros((len(self.roles) + 1, window.height, window.width), np.uint16)
        shares = np.zeros(len(clear), np.int64)
        if not wanted:
            return image, shares
        futures = {
            (index, role): pool.submit(self._piece, number, index, role, window)
            for role in self.roles
            for index in wanted
        }
        planes = np.empty((len(self.roles), len(wanted), window.height, window.width), np.uint16)
        for done, ((index, role), future) in enumerate(futures.items()):
            planes[self.roles.index(role), wanted.index(index)] = _result(future, futures.values())
            tell(0.2 + 0.7 * (done + 1) / len(futures))
        # A pixel counts on a day if all bands have data.
        for place, index in enumerate(wanted):
            seen = clear[index] & (planes[:, place] > 0).all(axis=0)
            planes[:, place, ~seen] = 0
            shares[index] = np.count_nonzero(seen)
        for band in range(len(self.roles)):
            image[band], counts = median(planes[band], self.threads)
        image[-1] = counts
        return image, shares

    def _least_cloud(
        self,
        number: int,
        window: Window,
        clear: list[NDArray[np.bool_]],
        pool: ThreadPoolExecutor,
        tell: Callable[[float], None],
    ) -> tuple[Pixels, NDArray[np.int64]]:
        image = np.zeros((len(self.roles) + 1, window.height, window.width), np.uint16)
        shares = np.zeros(len(clear), np.int64)
        for index, ground in enumerate(clear):
            wanted = ground & (image[-1] == 0)
            if wanted.any():
                futures = [pool.submit(self._piece, number, index, role, window) for role in self.roles]
                bands = np.stack(list(_in_order(futures)))
                taken = wanted & (bands > 0).all(axis=0)
                image[:-1, taken] = bands[:, taken]
                image[-1, taken] = 1
                shares[index] = np.count_nonzero(taken)
            tell(0.2 + 0.7 * (index + 1) / len(clear))
        return image, shares

    def _piece(self, number: int, index: int, role: str, window: Window) -> Pixels:
        """A piece of a scene, from the store if it was fetched before; bands as reflectance x 10000."""
        name = f"unit-{number}-{index}-{role}"
        stored = self.store.get(name)
        if stored is None:
            chosen = self.plan.chosen[index]
            stored = self.pixels.read(chosen.scene, role, self.plan.grid, window)
            if role != CLASSES:
                stored = harmonised(stored, chosen.numbers.added.get(role, 0))
            self.store.put(name, stored)
        return stored


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
