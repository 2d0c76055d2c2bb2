"""Names of models that a later version has replaced."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from inputs import card

from onemetre.contract.card import card_to_json
from onemetre.contract.catalogue import Catalogue
from onemetre.contract.errors import ModelError


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """Versions 2, 4 and 10 of one model, and version 9 of another."""
    for name in ("toy.city_v2", "toy.city_v4", "toy.city_v10", "toy.city_other_v9"):
        (tmp_path / f"{name}.onnx").write_bytes(b"0")
        text = json.dumps(card_to_json(dataclasses.replace(card(), name=name)))
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    return Catalogue([tmp_path])


@pytest.mark.parametrize("name", ["toy.city_v1", "toy.city_v3", "toy.city_v9"])
def test_the_latest_version_is_named_as_successor(catalogue: Catalogue, name: str) -> None:
    with pytest.raises(ModelError, match=f"no model '{name}' any more") as error:
        catalogue.get(name)
    assert "MODEL=toy.city_v10" in error.value.hint


@pytest.mark.parametrize("name", ["toy.city_v11", "toy.city", "toy.cit_v1", "other_v1"])
def test_a_name_without_a_later_version_has_none(catalogue: Catalogue, name: str) -> None:
    with pytest.raises(ModelError, match="There is no model") as error:
        catalogue.get(name)
    assert "successor" not in error.value.hint
    assert "toy.city_v4" in error.value.hint


def test_a_version_that_is_there_is_found(catalogue: Catalogue) -> None:
    assert catalogue.get("toy.city_v2").card.name == "toy.city_v2"
