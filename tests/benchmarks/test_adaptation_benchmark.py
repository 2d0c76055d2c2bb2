"""The measurement of adaptation: places, polygons as people draw them, tables with figures known beforehand."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from onemetre.benchmarks.adaptation.places import Target, draw_polygons, make_target
from onemetre.benchmarks.adaptation.tables import write_tables
from onemetre.models.training.adapt.gate import Polygon
from onemetre.models.training.adapt.sampling import Sample
from onemetre.research.places.naip import Chip, groups

THRESHOLDS = {"chico_2020": 0.2}


def make_chip(number: int, x: float) -> Chip:
    """Vegetation on the left half, pavement on the right."""
    image = np.empty((4, 256, 256), np.uint8)
    image[:] = np.array([120, 110, 110, 90])[:, None, None]
    image[:, :, :128] = np.array([50, 100, 45, 160])[:, None, None]
    return Chip("chico_2020", number, image, x, 0.0)


@pytest.fixture
def target() -> Target:
    """Twenty crops in ten pairs of neighbours."""
    return make_target("chico_2020", [make_chip(n, 2000.0 * (n // 2) + 160 * (n % 2)) for n in range(20)])


def test_places_to_learn_from_and_to_be_judged_by_are_far_apart(target: Target):
    assert len(target.learning) == len(target.judging) == 10
    group = dict(
        zip([c.number for c in target.learning + target.judging], groups(target.learning + target.judging), strict=True)
    )
    assert not {group[c.number] for c in target.learning} & {group[c.number] for c in target.judging}


def columns(sample: Sample) -> np.ndarray:
    return np.nonzero(sample.label != 255)[1]


def test_polygons_are_small_and_of_one_class_and_the_first_are_always_the_same(target: Target):
    many, few = draw_polygons(target, THRESHOLDS, 7, 3), draw_polygons(target, THRESHOLDS, 2, 3)
    assert [sample.value for sample in many] == [0, 1, 0, 1, 0, 1, 0]
    for sample, same in zip(many, few, strict=False):
        assert np.array_equal(sample.label, same.label)
    for sample in many:
        rows, _ = np.nonzero(sample.label != 255)
        assert rows.max() - rows.min() < 20
        assert np.ptp(columns(sample)) < 20
        # As bright as the engine makes it, pavement is bright and vegetation dark in red.
        green = sample.image[0] < 100
        assert (green[sample.label != 255] == bool(sample.value)).all()
    other = draw_polygons(target, THRESHOLDS, 2, 4)
    assert not np.array_equal(other[0].label, few[0].label)


def test_a_guide_sends_to_where_it_is_least_certain(target: Target):
    def unsure_below(image: np.ndarray) -> np.ndarray:
        """Knows less the farther down."""
        return np.broadcast_to(np.linspace(1, 0.5, image.shape[1])[:, None], image.shape[1:])

    def mean_row(samples: list[Sample]) -> float:
        # Windows of 128 of 154 rows follow the polygon, so that where it lies in one tells little: its image does.
        return float(np.mean([np.nonzero(sample.label != 255)[0].mean() for sample in samples]))

    guided = draw_polygons(target, THRESHOLDS, 12, 0, unsure_below)
    assert mean_row(guided) > mean_row(draw_polygons(target, THRESHOLDS, 12, 0)) + 5


def polygons(gain: float) -> list[Polygon]:
    return [Polygon(number, number % 2, number % 3, 0.5, 0.5 + gain) for number in range(6)]


def test_tables_say_the_gain_and_what_the_gate_makes_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def write(row: str, missed: int, keep: bool | None = None, seed: int = 0) -> None:
        run = {
            "target": "chico_2020",
            "row": row,
            "polygons": 25 if keep is not None else 0,
            "seed": seed,
            "confusion": [[[1000, 0], [missed, 100 - missed]]] * 4,
            "processor seconds": 1.0,
            "memory, MB": 1.0,
            "gate": [] if keep is None else [[p._asdict() for p in polygons(0.1 if keep else -0.1)]],
        }
        (tmp_path / f"{row}.{seed}.json").write_text(json.dumps(run))

    write("parent", 50)
    write("own labels", 10)
    write("supervised", 20, keep=True)
    write("supervised", 60, keep=False, seed=1)
    write_tables(tmp_path, tmp_path / "out.txt")
    lines = {(line["row"], line["seed"]): line for line in json.loads((tmp_path / "out.txt").read_text())}
    parent, better, worse = (200 * (100 - missed) / (200 - missed) for missed in (50, 20, 60))
    assert lines["parent", 0]["F1"] == pytest.approx(parent, abs=0.01)
    assert lines["supervised", 0]["difference"] == pytest.approx([better - parent] * 3, abs=0.01)
    printed = capsys.readouterr().out
    mean, after = (better + worse) / 2 - parent, (better - parent) / 2
    assert f"| supervised | 25 | 2 | {mean:+.1f} | {worse - parent:+.1f} | {after:+.1f} | +0.0 |" in printed
    assert f"| kept | 1 | 1 | 0 | {better - parent:+.1f} |" in printed
    assert f"| refused | 1 | 0 | 1 | {worse - parent:+.1f} |" in printed
