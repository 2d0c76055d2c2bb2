"""A training that was cut off and continued gives the same weights as one that was not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from onemetre.engine.errors import ModelError
from onemetre.models.training.trainer import Schedule, train

SCHEDULE = Schedule(steps=12, rate=0.05, save_every=4, seed=3)


def make_network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 8), nn.BatchNorm1d(8), nn.Dropout(0.2), nn.Linear(8, 1))


def loss_of_step(network: nn.Module, step: int) -> Tensor:
    x = torch.randn(16, 3, generator=torch.Generator().manual_seed(step))
    return (network(x) - x.sum(dim=1, keepdim=True)).square().mean()


class Interrupted(Exception):  # noqa: N818
    pass


def test_continued_training_is_the_same_training(tmp_path: Path):
    def until_nine(network: nn.Module, step: int) -> Tensor:
        if step == 9:
            raise Interrupted
        return loss_of_step(network, step)

    whole = train(make_network(), loss_of_step, SCHEDULE, tmp_path / "whole")
    with pytest.raises(Interrupted):
        train(make_network(), until_nine, SCHEDULE, tmp_path / "cut")
    continued = train(make_network(), loss_of_step, SCHEDULE, tmp_path / "cut")
    for a, b in zip(whole.state_dict().values(), continued.state_dict().values(), strict=True):
        assert torch.equal(a, b)
    steps = [json.loads(line)["step"] for line in (tmp_path / "cut" / "log.jsonl").read_text().splitlines()]
    assert steps == [4, 8, 12]


def test_training_reduces_the_loss_and_the_average_is_ready_to_use(tmp_path: Path):
    schedule = Schedule(steps=150, rate=0.05, averaging=0.9, save_every=150)
    network = make_network()
    before = float(loss_of_step(network.eval(), 999).detach())
    average = train(network, loss_of_step, schedule, tmp_path)
    assert not average.training
    assert not any(p.requires_grad for p in average.parameters())
    assert float(loss_of_step(average, 999)) < 0.3 * before


def test_learning_rate_rises_and_falls_to_nothing():
    schedule = Schedule(steps=1000, rate=0.01)
    rates = [schedule.rate_at(step) for step in (0, 49, 500, 999)]
    assert rates[0] < 0.001
    assert rates[1] == pytest.approx(0.01, rel=0.01)
    assert rates[2] == pytest.approx(0.005, rel=0.01)
    assert rates[3] < 1e-6


def test_divergence_is_an_error(tmp_path: Path):
    with pytest.raises(ModelError, match="diverged at step 0"):
        train(make_network(), lambda network, _: loss_of_step(network, 0) * float("nan"), SCHEDULE, tmp_path)


def test_checkpoint_of_another_network_is_an_error(tmp_path: Path):
    train(make_network(), loss_of_step, SCHEDULE, tmp_path)
    with pytest.raises(ModelError, match="does not fit"):
        train(nn.Linear(3, 1), loss_of_step, SCHEDULE, tmp_path)
