"""Median of several dates, pixel by pixel, without the dates on which a pixel is hidden.

A network of minima and maxima sorts whole planes of pixels at once; numpy's own median sorts pixel by pixel and takes
several times as long.
"""

from __future__ import annotations

import functools
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

# Rows sorted together: the planes of a block stay in the processor's cache.
_ROWS = 64

Planes = NDArray[np.uint16]


def median(planes: Planes, threads: int = 1) -> tuple[NDArray[np.uint16], NDArray[np.uint8]]:
    """Median over the first axis, rounded half up, and the number of observations.

    Args:
        planes: Numbers of each date [dates, rows, columns]; 0 = hidden. At most 255 dates.
        threads: Processor threads.

    Returns:
        uint16 [rows, columns], 0 without an observation, and uint8 [rows, columns].

    Raises:
        ValueError: No date, or more than 255.
    """
    dates, rows, columns = planes.shape
    if not 1 <= dates <= 255:
        raise ValueError(f"{dates} dates: the network sorts 1 to 255.")
    result = np.empty((rows, columns), np.uint16)
    counts = np.empty((rows, columns), np.uint8)

    def work(first: int) -> None:
        band = np.s_[first : first + _ROWS]
        result[band], counts[band] = _median(planes[:, band])

    with ThreadPoolExecutor(max(threads, 1)) as pool:
        list(pool.map(work, range(0, rows, _ROWS)))
    return result, counts


def _median(planes: Planes) -> tuple[NDArray[np.uint16], NDArray[np.uint8]]:
    counts: NDArray[np.uint8] = np.count_nonzero(planes, axis=0).astype(np.uint8)
    # One less: 0, which means hidden, becomes the largest number and is sorted behind all others.
    sorted_ = [plane - np.uint16(1) for plane in planes]
    spare = np.empty_like(sorted_[0])
    for low, high in network(len(planes)):
        np.minimum(sorted_[low], sorted_[high], out=spare)
        np.maximum(sorted_[low], sorted_[high], out=sorted_[high])
        sorted_[low], spare = spare, sorted_[low]
    stack = np.stack(sorted_)
    last = np.maximum(counts, 1).astype(np.intp)
    below, above = (np.take_along_axis(stack, at[None], axis=0)[0] for at in ((last - 1) // 2, last // 2))
    middle = ((below.astype(np.uint32) + above + 1) // 2 + 1).astype(np.uint16)
    middle[counts == 0] = 0
    return middle, counts


@functools.cache
def network(length: int) -> tuple[tuple[int, int], ...]:
    """Comparators of Batcher's odd-even merge sort (Knuth, The Art of Computer Programming 3, algorithm 5.2.2M).

    Args:
        length: Number of values to sort.

    Returns:
        Pairs of places; after each pair the smaller value stands at the first place.
    """
    if length < 2:
        return ()
    pairs = []
    top = 1 << ((length - 1).bit_length() - 1)
    step = top
    while step:
        distance, offset, merged = step, 0, top
        while True:
            pairs += [(i, i + distance) for i in range(length - distance) if i & step == offset]
            if merged == step:
                break
            distance, offset, merged = merged - step, step, merged >> 1
        step >>= 1
    return tuple(pairs)
