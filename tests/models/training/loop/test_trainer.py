"""A training that was cut off and continued gives the same weights as one that was not."""

from __future__ import annotations

import dataclasses
import io
import json
import sys
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from onemetre.contract.errors import CancelledError, ModelError
from onemetre.engine.channel import Channel
from onemetre.models.training.loop.checkpoint import load_checkpoint, load_weights, save_checkpoint
from onemetre.models.training.loop.trainer import WEIGHTS, Schedule, train

SCHEDULE = Schedule(steps=12, rate=0.05, save_every=4, seed=3)


def make_network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 8), nn.BatchNorm1d(8), nn.Dropout(0.2), nn.Linear(8, 1))


def loss_of_step(network: nn.Module, step: int) -> Tensor:
    x = torch.randn(16, 3, generator=torch.Generator().manual_seed(step))
    return (network(x) - x.sum(dim=1, keepdim=True)).square().mean()


def assert_same(first: nn.Module, second: nn.Module) -> None:
    for a, b in zip(first.state_dict().values(), second.state_dict().values(), strict=True):
        assert torch.equal(a, b)


class Interrupted(Exception):  # noqa: N818
    pass


@pytest.mark.parametrize("optimiser", ["adamw", "sgd"])
def test_continued_training_is_the_same_training(tmp_path: Path, optimiser: str):
    schedule = dataclasses.replace(SCHEDULE, optimiser=optimiser, fall="poly" if optimiser == "sgd" else "cosine")

    def until_nine(network: nn.Module, step: int) -> Tensor:
        if step == 9:
            raise Interrupted
        return loss_of_step(network, step)

    whole = train(make_network(), loss_of_step, schedule, tmp_path / "whole")
    with pytest.raises(Interrupted):
        train(make_network(), until_nine, schedule, tmp_path / "cut")
    continued = train(make_network(), loss_of_step, schedule, tmp_path / "cut")
    assert_same(whole, continued)
    steps = [json.loads(line)["step"] for line in (tmp_path / "cut" / "log.jsonl").read_text().splitlines()]
    assert steps == [4, 8, 12]


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory map of Linux")
def test_a_loaded_checkpoint_is_not_kept_open(tmp_path: Path):
    """Windows could not replace it by the next one."""
    network = make_network()
    optimiser = torch.optim.AdamW(network.parameters())
    loss_of_step(network, 1).backward()
    optimiser.step()
    path = tmp_path / "checkpoint.safetensors"
    save_checkpoint(path, {"network": network}, {"optimiser": optimiser}, {"step": 1})
    load_checkpoint(path, {"network": network}, {"optimiser": optimiser})
    assert path.name not in Path("/proc/self/maps").read_text()


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


def test_published_rate_falls_as_a_power():
    schedule = Schedule(steps=1000, rate=0.01, fall="poly")
    assert schedule.rate_at(500) == pytest.approx(0.01 * 0.5**0.9)


def test_divergence_says_the_step_and_keeps_the_weights_before(tmp_path: Path):
    def diverging(network: nn.Module, step: int) -> Tensor:
        return loss_of_step(network, step) * (float("nan") if step == 6 else 1.0)

    with pytest.raises(ModelError, match="diverged at step 6") as caught:
        train(make_network(), diverging, SCHEDULE, tmp_path)
    assert "step 4" in caught.value.hint
    kept = make_network()
    load_weights(kept, tmp_path / WEIGHTS)
    assert all(torch.isfinite(value).all() for value in kept.state_dict().values())
    continued = train(make_network(), loss_of_step, SCHEDULE, tmp_path)
    assert_same(continued, train(make_network(), loss_of_step, SCHEDULE, tmp_path / "straight"))


def test_result_is_the_best_check_and_training_stops_when_nothing_improves(tmp_path: Path):
    scores = iter([0.5, 0.7, 0.6, 0.6, 0.9])
    seen = []

    def check(network: nn.Module) -> dict[str, float]:
        seen.append({name: value.clone() for name, value in network.state_dict().items()})
        return {"score": next(scores)}

    schedule = Schedule(steps=100, rate=0.05, save_every=4, patience=1)
    result = train(make_network(), loss_of_step, schedule, tmp_path, check)
    assert len(seen) == 4
    assert all(torch.equal(value, seen[1][name]) for name, value in result.state_dict().items())
    again = train(make_network(), loss_of_step, schedule, tmp_path, check)
    assert len(seen) == 4
    assert_same(result, again)


def test_channel_gets_figures_and_progress(tmp_path: Path):
    out = io.BytesIO()
    train(make_network(), loss_of_step, SCHEDULE, tmp_path, lambda _: {"f1": 0.5}, Channel(out))
    events = [json.loads(line) for line in out.getvalue().splitlines()]
    metrics = [event for event in events if event["event"] == "metric"]
    assert [event["step"] for event in metrics] == [4, 8, 12]
    assert all(event["f1"] == 0.5 and event["loss"] > 0 for event in metrics)
    last = [event for event in events if event["event"] == "progress"][-1]
    assert last["fraction"] == 1
    assert last["message"] == "Step 12 of 12, 0 min left"


def test_cancelled_training_can_be_continued(tmp_path: Path):
    class CancelAfterSix(Channel):
        cancelled = False

        def progress(self, fraction: float, message: str = "") -> None:
            self.cancelled = fraction >= 0.5

    with pytest.raises(CancelledError):
        train(make_network(), loss_of_step, SCHEDULE, tmp_path / "cut", channel=CancelAfterSix(io.BytesIO()))
    continued = train(make_network(), loss_of_step, SCHEDULE, tmp_path / "cut")
    assert_same(continued, train(make_network(), loss_of_step, SCHEDULE, tmp_path / "whole"))


def test_file_that_is_no_checkpoint_is_an_error(tmp_path: Path):
    (tmp_path / "checkpoint.safetensors").write_bytes(b"not a checkpoint")
    with pytest.raises(ModelError, match="does not fit"):
        train(make_network(), loss_of_step, SCHEDULE, tmp_path)


def test_checkpoint_of_another_network_is_an_error(tmp_path: Path):
    train(make_network(), loss_of_step, SCHEDULE, tmp_path)
    with pytest.raises(ModelError, match="does not fit"):
        train(nn.Linear(3, 1), loss_of_step, SCHEDULE, tmp_path)


def test_keep_best_ends_with_a_check_and_can_be_continued(tmp_path: Path):
    class StopAfterSix(Channel):
        keep_best = False

        def progress(self, fraction: float, message: str = "") -> None:
            self.keep_best = fraction >= 0.5

    steps: list[float] = []

    def check(network: nn.Module) -> dict[str, float]:
        steps.append(float(len(steps)))
        return {"score": steps[-1]}

    stopped = train(make_network(), loss_of_step, SCHEDULE, tmp_path / "cut", check, StopAfterSix(io.BytesIO()))
    log = [json.loads(line)["step"] for line in (tmp_path / "cut" / "log.jsonl").read_text().splitlines()]
    assert log == [4, 7]
    kept = make_network()
    load_weights(kept, tmp_path / "cut" / "weights.safetensors")
    assert_same(stopped, kept)
    continued = train(make_network(), loss_of_step, SCHEDULE, tmp_path / "cut")
    assert_same(continued, train(make_network(), loss_of_step, SCHEDULE, tmp_path / "whole"))
