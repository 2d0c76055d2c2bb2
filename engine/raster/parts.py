"""The polygons of an area, found by their place."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

# Number of boxes compared at once: a box may meet many polygons, and each pair takes memory.
_BOXES = 4096


class Parts:
    """An index of the parts of a geometry: a question costs what lies near the box, not what the whole area has.

    Args:
        region: Polygons that share no more than points, as valid geometries have them.
    """

    def __init__(self, region: BaseGeometry) -> None:
        self._parts = shapely.get_parts(region)
        shapely.prepare(self._parts)
        self._tree = shapely.STRtree(self._parts)

    @property
    def bounds(self) -> NDArray[np.float64]:
        """xmin, ymin, xmax, ymax of every part, [n, 4]."""
        return np.asarray(shapely.bounds(self._parts))

    def touched(self, bounds: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which boxes meet a part, [n], of xmin, ymin, xmax, ymax, [n, 4]."""
        found = np.zeros(len(bounds), np.bool_)
        for start in range(0, len(bounds), _BOXES):
            boxes = shapely.box(*bounds[start : start + _BOXES].T)
            box, part = self._tree.query(boxes)
            found[start + box[shapely.intersects(self._parts[part], boxes[box])]] = True
        return found

    def cover(self, bounds: tuple[float, float, float, float]) -> bool:
        """Whether a box lies in the area: in one part, since parts share no edge."""
        return bool(shapely.covers(self.near(bounds), shapely.box(*bounds)).any())

    def near(self, bounds: tuple[float, float, float, float]) -> NDArray[np.object_]:
        """The parts whose bounding boxes meet a box, in their order, [n]."""
        near: NDArray[np.object_] = self._parts[np.sort(self._tree.query(shapely.box(*bounds)))]
        return near
