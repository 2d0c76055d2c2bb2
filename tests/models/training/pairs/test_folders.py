"""Folders of images and labels: what is read, and what is said when they do not fit."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.errors import NotGeoreferencedWarning
from rasterio.transform import from_origin

from onemetre.contract.errors import SourceError
from onemetre.models.training.labels import UNKNOWN, Green
from onemetre.models.training.pairs.folders import DUBAI_CLASSES, UGSET_CLASSES, PairPaths, find_pairs, read_pair

DATA = Path(os.environ.get("ONEMETRE_DATA", Path(__file__).parents[4].parent / "shared/data"))
CLASSES = {0: Green.OTHER, 1: Green.GREEN, 255: UNKNOWN}


def write(path: Path, pixels: np.ndarray, **profile: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = pixels[None] if pixels.ndim == 2 else pixels
    count, height, width = pixels.shape
    driver = {".png": "PNG", ".jpg": "JPEG", ".tif": "GTiff"}[path.suffix]
    shape = {"count": count, "height": height, "width": width, "dtype": pixels.dtype.name}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path, "w", driver=driver, **shape, **profile) as dataset:
            dataset.write(pixels)
    return path


def image(side: int = 32) -> np.ndarray:
    return np.random.default_rng(0).integers(1, 256, (3, side, side), dtype=np.uint8)


def label(side: int = 32) -> np.ndarray:
    values = np.zeros((side, side), np.uint8)
    values[: side // 2] = 1
    return values


@pytest.mark.parametrize("folder", ["labels", "masks"])
def test_pairs_go_by_name_whatever_the_ending(tmp_path: Path, folder: str):
    for name in ("b", "a"):
        write(tmp_path / "images" / f"{name}.tif", image(), transform=from_origin(0, 0, 1, 1))
        write(tmp_path / folder / f"{name}.png", label())
    (tmp_path / "images" / "notes.txt").write_text("no image")
    pairs = find_pairs(tmp_path)
    assert [pair.image.name for pair in pairs] == ["a.tif", "b.tif"]
    read = read_pair(pairs[0], CLASSES)
    assert read.name == "a"
    np.testing.assert_array_equal(read.image, image())
    np.testing.assert_array_equal(read.label, label())


def test_values_become_classes_and_nodata_is_ignored(tmp_path: Path):
    pixels, values = image(), 255 * label()
    pixels[:, :, :4] = 0
    values[0, -1] = 0
    paths = PairPaths(
        write(tmp_path / "i.tif", pixels, nodata=0, transform=from_origin(0, 0, 1, 1)),
        write(tmp_path / "l.png", values),
    )
    read = read_pair(paths, UGSET_CLASSES)
    assert (read.label[:, :4] == UNKNOWN).all()
    # As the engine fills it when a map is made.
    assert (read.image[:, :, :4] == 110).all()
    np.testing.assert_array_equal(read.image[:, :, 4:], image()[:, :, 4:])
    assert (read.label[1:16, 4:] == Green.GREEN).all()
    assert (read.label[16:, 4:] == Green.OTHER).all()
    assert read.label[0, -1] == Green.OTHER


def test_empty_split_says_what_is_expected(tmp_path: Path):
    with pytest.raises(SourceError, match="no images") as caught:
        find_pairs(tmp_path / "val")
    assert "images and labels" in caught.value.hint


def test_image_without_label_is_named(tmp_path: Path):
    for name in ("a", "b"):
        write(tmp_path / "images" / f"{name}.png", image())
    write(tmp_path / "labels" / "a.png", label())
    with pytest.raises(SourceError, match=r"1 of 2 images .* b\.png"):
        find_pairs(tmp_path)


def test_different_sizes_are_named_with_both_files(tmp_path: Path):
    write(tmp_path / "images" / "a.png", image(32))
    write(tmp_path / "labels" / "a.png", label(16))
    with pytest.raises(SourceError, match=r"images/a\.png has 32 x 32 .*labels/a\.png has 16 x 16"):
        find_pairs(tmp_path)


def test_value_that_is_no_class_is_named(tmp_path: Path):
    values = label()
    values[3, 3] = 7
    paths = PairPaths(write(tmp_path / "i.png", image()), write(tmp_path / "l.png", values))
    with pytest.raises(SourceError, match="value 7") as caught:
        read_pair(paths, CLASSES)
    assert "0, 1, 255" in caught.value.hint


def test_chip_without_data_and_label_without_class_are_errors(tmp_path: Path):
    good = write(tmp_path / "l.png", label())
    empty = write(tmp_path / "i.tif", np.zeros((3, 32, 32), np.uint8), nodata=0)
    with pytest.raises(SourceError, match="holds no data"):
        read_pair(PairPaths(empty, good), CLASSES)
    unknown = write(tmp_path / "u.png", np.full((32, 32), 255, np.uint8))
    with pytest.raises(SourceError, match="contains no class"):
        read_pair(PairPaths(write(tmp_path / "i.png", image()), unknown), CLASSES)


@pytest.mark.parametrize("pixels", [image()[:1], image().astype(np.uint16)])
def test_image_that_is_not_8_bit_rgb_is_refused(tmp_path: Path, pixels: np.ndarray):
    paths = PairPaths(write(tmp_path / "i.tif", pixels), write(tmp_path / "l.png", label()))
    with pytest.raises(SourceError, match=rf"{len(pixels)} bands of type {pixels.dtype}"):
        read_pair(paths, CLASSES)


def test_file_that_is_no_image_is_an_error(tmp_path: Path):
    (tmp_path / "i.png").write_bytes(b"not an image")
    with pytest.raises(SourceError, match="cannot be read"):
        read_pair(PairPaths(tmp_path / "i.png", write(tmp_path / "l.png", label())), CLASSES)


@pytest.mark.skipif(not (DATA / "dubai").is_dir(), reason=f"the training data is not in {DATA}")
def test_dubai_is_such_a_folder():
    pairs = find_pairs(DATA / "dubai" / "val")
    read = read_pair(pairs[0], DUBAI_CLASSES)
    assert read.image.shape[1:] == read.label.shape
    assert set(np.unique(read.label)) <= {Green.OTHER, Green.GREEN, UNKNOWN}
