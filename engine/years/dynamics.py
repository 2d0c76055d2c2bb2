"""Gain and loss of a class between the maps of several years, by zone, streamed by blocks.

Only pixels that are known in both years of a period are compared. Areas are those on the ellipsoid: each block is cut
into parts in which all pixels have nearly the same area, and the pixels of a part are counted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import SourceError
from ..raster.areas import Areas
from ..raster.datasets import gdal_options
from ..raster.grid import Grid, Window
from ..write.legend import NODATA
from .opening import opened
from .stack import YearStack
from .zones import ZoneOnGrid

NO_YEAR = 65535
"""Value of a pixel that is not known in every year, in rasters of years."""
NEVER = 0
"""Value of a pixel that is known in every year and never became or ceased to be the class."""

# A pixel's area may be off that in the middle of its part by this, relatively.
_EVEN = 4e-5
_PERCENT = 100
# A year after all others.
_LATE = 4000
_IN_WORK = 3
# Pixels of a block, of all years together: some hundred bytes each while they are compared.
_PIXELS = 2**21

Mask = NDArray[np.bool_]
T = TypeVar("T", np.bool_, np.uint8)


@dataclass(frozen=True)
class Question:
    """What is compared.

    Attributes:
        value: Value of the class; 0 in maps of probabilities.
        min_width: Changes narrower than this number of pixels are left out; 1 = none.
        strict: Whether values besides 0, 1 and nodata are refused, as nobody said which one is the class.
        trust_remote: Whether the maps may be read from the network.
        loss_years: Whether the raster with the year of the loss is needed; otherwise it is 0.
    """

    value: int
    min_width: int = 1
    strict: bool = False
    trust_remote: bool = False
    loss_years: bool = False


@dataclass
class Tally:
    """Areas of a zone, square metres. Years and periods as in :class:`Comparison`.

    Attributes:
        ground: Pixels of the zone.
        complete: Pixels that are known in every year.
        known, mapped, expected: Known pixels, pixels of the class, and sum of the probabilities, by year.
        compared, before, gain, loss: Pixels known in both years, and of these the class in the first year, what became
            and what ceased to be it, by period.
        expected_before, expected_after: Sum of the probabilities in the first and second year, of pixels known in both,
            by period.
    """

    ground: float
    complete: float
    known: NDArray[np.float64]
    mapped: NDArray[np.float64]
    expected: NDArray[np.float64]
    compared: NDArray[np.float64]
    before: NDArray[np.float64]
    gain: NDArray[np.float64]
    loss: NDArray[np.float64]
    expected_before: NDArray[np.float64]
    expected_after: NDArray[np.float64]


@dataclass(frozen=True)
class Changes:
    """The rasters of a block, [rows, columns] each.

    Attributes:
        window: Place of the block in the stack.
        gain: First year in which the class was there.
        loss: First year in which the class was gone.
        change: Change from the first year to the last one, by the values of :mod:`onemetre.contract.year_colors`.
    """

    window: Window
    gain: NDArray[np.uint16]
    loss: NDArray[np.uint16]
    change: NDArray[np.uint8]


@dataclass
class _Masks:
    """Pixels of a block, without its rim.

    Attributes:
        known, mapped: By year.
        both, before, gain, loss: By period.
        complete: Known in every year.
        percent: Probabilities by year, 0 where not known; empty = maps of classes.
    """

    known: list[Mask]
    mapped: list[Mask]
    both: list[Mask]
    before: list[Mask]
    gain: list[Mask]
    loss: list[Mask]
    complete: Mask
    percent: list[NDArray[np.uint8]] = field(default_factory=list)


class Comparison:
    """Compares the maps of a stack.

    Attributes:
        periods: Pairs of numbers of maps: each with the one before; last the first with the last, if there are more
            than two.
    """

    def __init__(self, stack: YearStack, grid: Grid, zones: Sequence[ZoneOnGrid], question: Question) -> None:
        self._stack, self._zones, self._question = stack, zones, question
        self._areas = Areas(grid)
        self._even = self._areas.even_block(_EVEN)
        last = len(stack.maps) - 1
        self.periods = [(n, n + 1) for n in range(last)] + ([(0, last)] if last > 1 else [])
        windows = [zone.area.window for zone in zones]
        self._edges = np.array([(w.col, w.row, w.right, w.bottom) for w in windows])
        self._sums = np.zeros((len(zones), 2 + 3 * len(stack.maps) + 6 * len(self.periods)))

    def run(self, threads: int, advance: Callable[[float], None]) -> Iterator[Changes]:
        """Compare block by block, in order; the sums are complete after the last one.

        Args:
            threads: Threads that read and compare.
            advance: Called with the fraction done; may raise.

        Raises:
            SourceError: A map cannot be read, or has values that it must not have.
        """
        windows = list(self._stack.blocks(_PIXELS // len(self._stack.maps)))
        waiting: deque[Future[tuple[Changes, list[tuple[int, NDArray[np.float64]]]]]] = deque()
        with ThreadPoolExecutor(threads) as pool:
            try:
                for number, window in enumerate([*windows, *[None] * _IN_WORK * threads]):
                    if window is not None:
                        waiting.append(pool.submit(self._block, window))
                    if waiting and (window is None or len(waiting) > _IN_WORK * threads):
                        changes, found = waiting.popleft().result()
                        advance(max(0, number - len(waiting)) / len(windows))
                        for zone, sums in found:
                            self._sums[zone] += sums
                        yield changes
            finally:
                pool.shutdown(cancel_futures=True)

    def tally(self, zone: int) -> Tally:
        """Areas of a zone, by its place among the zones."""
        ground, complete, *rest = self._sums[zone]
        years, periods = len(self._stack.maps), len(self.periods)
        by_year = np.reshape(rest[: 3 * years], (3, years))
        by_period = np.reshape(rest[3 * years :], (6, periods))
        return Tally(float(ground), float(complete), *by_year, *by_period)

    def _block(self, window: Window) -> tuple[Changes, list[tuple[int, NDArray[np.float64]]]]:
        with gdal_options(remote=self._question.trust_remote):
            masks = self._masks(window)
        found = []
        low = self._edges[:, :2] < (window.right, window.bottom)
        high = self._edges[:, 2:] > (window.col, window.row)
        for number in np.flatnonzero(low.all(axis=1) & high.all(axis=1)).tolist():
            part = window.intersection(self._zones[number].area.window)
            inside = self._zones[number].mask(part)
            if inside is None or inside.any():
                found.append((number, self._summed(masks, window, part, inside)))
        return self._changes(window, masks), found

    def _masks(self, window: Window) -> _Masks:
        rim = self._question.min_width - 1
        values = self._values(window, rim)
        inner = slice(rim, rim + window.height), slice(rim, rim + window.width)
        known = list(values != NODATA)
        mapped = [self._is_class(layer, number) for number, layer in enumerate(values)]
        both, before, gain, loss = [], [], [], []
        for first, second in self.periods:
            both.append((known[first] & known[second])[inner])
            before.append((mapped[first] & known[second])[inner])
            gain.append(opened(known[first] & ~mapped[first] & mapped[second], rim + 1))
            loss.append(opened(mapped[first] & known[second] & ~mapped[second], rim + 1))
        known, mapped = ([layer[inner] for layer in layers] for layers in (known, mapped))
        percent = []
        if self._stack.percent:
            percent = [layer[inner] * there for there, layer in zip(known, values, strict=True)]
        complete = np.logical_and.reduce(known)
        return _Masks(known, mapped, both, before, gain, loss, complete, percent)

    def _values(self, window: Window, rim: int) -> NDArray[np.uint8]:
        """Values of the block with a rim, which is not known beyond the maps."""
        wanted = window.expanded(rim)
        there = wanted.intersection(Window(0, 0, self._stack.width, self._stack.height))
        values = self._stack.read(there)
        if self._question.strict and np.any((values > 1) & (values != NODATA)):
            named = next(one.name for one, layer in zip(self._stack.maps, values, strict=True) if _has_more(layer))
            raise SourceError(
                f"{named} has values besides 0 and 1, and does not state what they are.",
                "Set CLASS to the value of the class.",
            )
        if there == wanted:
            return values
        top, left = there.row - wanted.row, there.col - wanted.col
        rows, columns = (top, wanted.bottom - there.bottom), (left, wanted.right - there.right)
        return np.pad(values, ((0, 0), rows, columns), constant_values=NODATA)

    def _is_class(self, values: NDArray[np.uint8], number: int) -> Mask:
        if not self._stack.percent:
            return values == self._question.value
        return (values >= self._stack.maps[number].threshold) & (values <= _PERCENT)

    def _summed(self, masks: _Masks, block: Window, part: Window, inside: Mask | None) -> NDArray[np.float64]:
        """Areas of a zone's pixels in a part of a block, in the order of :meth:`tally`."""
        sums = np.zeros(self._sums.shape[1])
        wide, high = self._even
        for top in range(part.row, part.bottom, high):
            for left in range(part.col, part.right, wide):
                piece = Window(left, top, min(wide, part.right - left), min(high, part.bottom - top))
                mask = None if inside is None else _cut(inside, part, piece)
                if mask is not None and not mask.any():
                    continue
                m2 = 1e6 * self._areas.pixel_km2(piece.col + piece.width / 2, piece.row + piece.height / 2)
                sums += m2 * _counted(masks, block, piece, mask, self.periods)
        return sums

    def _changes(self, window: Window, masks: _Masks) -> Changes:
        first, *later = self._stack.years
        steps = list(zip(later, masks.gain, strict=False))
        gain = _earliest([(first, masks.mapped[0]), *steps], masks.complete)
        lost = list(zip(later, masks.loss, strict=False)) if self._question.loss_years else []
        loss = _earliest(lost, masks.complete)
        # What changed differs from what stayed by 2: 0 and 2 (gain) was the rest before, 1 and 3 (loss) was the class.
        change = masks.before[-1].view(np.uint8) | (masks.gain[-1] | masks.loss[-1]).view(np.uint8) << np.uint8(1)
        return Changes(window, gain, loss, change | (~masks.both[-1]).view(np.uint8) * np.uint8(NODATA))


