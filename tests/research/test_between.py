"""Networks between the beginning and the end of a training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from onemetre.models.training.labels import Surface  # noqa: E402
from onemetre.models.training.simulate.ground import Ground  # noqa: E402
from onemetre.research.jointseg import between  # noqa: E402
from onemetre.research.jointseg.evaluate import load_network  # noqa: E402
from onemetre.research.jointseg.train import NETWORKS, Recipe, begin, fit  # noqa: E402


@pytest.mark.parametrize("name", ["jointseg", "jointseg-lite0"])
def test_both_ends_and_the_middle(name: str, tmp_path: Path) -> None:
    labels = np.full((300, 300), Surface.GREEN, np.uint8)
    labels[:, 150:] = Surface.IMPERVIOUS
    ground = Ground(np.full((3, 300, 300), 0.1, np.float32), labels, "reflectance", "halves")
    recipe = Recipe(network=name, steps=2, batch=1, size=8, seed=3)
    last = fit(recipe, {"halves": [ground]}, tmp_path / "run", shares={"halves": 1.0})
    first, found = begin(recipe, NETWORKS, None), {}
    for share in (0.0, 0.5, 1.0):
        out = tmp_path / f"{share}"
        command = ["--trained", str(tmp_path / "run"), "--network", name, "--seed", "3", "--share", str(share)]
        between.main([*command, "--out", str(out)])
        found[share] = load_network(out).state_dict()
    begun, ended = first.state_dict(), last.state_dict()
    assert any(not torch.equal(begun[key], ended[key]) for key in begun)
    for key, value in ended.items():
        torch.testing.assert_close(found[1.0][key], value)
        torch.testing.assert_close(found[0.0][key], begun[key])
        if value.is_floating_point():
            torch.testing.assert_close(found[0.5][key], (begun[key] + value) / 2, atol=1e-6, rtol=1e-5)
