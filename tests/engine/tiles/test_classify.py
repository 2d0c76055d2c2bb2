from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from onemetre.contract.card import CardBand, CardClass, ModelCard
from onemetre.contract.errors import ModelError
from onemetre.engine.tiles.classify import Classifier
from onemetre.engine.write.legend import NODATA

BINARY = ModelCard(
    name="toy.binary",
    title="Toy",
    bands=(CardBand(role="red"),),
    resolution=1.0,
    tile=8,
    threshold=40,
    classes=(
        CardClass(value=0, name="other", title="Other", color="#eeeeee"),
        CardClass(value=1, name="green", title="Green", color="#00ff00"),
    ),
)
THREE = dataclasses.replace(
    BINARY,
    classes=(
        CardClass(value=0, name="other", title="Other", color="#eeeeee"),
        CardClass(value=7, name="impervious", title="Impervious", color="#ff0000"),
        CardClass(value=9, name="green", title="Green", color="#00ff00"),
    ),
)
ALL_BYTES = np.arange(256, dtype=np.uint8).reshape(1, 16, 16)
VALID = np.ones((16, 16), bool)


@pytest.mark.parametrize("threshold", [1, 33, 50, 99])
@pytest.mark.parametrize("weight", [1, 256])
def test_the_threshold_on_the_probability_raster_gives_the_class_raster(threshold: int, weight: int) -> None:
    sums = ALL_BYTES.astype(np.uint16) * weight
    classes, percent = Classifier(BINARY, "green", threshold)(sums, weight, VALID, percent=True)
    assert (classes == (percent >= threshold)).all()
    assert (percent.ravel() == np.round(np.arange(256) / 2.55)).all()


def test_the_card_gives_the_threshold_where_none_is_asked_for() -> None:
    classes, percent = Classifier(BINARY)(ALL_BYTES, 1, VALID, percent=True)
    assert (classes == (percent >= 40)).all()


def test_one_class_of_several_becomes_one() -> None:
    classifier = Classifier(THREE, "green", 50)
    assert classifier.channels == [2]
    assert [(entry.value, entry.name) for entry in classifier.legend] == [(0, "other"), (1, "green")]


def test_without_a_target_the_strongest_class_wins_and_the_first_of_equals() -> None:
    sums = np.array([[[10, 90, 80]], [[30, 90, 90]], [[20, 0, 90]]], np.uint8)
    classes, percent = Classifier(THREE)(sums, 1, np.ones((1, 3), bool), percent=True)
    assert classes.tolist() == [[7, 0, 7]]
    assert percent.tolist() == [[[12, 35, 35]]]


def test_pixels_without_a_result_are_no_data() -> None:
    valid = VALID.copy()
    valid[3, 4] = False
    classes, percent = Classifier(BINARY)(ALL_BYTES, 1, valid, percent=True)
    assert classes[3, 4] == percent[0, 3, 4] == NODATA
    assert (classes == NODATA).sum() == (percent == NODATA).sum() == 1


@pytest.mark.parametrize(
    ("card", "target", "names"),
    [
        (THREE, "", ("other", "impervious", "green")),
        (THREE, "green", ("green", "other", "impervious")),
        (BINARY, "", ("green", "other")),
        (BINARY, "green", ("green", "other")),
    ],
)
@pytest.mark.parametrize("weight", [1, 256])
def test_every_class_has_its_own_band_and_the_map_is_the_same(
    card: ModelCard, target: str, names: tuple[str, ...], weight: int
) -> None:
    shares = np.random.default_rng(3).integers(0, 256, (card.channels, 16, 16), np.uint8)
    one, all_ = Classifier(card, target), Classifier(card, target, every=True)
    valid = VALID.copy()
    valid[3, 4] = False
    sums = shares.astype(np.uint16) * weight
    classes, percent = one(sums[one.channels], weight, valid, percent=True)
    same, every = all_(sums[all_.channels], weight, valid, percent=True)
    assert all_.names == names and one.names == () and all_.legend == one.legend
    assert (same == classes).all() and (every[:, 3, 4] == NODATA).all()
    assert (every[:, valid].max(axis=0) == percent[0][valid]).all() or target or card.is_binary
    if target or card.is_binary:
        assert (every[0] == percent[0]).all()
    expected = shares if not card.is_binary else np.concatenate([255 - shares, shares])
    for name, band in zip(names, every, strict=True):
        wanted = np.round(expected[[c.name for c in card.classes].index(name)] / 2.55)
        assert (band[valid] == wanted[valid]).all()


@pytest.mark.parametrize("target", ["water", "other"])
def test_a_class_that_cannot_be_mapped_is_an_error_that_names_the_classes(target: str) -> None:
    with pytest.raises(ModelError, match="green"):
        Classifier(BINARY, target)