def _earliest(steps: Sequence[tuple[int, Mask]], complete: Mask) -> NDArray[np.uint16]:
    """For each pixel the earliest year whose mask has it.

    As the largest number of years before a late year: numbers are ten times faster than assignments to masks.
    """
    before = np.zeros(complete.shape, np.uint16)
    for year, mask in steps:
        np.maximum(before, mask * np.uint16(_LATE - year), out=before)
    years: NDArray[np.uint16] = (np.uint16(_LATE) - before) * (before > 0)
    return years | ~complete * np.uint16(NO_YEAR)


def _has_more(values: NDArray[np.uint8]) -> bool:
    return bool(((values > 1) & (values != NODATA)).any())


def _cut(layer: NDArray[T], whole: Window, part: Window) -> NDArray[T]:
    top, left = part.row - whole.row, part.col - whole.col
    return layer[top : top + part.height, left : left + part.width]


def _counted(
    masks: _Masks, block: Window, piece: Window, inside: Mask | None, periods: Sequence[tuple[int, int]]
) -> NDArray[np.float64]:
    """Numbers of pixels, and sums of probabilities, in the order of :meth:`Comparison.tally`."""

    def count(layer: Mask) -> int:
        here = _cut(layer, block, piece)
        return int(np.count_nonzero(here if inside is None else here & inside))

    def expect(layer: NDArray[np.uint8], among: Mask | None = None) -> float:
        here = _cut(layer, block, piece)
        for mask in (inside, None if among is None else _cut(among, block, piece)):
            if mask is not None:
                here = here * mask
        return float(here.sum(dtype=np.uint32 if here.size < 2**25 else np.uint64)) / _PERCENT

    pixels = piece.width * piece.height if inside is None else np.count_nonzero(inside)
    numbers: list[float] = [pixels, count(masks.complete)]
    numbers += [count(layer) for layers in (masks.known, masks.mapped) for layer in layers]
    no_percent = not masks.percent
    numbers += [0.0 if no_percent else expect(masks.percent[n]) for n in range(len(masks.known))]
    numbers += [count(layer) for layers in (masks.both, masks.before, masks.gain, masks.loss) for layer in layers]
    for side in (0, 1):
        for number, period in enumerate(periods):
            numbers.append(0.0 if no_percent else expect(masks.percent[period[side]], masks.both[number]))
    return np.array(numbers, np.float64)
