from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio

from onemetre.contract.errors import OutputError
from onemetre.engine.raster.grid import Grid
from onemetre.engine.write.assembly import assemble, publish
from onemetre.engine.write.products import Product
from onemetre.engine.write.spool import Spool

if sys.platform != "win32":
    import fcntl
    import resource

GRID = Grid("EPSG:32632", 600_000.0, 5_000_000.0, 1.0, 70, 60)
RNG = np.random.default_rng(1)
ROWS = {row: RNG.integers(0, 2, (1, 20, 70), dtype=np.uint8) for row in range(3)}


def product(folder: Path) -> Product:
    return Product(
        "class", folder / "map.tif", "uint8", 255, ("green",), {0: "#eeeeee", 1: "#00ff00"}, overview="nearest"
    )


def fill(spool: Spool, folder: Path, rows: list[int]) -> None:
    for row in rows:
        spool.store([product(folder)], {"class": ROWS[row]}, row, row * 20, {0: 1, 1: 2})


def test_bands_of_an_earlier_run_of_the_same_job_are_found(tmp_path: Path) -> None:
    first = Spool(tmp_path / "map.tif", {"model": "a"})
    assert not first.resumed
    fill(first, tmp_path, [0, 1])
    first.release()
    second = Spool(tmp_path / "map.tif", {"model": "a"})
    assert sorted(second.records) == [0, 1]
    assert second.records[1].km2 == {0: 1, 1: 2}
    second.discard()
    assert list(tmp_path.iterdir()) == []


def test_bands_of_another_job_are_thrown_away(tmp_path: Path) -> None:
    first = Spool(tmp_path / "map.tif", {"model": "a"})
    fill(first, tmp_path, [0, 1])
    first.release()
    assert not Spool(tmp_path / "map.tif", {"model": "b"}).resumed


def test_a_torn_line_and_a_missing_file_cost_their_band_only(tmp_path: Path) -> None:
    first = Spool(tmp_path / "map.tif", {})
    fill(first, tmp_path, [0, 1, 2])
    first.segment(product(tmp_path), 0).unlink()
    journal = first.folder / "journal"
    journal.write_bytes(journal.read_bytes()[:-9])
    first.release()
    assert sorted(Spool(tmp_path / "map.tif", {}).records) == [1]


def test_two_runs_into_one_file_are_refused(tmp_path: Path) -> None:
    first = Spool(tmp_path / "map.tif", {})
    with pytest.raises(OutputError, match="Another run"):
        Spool(tmp_path / "map.tif", {})
    first.discard()


def test_the_final_file_has_the_pixels_colours_and_tags(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "map.tif", {})
    fill(spool, tmp_path, [2, 0, 1])
    publish(assemble(spool, product(tmp_path), GRID, {"ONEMETRE_YEAR": "2022"}, 2), product(tmp_path).path)
    with rasterio.open(tmp_path / "map.tif") as raster:
        assert (raster.read() == np.concatenate([ROWS[0], ROWS[1], ROWS[2]], axis=1)).all()
        assert raster.nodata == 255
        assert raster.crs.to_epsg() == 32632
        assert raster.transform == GRID.transform
        assert raster.colormap(1)[1] == (0, 255, 0, 255)
        assert raster.colormap(1)[255][3] == 0
        assert raster.tags()["ONEMETRE_YEAR"] == "2022"
        assert raster.descriptions == ("green",)
        assert raster.block_shapes == [(512, 512)]


def test_rows_without_tiles_are_no_data(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "map.tif", {})
    fill(spool, tmp_path, [1])
    path = assemble(spool, product(tmp_path), GRID, {}, 2)
    with rasterio.open(path) as raster:
        pixels = raster.read(1)
    assert (pixels[:20] == 255).all()
    assert (pixels[20:40] == ROWS[1][0]).all()
    assert (pixels[40:] == 255).all()


def test_a_band_that_was_damaged_on_disk_stops_the_run_and_is_computed_anew(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "map.tif", {})
    fill(spool, tmp_path, [0, 1, 2])
    spool.segment(product(tmp_path), 1).write_bytes(spool.segment(product(tmp_path), 0).read_bytes())
    with pytest.raises(OutputError, match="damaged"):
        assemble(spool, product(tmp_path), GRID, {}, 2)
    spool.release()
    assert not (tmp_path / "map.tif").exists()
    assert not list(tmp_path.glob("*.tif"))
    assert sorted(Spool(tmp_path / "map.tif", {}).records) == [0, 2]


def test_what_belonged_to_the_old_file_goes_with_it(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "map.tif", {})
    fill(spool, tmp_path, [0, 1, 2])
    for suffix in (".aux.xml", ".ovr", ".msk"):
        (tmp_path / f"map.tif{suffix}").write_bytes(b"of the old file")
    publish(assemble(spool, product(tmp_path), GRID, {}, 1), product(tmp_path).path)
    spool.discard()
    assert [path.name for path in tmp_path.iterdir()] == ["map.tif"]


@pytest.mark.skipif(sys.platform == "win32", reason="asks POSIX for the mode of a file")
def test_the_final_file_is_synced_through_a_handle_that_windows_syncs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []
    monkeypatch.setattr(os, "fsync", lambda number: modes.append(fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE))
    (tmp_path / "map.tif.part.tif").write_bytes(b"pixels")
    publish(tmp_path / "map.tif.part.tif", product(tmp_path).path)
    # The file, then the name in its folder.
    assert modes == [os.O_RDWR, os.O_RDONLY]


def test_a_folder_that_vanishes_is_told_as_such(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "map.tif", {})
    shutil.rmtree(spool.folder)
    with pytest.raises(OutputError, match=r"map\.tif\.part cannot be written: No such file"):
        fill(spool, tmp_path, [0])


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit for the size of files")
def test_a_limit_of_size_at_the_end_costs_nothing_that_was_done(tmp_path: Path) -> None:
    noise = np.random.default_rng(2).integers(0, 255, (1, 400, 400), dtype=np.uint8)
    spool = Spool(tmp_path / "map.tif", {})
    spool.store([product(tmp_path)], {"class": noise}, 0, 0, {0: 1})
    grid = Grid("EPSG:32632", 600_000.0, 5_000_000.0, 1.0, 400, 400)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        # The disk has space: the message states the limit instead.
        with pytest.raises(OutputError, match=r"map\.tif could not be written completely\. .* becomes larger than"):
            assemble(spool, product(tmp_path), grid, {}, 1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(tmp_path.rglob("*map.tif"))
    publish(assemble(spool, product(tmp_path), grid, {}, 1), product(tmp_path).path)
    with rasterio.open(tmp_path / "map.tif") as raster:
        assert (raster.read() == noise).all()


@pytest.mark.skipif(sys.platform == "win32", reason="locks in another way")
def test_a_disk_without_locks_is_not_taken_for_another_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(OutputError, match=r"locked.*No locks available"):
        Spool(tmp_path / "map.tif", {})
