"""Drawn samples on the grid of an image: which class each one is, and where it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ...contract.errors import AreaError, RequestError
from ...contract.requests import Samples
from ..raster.area import outside, polygonal
from ..raster.grid import Grid
from ..raster.projection import pyproj

# Edges of large samples bend when they are projected; this many pieces of each are straight.
_SEGMENTS = 32


@dataclass(frozen=True)
class Shape:
    """A sample on a grid.

    Attributes:
        number: Its place in the layer, from 1.
        value: Of its class.
        region: In the grid's coordinate system.
    """

    number: int
    value: int
    region: BaseGeometry


@dataclass(frozen=True)
class Shapes:
    """What was found in a layer of samples.

    Attributes:
        shapes: Those that lie on the grid.
        warnings: What was left out and why, whole sentences.
    """

    shapes: list[Shape]
    warnings: list[str]


def names_of_classes(classes: Mapping[int, tuple[str, ...]]) -> dict[str, int]:
    """By what a class may be called, in small letters -> its value: the value itself, or one of its names."""
    return {text.lower(): value for value, names in classes.items() for text in (*names, str(value))}


def place_samples(samples: Samples, classes: Mapping[int, tuple[str, ...]], grid: Grid) -> Shapes:
    """Find the class and the place of each sample.

    Args:
        samples: As they were drawn.
        classes: Value -> names of each class.
        grid: Of the image.

    Returns:
        Where samples of different classes overlap, neither of them has the common part.

    Raises:
        RequestError: There are no samples, one has a class that there is not, or is no polygon and no point.
        AreaError: They have no coordinate system, or all lie outside the grid.
    """
    values = [_value(one.value, samples.values, classes) for one in samples.drawn]
    if not samples.drawn or all(value is None for value in values):
        raise RequestError(
            "There are no samples." if not samples.drawn else "No sample has a class.",
            "Draw some samples of each class and say in the class field what they are.",
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
            (without, "have no class and are left out"),
            (beyond, "lie outside the image and are left out"),
            (torn, "overlap a sample of another class; where they do, nothing is learned from them"),
        )
        if count
    ]
    return Shapes(shapes, warnings)


def _value(text: str, values: Mapping[str, str], classes: Mapping[int, tuple[str, ...]]) -> int | None:
    """Value of the class that a field names; None = it names none."""
    if not text:
        return None
    names = names_of_classes(classes)
    found = names.get(values.get(text, text).lower())
    if found is None:
        known = ", ".join(f"{value} = {texts[0]}" for value, texts in classes.items())
        meant = f" (CLASS_VALUES: {values[text]})" if text in values else ""
        written = f'"{text}"' if "," in text else text
        raise RequestError(
            f"A sample has the class {text!r}{meant}, which there is not.",
            f"The classes are {known}. Say which value is which class with CLASS_VALUES, for example "
            f"{written}={next(iter(classes.values()))[0]}.",
        )
    return found


def _regions(samples: Samples, grid: Grid) -> list[BaseGeometry]:
    """Polygons in the grid's coordinate system, points as circles; empty where one has no place there."""
    if not samples.crs:
        raise AreaError("The layer of samples has no coordinate system.", "Set the coordinate system of the layer.")
    try:
        source, target = pyproj.CRS.from_user_input(samples.crs), pyproj.CRS.from_wkt(grid.crs)
        shapes = [shapely.force_2d(shapely.from_wkt(one.wkt)) for one in samples.drawn]
    except pyproj.exceptions.CRSError as error:
        raise AreaError(f"The coordinate system of the samples cannot be read: {error}.") from None
    except shapely.errors.ShapelyError as error:
        raise RequestError(f"A sample cannot be read: {error}.", "Give plain polygons or points.") from None
    if any(shapely.get_dimensions(shape) == 1 for shape in shapes):
        raise RequestError("A sample is a line.", "Samples have to be polygons or points.")
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
    """The shapes without what a shape of another class covers too, and how many lost something."""
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
