"""Finds out whether the inputs of a request are the bands of one image, each in a raster of its own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from rasterio.coords import BoundingBox, disjoint_bounds

from ...contract.band_files import bands_of_files
from .datasets import Recipe

_WITH_VARIABLES = ("netCDF", "HDF5Image", "HDF5")


@dataclass(frozen=True)
class Stack:
    """The bands of one image.

    Attributes:
        recipes: Rasters with one band each.
        names: Names of the bands.
        label: Name of the image, for messages.
    """

    recipes: tuple[Recipe, ...]
    names: tuple[str, ...]
    label: str


def find_stack(recipes: Sequence[Recipe]) -> Stack | None:
    """Find the bands of an image among inputs; None = the inputs are images themselves.

    Raises:
        SourceError: An input cannot be opened.
    """
    if len(recipes) == 1:
        return _variables(recipes[0])
    names = bands_of_files([recipe.target for recipe in recipes])
    if not names:
        return None
    first: BoundingBox | None = None
    for recipe in recipes:
        with ExitStack() as stack:
            dataset = recipe.open(stack)
            first = first or dataset.bounds
            # Tiles whose numbers look like bands lie beside each other.
            if dataset.count != 1 or disjoint_bounds(dataset.bounds, first):
                return None
    return Stack(tuple(recipes), names, f"{recipes[0].name} with {len(recipes) - 1} more bands")


def _variables(recipe: Recipe) -> Stack | None:
    """The variables of a file with several, each a raster of one band."""
    with ExitStack() as stack:
        dataset = recipe.open(stack)
        if dataset.count or dataset.driver not in _WITH_VARIABLES:
            return None
        targets = list(dataset.subdatasets)
    found = []
    for target in targets:
        single = Recipe(target, recipe.remote)
        with ExitStack() as stack:
            # Of the variables, only rasters of one band that lie on Earth are bands: latitudes, times are none.
            dataset = single.open(stack)
            if dataset.count == 1 and dataset.crs is not None:
                found.append(single)
    if len(found) < 2:
        return None
    return Stack(tuple(found), tuple(_variable(r.target) for r in found), recipe.name)


def _variable(target: str) -> str:
    return target.rsplit(":", 1)[-1].strip("/")
