from __future__ import annotations

import json

import pytest
from foreign_models import DEEPNESS, write_foreign
from hypothesis import given
from hypothesis import strategies as st

from onemetre.contract.errors import ModelError
from onemetre.engine.infer.model_file import load_model


def without(*keys: str) -> dict:
    return {key: value for key, value in DEEPNESS.items() if key not in keys}


def test_metadata_become_a_card(tmp_path):
    metadata = DEEPNESS | {
        "seg_thresh": 0.3,
        "standardization_mean": [0.4, 0.5, 0.6],
        "standardization_std": [0.2, 0.2, 0.1],
    }
    model = load_model(str(write_foreign(tmp_path, metadata=metadata)))
    card = model.card
    assert card.roles == ("red", "green", "blue")
    assert [c.name for c in card.classes] == ["background", "field"]
    assert card.is_binary
    assert (card.resolution, card.tile, card.halo, card.scale_factor) == (0.5, 32, 4, 1)
    assert (card.threshold, card.activation, card.data_type) == (30, "detect", "uint8")
    assert (card.mean, card.std) == ((0.4, 0.5, 0.6), (0.2, 0.2, 0.1))
    assert model.warnings == ()


def test_no_standardisation_means_division_by_255_only(tmp_path):
    card = load_model(str(write_foreign(tmp_path))).card
    assert (card.mean, card.std) == ((0.0,) * 3, (1.0,) * 3)
    assert [band.scale for band in card.bands] == [1 / 255] * 3


def test_one_number_standardises_all_bands(tmp_path):
    card = load_model(str(write_foreign(tmp_path, metadata=DEEPNESS | {"standardization_mean": 0.5}))).card
    assert card.mean == (0.5,) * 3


def test_the_documented_older_name_of_the_tile_size_counts(tmp_path):
    metadata = without("tile_size") | {"tiles_size": 48}
    assert load_model(str(write_foreign(tmp_path, metadata=metadata, side=None))).card.tile == 48


@pytest.mark.parametrize("text", ["{0: 'sky', 1: 'roof'}", '{"0": "sky", "1": "roof"}', '["sky", "roof"]'])
@pytest.mark.parametrize("key", ["class_names", "names"])
def test_class_names_are_read_as_all_tools_write_them(tmp_path, key, text):
    path = write_foreign(tmp_path, metadata=without("class_names") | {key: text})
    assert [c.title for c in load_model(str(path)).card.classes] == ["sky", "roof"]


def test_the_kind_of_model_may_be_quoted(tmp_path):
    assert load_model(str(write_foreign(tmp_path, metadata=DEEPNESS | {"model_type": '"segmentor"'}))).card.tile == 32


def test_a_fixed_input_size_counts_before_metadata(tmp_path):
    assert load_model(str(write_foreign(tmp_path, metadata=DEEPNESS | {"tile_size": 512}))).card.tile == 32


def test_what_is_assumed_is_said(tmp_path):
    model = load_model(str(write_foreign(tmp_path, metadata=without("tiles_overlap"), bands=5)))
    assert model.card.roles == ("red", "green", "blue", "nir", "band5")
    assert model.card.halo == 4
    bands, overlap = model.warnings
    assert "red, green, blue, nir, band5" in bands
    assert "25 %" in overlap


def test_a_margin_that_the_network_leaves_out_is_the_halo(tmp_path):
    model = load_model(str(write_foreign(tmp_path, metadata=DEEPNESS | {"tiles_overlap": 0}, crop=6)))
    assert model.card.halo == 6
    assert any("20 pixels" in warning for warning in model.warnings)


@pytest.mark.parametrize("key", ["resolution", "tile_size"])
def test_a_missing_key_is_named(tmp_path, key):
    with pytest.raises(ModelError, match=key):
        load_model(str(write_foreign(tmp_path, metadata=without(key), side=None)))


def test_class_numbers_need_class_names(tmp_path):
    with pytest.raises(ModelError, match="class_names"):
        load_model(str(write_foreign(tmp_path, metadata=without("class_names"), output="index")))


