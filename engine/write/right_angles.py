"""Gives outlines right angles: every polygon its main direction and edges along it or across it, all polygons at once.

The main direction comes from the long edges of the simplified outline. Each of its edges belongs to one of the two
directions; neighbours of the same direction become one line, and steps shorter than the limit are taken away, the
shortest first. A line lies where it keeps the area of the part of the outline that it stands for. What would move by
more than the limit, or become another area, or touch itself, keeps its outline.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Plane = NDArray[np.complex128]
"""Points of the plane, x + iy."""

AREA_CHANGE = 0.1
"""Largest change of the area of a polygon, as a share of it."""

# The corners of the stair steps of a straight line lie within this distance of each other's line, pixels.
_STEP = 1.5
_CORNERS = 4
# In rings with fewer lines, two steps that are taken away at once could leave less than a rectangle.
_MANY = 12


def square(outlines: NDArray[np.object_], limit: float, pixel: float) -> tuple[NDArray[np.object_], Bools]:
    """Polygons with right angles, where the outline stays within the limit.

    Args:
        outlines: Polygons along pixel edges, [n].
        limit: Largest distance between the outline and the new one, in units of the map.
        pixel: Side of a pixel, in units of the map.

    Returns:
        Polygons, [n], and which of them were changed; the others are the given ones.
    """
    if not outlines.size:
        return outlines, np.zeros(0, np.bool_)
    rings = _Rings.of(outlines)
    angles, line_of_vertex, ring_of_line, across = rings.lines(max(limit / 2, _STEP * pixel))
    turned = rings.points * np.exp(-1j * angles)[rings.polygon]
    lines = _Lines(turned, rings, line_of_vertex, ring_of_line, across)
    lines.take_steps_away(limit)
    corners, offsets, moved = lines.outlines()
    polygon = rings.polygon_of_ring[np.repeat(np.arange(rings.count), np.diff(offsets))]
    corners = corners * np.exp(1j * angles)[polygon] + rings.origins[polygon]
    xy = np.stack([corners.real, corners.imag], axis=1)
    made = shapely.from_ragged_array(shapely.GeometryType.POLYGON, xy, (offsets, rings.polygons))
    area, before = shapely.area(made), shapely.area(outlines)
    good: Bools = np.maximum.reduceat(moved, rings.polygons[:-1]) <= limit
    good &= (np.abs(area - before) <= AREA_CHANGE * before) & shapely.is_valid(made)
    return np.where(good, made, outlines), good


@dataclass(frozen=True)
class _Rings:
    """All rings of polygons, vertex by vertex, without the repeated last one.

    Attributes:
        points: Vertices, from the first one of their polygon, [m].
        starts: First vertex of each ring, and m.
        ring, polygon: Ring and polygon of each vertex.
        following: Next vertex in the ring of each vertex.
        polygons: First ring of each polygon, and the number of rings.
        polygon_of_ring: Polygon of each ring.
        origins: First vertex of each polygon on the map.
    """

    points: Plane
    starts: Ints
    ring: Ints
    polygon: Ints
    following: Ints
    polygons: Ints
    polygon_of_ring: Ints
    origins: Plane

    @classmethod
    def of(cls, outlines: NDArray[np.object_]) -> _Rings:
        """Take polygons apart."""
        _, xy, (closed, polygons) = shapely.to_ragged_array(outlines)
        plane = xy[:, 0] + 1j * xy[:, 1]
        count = closed.size - 1
        origins = plane[closed[polygons[:-1]]]
        starts = closed - np.arange(count + 1)
        ring = np.repeat(np.arange(count), np.diff(starts))
        polygon_of_ring = np.repeat(np.arange(len(outlines)), np.diff(polygons))
        polygon = polygon_of_ring[ring]
        points = plane[np.arange(ring.size) + ring] - origins[polygon]
        return cls(points, starts, ring, polygon, _following(starts), polygons, polygon_of_ring, origins)

    @property
    def count(self) -> int:
        """Number of rings."""
        return self.starts.size - 1

    def lines(self, tolerance: float) -> tuple[Floats, Ints, Ints, Bools]:
        """Find the main directions, and cut the rings into lines of the two directions by turns.

        Args:
            tolerance: Tolerance of the simplification that shows the directions.

        Returns:
            Direction of each polygon; line of the edge that begins at each vertex, -1 = the ring has less than two
            directions; ring of each line, and whether it runs across the main direction.
        """
        kept = self._simplified(tolerance)
        edge_of_vertex = np.cumsum(kept) - 1
        begins = np.flatnonzero(kept)
        ring = self.ring[begins]
        following = _following(np.searchsorted(ring, np.arange(self.count + 1)))
        edges = self.points[begins[following]] - self.points[begins]
        # Holes have the direction of their polygon.
        outer = ring == self.polygons[self.polygon_of_ring[ring]]
        angles = self._angles(edges, begins, edge_of_vertex, outer)
        turned = edges * np.exp(-1j * angles)[self.polygon[begins]]
        across = np.abs(turned.imag) > np.abs(turned.real)
        changes = np.empty_like(across)
        changes[following] = across[following] != across
        numbers = np.cumsum(changes)
        last = np.append(0, numbers)[np.searchsorted(ring, np.arange(self.count + 1))]
        # The first edges of a ring may continue its last line.
        line = np.where(numbers == last[ring], last[ring + 1], numbers) - 1
        line[(last[ring] == last[ring + 1])] = -1
        return angles, line[edge_of_vertex], ring[changes], across[changes]

    def _simplified(self, tolerance: float) -> Bools:
        """Which vertices stay, after Douglas and Peucker; the first of each ring does."""
        closed = np.insert(np.arange(self.ring.size), self.starts[1:], self.starts[:-1])
        # The third coordinate is the number of the vertex.
        xyz = np.stack([self.points.real[closed], self.points.imag[closed], closed], axis=1)
        starts = self.starts + np.arange(self.starts.size)
        found = shapely.simplify(
            shapely.from_ragged_array(shapely.GeometryType.LINESTRING, xyz, (starts,)),
            tolerance,
            preserve_topology=False,
        )
        kept = np.zeros(self.ring.size, np.bool_)
        kept[shapely.get_coordinates(found, include_z=True)[:, 2].astype(np.int64)] = True
        return kept

    def _angles(self, edges: Plane, begins: Ints, edge_of_vertex: Ints, outer: Bools) -> Floats:
        """Main direction of each polygon, radians."""
        polygon, count = self.polygon[begins], self.origins.size
        # A ring that the simplification makes a point has one edge of no length.
        length = _divisor(np.abs(edges))
        # Four times an angle is the same for both directions, there and back.
        weighed = np.where(outer, edges**4 / length**3, 0)
        rough = np.angle(_sums(weighed, polygon, count)) / 4
        # Lines of least squares through the vertices between the ends of each edge.
        turned = self.points * np.exp(-1j * rough)[self.polygon]
        step = turned[self.following] - turned
        weight = np.abs(step)
        middle = turned + step / 2
        mean = _sums(weight * middle, edge_of_vertex, begins.size)
        mean /= np.bincount(edge_of_vertex, weight, begins.size)
        # The square of a complex number holds both second moments that give a direction.
        off = middle - mean[edge_of_vertex]
        moments = _sums(weight * (off**2 + step**2 / 12), edge_of_vertex, begins.size)
        along = edges * np.exp(-1j * rough)[polygon]
        moments[np.abs(along.imag) > np.abs(along.real)] *= -1
        fine: Floats = rough + np.angle(_sums(np.where(outer, moments, 0), polygon, count)) / 2
        return fine


class _Lines:
    """Lines of two directions by turns, which replace the parts of rings.

    Args:
        points: Vertices, turned so that the main direction is that of the x axis.
        rings: Rings of the vertices.
        line: Line of the edge that begins at each vertex, -1 = none.
        ring: Ring of each line, ascending.
        across: Whether each line has a fixed x; the others have a fixed y.
    """

    def __init__(self, points: Plane, rings: _Rings, line: Ints, ring: Ints, across: Bools) -> None:
        self._points, self._rings = points, rings
        self._line, self._ring, self._across = line, ring, across
        used = np.flatnonzero(line >= 0)
        start, end, line = points[used], points[rings.following[used]], line[used]
        middle, step = (start + end) / 2, end - start
        # Integrals of y dx and x dy, and their widths; extremes of both coordinates.
        self._integral = np.stack(
            [np.bincount(line, part, ring.size) for part in (middle.imag * step.real, middle.real * step.imag)]
        )
        self._width = np.stack([np.bincount(line, part, ring.size) for part in (step.real, step.imag)])
        self._low, self._high = np.full((2, ring.size), np.inf), np.full((2, ring.size), -np.inf)
        for axis, (one, other) in enumerate(((start.imag, end.imag), (start.real, end.real))):
            np.minimum.at(self._low[axis], line, np.minimum(one, other))
            np.maximum.at(self._high[axis], line, np.maximum(one, other))

    def take_steps_away(self, limit: float) -> None:
        """Join lines between which the outline steps aside by less than the limit, down to rectangles."""
        while True:
            before, after, count = self._neighbours()
            place = self._places()
            step = np.abs(place[after] - place[before])
            key = np.where((step < limit) & (count[self._ring] > _CORNERS), step, np.inf)
            index = np.arange(key.size)
            chosen = np.isfinite(key)
            for other in (before, after, before[before], after[after]):
                chosen &= (key < key[other]) | ((key == key[other]) & (index < other))
            few = np.flatnonzero(chosen & (count[self._ring] < _MANY))
            order = few[np.lexsort((key[few], self._ring[few]))]
            chosen[order[1:][np.diff(self._ring[order]) == 0]] = False
            if not chosen.any():
                return
            self._join(np.flatnonzero(chosen), before, after)

    def outlines(self) -> tuple[Plane, Ints, Floats]:
        """The new rings.

        Returns:
            Corners, every ring ends with its first one; first corner of each ring, and their number; largest distance
            of each ring from the former one.
        """
        before, after, count = self._neighbours()
        place = self._places()
        corner = np.where(self._across, place + 1j * place[after], place[after] + 1j * place)
        sizes = np.where(count >= _CORNERS, count, _CORNERS) + 1
        offsets = np.concatenate([[0], np.cumsum(sizes)])
        corners = np.zeros(offsets[-1], np.complex128)
        first = np.concatenate([[0], np.cumsum(count)])
        whole = count[self._ring] >= _CORNERS
        position = offsets[self._ring] + np.arange(self._ring.size) - first[self._ring]
        corners[position[whole]] = corner[whole]
        corners[offsets[1:] - 1] = corners[offsets[:-1]]
        moved = self._moved(corner, before, after)
        small = np.flatnonzero(count < _CORNERS)
        if small.size:
            rectangles, distances = self._rectangles(small)
            corners[offsets[small][:, None] + np.arange(_CORNERS + 1)] = rectangles
            moved[small] = distances
        return corners, offsets, moved

    def _neighbours(self) -> tuple[Ints, Ints, Ints]:
        """Line before and after each line in its ring, and the number of lines of each ring."""
        count = np.bincount(self._ring, minlength=self._rings.count)
        after = _following(np.concatenate([[0], np.cumsum(count)]))
        before = np.empty_like(after)
        before[after] = np.arange(after.size)
        return before, after, count

    def _places(self) -> Floats:
        """The fixed coordinate of each line."""
        axis, lines = self._across.astype(np.int64), np.arange(self._ring.size)
        integral, width = self._integral[axis, lines], self._width[axis, lines]
        low, high = self._low[axis, lines], self._high[axis, lines]
        extent = self._high[1 - axis, lines] - self._low[1 - axis, lines]
        # A line that runs back and forth has no width to spread its area over.
        sound = np.abs(width) > extent / 2
        place = np.where(sound, integral / _divisor(width), (low + high) / 2)
        clipped: Floats = np.clip(place, low, high)
        return clipped

    def _join(self, taken: Ints, before: Ints, after: Ints) -> None:
        """Take lines away, and make one line of both neighbours of each."""
        target = np.arange(self._ring.size)
        target[taken] = target[after[taken]] = before[taken]
        kept = target == np.arange(target.size)
        number = (np.cumsum(kept) - 1)[target]
        self._ring, self._across = self._ring[kept], self._across[kept]
        for sums in (self._integral, self._width):
            sums[:, before[taken]] += sums[:, taken] + sums[:, after[taken]]
        for extremes, extreme in ((self._low, np.minimum), (self._high, np.maximum)):
            joined = extreme(extremes[:, taken], extremes[:, after[taken]])
            extremes[:, before[taken]] = extreme(extremes[:, before[taken]], joined)
        self._integral, self._width = self._integral[:, kept], self._width[:, kept]
        self._low, self._high = self._low[:, kept], self._high[:, kept]
        used = self._line >= 0
        self._line[used] = number[self._line[used]]

    def _moved(self, corner: Plane, before: Ints, after: Ints) -> Floats:
        """Largest distance between each ring and its new one: of the former edges, and of the new corners.

        Between its corners, a new line is followed by the edges that it stands for.
        """
        rings = self._rings
        moved = np.zeros(rings.count)
        used = np.flatnonzero(self._line >= 0)
        line, start, end = self._line[used], self._points[used], self._points[rings.following[used]]
        # Beside a corner, an edge may lie along the other line.
        sides = (
            np.maximum(_to_box(start, one, other), _to_box(end, one, other))
            for one, other in ((corner[before[near]], corner[near]) for near in (line, before[line], after[line]))
        )
        np.maximum.at(moved, rings.ring[used], np.minimum.reduce(list(sides)))
        nearest = np.full(corner.size, np.inf)
        for reached in (before[line], line):
            np.minimum.at(nearest, reached, _to_edge(corner[reached], start, end))
        np.maximum.at(moved, self._ring, nearest)
        return moved

    def _rectangles(self, rings: Ints) -> tuple[Plane, Floats]:
        """Rectangles in place of rings too small to have sides: of the same area, in the middle of the ring's extent.

        Returns:
            Corners, [n, 5], in the ring's sense of rotation, and the distance between both, [n].
        """
        starts, following = self._rings.starts, self._rings.following
        size = np.diff(starts)[rings]
        vertices = np.arange(size.sum()) + np.repeat(starts[rings] - np.cumsum(size) + size, size)
        points = self._points[vertices]
        begins = np.cumsum(size) - size
        twice = np.add.reduceat((np.conj(points) * self._points[following[vertices]]).imag, begins)
        low = np.minimum.reduceat(points.real, begins) + 1j * np.minimum.reduceat(points.imag, begins)
        high = np.maximum.reduceat(points.real, begins) + 1j * np.maximum.reduceat(points.imag, begins)
        extent = high - low
        half = extent / 2 * np.sqrt(np.abs(twice) / 2 / (extent.real * extent.imag))
        way = np.array([-1 - 1j, 1 - 1j, 1 + 1j, -1 + 1j, -1 - 1j])
        way = np.where(twice[:, None] > 0, way, way[::-1])
        made = (low + high)[:, None] / 2 + half.real[:, None] * way.real + 1j * half.imag[:, None] * way.imag
        ring = np.repeat(np.arange(rings.size), size + 1)
        closed = self._points[np.insert(vertices, begins + size, vertices[begins])]
        former = shapely.linearrings(np.stack([closed.real, closed.imag], axis=1), indices=ring)
        new = shapely.linearrings(np.stack([made.real, made.imag], axis=2))
        distances: Floats = shapely.hausdorff_distance(former, new, densify=0.05)
        return made, distances


def _to_box(points: Plane, one: Plane, other: Plane) -> Floats:
    """Distance of points to segments along an axis, between two points."""
    x = np.clip(points.real, np.minimum(one.real, other.real), np.maximum(one.real, other.real))
    y = np.clip(points.imag, np.minimum(one.imag, other.imag), np.maximum(one.imag, other.imag))
    distance: Floats = np.abs(points - x - 1j * y)
    return distance


def _to_edge(points: Plane, start: Plane, end: Plane) -> Floats:
    """Distance of points to segments of any direction."""
    way = end - start
    share = np.clip(((points - start) * np.conj(way)).real / np.abs(way) ** 2, 0, 1)
    distance: Floats = np.abs(points - start - share * way)
    return distance


def _following(starts: Ints) -> Ints:
    """Next element of each element of cycles, given the first one of each cycle and the number of elements."""
    following = np.arange(1, starts[-1] + 1)
    filled = np.flatnonzero(np.diff(starts))
    following[starts[filled + 1] - 1] = starts[filled]
    return following


def _divisor(values: Floats) -> Floats:
    """The values, with 1 in place of 0."""
    return np.where(values == 0, 1.0, values)


def _sums(values: Plane, groups: Ints, count: int) -> Plane:
    """Sums of complex numbers by group."""
    sums: Plane = np.bincount(groups, values.real, count) + 1j * np.bincount(groups, values.imag, count)
    return sums
