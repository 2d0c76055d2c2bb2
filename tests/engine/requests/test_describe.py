"""The request kind ``describe-model`` through the real engine process."""

from __future__ import annotations

import hashlib

from engine_process import run
from foreign_models import write_foreign
from toy_models import write_toy

from onemetre.contract.card import card_from_json, read_card
from onemetre.contract.requests import DescribeModelRequest


def test_the_card_comes_back_whole(tmp_path):
    path = write_toy(tmp_path, scale_factor=10, classes="three", superresolved=True)
    result = run(DescribeModelRequest(model=str(path)))
    assert card_from_json(result["card"]) == read_card(str(path.with_suffix(".json")))
    assert result["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert result["size"] == path.stat().st_size
    assert result["warnings"] == []


def test_a_model_of_deepness_is_described_with_what_was_assumed(tmp_path):
    result = run(DescribeModelRequest(model=str(write_foreign(tmp_path, bands=4))))
    card = card_from_json(result["card"])
    assert card.roles == ("red", "green", "blue", "nir")
    assert (card.sha256, card.size) == (result["sha256"], result["size"])
    assert len(result["warnings"]) == 1


def test_a_wrong_hash_is_a_model_error(tmp_path):
    event = run(DescribeModelRequest(model=str(write_toy(tmp_path)), model_sha256="0" * 64))
    assert (event["event"], event["kind"]) == ("error", "model")
    assert event["hint"]
