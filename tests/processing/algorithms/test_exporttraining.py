"""Training data from a raster and drawn samples."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from adaptable import drawn, write_city
from algorithms import BANDS, failure, left, run
from drawn import square, write_samples
from headless import Headless
from rasters import read_raster

from onemetre.models.training.pairs.folders import find_pairs, read_pair
from onemetre.models.training.pairs.pair_split import split_pairs


@pytest.fixture
def wanted(tmp_path: Path) -> dict[str, object]:
    return {
        "INPUT": str(write_city(tmp_path / "city.tif")),
        "BANDS": BANDS,
        "SAMPLES": str(write_samples(tmp_path / "samples.geojson", [*drawn(3), (square(10, 170), "green")])),
        "CLASSES": "0=other,1=green",
        "SIDE": 64,
        "OUTPUT": str(tmp_path / "data"),
    }


def test_what_is_exported_is_the_raster_and_what_is_known_of_it(wanted: dict[str, object]) -> None:
    result = run("exporttraining", wanted)
    folder = Path(result["OUTPUT"])
    assert left(folder) == ["images", "labels", "manifest.json"]
    assert result["IMAGES"] == 3
    pairs = find_pairs(folder)
    pixels, known = read_raster(wanted["INPUT"]), {0: 0, 1: 0}
    for paths in pairs:
        pair = read_pair(paths, {0: 0, 1: 1, 255: 255})
        with rasterio.open(paths.image) as image, rasterio.open(paths.label) as label:
            assert image.transform == label.transform
            assert image.crs.to_epsg() == 32632
            row, column = (int(at) for at in (5_000_000 - image.transform.f, image.transform.c - 600_000))
        assert (pair.image == pixels[:, row : row + 64, column : column + 64]).all()
        for value, bright in ((0, False), (1, True)):
            known[value] += int((pair.label == value).sum())
            assert ((pair.image[0][pair.label == value] > 128) == bright).all()
    # Six squares of 10 x 10; the one without data gives nothing.
    assert known == {0: 300, 1: 300}
    manifest = json.loads(Path(result["MANIFEST"]).read_text())
    assert manifest["classes"] == {"0": "other", "1": "green"}
    assert manifest["pixels"] == {"0": 300, "1": 300}
    assert (manifest["resolution"], manifest["source"], manifest["pieces"]) == (1.0, ["city.tif"], 3)
    # What training does first.
    assert len(split_pairs(folder, None, 0.3, 0).training) == 2


def test_it_runs_in_scripts_with_png_and_overlap(
    qgis_process: Headless, wanted: dict[str, object], tmp_path: Path
) -> None:
    named = write_samples(tmp_path / "named.geojson", [(square(20, 20), "lawn"), (square(100, 20), "roof")])
    more = {"SAMPLES": named, "CLASS_VALUES": "lawn=1,roof=other", "OVERLAP": 32, "FORMAT": "png", "OUTPUT": "mine"}
    arguments = [f"--{name}={value}" for name, value in (wanted | more).items()]
    result = qgis_process.results("onemetre:exporttraining", *arguments, cwd=tmp_path)
    folder = tmp_path / "mine"
    pairs = find_pairs(folder)
    assert len(pairs) == result["IMAGES"] > 2
    assert {path.image.suffix for path in pairs} == {".png"}
    labels = np.stack([read_pair(paths, {0: 0, 1: 1, 255: 255}).label for paths in pairs])
    assert set(np.unique(labels)) == {0, 1, 255}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"CLASSES": "0=other"}, "at least two names"),
        ({"CLASSES": "0=other,1=tree"}, "unknown class 'green'"),
        ({"SIDE": 16}, "SIDE"),
        ({"OVERLAP": 64}, "cannot overlap by 64"),
        ({"FORMAT": "jpg"}, "tif or png"),
        ({"SAMPLES": None}, "SAMPLES"),
    ],
)
def test_what_is_wrong_is_one_message(wanted: dict[str, object], wrong: dict, told: str) -> None:
    assert told in failure("exporttraining", wanted | wrong)
    assert not Path(str(wanted["OUTPUT"])).exists()


def test_samples_without_data_and_a_folder_in_use(wanted: dict[str, object], tmp_path: Path) -> None:
    nothing = write_samples(tmp_path / "nothing.geojson", [(square(10, 170), "green")])
    assert "No sample lies where the image has data" in failure("exporttraining", wanted | {"SAMPLES": str(nothing)})
    assert left(tmp_path) == ["city.tif", "nothing.geojson", "samples.geojson"]
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "notes.txt").write_text("mine")
    assert "not empty" in failure("exporttraining", wanted)
    assert left(tmp_path / "data") == ["notes.txt"]


def test_a_working_folder_of_others_is_refused_and_a_link_is_written_through(
    wanted: dict[str, object], tmp_path: Path
) -> None:
    draft = tmp_path / ".data.onemetre-part"
    draft.mkdir()
    (draft / "notes.txt").write_bytes(b"mine")
    assert "was not made by OneMetre" in failure("exporttraining", wanted)
    assert left(draft) == ["notes.txt"]
    (draft / "notes.txt").rename(draft / ".onemetre")  # what a killed run leaves behind
    (tmp_path / "real").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "real")
    run("exporttraining", wanted)
    assert (tmp_path / "data").is_symlink()
    assert left(tmp_path / "real") == ["images", "labels", "manifest.json"]
    (tmp_path / "data").unlink()
    run("exporttraining", wanted)
    assert not draft.exists()
