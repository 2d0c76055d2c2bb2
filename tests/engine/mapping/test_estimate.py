from __future__ import annotations

from pathlib import Path

import pytest

from onemetre.contract.errors import SpaceError
from onemetre.engine.mapping.estimate import estimate, refuse_if_too_large
from onemetre.engine.raster.grid import Grid, Window
from onemetre.engine.tiles.lattice import Lattice, Tile
from onemetre.engine.tiles.plan import Plan
from onemetre.engine.write.products import Product

SIDE = 100


def disk(folder: Path, tiles: int, side: int = SIDE, polygons: str = "") -> dict[Path, int]:
    """Disk for a map of ``side`` x ``side`` tiles of 100 pixels, of which so many have to be computed."""
    lattice = Lattice(tile=100, halo=0, blend=0, factor=1)
    rows = {row: [Tile(column, row) for column in range(min(side, tiles - row * side))] for row in range(side)}
    plan = Plan(lattice, Window(0, 0, side * 100, side * 100), rows)
    grid = Grid("EPSG:32632", 0.0, 0.0, 1.0, side * 100, side * 100)
    products = [
        Product("class", folder / "map.tif", "uint8", 255, ("class",)),
        Product("probability", folder / "percent.tif", "uint8", 255, ("probability",)),
    ]
    return estimate(plan, grid, products, polygons, 0.1, 0).disk


def test_what_is_not_mapped_takes_no_room(tmp_path: Path) -> None:
    (everything,) = disk(tmp_path, SIDE * SIDE).values()
    (corner,) = disk(tmp_path, 5).values()
    assert corner == pytest.approx(everything * 5 / (SIDE * SIDE), rel=1e-3)


def test_polygons_count_in_their_own_folder(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    without = disk(tmp_path, 50)
    found = disk(tmp_path, 50, polygons=str(elsewhere / "map.gpkg"))
    assert found == without | {elsewhere: found[elsewhere]}
    assert found[elsewhere] > 0


def test_a_map_that_no_disk_holds_is_refused(tmp_path: Path) -> None:
    lattice = Lattice(tile=10_000_000, halo=0, blend=0, factor=10)
    plan = Plan(lattice, Window(0, 0, 10_000_000, 10_000_000), {0: [Tile(0, 0)]})
    grid = Grid("EPSG:32632", 0.0, 0.0, 1.0, 100_000_000, 100_000_000)
    products = [Product("class", tmp_path / "map.tif", "uint8", 255, ("class",))]
    with pytest.raises(SpaceError, match="MB free"):
        refuse_if_too_large(estimate(plan, grid, products, "", 0.1, 0))
