"""Crops with green from NDVI and drawn impervious surface: on a made-up folder, and on the real one where it is."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

import rasterio
from rasterio.transform import from_origin

from onemetre.contract.errors import SourceError
from onemetre.models.training.labels import UNKNOWN, Surface
from onemetre.research.places.california import load_crops, merge

DATA = Path(os.environ.get("ONEMETRE_DATA", Path(__file__).parents[2].parent / "shared/data"))
SIDE = 256
LEFT, RIGHT = slice(0, 70), slice(80, None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two crops of one city, 5 km apart: vegetation on the left, pavement on the right."""
    image = np.empty((4, SIDE, SIDE), np.uint8)
    image[:, :, : SIDE // 2] = np.array([40, 90, 40, 160])[:, None, None]
    image[:, :, SIDE // 2 :] = np.array([110, 110, 110, 90])[:, None, None]
    for number in range(2):
        with rasterio.open(
            tmp_path / f"chico_2020_{number}.tif",
            "w",
            driver="GTiff",
            width=SIDE,
            height=SIDE,
            count=4,
            dtype="uint8",
            crs="EPSG:26910",
            transform=from_origin(600_000 + 5_000 * number, 4_400_000, 0.6, 0.6),
        ) as dataset:
            dataset.write(image)
    return tmp_path


def write_label(folder: Path, values: np.ndarray, name: str = "chico_2020_1") -> Path:
    labels = folder / "labels"
    labels.mkdir(exist_ok=True)
    with rasterio.open(
        labels / f"{name}.png", "w", driver="PNG", width=values.shape[1], height=values.shape[0], count=1, dtype="uint8"
    ) as dataset:
        dataset.write(values.astype(np.uint8)[None])
    return labels


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_drawn_surface_joins_green_of_the_same_crop(folder: Path) -> None:
    drawn = np.zeros((SIDE, SIDE))
    drawn[: SIDE // 3, SIDE // 2 :], drawn[-SIDE // 3 :, SIDE // 2 :] = 1, 255
    plain, labelled = load_crops(folder, ["chico"], write_label(folder, drawn))
    assert plain.drawn is None and labelled.drawn is not None
    assert plain.group != labelled.group
    for crop in (plain, labelled):
        assert crop.ground.image.shape == (4, 153, 153)
        assert (crop.ground.labels[:, LEFT] == Surface.GREEN).all() and (crop.above[:, LEFT] > 0).all()
    assert (plain.ground.labels[:, RIGHT] == Surface.NOT_GREEN).all()
    right = labelled.ground.labels[:, RIGHT]
    assert (
        (right[:45] == Surface.IMPERVIOUS).all()
        and (right[60:90] == Surface.OTHER).all()
        and (right[-45:] == Surface.NOT_GREEN).all()
    )
    assert set(np.unique(labelled.drawn)) == {0, 1, 255}


def test_what_a_person_corrected_counts_more_than_ndvi_and_doubt_stays_doubt() -> None:
    above = np.array([[0.2, 0.2, -0.2, -0.2, 0.01, -0.01]], np.float32)
    drawn = np.array([[1, 0, 1, 0, 255, 0]], np.uint8)
    assert merge(above, drawn).tolist() == [
        [Surface.IMPERVIOUS, Surface.GREEN, Surface.IMPERVIOUS, Surface.OTHER, UNKNOWN, UNKNOWN]
    ]
    assert merge(above, None).tolist() == [
        [Surface.GREEN, Surface.GREEN, Surface.NOT_GREEN, Surface.NOT_GREEN, UNKNOWN, UNKNOWN]
    ]


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
@pytest.mark.parametrize(
    ("values", "message"),
    [(np.zeros((255, 256)), r"is \(255, 256\)"), (np.full((SIDE, SIDE), 3), r"has the values \[3\]")],
)
def test_a_label_that_cannot_be_right_is_an_error(folder: Path, values: np.ndarray, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        load_crops(folder, ["chico"], write_label(folder, values))


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_crop_without_data_is_an_error(folder: Path) -> None:
    with rasterio.open(folder / "chico_2020_1.tif", "r+") as dataset:
        dataset.write(np.zeros((4, SIDE, SIDE), np.uint8))
    with pytest.raises(SourceError, match="completely black"):
        load_crops(folder, ["chico"], write_label(folder, np.zeros((SIDE, SIDE))))


def test_a_city_without_crops_is_an_error(folder: Path) -> None:
    with pytest.raises(SourceError, match="no crops of eureka_2020"):
        load_crops(folder, ["eureka"])


@pytest.mark.skipif(not (DATA / "naip_california").is_dir(), reason=f"the training data is not in {DATA}")
def test_real_crops_have_groups_and_green() -> None:
    crops = load_crops(DATA / "naip_california", ["bishop"])
    assert len(crops) == 10 and len({crop.group for crop in crops}) == 8
    assert set(np.unique(np.stack([crop.ground.labels for crop in crops]))) == {
        Surface.GREEN,
        Surface.NOT_GREEN,
        UNKNOWN,
    }
