"""Training images of the green model: what is drawn over mosaics, and the larger images besides the crops."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import rasterio
import torch
from rasterio.transform import from_origin

from onemetre.benchmarks.green.shadow import dark, rows
from onemetre.models.training.labels import UNKNOWN, Green
from onemetre.research.green.mix import mix
from onemetre.research.green.mosaics import CELL, DRAWN, PLAIN, Drawing, MosaicSampler
from onemetre.research.green.scenes import Scene, read_scenes
from onemetre.research.green.score import score_chips
from onemetre.research.places.naip import Chip
from onemetre.research.places.ndvi_thresholds import read_thresholds

pytestmark = pytest.mark.usefixtures("one_thread")

DATA = Path(os.environ.get("ONEMETRE_DATA", Path(__file__).parents[2].parent / "shared/data"))

NOTHING = Drawing((1.0, 1.0), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, doubt_dark=False)


def chip(number: int = 0) -> Chip:
    """Half vegetation, half pavement, a quarter of each in the dark: there nothing is bright, not even in infrared."""
    image = np.empty((4, 256, 256), np.uint8)
    image[:, :, :128] = np.array([50, 100, 45, 160])[:, None, None]
    image[:, :, 128:] = np.array([120, 110, 110, 90])[:, None, None]
    image[:, :64, :128] = np.array([30, 35, 40, 50])[:, None, None]
    image[:, :64, 128:] = np.array([40, 45, 55, 30])[:, None, None]
    return Chip("chico_2020", number, image, 1000.0 * number, 0.0)


def scene(height: int, width: int, metres: float) -> Scene:
    label = np.full((height, width), UNKNOWN, np.uint8)
    label[: height // 2] = Green.GREEN
    label[height // 2 + 4 :] = Green.OTHER
    image = np.where(label == Green.GREEN, 60, 200).astype(np.uint8)
    return Scene("elsewhere", np.stack([image] * 3), label, metres)


@pytest.mark.parametrize("drawing", [DRAWN, PLAIN])
def test_batches_are_reproducible_pictures_with_labels(drawing: Drawing) -> None:
    samplers = [
        MosaicSampler(
            [chip()], read_thresholds(), 3, drawing=drawing, scenes=[scene(300, 90, 1.0), scene(143, 175, 0.6)]
        )
        for _ in range(2)
    ]
    for step in range(12):
        first, second = (sampler.batch(step) for sampler in samplers)
        assert torch.equal(first.images, second.images)
        assert torch.equal(first.labels, second.labels)
        assert first.images.shape[-1] in (CELL, 2 * CELL)
        assert first.labels.shape == (len(first.images), *first.images.shape[-2:])
        assert float(first.images.min()) >= 0
        assert float(first.images.max()) <= 1
        assert set(first.labels.unique().tolist()) <= {int(Green.OTHER), int(Green.GREEN), UNKNOWN}


def test_labels_of_scenes_stay_on_their_ground() -> None:
    sampler = MosaicSampler([], {}, 0, drawing=NOTHING._replace(metres=(0.5, 1.5)), scenes=[scene(200, 260, 0.8)])
    for step in range(10):
        batch = sampler.batch(step)
        for image, label in zip(batch.images, batch.labels, strict=True):
            # Light differs from image to image, but the darker half is the green one in all.
            green, other = image[:, label == Green.GREEN], image[:, label == Green.OTHER]
            if green.numel() and other.numel():
                assert float(green.median()) < float(other.median())


def test_dark_pixels_are_no_certain_green() -> None:
    def share_of_unknown(drawing: Drawing) -> float:
        labels = torch.cat(
            [
                MosaicSampler([chip()], read_thresholds(), 0, drawing=drawing).batch(i).labels.flatten()
                for i in range(12)
            ]
        )
        return float((labels == UNKNOWN).float().mean())

    assert share_of_unknown(NOTHING._replace(doubt_dark=True)) > share_of_unknown(NOTHING) + 0.05


def test_scenes_are_read_and_what_is_missing_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert read_scenes(tmp_path) == []
    assert "virginia_forest.tif" in caplog.text
    assert "massachusetts" in caplog.text
    folders = [tmp_path / name for name in ("naip_other", "massachusetts")]
    for folder in folders:
        folder.mkdir()
    shape = {"driver": "GTiff", "height": 4, "width": 6, "dtype": "uint8", "transform": from_origin(500, 900, 1, 1)}
    forest, mask = np.full((4, 4, 6), 50, np.uint8), np.zeros((1, 4, 6), np.uint8)
    forest[3, :, 3:] = 200
    mask[0, 0] = 1
    for path, pixels in (
        (folders[0] / "virginia_forest.tif", forest),
        (folders[1] / "mass_1.tif", forest[:3]),
        (folders[1] / "mass_1_mask.tif", mask),
    ):
        with rasterio.open(path, "w", count=len(pixels), **shape) as raster:
            raster.write(pixels)
    woods, suburb = read_scenes(tmp_path)
    assert (woods.label[:, 3:] == Green.GREEN).all()
    assert (woods.label[:, :3] == Green.OTHER).all()
    assert (suburb.label[0] == Green.OTHER).all()
    assert (suburb.label[1:] == UNKNOWN).all()
    assert suburb.known == 6


@pytest.mark.skipif(not (DATA / "naip_other").is_dir(), reason="needs the images of naip_other")
def test_real_scenes_have_labels() -> None:
    for item in read_scenes(DATA):
        assert 0.03 < (item.label != UNKNOWN).mean() <= 1
        assert item.label.shape == item.image.shape[1:]


def test_false_green_in_the_dark_is_counted() -> None:
    chips = [chip(number) for number in range(3)]

    def all_dark_is_green(image: np.ndarray) -> np.ndarray:
        return (image.mean(axis=0) < 80).astype(np.float32)

    thresholds = {"chico_2020": 0.181}
    everywhere = score_chips(all_dark_is_green, chips, thresholds, 144)
    lit = score_chips(all_dark_is_green, chips, thresholds, 144, left_out=dark)
    row = rows(everywhere, lit)["chico_2020"]
    assert row.dark_share == pytest.approx(100)
    assert row.lit == pytest.approx(100, abs=1)
    assert row.f1 < 95
    assert 10 < row.dark_area < 40


def test_the_mean_of_weights_lies_between_them() -> None:
    start = {"weight": torch.tensor([0.0, 4.0]), "count": torch.tensor(3)}
    learned = {"weight": torch.tensor([10.0, 2.0]), "count": torch.tensor(7)}
    mean = mix(learned, start, 0.6)
    assert torch.allclose(mean["weight"], torch.tensor([6.0, 2.8]))
    assert int(mean["count"]) == 7
    assert torch.equal(mix(learned, start, 1.0)["weight"], learned["weight"])
