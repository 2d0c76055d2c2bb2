"""Traces the outlines of equal pixels, all rings at once.

A boundary runs along pixel edges with its polygon on the right. It is described by its corners: at a lattice vertex, a
ring arrives in one direction and leaves in another. Along a row of the lattice, edges of one direction do not overlap,
so that the k-th corner they leave leads to the k-th corner where they arrive; the same holds along columns. This gives
every corner its successor without a search, and rings are put in order by pointer jumping (Wyllie, "The Complexity of
Parallel Computations", Cornell University, 1979).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

# Pixels around a vertex; a corner is kept in the slot of a pixel of its own polygon.
_NW, _NE, _SW, _SE = range(4)


@dataclass(frozen=True)
class Outlines:
    """Polygons of connected pixels of the same value; pixels are connected through their edges.

    Attributes:
        values: Value of each polygon, [n].
        xy: Columns and rows of the corners, [m, 2]; every ring ends with its first corner. Exteriors run
            counter-clockwise in a map whose y axis points up, holes clockwise.
        rings: First corner of each ring, and m: [r + 1].
        polygons: First ring of each polygon, which is the exterior, and r: [n + 1].
        top, bottom: Polygon at each pixel of the first and of the last row, -1 = none.
    """

    values: NDArray[np.uint8]
    xy: NDArray[np.float64]
    rings: NDArray[np.int64]
    polygons: NDArray[np.int64]
    top: Ints
    bottom: Ints

    def geometries(self, xy: NDArray[np.float64] | None = None) -> NDArray[np.object_]:
        """The polygons, [n], with other coordinates of their corners if given."""
        coordinates = self.xy if xy is None else xy
        made: NDArray[np.object_] = shapely.from_ragged_array(
            shapely.GeometryType.POLYGON, coordinates, (self.rings, self.polygons)
        )
        return made


def trace(pixels: NDArray[np.uint8]) -> Outlines:
    """Polygons of the pixels above 0, [rows, columns]."""
    corners = _Corners(pixels)
    if not corners.count:
        nothing, empty = np.full(pixels.shape[1], -1, np.int32), np.zeros(1, np.int64)
        return Outlines(np.empty(0, np.uint8), np.empty((0, 2)), empty, empty, nothing, nothing)
    owners, following, steps = corners.owners, corners.following, corners.steps
    heads = _smallest_of_cycle(following)
    if corners.split_touching(heads[owners]):
        heads = _smallest_of_cycle(following)
    first, ring_of_chain = np.unique(heads, return_inverse=True)
    behind = _to_end_of_cycle(following, heads, steps)
    ring_of = ring_of_chain[owners]
    hole, enclosing = corners.enclosing(ring_of, first.size)
    # Rings in the order of their polygons, the exterior first.
    exteriors = np.flatnonzero(~hole)
    polygon_of = np.empty(first.size, np.int32)
    polygon_of[exteriors] = np.arange(exteriors.size)
    polygon_of = polygon_of[enclosing]
    order = np.lexsort((hole, polygon_of))
    sizes = behind[first] + 1
    starts = np.zeros(first.size + 1, np.int64)
    np.cumsum(sizes[order], out=starts[1:])
    start_of = np.empty(first.size, np.int32)
    start_of[order] = starts[:-1]
    xy = corners.coordinates(start_of[ring_of_chain] + behind, int(starts[-1]))
    xy[starts[:-1]] = xy[starts[1:] - 1]
    polygons = np.append(np.flatnonzero(~hole[order]), first.size)
    values = corners.value_of_chain[first[exteriors]]
    top, bottom = (corners.labels(row, polygon_of[ring_of]) for row in (0, pixels.shape[0] - 1))
    return Outlines(values, xy, starts, polygons, top, bottom)


class _Corners:
    """All corners of all rings of an image, numbered row by row.

    Args:
        pixels: Values, [rows, columns]; 0 = outside.

    Attributes:
        count: Number of corners.
        value_of_chain: Value of the polygon at each corner that is left to the east.
        owners: Chain of each corner: rings are cut at the corners that they leave to the east.
        following: Chain that follows each chain.
        steps: Number of corners of each chain.
    """

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        height, width = pixels.shape
        padded = np.zeros((height + 2, width + 2), np.uint8)
        padded[1:-1, 1:-1] = pixels
        self._padded, self._height, self._width = padded, height, width
        across, down = padded[:, :-1] == padded[:, 1:], padded[:-1] == padded[1:]
        self._across = across
        # Where neither rows nor columns are equal in pairs, some ring turns.
        turning = ~((across[:-1] & across[1:]) | (down[:, :-1] & down[:, 1:]))
        places = np.flatnonzero(turning)
        rows, columns = (index.astype(np.int32) for index in np.divmod(places, width + 1))
        # Flat indices are several times as quick as pairs.
        places += rows
        flat = padded.ravel()
        nw, ne, sw, se = (flat[places + i * (width + 2) + j] for i in (0, 1) for j in (0, 1))
        north, south, west, east = nw == ne, sw == se, nw == sw, ne == se
        convex = [
            (nw > 0) & ~north & ~west,
            (ne > 0) & ~north & ~east,
            (sw > 0) & ~south & ~west,
            (se > 0) & ~south & ~east,
        ]
        # Three pixels of one polygon, in the slot opposite to the fourth pixel.
        concave = [
            north & west & ~south & (nw > 0),
            north & east & ~south & (ne > 0),
            south & west & ~north & (sw > 0),
            south & east & ~north & (se > 0),
        ]
        present = np.stack([a | b for a, b in zip(convex, concave, strict=True)], axis=1)
        numbers = np.cumsum(present, dtype=np.int32) - np.int32(1)
        vertices = np.flatnonzero(present) >> 2
        self.count = vertices.size
        self._rows, self._columns = rows[vertices], columns[vertices]
        by_column = np.argsort(columns.astype(np.uint16) if width < 65_535 else columns, kind="stable").astype(np.int32)

        def of(turned: int, bent: int, order: Ints | None = None) -> Ints:
            """Numbers of the corners that are convex in one slot or concave in another."""
            one, other = convex[turned], concave[bent]
            found = np.flatnonzero(one | other) if order is None else order[(one | other)[order]]
            return numbers[4 * found + np.where(one[found], turned, bent)]

        self._to_east = of(_SE, _SW)
        self._to_south, self._to_north = of(_SW, _NW, by_column), of(_NE, _SE, by_column)
        self._next = np.empty(self.count, np.int32)
        self._next[self._to_east] = of(_SW, _SE)
        self._next[of(_NW, _NE)] = of(_NE, _NW)
        self._next[self._to_south] = of(_NW, _SW, by_column)
        self._next[self._to_north] = of(_SE, _NE, by_column)
        self._chain = np.full(self.count, -1, np.int32)
        self._chain[self._to_east] = np.arange(self._to_east.size)
        self.value_of_chain = se[vertices[self._to_east]]
        self.owners, self.steps = self._chain.copy(), np.empty(self._to_east.size, np.int32)
        self.following = np.empty_like(self.steps)
        self._follow(np.arange(self._to_east.size, dtype=np.int32))
        falling, rising = convex[_NW] & convex[_SE] & (nw == se), convex[_NE] & convex[_SW] & (ne == sw)
        pairs = [
            4 * np.flatnonzero(found)[:, None] + [one, other]
            for found, one, other in ((falling, _NW, _SE), (rising, _NE, _SW))
        ]
        self._touching = numbers[np.concatenate(pairs)]

    def _follow(self, chains: Ints) -> None:
        """Find the corners of chains."""
        self.steps[chains] = 1
        here = self._next[self._to_east[chains]]
        while chains.size:
            begun = self._chain[here]
            ended = begun >= 0
            self.following[chains[ended]] = begun[ended]
            chains, here = chains[~ended], here[~ended]
            self.owners[here] = chains
            self.steps[chains] += 1
            here = self._next[here]

    def split_touching(self, ring_of: Ints) -> bool:
        """Split rings that pass a vertex twice, which no valid ring may; returns whether there are any.

        Args:
            ring_of: Any number for the ring of each corner.
        """
        pairs = self._touching[ring_of[self._touching[:, 0]] == ring_of[self._touching[:, 1]]]
        if not pairs.size:
            return False
        previous = np.empty_like(self._next)
        previous[self._next] = np.arange(self.count, dtype=np.int32)
        before = previous[pairs]
        self._next[before] = pairs[:, ::-1]
        # The chains change their ends among each other.
        self._follow(np.unique(self.owners[before]))
        return True

    def enclosing(self, ring_of: Ints, rings: int) -> tuple[Bools, Ints]:
        """Tell holes from exteriors.

        Args:
            ring_of: Ring of each corner.
            rings: Number of rings.

        Returns:
            Whether each ring is a hole, and the exterior of its polygon.
        """
        # The leftmost edge of a hole has its polygon on the left.
        leftmost = []
        for corners in (self._to_south, self._to_north):
            first = np.empty(rings, np.int32)
            first[ring_of[corners[::-1]]] = corners[::-1]
            leftmost.append(first)
        hole: Bools = self._columns[leftmost[0]] < self._columns[leftmost[1]]
        inner = np.flatnonzero(hole)
        outer = np.arange(rings, dtype=np.int32)
        if inner.size:
            # Further left in the same row of pixels lies another ring of the polygon.
            edge = leftmost[0][inner]
            row = self._rows[edge]
            outer[inner] = ring_of[self._left_edges(row, self._begin(row, self._columns[edge] - 1))]
            while not np.array_equal(further := outer[outer], outer):
                outer = further
        return hole, outer

    def labels(self, row: int, polygon_of: Ints) -> Ints:
        """Polygon at each pixel of a row, -1 = none, given the polygon of each corner."""
        begins = np.flatnonzero(~self._across[row + 1, :-1])
        found = np.full(self._width, -1, np.int32)
        if begins.size:
            inside = self._padded[row + 1, begins + 1] > 0
            known = np.full(begins.size, -1, np.int32)
            known[inside] = polygon_of[self._left_edges(np.full(int(inside.sum()), row), begins[inside])]
            found[begins[0] :] = np.repeat(known, np.diff(np.append(begins, self._width)))
        return found

    def coordinates(self, ends: Ints, count: int) -> NDArray[np.float64]:
        """Corners in the order of the rings, backwards.

        Args:
            ends: Position of the first corner of each chain.
            count: Number of positions.

        Returns:
            Columns and rows, [count, 2]; positions of no corner are not set.
        """
        order = np.zeros(count, np.int32)
        here, position = self._to_east, ends
        while here.size:
            order[position] = here
            here = self._next[here]
            going = self._chain[here] < 0
            here, position = here[going], position[going] - 1
        return np.stack([self._columns[order], self._rows[order]], axis=1).astype(np.float64)

    def _begin(self, row: Ints, column: Ints) -> Ints:
        """First column of the run of equal pixels in a row that contains a pixel."""
        borders = np.flatnonzero(~self._across[1:-1])
        stride = np.int64(self._width + 1)
        begin: Ints = borders[np.searchsorted(borders, row * stride + column, "right") - 1] - row * stride
        return begin

    def _left_edges(self, row: Ints, column: Ints) -> Ints:
        """Corners at the lower ends of the edges on the left of pixels."""
        stride = np.int64(self._height + 1)
        upper = self._next[self._to_north]
        keys = self._columns[upper] * stride + self._rows[upper]
        lower: Ints = self._to_north[np.searchsorted(keys, column * stride + row, "right") - 1]
        return lower


def _smallest_of_cycle(following: Ints) -> Ints:
    """Smallest number in the cycle of each element of a permutation."""
    smallest, jump = np.minimum(np.arange(following.size, dtype=np.int32), following), following[following]
    while True:
        smaller = np.minimum(smallest, smallest[jump])
        if np.array_equal(smaller, smallest):
            return smallest
        smallest, jump = smaller, jump[jump]


def _to_end_of_cycle(following: Ints, heads: Ints, steps: Ints) -> Ints:
    """Sum of the steps from each element to the end of its cycle, itself included; a cycle begins at its head."""
    nowhere = following.size
    jump = np.append(np.where(following == heads, nowhere, following), nowhere)
    total = np.append(steps, 0)
    while (jump != nowhere).any():
        total += total[jump]
        jump = jump[jump]
    return total[:-1]
