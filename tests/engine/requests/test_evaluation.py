"""Judging models through the real engine process: figures of maps whose answer is known."""

from __future__ import annotations

import csv
import html
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from engine_process import run
from hypothesis import given
from hypothesis import strategies as st
from rasters import half_bright, mottled, write_raster
from toy_models import write_toy

from onemetre.contract.requests import EvaluateRequest, MapRequest, ModelFile, Place, Reading
from onemetre.engine.assess.accuracy import UNKNOWN, confusion
from onemetre.engine.assess.boundary import boundary_lengths
from onemetre.engine.assess.label_values import meaning_of

BANDS = {"red": "1", "green": "2", "blue": "3"}
HEIGHT, WIDTH = 80, 96


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Green is what is bright."""
    return write_toy(tmp_path, "toy.green_v1", halo=1)


def place(folder: Path, name: str, truth: np.ndarray, x: float = 600_000.0, **profile: Any) -> Place:
    """An image whose right half is bright, and its truth."""
    image = write_raster(folder / f"{name}.tif", half_bright(HEIGHT, WIDTH, 250), x=x)
    known = write_raster(folder / f"{name}_truth.tif", truth[None], x=x, **profile)
    return Place(name=name, reading=reading(image), truth=(str(known),))


def reading(image: Path) -> Reading:
    return Reading(sources=(str(image),), bands=BANDS)


def right_half(columns: int = WIDTH // 2) -> np.ndarray:
    """The truth that so many columns on the right are green."""
    truth = np.zeros((HEIGHT, WIDTH), np.uint8)
    truth[:, WIDTH - columns :] = 1
    return truth


def request(folder: Path, models: list[Path], places: list[Place], **fields: Any) -> EvaluateRequest:
    files = tuple(ModelFile(path=str(path)) for path in models)
    return EvaluateRequest(models=files, places=tuple(places), folder=str(folder), **fields)


def judged(request: EvaluateRequest) -> dict[str, Any]:
    result = run(request)
    assert result["event"] == "result", result
    return result


def refused(request: EvaluateRequest) -> str:
    result = run(request)
    assert result["event"] == "error", result
    return f"{result['message']} {result['hint']}"


def rows_of(path: Path) -> dict[tuple[str, str, str], dict[str, str]]:
    with path.open(newline="") as file:
        return {(row["map"], row["place"], row["class"]): row for row in csv.DictReader(file)}


def test_a_map_that_is_right_is_right(tmp_path: Path, model: Path) -> None:
    result = judged(request(tmp_path, [model], [place(tmp_path, "town", right_half())]))
    # The toy looks at 3 x 3 pixels: the column at the edge is not its own.
    assert result["pixels"] == HEIGHT * WIDTH
    assert result["overall_accuracy"] > 0.98
    assert result["mean_f1"] > 0.98
    assert result["device"] == "cpu"


def test_figures_are_those_of_the_map_itself(tmp_path: Path, model: Path) -> None:
    truth = right_half(20)
    truth[:7] = 255
    where = place(tmp_path, "town", truth)
    table = tmp_path / "figures.csv"
    result = judged(request(tmp_path, [model], [where], table=str(table)))
    output = tmp_path / "map.tif"
    run(MapRequest(reading=where.reading, model=str(model), output=str(output), target="green"))
    with rasterio.open(output) as dataset:
        found = dataset.read(1)
    matrix = confusion(truth, found, 2)
    row = rows_of(table)["toy.green_v1", "town", "green"]
    assert result["pixels"] == matrix.sum() == (HEIGHT - 7) * WIDTH
    assert float(row["precision"]) == pytest.approx(matrix[1, 1] / matrix[:, 1].sum(), abs=1e-6)
    assert float(row["recall"]) == pytest.approx(matrix[1, 1] / matrix[1].sum(), abs=1e-6)
    assert int(row["pixels"]) == matrix[1].sum()
    near, found_edge, *_ = boundary_lengths(truth, found, 1)
    assert found_edge > 0
    assert (float(row["boundary_f1"]) > 0) == bool(near)


def test_bands_of_rows_count_as_the_whole_does(tmp_path: Path, model: Path) -> None:
    image = write_raster(tmp_path / "tall.tif", mottled(1200, 40))
    truth = (mottled(1200, 40, bands=1, seed=3)[0] > 120).astype(np.uint8)
    known = write_raster(tmp_path / "tall_truth.tif", truth[None])
    where = Place(name="tall", reading=reading(image), truth=(str(known),))
    table = tmp_path / "figures.csv"
    judged(request(tmp_path, [model], [where], table=str(table)))
    output = tmp_path / "map.tif"
    run(MapRequest(reading=where.reading, model=str(model), output=str(output), target="green"))
    with rasterio.open(output) as dataset:
        found = dataset.read(1)
    near, edge, near_found, true = boundary_lengths(truth, found, 1)
    both = near / edge, near_found / true
    expected = 2 * both[0] * both[1] / sum(both)
    assert float(rows_of(table)["toy.green_v1", "all", "green"]["boundary_f1"]) == pytest.approx(expected, abs=1e-6)


def test_the_table_has_what_maps_are_compared_with(tmp_path: Path) -> None:
    model = write_toy(
        tmp_path, "toy.s2_v1", data_type="uint16", scale_factor=10, resolution=10.0, halo=1, task="impervious-surface"
    )
    image = write_raster(tmp_path / "s2.tif", half_bright(12, 20, 3500, "uint16"), pixel=10.0)
    truth = np.zeros((120, 200), np.uint8)
    truth[:, 96:] = 1
    known = write_raster(tmp_path / "s2_truth.tif", truth[None])
    where = Place(name="valley", reading=reading(image), truth=(str(known),))
    table = tmp_path / "figures.csv"
    judged(request(tmp_path, [model], [where], table=str(table)))
    rows = rows_of(table)
    assert {name for name, _, _ in rows} == {"toy.s2_v1", "all impervious", "perfect map of 10 m"}
    assert float(rows["all impervious", "all", "impervious"]["recall"]) == 1
    assert float(rows["all impervious", "all", "impervious"]["precision"]) == pytest.approx(104 / 200)
    # Of the column of pixels with the edge 6 m are other and 4 m are not: those 4 m are lost.
    best = rows["perfect map of 10 m", "all", "impervious"]
    assert float(best["precision"]) == 1
    assert float(best["recall"]) == pytest.approx(100 / 104, abs=1e-6)


def test_probabilities_are_compared_with_the_truth(tmp_path: Path) -> None:
    """Half of the pixels have 10 %, half 90 %; where 90 % is stated, 60 % are green, elsewhere none."""
    image = np.full((3, HEIGHT, WIDTH), 25, np.uint8)
    image[:, :, WIDTH // 2 :] = 230
    raster = write_raster(tmp_path / "town.tif", image)
    truth = np.zeros((HEIGHT, WIDTH), np.uint8)
    truth[: HEIGHT * 6 // 10, WIDTH // 2 :] = 1
    known = write_raster(tmp_path / "truth.tif", truth[None])
    town = Place(name="town", reading=reading(raster), truth=(str(known),))
    table, page = tmp_path / "table.csv", tmp_path / "page.html"
    toy = write_toy(tmp_path, "toy.exact_v1")
    result = judged(request(tmp_path, [toy], [town], table=str(table), report=str(page)))
    assert result["calibration_error"] == pytest.approx((0.1 + 0.3) / 2, abs=0.01)
    assert result["temperature"] > 1
    rows = rows_of(table)
    assert float(rows["toy.exact_v1", "town", "green"]["calibration_error"]) == pytest.approx(0.2, abs=0.01)
    assert rows["all green", "town", "green"]["temperature"] == ""
    assert page.read_text("utf-8").count("ECE 20.") == 2  # the caption, and the name of the drawing


def test_places_are_counted_apart_and_together(tmp_path: Path, model: Path) -> None:
    places = [place(tmp_path, f"p{n}", right_half(40 + n), x=600_000.0 + 1000 * n) for n in range(6)]
    report, table = tmp_path / "page.html", tmp_path / "figures.csv"
    other = write_toy(tmp_path, "toy.dull_v1", halo=1, kind="identity")
    judged(request(tmp_path, [model, other], places, report=str(report), table=str(table)))
    rows = rows_of(table)
    assert {place for _, place, _ in rows} == {"all", *(one.name for one in places)}
    total = sum(int(rows["toy.green_v1", one.name, "green"]["pixels"]) for one in places)
    assert int(rows["toy.green_v1", "all", "green"]["pixels"]) == total == sum(HEIGHT * (40 + n) for n in range(6))
    page = report.read_text()
    assert page.count("<figure>") == 6 * 4 + 2  # and a reliability diagram of each model
    assert "95 % interval" in page
    assert not list(tmp_path.glob("*.part"))


def test_values_of_the_truth_are_given_names(tmp_path: Path, model: Path) -> None:
    truth = np.where(right_half() == 1, np.uint8(7), np.uint8(3))
    where = place(tmp_path, "town", truth)
    assert "1=" in refused(request(tmp_path, [model], [where]))
    assert judged(request(tmp_path, [model], [where], classes={"7": "green"}))["class_f1"]["green"] > 0.98


def test_a_truth_in_another_projection_is_brought_onto_the_map(tmp_path: Path, model: Path) -> None:
    where = place(tmp_path, "town", right_half())
    with rasterio.open(where.truth[0]) as source, rasterio.vrt.WarpedVRT(source, crs="EPSG:4326", nodata=255) as vrt:
        degrees = {"driver": "GTiff", "crs": vrt.crs, "transform": vrt.transform, "count": 1, "dtype": "uint8"}
        with rasterio.open(
            tmp_path / "degrees.tif", "w", width=vrt.width, height=vrt.height, nodata=255, **degrees
        ) as copy:
            copy.write(vrt.read())
    there = Place(name="town", reading=where.reading, truth=(str(tmp_path / "degrees.tif"),))
    result = judged(request(tmp_path, [model], [there]))
    assert result["overall_accuracy"] > 0.95
    assert result["pixels"] > 0.9 * HEIGHT * WIDTH


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"classes": {"1": "roof"}}, "has no class 'roof'"),
        ({"classes": {"0": "other"}}, "no class to evaluate"),
        ({"classes": {"256": "green"}}, "cannot have the value 256"),
        ({"models": ()}, "at least one model"),
        ({"report": "{folder}/report.pdf"}, ".html"),
    ],
)
def test_what_cannot_be_judged_is_refused(tmp_path: Path, model: Path, change: dict[str, Any], complaint: str) -> None:
    fields = {
        name: value.format(folder=tmp_path) if isinstance(value, str) else value for name, value in change.items()
    }
    wanted = {"models": (ModelFile(path=str(model)),), "places": (place(tmp_path, "town", right_half()),)}
    assert complaint in refused(EvaluateRequest(**(wanted | {"folder": str(tmp_path)} | fields)))


def test_a_truth_elsewhere_or_of_measured_values_is_refused(tmp_path: Path, model: Path) -> None:
    here = place(tmp_path, "town", right_half())
    far = place(tmp_path, "far", right_half(), x=700_000.0)
    lost = Place(name="lost", reading=here.reading, truth=far.truth)
    assert "lost" in refused(request(tmp_path, [model], [here, lost], table=str(tmp_path / "figures.csv")))
    fractions = write_raster(tmp_path / "fractions.tif", right_half()[None].astype(np.float32))
    soft = Place(name="soft", reading=here.reading, truth=(str(fractions),))
    assert "not a class raster" in refused(request(tmp_path, [model], [soft]))
    assert not (tmp_path / "figures.csv").exists()


def test_a_mask_of_0_and_255_is_told_and_named_counts_as_0_and_1_do(tmp_path: Path, model: Path) -> None:
    plain = judged(request(tmp_path, [model], [place(tmp_path, "plain", right_half(30))]))
    assert plain["warnings"] == []
    mask = place(tmp_path, "mask", right_half(30) * np.uint8(255))
    report = tmp_path / "page.html"
    silent = judged(request(tmp_path, [model], [mask], report=str(report)))
    assert silent["pixels"] == HEIGHT * (WIDTH - 30)
    told = " ".join(silent["warnings"])
    assert "green does not occur" in told
    assert "whole truth is other" in told
    assert "CLASSES=255=green" in told
    assert all(html.escape(warning, quote=False) in report.read_text() for warning in silent["warnings"])
    named = judged(request(tmp_path, [model], [mask], classes={"0": "other", "255": "green"}))
    assert named["warnings"] == []
    for key in ("pixels", "overall_accuracy", "mean_f1", "class_f1"):
        assert named[key] == plain[key]


def test_255_beside_all_classes_is_unknown_without_a_word(tmp_path: Path, model: Path) -> None:
    truth = right_half()
    truth[:9] = 255
    result = judged(request(tmp_path, [model], [place(tmp_path, "town", truth)]))
    assert (result["pixels"], result["warnings"]) == ((HEIGHT - 9) * WIDTH, [])


def test_a_named_255_does_not_spread_to_where_the_truth_has_no_pixels(tmp_path: Path, model: Path) -> None:
    whole = place(tmp_path, "town", right_half())
    small = write_raster(tmp_path / "small.tif", right_half()[None, 10:, :60] * np.uint8(255))
    where = Place(name="town", reading=whole.reading, truth=(str(small),))
    result = judged(request(tmp_path, [model], [where], classes={"255": "green"}))
    assert result["pixels"] == (HEIGHT - 10) * 60


@pytest.mark.parametrize("nodata", [255, 0, 7, None])
def test_nodata_of_the_truth_is_unknown_even_where_it_is_named(tmp_path: Path, model: Path, nodata: int | None) -> None:
    truth = right_half(30) * np.uint8(255)
    truth[:9] = 7
    where = place(tmp_path, "town", truth, nodata=nodata)
    result = judged(request(tmp_path, [model], [where], classes={"0": "other", "255": "green", "7": "other"}))
    values = {255: HEIGHT * WIDTH - (HEIGHT - 9) * 30, 0: HEIGHT * WIDTH - (HEIGHT - 9) * (WIDTH - 30)}
    values |= {7: (HEIGHT - 9) * WIDTH, None: HEIGHT * WIDTH}
    assert result["pixels"] == values[nodata]


def test_a_truth_of_one_class_is_told(tmp_path: Path, model: Path) -> None:
    everywhere = judged(request(tmp_path, [model], [place(tmp_path, "town", right_half(WIDTH))]))
    assert any("other does not occur" in warning for warning in everywhere["warnings"])
    assert any("whole truth is green" in warning for warning in everywhere["warnings"])


@given(st.lists(st.sampled_from([0, 1, 2, 7, 254, 255]), min_size=1, max_size=6, unique=True))
def test_training_and_evaluation_have_one_rule_for_255(values: list[int]) -> None:
    classes = {str(value): number % 3 for number, value in enumerate(values)}
    meaning = meaning_of(classes)
    assert meaning[255] == classes.get("255", UNKNOWN)
    assert {value: meaning[value] for value in values} == {int(text): number for text, number in classes.items()}
    assert set(meaning) == {255, *values}
