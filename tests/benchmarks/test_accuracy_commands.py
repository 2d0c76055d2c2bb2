"""The commands behind docs/accuracy*.md, from made-up files to figures that can be told beforehand."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from onemetre.benchmarks.bolzano import bolzano
from onemetre.benchmarks.jointseg import leave_one_city_out
from onemetre.benchmarks.jointseg.thresholds import matrices, roc_area
from onemetre.research.places.california import CITIES

pytestmark = pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
SIDE = 256


def write(path: Path, image: np.ndarray, **profile: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    bands, height, width = image.shape
    options = {"width": width, "height": height, "count": bands, "dtype": "uint8"} | profile
    with rasterio.open(path, "w", **options) as dataset:
        dataset.write(image)


def crop(seed: int) -> np.ndarray:
    """Vegetation on the left, pavement on the right."""
    image = np.empty((4, SIDE, SIDE), np.uint8)
    image[:, :, : SIDE // 2] = np.array([40, 90, 40, 160])[:, None, None]
    image[:, :, SIDE // 2 :] = np.array([110, 110, 110, 90])[:, None, None]
    return image + np.random.default_rng(seed).integers(0, 5, image.shape, dtype=np.uint8)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The smallest folder that has every kind of ground."""
    folder = tmp_path / "data"
    for number, city in enumerate(CITIES):
        for n in range(2):
            place = {"crs": "EPSG:26910", "transform": from_origin(600_000 + 5_000 * n, 4_400_000, 0.6, 0.6)}
            write(folder / f"naip_california/{city}_2020_{n}.tif", crop(number), driver="GTiff", **place)
    write(folder / "naip_ohio/train/images/tile_0.tif", crop(9), driver="GTiff")
    write(folder / "naip_ohio/train/masks/tile_0.tif", np.ones((1, SIDE, SIDE), np.uint8), driver="GTiff")
    write(folder / "dubai/train/images/tile1_001.jpg", crop(8)[:3], driver="JPEG")
    write(folder / "dubai/train/masks/tile1_001.png", np.full((1, SIDE, SIDE), 3, np.uint8), driver="PNG")
    return folder


def test_leaving_a_city_out_trains_counts_and_compares_and_goes_on_where_it_stopped(data: Path, tmp_path: Path) -> None:
    label = np.zeros((1, SIDE, SIDE), np.uint8)
    label[:, :, SIDE // 2 :] = 1
    write(tmp_path / "labels/bishop_2020_1.png", label, driver="PNG")
    out = tmp_path / "out"
    command = ["--data", str(data), "--labels", str(tmp_path / "labels"), "--out", str(out), "--folds", "bishop"]
    command += ["--towns", "0", "--steps", "1", "--batch", "1"]
    leave_one_city_out.main(command)
    lines = {(line["row"], line["surface"]): line for line in json.loads((out / "leave_one_city_out.json").read_text())}
    assert {row for row, _ in lines} >= {"jointseg-0", "bilinearseg-0", "everything", "perfect 10 m map"}
    for surface in ("green", "impervious"):
        perfect, everything = (lines[row, surface]["all"] for row in ("perfect 10 m map", "everything"))
        assert perfect["mean F1"] > 95
        assert everything["recall"] == 100 and 45 < everything["precision"] < 55
        assert lines["best map of stride 4", surface]["all"]["boundary F1"] > 95
    # Two crops far from each other, one of them drawn.
    assert lines["bilinearseg-0", "green"]["places"] == 2 and lines["bilinearseg-0", "impervious"]["places"] == 1
    value, low, high = lines["bilinearseg-0", "green"]["jointseg minus this, mean F1"]
    assert low <= value <= high
    assert ("NDVI at 10 m", "impervious") not in lines
    written = {path: path.stat().st_mtime_ns for path in (out / "counts").iterdir()}
    leave_one_city_out.main(command)
    assert written == {path: path.stat().st_mtime_ns for path in (out / "counts").iterdir()}


def test_points_judge_a_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Impervious from 50 m on, without data in the first 20 rows.
    image = np.zeros((1, 100, 100), np.uint8)
    image[:, :, 50:], image[:, :20] = 1, 255
    write(tmp_path / "map.tif", image, driver="GTiff", crs="EPSG:32632", transform=from_origin(0, 100, 1, 1))
    table, sizes = tmp_path / "points.csv", tmp_path / "strata.csv"
    rows = ["x,y,stratum,class,lean"]
    rows += [f"{x},50,bright,impervious," for x in (70, 80, 90)]  # found
    rows += ["30,50,dark,impervious,"]  # missed
    rows += ["10,50,dark,Other,", "20,50,dark,Other,", "60,50,bright,Other,"]  # the last one is false
    rows += ["75,50,bright,unclear,impervious", "80,90,bright,impervious,"]  # without a class, without data
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    sizes.write_text("stratum,pixels\nbright,100\ndark,900\n", encoding="utf-8")
    command = ["--points", str(table), "--strata", str(sizes), "--map", str(tmp_path / "map.tif")]

    def figures() -> list[list[str]]:
        lines = capsys.readouterr().out.splitlines()[-4:]
        return [[cell.strip().split(" ")[0] for cell in line.split("|")[2:7]] for line in lines]

    bolzano.main(command)
    # By area: (100 * 3/4 + 900 * 2/3) / 1000 are right; 75 of the 75 + 300 impervious are found, 75 of 100 found are.
    by_area, of_points = ["by", "7", "0.675", "0.200", "0.750"], ["points", "7", "0.714", "0.750", "0.750"]
    assert figures() == [by_area, of_points, by_area, of_points]
    bolzano.main([*command, "--leans"])
    assert figures()[0][1:3] == ["8", "0.680"]
    # Another map that has everything right but for one point of the bright stratum, which the first one has right.
    image[:, :, 14:40], image[:, :, 54:76] = 1, 0
    write(tmp_path / "other.tif", image, driver="GTiff", crs="EPSG:32632", transform=from_origin(0, 100, 1, 1))
    bolzano.main([*command, "--beside", str(tmp_path / "other.tif")])
    first, second = (line.split("|") for line in capsys.readouterr().out.splitlines()[-2:])
    assert first[1].strip().endswith("map.tif only") and second[1].strip().endswith("other.tif only")
    # Only the first: x = 70, bright, and x = 20, dark; only the second: x = 60, bright, and x = 30, dark.
    assert [line[2].strip() for line in (first, second)] == ["2", "2"]
    assert first[3].strip().startswith("0.325") and second[3].strip().startswith("0.325")


def test_cuts_of_a_histogram_count_every_pixel() -> None:
    histogram = np.array([[5, 3, 2], [1, 2, 7]])
    cuts = matrices(histogram)
    assert cuts.tolist() == [[[0, 10], [0, 10]], [[5, 5], [1, 9]], [[8, 2], [3, 7]]]
    assert roc_area(np.array([[4, 0], [0, 4]])) == 1.0 and roc_area(np.array([[2, 2], [2, 2]])) == 0.5
