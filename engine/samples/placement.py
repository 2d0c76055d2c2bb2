"""Places drawn samples on the grid of an image: finds the class and the region of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ...contract.errors import AreaError, RequestError
from ...contract.requests import Samples
from ..raster.area import has_numbers, outside, polygonal
from ..raster.grid import Grid
from ..raster.projection import pyproj

# Edges of large samples bend when projected; each is divided into this many straight segments.
_SEGMENTS = 32


@dataclass(frozen=True)
class Shape:
    """A sample on a grid.

    Attributes:
        number: Position in the layer, from 1.
        value: Value of the class.
        region: Geometry in the grid's coordinate system.
    """

    number: int
    value: int
    region: BaseGeometry


@dataclass(frozen=True)
class Shapes:
    """The usable samples of a layer.

    Attributes:
        shapes: Samples that lie on the grid.
        warnings: Omitted samples with the reason, whole sentences.
    """

    shapes: list[Shape]
    warnings: list[str]


def names_of_classes(classes: Mapping[int, tuple[str, ...]]) -> dict[str, int]:
    """Maps each accepted name of a class, in lower case, to its value; the value itself counts as a name."""
    return {text.lower(): value for value, names in classes.items() for text in (*names, str(value))}


def place_samples(samples: Samples, classes: Mapping[int, tuple[str, ...]], grid: Grid) -> Shapes:
    """Find the class and the region of each sample.

    Args:
        samples: Samples as drawn.
        classes: Value -> names of each class.
        grid: Grid of the image.

    Returns:
        The samples; where different classes overlap, the common part is removed from both.

    Raises:
        RequestError: The layer has no samples, or a sample has an unknown class or is neither polygon nor point.
        AreaError: The samples have no coordinate system, or all lie outside the grid.
    """
    values = [_value(one.value, samples.values, classes) for one in samples.drawn]
    if not samples.drawn or all(value is None for value in values):
        raise RequestError(
            "The layer has no samples." if not samples.drawn else "No sample has a class.",
            "Draw some samples of each class and enter their class in the class field.",
        )
    regions = _regions(samples, grid)
    everything = shapely.box(*grid.bounds)
    shapes, without, beyond = [], 0, 0
    for number, (value, region) in enumerate(zip(values, regions, strict=True), start=1):
        if value is None:
            without += 1
        elif region.is_empty or not shapely.intersects(region, everything):
            beyond += 1
        else:
            shapes.append(Shape(number, value, region))
    if not shapes:
        found = [region.bounds for region in regions if not region.is_empty]
        bounds = (*np.min(found, axis=0)[:2], *np.max(found, axis=0)[2:]) if found else ()
        raise outside("The layer of samples", grid, bounds)
    shapes, torn = _without_overlaps(shapes)
    warnings = [
        f"{count} of {len(values)} samples {what}."
        for count, what in (
            (without, "have no class and are ignored"),
            (beyond, "lie outside the image and are ignored"),
            (torn, "overlap a sample of another class; the overlaps are ignored"),
        )
        if count
    ]
    return Shapes(shapes, warnings)


def _value(text: str, values: Mapping[str, str], classes: Mapping[int, tuple[str, ...]]) -> int | None:
    """Value of the class that a field names; None = the field is empty."""
    if not text:
        return None
    names = names_of_classes(classes)
    found = names.get(values.get(text, text).lower())
    if found is None:
        known = ", ".join(f"{value} = {texts[0]}" for value, texts in classes.items())
        meant = f" (CLASS_VALUES: {values[text]})" if text in values else ""
        written = f'"{text}"' if "," in text else text
        raise RequestError(
            f"A sample has the unknown class {text!r}{meant}.",
            f"The classes are {known}. Assign values to classes with CLASS_VALUES, for example "
            f"{written}={next(iter(classes.values()))[0]}.",
        )
    return found


def _regions(samples: Samples, grid: Grid) -> list[BaseGeometry]:
    """Polygons in the grid's coordinate system, points as circles; empty if a sample cannot be projected."""
    if not samples.crs:
        raise AreaError("The layer of samples has no coordinate system.", "Set the coordinate system of the layer.")
    try:
        source, target = pyproj.CRS.from_user_input(samples.crs), pyproj.CRS.from_wkt(grid.crs)
        shapes = [shapely.force_2d(shapely.from_wkt(one.wkt)) for one in samples.drawn]
    except pyproj.exceptions.CRSError as error:
        raise AreaError(f"The coordinate system of the samples cannot be read: {error}.") from None
    except shapely.errors.ShapelyError as error:
        raise RequestError(f"A sample cannot be read: {error}.", "Use plain polygons or points.") from None
    if not all(map(has_numbers, shapes)):
        raise RequestError("A sample has coordinates that are not numbers.", "Repair the layer.")
    if any(shapely.get_dimensions(shape) == 1 for shape in shapes):
        raise RequestError("A sample is a line.", "Samples must be polygons or points.")
    if not source.equals(target, ignore_axis_order=True):
        transformer = pyproj.Transformer.from_crs(source, target, always_xy=True)
        shapes = [_projected(shape, transformer) for shape in shapes]
    radius = samples.radius_m / grid.metres_per_unit
    return [
        polygonal(shapely.make_valid(shape)) if shapely.get_dimensions(shape) == 2 else shapely.buffer(shape, radius)
        for shape in shapes
    ]


def _projected(shape: BaseGeometry, transformer: pyproj.Transformer) -> BaseGeometry:
    if shape.is_empty:
        return shape
    xmin, ymin, xmax, ymax = shape.bounds
    size = max(xmax - xmin, ymax - ymin)
    dense = shapely.segmentize(shape, size / _SEGMENTS) if size else shape
    moved = shapely.transform(dense, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])))
    return moved if np.isfinite(moved.bounds).all() else shapely.Point()


def _without_overlaps(shapes: list[Shape]) -> tuple[list[Shape], int]:
    """The shapes minus their overlaps with other classes, and the number of shapes that were cut."""
    tree = shapely.STRtree([shape.region for shape in shapes])
    kept, torn = [], 0
    for shape in shapes:
        near = tree.query(shape.region, predicate="intersects")
        others = [shapes[index].region for index in near if shapes[index].value != shape.value]
        rest = polygonal(shapely.difference(shape.region, shapely.union_all(others))) if others else shape.region
        # Neighbours that share an edge lose nothing.
        if others and rest.area < shape.region.area * (1 - 1e-9):
            torn += 1
        kept.append(Shape(shape.number, shape.value, rest))
    return kept, torn
