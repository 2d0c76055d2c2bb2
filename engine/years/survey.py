"""Walks over a stack of probabilities block by block: counts growth, and makes the years consistent on the way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..raster.areas import Areas
from ..raster.datasets import gdal_options
from ..raster.grid import Window
from .consistency import Chain
from .growth import Growth, classes_of
from .stack import YearStack

CONSISTENT_THRESHOLD = 50
"""Percent from which a pixel of a consistent map is the class: what is more likely than not."""

# Numbers of all years in one block: 16 MB of input, and twice that of output.
_NUMBERS = 2**24
# Blocks in work at a time: more threads than these would only wait for the disk, and take memory.
_MOST_THREADS = 8
# A block has one scale: pixels farther apart than this may differ in area by more than 1e-5 in UTM.
_BLOCK_M = 2000.0


@dataclass
class Findings:
    """What a walk found.

    Attributes:
        single: Growth by the maps of the years, each for itself.
        consistent: Growth after the years were made consistent; None = they were not.
        changed: For each year the number of pixels whose class the rule changed.
        observed: For each year the number of pixels observed.
        pixels: Number of pixels of the stack.
    """

    single: Growth
    consistent: Growth | None
    changed: list[int]
    observed: list[int]
    pixels: int = 0

    def to_json(self) -> dict[str, Any]:
        """As an object for JSON."""
        return asdict(self)

    @staticmethod
    def from_json(facts: dict[str, Any]) -> Findings:
        """The findings of an object that :meth:`to_json` made.

        Raises:
            TypeError: The object is another one.
            KeyError: A field is missing.
        """
        consistent = facts["consistent"]
        return Findings(
            Growth(**facts["single"]),
            None if consistent is None else Growth(**consistent),
            facts["changed"],
            facts["observed"],
            facts["pixels"],
        )


@dataclass(frozen=True)
class Block:
    """A finished block.

    Attributes:
        window: Pixels of the stack that it covers.
        percent: Consistent probabilities, [years, rows, columns]; None = years are not linked.
        classes: Consistent classes 0, 1 and 255; None likewise.
    """

    window: Window
    percent: NDArray[np.uint8] | None
    classes: NDArray[np.uint8] | None


@dataclass
class Survey:
    """A walk over a stack.

    Attributes:
        stack: Probabilities of the years.
        chain: Links the years; None = every year for itself.
        remote: Whether the stack may lie on the network.
        threads: Processor threads.
        findings: What was found so far.
    """

    stack: YearStack
    chain: Chain | None
    remote: bool
    threads: int
    findings: Findings = field(init=False)

    def __post_init__(self) -> None:
        years = len(self.stack.years)
        self._areas = Areas(self.stack.grid)
        self._thresholds = [one.threshold for one in self.stack.maps]
        second = Growth(years) if self.chain is not None else None
        self.findings = Findings(Growth(years), second, [0] * years, [0] * years)

    def blocks(self, check: Callable[[float], None]) -> Iterator[Block]:
        """Blocks in the order of the rows.

        Args:
            check: Called with the fraction done, 0-1; may raise to stop.

        Raises:
            SourceError: A raster cannot be read, or holds no probabilities.
        """
        metres = self.stack.grid.pixel * self.stack.grid.metres_per_unit
        widest = max(1, round(_BLOCK_M / metres)) * 512
        windows = deque(self.stack.blocks(min(_NUMBERS // len(self.stack.years), widest)))
        total = len(windows)
        pending: deque[Future[tuple[Block, Findings]]] = deque()
        threads = min(self.threads, _MOST_THREADS)
        with ThreadPoolExecutor(threads) as pool:
            try:
                while windows or pending:
                    while windows and len(pending) <= threads:
                        pending.append(pool.submit(self._block, windows.popleft()))
                    block, found = pending.popleft().result()
                    self._add(found)
                    yield block
                    check(1 - (len(windows) + len(pending)) / total)
            finally:
                for future in pending:
                    future.cancel()

    def _block(self, window: Window) -> tuple[Block, Findings]:
        with gdal_options(remote=self.remote):
            percent = self.stack.read(window)
        pixel = self._areas.pixel_km2(window.col + window.width / 2, window.row + window.height / 2)
        years = len(percent)
        found = Findings(Growth(years), None, [0] * years, [], window.width * window.height)
        mapped = classes_of(percent, self._thresholds)
        found.single.add(percent, mapped, pixel)
        found.observed = [int(np.count_nonzero(one != 255)) for one in percent]
        if self.chain is None:
            return Block(window, None, None), found
        linked = self.chain.probabilities(percent)
        settled = classes_of(linked, [CONSISTENT_THRESHOLD] * years)
        found.consistent = Growth(years)
        found.consistent.add(linked, settled, pixel)
        found.changed = [int(np.count_nonzero(a != b)) for a, b in zip(mapped, settled, strict=True)]
        classes = settled.view(np.uint8)
        classes[percent == 255] = 255
        return Block(window, linked, classes), found

    def _add(self, found: Findings) -> None:
        total = self.findings
        consistent = total.consistent
        if consistent is not None and found.consistent is not None:
            consistent = consistent.plus(found.consistent)
        self.findings = Findings(
            total.single.plus(found.single),
            consistent,
            [a + b for a, b in zip(total.changed, found.changed, strict=True)],
            [a + b for a, b in zip(total.observed, found.observed, strict=True)],
            total.pixels + found.pixels,
        )
