from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch

from onemetre.benchmarks.labels.agreement import kappa
from onemetre.benchmarks.labels.crops import NAIP, Crop, read_crops, read_images
from onemetre.benchmarks.labels.draw import draw
from onemetre.benchmarks.labels.ids import Ids, label_of, read_ids
from onemetre.benchmarks.labels.label import FIRST, SECOND
from onemetre.benchmarks.labels.maps import LABELS, SUPERPIXELS, read_map, write_label
from onemetre.benchmarks.labels.superpixels import CANOPY, RIM, superpixels
from onemetre.models.training.labels import Green
from onemetre.research.places.naip import green_label

CROPS = read_crops()
THRESHOLD = 0.15
needs_pictures = pytest.mark.skipif(not NAIP.is_dir(), reason="the NAIP crops are not here")


def scene() -> np.ndarray:
    """Lawn in columns 0-19, asphalt in 20-39, a pale roof in 40-59; two pixels in the asphalt are green."""
    image = np.empty((4, 40, 60), dtype=np.uint8)
    image[:, :, :20] = np.array([60, 90, 60, 160])[:, None, None]
    image[:, :, 20:40] = np.array([90, 90, 95, 95])[:, None, None]
    image[:, :, 40:] = np.array([220, 215, 210, 210])[:, None, None]
    image[3, 10, 30:32] = 255
    return image


def ids_of(tmp_path: Path, text: str) -> Ids:
    path = tmp_path / "crop.csv"
    path.write_text(text, encoding="utf-8")
    return read_ids(path)


def test_superpixels_follow_the_surfaces_outside_the_green() -> None:
    numbers = superpixels(scene(), THRESHOLD)
    assert (numbers[:, :20] == CANOPY).all()
    assert (numbers[:, 20] == RIM).all()
    assert (numbers[10, 30:32] == RIM).all()
    asphalt, roof = numbers[:, 21:40], numbers[:, 40:]
    found = set(np.unique(asphalt)) - {RIM}
    assert not found & set(np.unique(roof))
    assert sorted(found | set(np.unique(roof))) == list(range(1, numbers[numbers < RIM].max() + 1))


def test_ids_become_a_label(tmp_path: Path) -> None:
    numbers = superpixels(scene(), THRESHOLD)
    roof = np.unique(numbers[:, 40:])
    rows = "".join(f"{number},0\n" for number in roof)
    ids = ids_of(
        tmp_path, f"default,1\n# roof\n{rows}polygon,255,0 0 60 0 60 5 0 5\npolygon!,1,0 35 60 35 60 40 0 40\n"
    )
    label = label_of(numbers, ids)
    wanted = np.zeros((40, 60), dtype=np.uint8)
    wanted[:, 21:40] = 1
    wanted[numbers == RIM] = 255
    wanted[:5, 21:] = 255
    wanted[35:] = 1
    np.testing.assert_array_equal(label, wanted)


def test_a_label_survives_its_file(tmp_path: Path) -> None:
    label = np.array([[0, 1, 255], [255, 1, 0]], dtype=np.uint8)
    write_label(tmp_path / "label.png", label)
    np.testing.assert_array_equal(read_map(tmp_path / "label.png"), label)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("3,1\n", "no line default"),
        ("default,1\n3,2\n", "line 2.*the class must be 0, 1 or 255, not 2"),
        ("default,1\n3,0\n3,1\n", "line 3.*listed twice"),
        ("default,1\nroof,1\n", "line 2"),
        ("default,1\npolygon,1,0 0 4 4\n", "three corners"),
    ],
)
def test_slips_of_the_pen_are_told(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        ids_of(tmp_path, text)


@pytest.mark.parametrize("number", [0, 99, 255])
def test_a_number_that_is_no_superpixel_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=f"no superpixel {number}"):
        label_of(superpixels(scene(), THRESHOLD), Ids(1, {number: 0}))


def test_kappa_is_what_is_left_after_chance() -> None:
    assert kappa(np.array([[20, 5], [10, 15]])) == pytest.approx(0.4)
    assert np.isnan(kappa(np.array([[9, 0], [0, 0]])))
    assert np.isnan(kappa(np.zeros((2, 2), dtype=np.int64)))


def test_the_crops_are_shared_out_as_the_readme_says() -> None:
    assert Counter(crop.kind for crop in CROPS) == {"random": 40, "hard": 20}
    at_random = Counter(crop.city for crop in CROPS if crop.kind == "random")
    assert len(at_random) == 6 and min(at_random.values()) >= 5
    assert Counter(crop.labeller for crop in CROPS) == dict.fromkeys("ABCD", 15)
    again = [crop for crop in CROPS if crop.second]
    assert len(again) == 10 and all(crop.second != crop.labeller for crop in again)


@needs_pictures
def test_the_draw_can_be_repeated() -> None:
    assert draw(NAIP) == CROPS


@needs_pictures
def test_green_is_where_the_ndvi_says() -> None:
    images = read_images(CROPS)
    for crop in CROPS:
        numbers = read_map(SUPERPIXELS / f"{crop.name}.png")
        green = green_label(torch.from_numpy(images[crop.name]).float(), crop.threshold).numpy() == Green.GREEN
        assert not (green & (numbers != CANOPY) & (numbers != RIM)).any(), crop.name
        assert not (~green & (numbers == CANOPY)).any(), crop.name


def test_every_file_belongs_to_a_crop() -> None:
    names = {crop.name for crop in CROPS}
    assert {path.stem for path in SUPERPIXELS.iterdir()} == names
    assert {path.stem for path in FIRST.glob("*.csv")} == {path.stem for path in LABELS.glob("*.png")} == names
    assert {path.stem for path in SECOND.glob("*.csv")} == {crop.name for crop in CROPS if crop.second}


@pytest.mark.parametrize("crop", CROPS, ids=lambda crop: crop.name)
def test_the_label_follows_from_the_ids(crop: Crop) -> None:
    ids = FIRST / f"{crop.name}.csv"
    label = read_map(LABELS / f"{crop.name}.png")
    assert set(np.unique(label)) <= {0, 1, 255}
    np.testing.assert_array_equal(label, label_of(read_map(SUPERPIXELS / f"{crop.name}.png"), read_ids(ids)))
