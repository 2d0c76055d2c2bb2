"""A map never mixes two versions of its input."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rasterio
from engine_process import EngineProcess, interrupted, run
from rasters import mottled, read_raster, write_raster
from toy_models import write_toy

from onemetre.contract.requests import MapRequest, Reading


@pytest.fixture
def request_(tmp_path: Path) -> MapRequest:
    image = write_raster(tmp_path / "image.tif", mottled(420, 200))
    return MapRequest(
        reading=Reading(sources=(str(image),), bands={"red": "1", "green": "2", "blue": "3"}),
        model=str(write_toy(tmp_path, tile=48, halo=8)),
        output=str(tmp_path / "map.tif"),
        probability=str(tmp_path / "p.tif"),
    )


def image_of(request: MapRequest) -> Path:
    return Path(request.reading.sources[0])


def invert(image: Path, rows: slice = slice(None)) -> None:
    """Change pixels in place; size and names stay."""
    with rasterio.open(image, "r+") as raster:
        pixels = raster.read()
        pixels[:, rows] = 255 - pixels[:, rows]
        raster.write(pixels)


def with_old_times(change: Callable[[Path], object]) -> Callable[[Path], object]:
    """The change, after which the file has the times of the old one, as after a copy that keeps them."""

    def changed(image: Path) -> None:
        before = image.stat()
        change(image)
        os.utime(image, ns=(before.st_atime_ns, before.st_mtime_ns))

    return changed


def another_size(image: Path) -> None:
    write_raster(image, mottled(400, 220, seed=1))


def one_row(image: Path) -> None:
    invert(image, slice(100, 101))


@pytest.mark.parametrize(
    "change",
    [invert, one_row, another_size, with_old_times(invert), with_old_times(one_row)],
    ids=["all", "one row", "another size", "all, with the old times", "one row, with the old times"],
)
def test_an_input_that_changed_since_the_interruption_is_an_error_until_it_is_as_before(
    request_: MapRequest, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    interrupted(request_, largest_file=16_384)
    image = image_of(request_)
    shutil.copy2(image, tmp_path / "copy.tif")
    change(image)
    for _ in range(2):
        error = run(request_)
        assert (error["event"], error["kind"]) == ("error", "source")
        assert "The input has changed since the run into this output was interrupted (image.tif)" in error["message"]
        assert str(tmp_path / "map.tif.part") in error["hint"]
        assert not (tmp_path / "map.tif").exists()
    changed = read_raster(image)
    shutil.copy2(tmp_path / "copy.tif", image)
    assert run(request_)["resumed"]
    # And without the folder a run starts anew.
    image.write_bytes((tmp_path / "copy.tif").read_bytes())
    (tmp_path / "map.tif").unlink()
    interrupted(request_, largest_file=16_384)
    change(image)
    assert (read_raster(image) == changed).all()
    shutil.rmtree(tmp_path / "map.tif.part")
    assert not run(request_)["resumed"]


def touch(image: Path) -> None:
    os.utime(image, (0, 0))


def replace_by_a_copy(image: Path) -> None:
    shutil.copy(image, image.with_name("copy.tif"))
    image.with_name("copy.tif").replace(image)


def add_statistics(image: Path) -> None:
    """What QGIS leaves beside a raster that it has shown."""
    maximum = '<Metadata><MDI key="STATISTICS_MAXIMUM">255</MDI></Metadata>'
    Path(f"{image}.aux.xml").write_text(f'<PAMDataset><PAMRasterBand band="1">{maximum}</PAMRasterBand></PAMDataset>')


@pytest.mark.parametrize("change", [touch, replace_by_a_copy, add_statistics])
def test_a_change_that_spares_the_pixels_is_none(
    request_: MapRequest, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    interrupted(request_, largest_file=16_384)
    change(image_of(request_))
    result = run(request_)
    assert result["resumed"] and not result["warnings"]
    resumed = [(tmp_path / name).read_bytes() for name in ("map.tif", "p.tif")]
    run(request_)
    assert [(tmp_path / name).read_bytes() for name in ("map.tif", "p.tif")] == resumed


def during(request: MapRequest, change: Callable[[Path], object]) -> tuple[dict[str, Any], int]:
    """Change the input once the first tiles are done; the last event and the exit code."""
    with EngineProcess(request) as engine:
        for event in engine.events():
            if event["event"] == "progress" and event["fraction"] > 0:
                engine.send('{"control": "pause"}')
                change(image_of(request))
                engine.send('{"control": "resume"}')
                break
        last, code, _ = engine.finish()
    return last, code


@pytest.mark.parametrize("change", [invert, another_size, Path.unlink])
def test_an_input_that_changes_during_the_run_is_an_error_and_nothing_stays(
    request_: MapRequest, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    write_raster(image_of(request_), mottled(3000, 200))
    run(request_)
    old = (tmp_path / "map.tif").read_bytes()
    for name in ("map.tif", "p.tif"):
        (tmp_path / name).unlink()
    last, code = during(request_, change)
    if last["event"] == "result":  # on a busy machine the run may end before the change
        assert (tmp_path / "map.tif").read_bytes() == old
        return
    assert (last["event"], last["kind"], code) == ("error", "source", 1), last
    assert "image.tif" in last["message"]
    assert not list(tmp_path.glob("map.tif*")) and not (tmp_path / "p.tif").exists()


@pytest.mark.parametrize("change", [touch, replace_by_a_copy, add_statistics])
def test_a_change_during_the_run_that_spares_the_pixels_is_none(
    request_: MapRequest, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    run(request_)
    before = (tmp_path / "map.tif").read_bytes()
    last, code = during(request_, change)
    assert (last["event"], code) == ("result", 0)
    assert (tmp_path / "map.tif").read_bytes() == before