def test_channels_without_names_get_some(tmp_path):
    card = load_model(str(write_foreign(tmp_path, metadata=without("class_names")))).card
    assert [c.name for c in card.classes] == ["background", "class"]


@pytest.mark.parametrize(
    "names", [[{0: "sky", 1: "roof"}, {0: "sky", 1: "shade"}], [["sky", "roof"], ["sky", "shade"]]]
)
def test_each_output_has_its_own_class_names(tmp_path, names):
    path = str(write_foreign(tmp_path, second="shade", metadata=DEEPNESS | {"class_names": names}))
    first, second = load_model(path), load_model(path, output="shade")
    assert [c.title for c in first.card.classes] == ["sky", "roof"]
    assert [c.title for c in second.card.classes] == ["sky", "shade"]
    assert (first.card.output, second.card.output) == ("map", "shade")
    assert len(first.warnings) == 1
    assert second.warnings == ()


def test_an_output_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    with pytest.raises(ModelError, match="no output 'roofs'") as caught:
        load_model(str(write_foreign(tmp_path, second="shade")), output="roofs")
    assert "map, shade" in caught.value.hint


def test_an_output_without_a_channel_axis_is_one_class(tmp_path):
    card = load_model(str(write_foreign(tmp_path, metadata=without("class_names"), output="flat"))).card
    assert card.is_binary


def test_a_single_name_is_the_class_and_not_the_background(tmp_path):
    card = load_model(str(write_foreign(tmp_path, metadata=DEEPNESS | {"class_names": {0: "roof"}}))).card
    assert [(c.value, c.name) for c in card.classes] == [(0, "background"), (1, "roof")]


@pytest.mark.parametrize("kind", ["Detector", "Regressor", ""])
def test_only_segmenters_are_accepted(tmp_path, kind):
    with pytest.raises(ModelError, match="Segmentor"):
        load_model(str(write_foreign(tmp_path, metadata=DEEPNESS | {"model_type": kind})))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("resolution", "fine"),
        ("resolution", -10),
        ("class_names", {"a": "b"}),
        ("class_names", "field"),
        ("class_names", "((((" * 5000),
        ("standardization_mean", [0.1, 0.2]),
        ("standardization_std", [0.0, 1.0, 1.0]),
        ("tiles_overlap", 150),
        ("tiles_overlap", "NaN"),
        ("resolution", "Infinity"),
        ("resolution", 10**400),
        ("resolution", 1e300),
        ("seg_thresh", "NaN"),
        ("seg_thresh", 50),
        ("seg_thresh", -0.1),
        ("class_names", "{[]: 1}"),
        ("class_names", {"1e999": "b"}),
        ("class_names", {str(2**70): "b", "0": "a\nb"}),
        ("standardization_mean", [1e999, 0, 0]),
        ("standardization_std", [1, "NaN", 1]),
        ("model_type", "Seg\nmentor" * 100),
    ],
)
def test_nonsense_in_a_key_is_one_model_error(tmp_path, key, value):
    with pytest.raises(ModelError) as caught:
        load_model(str(write_foreign(tmp_path, metadata=DEEPNESS | {key: value})))
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400


TEXTS = st.text(st.characters(codec="utf-8"), max_size=30) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("0123456789x", max_size=3), inner, max_size=4),
    max_leaves=6,
).map(json.dumps)


@given(st.dictionaries(st.sampled_from(sorted({*DEEPNESS, "seg_thresh", "standardization_std", "names"})), TEXTS))
def test_any_metadata_are_a_card_or_one_model_error(tmp_path_factory, changes):
    path = write_foreign(tmp_path_factory.mktemp("any"), metadata=DEEPNESS | changes)
    try:
        told = " ".join(load_model(str(path)).warnings)
    except ModelError as error:
        told = str(error)
    assert len(told.splitlines()) <= 1


def test_names_that_repeat_or_are_empty_get_the_number_of_their_class(tmp_path):
    names = {"class_names": {0: "_roof", 1: "roof", 2: "_"}}
    classes = load_model(str(write_foreign(tmp_path, metadata=DEEPNESS | names, output="three"))).card.classes
    assert [one.name for one in classes] == ["class-0", "class-1", "class-2"]
