"""The measurement of JointSeg's adaptation: halves, polygons as people trace them, figures known beforehand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from adaptable import satellite_card

from onemetre.benchmarks.adaptation.jointseg import Half, divide, figures, lines
from onemetre.models.networks.jointseg import JointSeg
from onemetre.models.training.adapt.satellite_family import Satellite
from onemetre.models.training.labels import Surface
from onemetre.models.training.simulate.ground import Ground
from onemetre.research.places.california import Crop

FAMILY = Satellite(satellite_card())
PX = 150


def crop(number: int, *, drawn: bool) -> Crop:
    """Green at the left; at the right impervious above other where people drew, else nothing is known of it."""
    labels = np.full((PX, PX), Surface.NOT_GREEN, np.uint8)
    if drawn:
        labels[: PX // 2], labels[PX // 2 :] = Surface.IMPERVIOUS, Surface.OTHER
    labels[:, : PX // 2] = Surface.GREEN
    image = np.where(labels == Surface.GREEN, 60, 140)[None].repeat(3, axis=0).astype(np.float32)
    ground = Ground(image, labels, "aerial", "toy_2020")
    nothing = np.zeros((PX, PX), np.float32)
    return Crop(f"toy_{number}", "toy", f"group {number // 2}", ground, nothing, labels if drawn else None)


CROPS = [crop(number, drawn=number % 4 == 0) for number in range(16)]


@pytest.fixture(scope="module")
def half() -> Half:
    return Half(divide(CROPS)[0], 1.0, 0.0)


def test_halves_share_no_group_and_both_have_drawn_crops() -> None:
    first, second = divide(CROPS)
    assert len(first) == len(second) == 8
    assert not {one.group for one in first} & {one.group for one in second}
    assert [sum(one.drawn is not None for one in part) for part in (first, second)] == [2, 2]


def test_polygons_lie_where_their_class_is_known(half: Half) -> None:
    network = JointSeg(width=8, fine_width=4).eval()
    many, few = half.polygons(network, FAMILY, 6, 1), half.polygons(network, FAMILY, 3, 1)
    assert [sample.value for sample in many] == [Surface.OTHER, Surface.IMPERVIOUS, Surface.GREEN] * 2
    assert all(np.array_equal(a.label, b.label) for a, b in zip(many, few, strict=False))
    truth = half.view.scene.labels
    for sample in many:
        inside = sample.label == sample.value
        assert 30 <= inside.sum() <= 400
        assert sample.label.shape == (10 * FAMILY.recipe.side,) * 2
        # The piece is one of the scene, and the label is true there.
        places = [
            (row, column)
            for row in range(half.numbers.shape[1] - FAMILY.recipe.side + 1)
            for column in range(half.numbers.shape[2] - FAMILY.recipe.side + 1)
            if np.array_equal(half.numbers[:, row : row + 24, column : column + 24], sample.image)
        ]
        ((row, column),) = places
        piece = truth[10 * row : 10 * (row + 24), 10 * column : 10 * (column + 24)]
        assert (piece[inside] == sample.value).all()


def test_what_is_not_known_of_a_class_is_not_counted(half: Half) -> None:
    class Green(torch.nn.Module):
        """Everything is green."""

        def __init__(self) -> None:
            super().__init__()
            self.nothing = torch.nn.Parameter(torch.zeros(1))

        def forward(self, image: torch.Tensor) -> Any:
            logits = torch.zeros(len(image), 3, *(10 * side for side in image.shape[-2:]))
            logits[:, Surface.GREEN] = 1.0
            return JointSeg(width=8, fine_width=4)(image)._replace(logits=logits)

    counts = half.counts(Green().eval(), FAMILY).sum(axis=0)
    labels = half.view.scene.labels
    of_parts = np.concatenate([labels[part.on_map].ravel() for part in half.view.parts])
    assert counts[0].sum() == (of_parts < 3).sum()
    assert counts[1].sum() == (of_parts <= 3).sum()
    assert counts[1, 1, 0] == counts[1, 0, 0] == 0


def test_the_table_has_the_gain_of_each_city() -> None:
    def counts(missed: int) -> list[Any]:
        return [[[[500, 0], [missed, 100 - missed]]] * 2] * 4

    polygons = [{"number": n, "value": n % 3, "fold": n % 2, "before": 0.5, "after": 0.7} for n in range(6)]
    base = {"city": "toy", "polygons": polygons, "image": {"parent": 0.1, "child": 0.1}}
    runs = [base | {"half": at, "counts": {"parent": counts(50), "adapted": counts(50 - 30 * at)}} for at in (0, 1)]
    first, second, both = lines(runs)
    before, after = (200 * (100 - missed) / (200 - missed) for missed in (50, 20))
    assert first["adapted, mean"] == [0.0, 0.0, 0.0]
    assert second["parent, mean"] == pytest.approx(before, abs=0.05)
    assert second["adapted, mean"] == pytest.approx([after - before] * 3, abs=0.05)
    assert 0 < both["adapted, mean"][0] < after - before
    assert second["gate"]["keep"] and "gate" not in both
    assert figures(np.array(counts(50)).sum(axis=0)) == pytest.approx([before / 100] * 3)
