"""What is seen of an adaptation while it goes on: figures at each check, and one place before and now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from ...engine.adaptation_report import View, view_of
from ...engine.channel import Channel, Portion
from ..card import CardClass
from .adaptation_gate import shares_right
from .naip import GREEN
from .samples import Sample
from .train_green import normalise

_WATCHED = 40
"""Most pieces that a check in between looks at."""


def balanced_f1(shares: Mapping[int, float], values: Mapping[int, int]) -> float:
    """F1 of the mapped class where polygons, and then classes, have the same weight.

    Args:
        shares: Polygon -> share of it that is mapped right, 0-1.
        values: Polygon -> its class.

    Returns:
        0-1; where the rest has no polygon there are no false alarms.
    """
    by_class: dict[int, list[float]] = defaultdict(list)
    for polygon, share in shares.items():
        by_class[values[polygon]].append(share)
    found = float(np.mean(by_class.pop(GREEN, [0.0])))
    false = 1 - float(np.mean([np.mean(rest) for rest in by_class.values()])) if by_class else 0.0
    return 2 * found / (2 * found + (1 - found) + false) if found else 0.0


@torch.no_grad()
def classes_at(network: nn.Module, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The most probable class of each pixel of an image [bands, height, width]."""
    device = next(network.parameters()).device
    logits = network(normalise(torch.from_numpy(image)[None].to(device) / 255))
    found: NDArray[np.uint8] = logits.argmax(dim=1)[0].to(torch.uint8).cpu().numpy()
    return found


class Place:
    """One place as the parent maps it, to be compared with.

    Args:
        parent: In evaluation mode.
        image: uint8 [bands, height, width].
        classes: Of the card.
    """

    def __init__(self, parent: nn.Module, image: NDArray[np.uint8], classes: Sequence[CardClass]) -> None:
        self._image, self._classes = image, classes
        self._before = classes_at(parent, image)

    def view(self, network: nn.Module) -> View:
        """As another network maps it."""
        return view_of(self._image, self._before, classes_at(network, self._image), self._classes)


class Watch(Portion):
    """The channel of one stage; see :class:`onemetre.engine.jobs.AdaptRequest` for what it tells.

    Args:
        whole, start, stop, message: See :class:`..engine.channel.Portion`.
        stage: Name of the stage.
        steps: Of it.
        parent: In evaluation mode.
        samples: That the figures are of; may be empty.
        place: To be shown.
    """

    def __init__(
        self,
        whole: Channel,
        start: float,
        stop: float,
        message: str,
        *,
        stage: str,
        steps: int,
        parent: nn.Module,
        samples: Sequence[Sample],
        place: Place,
    ) -> None:
        super().__init__(whole, start, stop, message)
        self._stage, self._steps, self._place = stage, steps, place
        self._samples = samples[:: -(-len(samples) // _WATCHED) or 1]
        self._values = {sample.polygon: sample.value for sample in self._samples}
        self._before = self._f1(parent)
        self._checked: nn.Module | None = None

    def check_network(self, network: nn.Module) -> dict[str, float]:
        """Figures of a network; see :func:`.trainer.train`."""
        self._checked = network
        if not self._samples:
            return {}
        return {"f1_before": self._before, "f1_now": self._f1(network)}

    def emit(self, event: str, **fields: Any) -> None:
        """Send one event; figures are followed by a picture."""
        if event != "metric":
            super().emit(event, **fields)
            return
        super().emit(event, stage=self._stage, steps=self._steps, **fields)
        if self._checked is not None:
            pictures = self._place.view(self._checked).as_png()
            super().emit("preview", stage=self._stage, step=fields.get("step"), **pictures)

    def _f1(self, network: nn.Module) -> float:
        return balanced_f1(shares_right(network, self._samples), self._values) if self._samples else 0.0
