from __future__ import annotations

import hashlib
import json

import pytest
from foreign_models import write_foreign
from toy_models import write_toy

from onemetre.contract.card import card_from_json
from onemetre.contract.errors import ModelError
from onemetre.engine.infer import model_screening as screening
from onemetre.engine.infer.model_file import load_model


def edit_card(path, **changes):
    card = path.with_suffix(".json")
    card.write_text(json.dumps(json.loads(card.read_text()) | changes))


def test_the_card_beside_the_file_counts(tmp_path):
    path = write_toy(tmp_path)
    edit_card(path, title="Edited")
    model = load_model(str(path))
    assert model.card.title == "Edited"
    assert model.content == path.read_bytes()
    assert model.sha256 == hashlib.sha256(model.content).hexdigest()
    assert model.warnings == ()


def test_the_card_inside_the_file_counts_where_none_lies_beside(tmp_path):
    path = write_toy(tmp_path)
    beside = card_from_json(json.loads(path.with_suffix(".json").read_text()))
    path.with_suffix(".json").unlink()
    # The hash and the size cannot be inside the file; loading fills them in.
    assert load_model(str(path)).card == beside


def test_no_card_at_all_names_the_three_ways_to_have_one(tmp_path):
    with pytest.raises(ModelError) as caught:
        load_model(str(write_foreign(tmp_path, metadata={})))
    for word in ("foreign.json", "onemetre:card", "model_type"):
        assert word in caught.value.message


@pytest.mark.parametrize("length", [0, 1, 100, -1])
def test_a_truncated_file_is_refused(tmp_path, length):
    path = write_toy(tmp_path)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(ModelError, match="damaged"):
        load_model(str(path))


@pytest.mark.parametrize("length", [0, 1, 100, 700])
def test_a_truncated_file_without_a_known_hash_is_refused(tmp_path, length):
    path = write_toy(tmp_path)
    path.with_suffix(".json").unlink()
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(ModelError, match=r"not an ONNX model|has no card"):
        load_model(str(path))


def test_a_wrong_hash_is_refused(tmp_path):
    path = write_toy(tmp_path)
    with pytest.raises(ModelError, match="sha256"):
        load_model(str(path), "0" * 64)


def test_the_hash_of_the_request_counts_before_the_card(tmp_path):
    path = write_toy(tmp_path)
    edit_card(path, **{"file:checksum": "0" * 64})
    assert load_model(str(path), hashlib.sha256(path.read_bytes()).hexdigest().upper()).card.name == "toy.bright_v1"
    with pytest.raises(ModelError, match="sha256"):
        load_model(str(path))


@pytest.mark.parametrize("content", [b"", b"not a model", b"{}", b"PK\x03\x04" + bytes(200), bytes(1000)])
def test_another_kind_of_file_is_refused(tmp_path, content):
    path = tmp_path / "model.onnx"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="not an ONNX model"):
        load_model(str(path))


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(ModelError, match=r"nothing\.onnx"):
        load_model(str(tmp_path / "nothing.onnx"))
    with pytest.raises(ModelError, match="cannot be read"):
        load_model(str(tmp_path))


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.onnx"
    with path.open("wb") as file:
        file.truncate(screening.MAX_BYTES + 1)  # sparse: takes no room on the disk
    with pytest.raises(ModelError, match="512 MiB"):
        load_model(str(path))


@pytest.mark.parametrize("damage", [lambda text: text[:-20], lambda text: text.replace('"gsd"', '"size"')])
def test_a_damaged_card_is_refused(tmp_path, damage):
    path = write_toy(tmp_path)
    card = path.with_suffix(".json")
    card.write_text(damage(card.read_text()))
    with pytest.raises(ModelError, match="model card"):
        load_model(str(path))


@pytest.mark.parametrize("text", ["{", '{"classes": 2}', "[1, 2]", ""])
def test_another_json_beside_the_file_does_not_matter(tmp_path, text):
    path = write_toy(tmp_path)
    path.with_suffix(".json").write_text(text)
    model = load_model(str(path))
    assert model.card.name == "toy.bright_v1"
    assert any(f"{path.stem}.json" in warning for warning in model.warnings)


def test_a_card_with_another_number_of_bands_is_refused(tmp_path):
    path = write_toy(tmp_path, bands=("red", "green"))
    other = write_toy(tmp_path, "other", bands=("red", "green", "blue"))
    card = json.loads(other.with_suffix(".json").read_text()) | {"file:checksum": ""}
    path.with_suffix(".json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match="2 bands"):
        load_model(str(path))


def test_a_card_with_another_scale_factor_is_refused(tmp_path):
    path = write_toy(tmp_path, scale_factor=2)
    edit_card(path, **{"onemetre:scale_factor": 4})
    with pytest.raises(ModelError, match="256"):
        load_model(str(path))


def test_the_tile_of_the_network_counts_before_the_card(tmp_path):
    path = write_toy(tmp_path, tile=64)
    edit_card(path, **{"onemetre:tile": 96})
    model = load_model(str(path))
    assert model.card.tile == 64
    assert "96" in model.warnings[0]
