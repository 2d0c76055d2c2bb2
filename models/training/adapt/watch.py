"""Live view of an adaptation: figures at each check, and one place mapped before and now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import nn

from ....contract.card import CardClass
from ....engine.channel import Channel, Portion
from ....engine.report.adaptation_report import View, view_of
from .aerial_family import Family
from .polygon_figures import balanced_f1, classes_at, shares_of
from .sampling import Sample

_WATCHED = 40
"""Maximum number of patches in an intermediate check."""


class Place:
    """One place as the parent maps it, for comparison.

    Args:
        parent: Parent network in evaluation mode.
        image: Raster numbers [bands, height, width].
        classes: Classes of the model's card.
        family: Family of the networks.
    """

    def __init__(
        self, parent: nn.Module, image: NDArray[np.generic], classes: Sequence[CardClass], family: Family
    ) -> None:
        self._image, self._classes, self._family = image, classes, family
        self._before = classes_at(parent, image, family)

    def view(self, network: nn.Module) -> View:
        """Compare with the map of another network."""
        now = classes_at(network, self._image, self._family)
        return view_of(self._family.picture(self._image), self._before, now, self._classes)


class Watch(Portion):
    """Channel of one stage; its events are listed in :class:`onemetre.contract.requests.AdaptRequest`.

    Args:
        whole: Channel of the whole adaptation.
        start, stop: Portion of the whole progress, see :class:`..engine.channel.Portion`.
        message: Text of the progress, see :class:`..engine.channel.Portion`.
        stage: Name of the stage.
        steps: Steps of the stage.
        parent: Parent network in evaluation mode.
        samples: Samples to compute the figures on; may be empty.
        place: Place to show.
        family: Family of the networks.
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
        family: Family,
    ) -> None:
        super().__init__(whole, start, stop, message)
        self._stage, self._steps, self._place, self._family = stage, steps, place, family
        self._samples = samples[:: -(-len(samples) // _WATCHED) or 1]
        self._values = {sample.polygon: sample.value for sample in self._samples}
        self._before = self._f1(parent)
        self._checked: nn.Module | None = None

    def check_network(self, network: nn.Module) -> dict[str, float]:
        """Figures of a network, for the ``check`` of :func:`.trainer.train`."""
        self._checked = network
        if not self._samples:
            return {}
        return {"f1_before": self._before, "f1_now": self._f1(network)}

    def emit(self, event: str, **fields: Any) -> None:
        """Send an event; figures are followed by a picture."""
        if event != "metric":
            super().emit(event, **fields)
            return
        super().emit(event, stage=self._stage, steps=self._steps, **fields)
        if self._checked is not None:
            pictures = self._place.view(self._checked).as_png()
            super().emit("preview", stage=self._stage, step=fields.get("step"), **pictures)

    def _f1(self, network: nn.Module) -> float:
        return balanced_f1(shares_of(network, self._samples, self._family), self._values)
