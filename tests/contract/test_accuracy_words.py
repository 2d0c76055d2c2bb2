from __future__ import annotations

import pytest

from onemetre.contract.accuracy_words import MISTAKEN, ONLY_OTHERWISE, UNMEASURED, accuracy_words, without_comparison
from onemetre.contract.card import Accuracy, CardBand, CardClass, ModelCard, read_card
from onemetre.contract.catalogue import ZOO

CLASSES = tuple(CardClass(value=v, name=f"c{v}", title=f"C{v}", color="#000000") for v in (0, 1))


def card(*figures: tuple[str, float, str]) -> ModelCard:
    accuracy = tuple(Accuracy(metric=metric, value=value, data=data) for metric, value, data in figures)
    return ModelCard(
        name="a.b", title="A", bands=(CardBand(role="red"),), resolution=1, tile=8, classes=CLASSES, accuracy=accuracy
    )


SIMULATED, REAL = "a town, simulated Sentinel-2; for comparison: another model 12.0", "a town, validation crops"


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([], UNMEASURED),
        ([("F1 a", 66.9, SIMULATED)], "Fair on simulated scenes (F1 67 %); never checked on real ones."),
        ([("F1 a", 59.6, SIMULATED)], "Weak on simulated scenes (F1 60 %); never checked on real ones."),
        ([("F1 a", 80.0, REAL), ("F1 a", 10.0, REAL)], "Good on real images (F1 80 %)."),
        (
            [("error", 99.0, SIMULATED), ("mean F1", 85.0, SIMULATED), ("F1 a", 61.0, REAL)],
            "Fair on real images (F1 61 %); on simulated scenes F1 85 %.",
        ),
        ([("error", 99.0, REAL)], ONLY_OTHERWISE),
        (
            [("F1 a", 80.2, SIMULATED), (MISTAKEN, 7.6, "real images")],
            "Good on simulated scenes (F1 80 %); on real ones, 8 % of bare ground is mistaken.",
        ),
    ],
)
def test_the_first_f1_for_each_kind_of_images_grades(figures: list[tuple[str, float, str]], words: str) -> None:
    assert accuracy_words(card(*figures)) == words


def test_figures_of_others_are_left_to_the_details() -> None:
    (figure,) = card(("F1 a", 66.9, SIMULATED)).accuracy
    assert without_comparison(figure) == "a town, simulated Sentinel-2"


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("jointseg.s2rgbn_v3", "Fair on simulated scenes (F1 69 %); on real ones, 14 % of bare ground is mistaken."),
        ("jointseg.s2rgb_v2", "Weak on simulated scenes (F1 52 %); never"),
        ("ugsnet-light.naip_v4", "Good on real images (F1 85 %)."),
    ],
)
def test_the_bundled_models_are_graded(name: str, begins: str) -> None:
    assert accuracy_words(read_card(str(ZOO / f"{name}.json"))).startswith(begins)
