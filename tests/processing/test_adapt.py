"""Adapting a model as users do."""

from __future__ import annotations

from pathlib import Path

import pytest
from algorithms import BANDS, GREEN, algorithm, failure
from drawn import square, write_samples
from qgis.core import QgsProcessingContext, QgsProperty

from onemetre.engine.jobs import METHODS, Samples
from onemetre.processing.samples import read_samples

SHAPES = [(square(5, 5), "other"), (square(60, 5), "green")]


@pytest.fixture
def wanted(bright: Path, tmp_path: Path) -> dict[str, object]:
    return {
        "MODEL": GREEN,
        "INPUT": str(bright),
        "BANDS": BANDS,
        "SAMPLES": str(write_samples(tmp_path / "samples.geojson", SHAPES)),
        "OUTPUT": "bright.here",
        "DEVICE": "cpu",
        "THREADS": 1,
    }


def read(parameters: dict[str, object]) -> Samples | None:
    return read_samples(algorithm("adapt"), parameters, QgsProcessingContext())


@pytest.mark.parametrize(
    ("values", "texts"),
    [(["tree", " roof "], ["tree", "roof"]), ([0, 1], ["0", "1"]), ([0.0, 1.0], ["0", "1"]),
     ([True, None], ["1", ""]), ([1.5, 1], ["1.5", "1"])],
)  # fmt: skip
def test_what_stands_in_the_class_field(tmp_path: Path, values: list[object], texts: list[str]) -> None:
    path = write_samples(tmp_path / "a.geojson", [(square(0, 0), v) for v in values], field="kind")
    samples = read(
        {"SAMPLES": str(path), "CLASS_FIELD": "kind", "CLASS_VALUES": " tree = green, a=b=other ", "RADIUS": 3}
    )
    assert samples is not None
    assert [one.value for one in samples.drawn] == texts
    assert all(one.wkt.startswith("Polygon") for one in samples.drawn)
    assert (samples.crs, samples.radius_m) == ("EPSG:32632", 3)
    assert samples.values == {"tree": "green", "a=b": "other"}


def test_no_samples() -> None:
    assert read({}) is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"MODEL": "nobody.knows_v1"}, "nobody.knows_v1"),
        ({"CLASS_FIELD": "kind"}, "the samples have no field 'kind'"),
        ({"CLASS_FIELD": "kind"}, "can name a class: class"),
        ({"CLASS_VALUES": "tree"}, "CLASS_VALUES cannot be read at tree"),
        ({"METHOD": "magic"}, METHODS[1]),
        ({"METHOD": QgsProperty.fromExpression("'magic'")}, METHODS[1]),
        ({"MINUTES": 1, "EPOCHS": 2}, "Both MINUTES and EPOCHS"),
        ({"MINUTES": -1}, "MINUTES"),
        ({"RADIUS": 0}, "RADIUS"),
        ({"OUTPUT": ""}, "OUTPUT"),
        ({"INPUT": "nowhere.tif"}, "nowhere.tif"),
    ],
)
def test_what_is_wrong_is_known_before_the_start(wanted: dict[str, object], wrong: dict, told: str) -> None:
    assert told in failure("adapt", wanted | wrong)


def test_a_field_that_cannot_name_classes(wanted: dict[str, object], tmp_path: Path) -> None:
    dated = write_samples(tmp_path / "dated.geojson", [(square(0, 0), "2024-05-01")], field="day")
    assert "which cannot name a class" in failure("adapt", wanted | {"SAMPLES": str(dated), "CLASS_FIELD": "day"})
