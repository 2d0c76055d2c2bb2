"""The model card as JSON: what is read is written back as it was."""

from __future__ import annotations

import dataclasses
import json

import pytest

from onemetre.contract.card import Accuracy, CardBand, CardClass, Golden, ModelCard, card_from_json, card_to_json
from onemetre.contract.catalogue import ZOO
from onemetre.contract.errors import ModelError

FULL = ModelCard(
    name="toy.full_v1",
    title="Full",
    description="Everything that a card can say.",
    task="green-space",
    architecture="toy",
    bands=(CardBand(role="red", scale=0.0001, offset=-0.1, fill=7.0), CardBand(role="nir")),
    data_type="uint16",
    resolution=10.0,
    scale_factor=10,
    tile=64,
    halo=4,
    margin=3,
    blend=8,
    classes=(
        CardClass(value=0, name="other", title="Other", color="#d9d9d9"),
        CardClass(value=3, name="green", title="Green", color="#1a9850"),
    ),
    activation="softmax",
    output="map",
    superresolved=True,
    threshold=40,
    temperature=1.3,
    mean=(0.1, 0.2),
    std=(0.3, 0.4),
    parent="toy.parent_v1",
    source_set="ab" * 32,
    training_data="Some",
    licence="CC0-1.0",
    accuracy=(Accuracy(metric="F1", value=81.5, data="there", command="make it"),),
    golden=Golden(mean=(1.0, 2.5) * 16, tolerance=1.5),
    sha256="cd" * 32,
    size=123,
)


def keys(data: object) -> list[object]:
    """All keys of an object in their order, with those of what is in it."""
    if isinstance(data, dict):
        return [(name, keys(value)) for name, value in data.items()]
    return [keys(value) for value in data] if isinstance(data, list) else []


@pytest.mark.parametrize("path", sorted(ZOO.glob("*.json")), ids=lambda path: path.stem)
def test_a_card_file_is_written_as_it_was_read(path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    written = card_to_json(card_from_json(data))
    # A model that is older than this field does not say that it has no source set.
    if "onemetre:source_set" not in data:
        assert written.pop("onemetre:source_set") == ""
    assert written == data
    assert keys(written) == keys(data)


def test_no_field_is_lost() -> None:
    defaults = {f.name: f.default for f in dataclasses.fields(ModelCard)}
    # Only pictures have a brightness of their own, and this is none.
    assert [name for name, value in defaults.items() if getattr(FULL, name) == value] == ["brightness"]
    assert card_from_json(json.loads(json.dumps(card_to_json(FULL)))) == FULL


def test_what_a_file_does_not_say_has_its_default() -> None:
    least = ModelCard(
        name="toy.least", title="toy.least", bands=FULL.bands, resolution=10.0, tile=64, classes=FULL.classes
    )
    data = card_to_json(dataclasses.replace(least, data_type="uint16"))
    needed = {"mlm:name", "mlm:input", "mlm:output", "gsd", "onemetre:tile"}
    read = card_from_json({name: value for name, value in data.items() if name in needed})
    assert read == dataclasses.replace(least, data_type="uint16")


@pytest.mark.parametrize(
    "change",
    [
        {"mlm:name": None, "gsd": None},
        {"mlm:input": []},
        {"mlm:output": []},
        {"onemetre:tile": "wide"},
        {"onemetre:golden": {"mean": [1.0]}},
        {"onemetre:accuracy": [{"metric": "F1"}]},
    ],
)
def test_a_card_that_cannot_be_read_is_an_error_of_the_model(change: dict[str, object]) -> None:
    with pytest.raises(ModelError, match="model card is not valid"):
        card_from_json(card_to_json(FULL) | change)


@pytest.mark.parametrize("data", [None, [], "card", {}, {"title": "Toy"}])
def test_what_is_no_card_is_an_error_of_the_model(data: object) -> None:
    with pytest.raises(ModelError, match="model card is not valid"):
        card_from_json(data)
