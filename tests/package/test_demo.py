from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image

from onemetre.tools import demo, make_demo


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    make_demo.main(folder)
    return folder


def _read(path: Path) -> np.ndarray:
    with rasterio.open(path) as file:
        return file.read()


@pytest.mark.parametrize("name", ["demo_sentinel2.tif", "demo_aerial.tif", "demo_truth.tif"])
def test_the_scene_is_what_its_generator_draws(drawn: Path, name: str) -> None:
    again, kept = _read(drawn / name).astype(int), _read(demo.DEMO / name).astype(int)
    # Other processors and versions of numpy round the last bit differently; then a pixel on an edge may change sides.
    assert (np.abs(again - kept) > 1).mean() < 1e-4
    assert (again != kept).mean() < 1e-3


def test_the_three_rasters_show_the_same_ground() -> None:
    with (
        rasterio.open(demo.DEMO / "demo_sentinel2.tif") as coarse,
        rasterio.open(demo.DEMO / "demo_aerial.tif") as fine,
        rasterio.open(demo.TRUTH) as truth,
    ):
        assert coarse.bounds == fine.bounds == truth.bounds
        assert coarse.crs == fine.crs == truth.crs
        assert (coarse.res, fine.res, truth.res) == ((10.0, 10.0), (1.0, 1.0), (1.0, 1.0))
        assert coarse.descriptions == ("red", "green", "blue", "nir")
        assert (coarse.dtypes[0], fine.dtypes[0], fine.count) == ("uint16", "uint8", 3)
        assert np.all(coarse.read() > 0)


def test_the_scene_is_small() -> None:
    assert sum(path.stat().st_size for path in demo.DEMO.iterdir()) < 3_000_000


def test_agreement_counts_only_where_there_is_data() -> None:
    truth = np.array([[True, True, False, False, True]])
    mapped = np.array([[1, 0, 1, 0, 255]], dtype=np.uint8)
    score = demo.agreement(mapped, truth)
    assert (score.overall, score.f1, score.precision, score.recall) == (50.0, 50.0, 50.0, 50.0)
    # Everything as the class on the four pixels with data: two hits of four claims, nothing missed.
    assert score.f1_of_everything == pytest.approx(200 / 3)


def test_agreement_of_a_perfect_and_of_an_empty_map() -> None:
    truth = np.array([[True, False], [False, True]])
    assert demo.agreement(truth.astype(np.uint8), truth).f1 == 100
    assert demo.agreement(np.full((2, 2), 255, dtype=np.uint8), truth).overall == 0


def test_the_picture_shows_input_map_and_truth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    truth = _read(demo.TRUTH)[0]
    tasks = []
    for task in demo.TASKS:
        output = tmp_path / task.output.name
        make_demo.write(output, (truth == task.truth_value).astype(np.uint8)[None], 1.0, bands=("class",), colours={})
        tasks.append(dataclasses.replace(task, output=output))
    monkeypatch.setattr(demo, "TASKS", tuple(tasks))
    demo.draw(tmp_path / "demo.png", truth)
    with Image.open(tmp_path / "demo.png") as picture:
        assert picture.width > picture.height > 500
        assert np.std(np.asarray(picture)[..., 0]) > 20
