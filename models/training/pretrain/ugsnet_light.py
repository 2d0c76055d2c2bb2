"""ugsnet-light on the user's own images: classes at the resolution of the images."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ....contract.card import Accuracy, CardBand, ModelCard, Task
from ....contract.errors import RequestError
from ....contract.requests import PretrainRequest
from ...networks.ugsnet_light import UGSNetLight
from ..labels import UNKNOWN
from ..loop.start_weights import load_start
from ..losses.green_loss import green_loss
from ..pairs.augment import FILL, normalise
from ..pairs.folders import PairPaths
from ..pairs.kept_pairs import KeptPairs
from ..pairs.pair_sampler import PairSampler, window_of
from ..pairs.pair_score import Tile
from .card import told
from .data import OwnData

_CLASS_LAYERS = ("decoder.head.4.", "pointhead.mlp.")
_TASKS: dict[str, Task] = {"green": "green-space", "impervious": "impervious-surface"}


class UGSNetLearner:
    """The implementation of :class:`.learner.Learner` for ugsnet-light.

    Raises:
        RequestError: The request asks for near infrared.
    """

    architecture = "ugsnet-light"
    weight_decay = 1e-2
    tile_px = 256.0
    checked_tiles = 64

    def __init__(self, data: OwnData, request: PretrainRequest) -> None:
        if request.nir:
            raise RequestError(
                "ugsnet-light learns from red, green and blue only.", "Switch NIR off, or train jointseg."
            )
        self.classes = len(data.names)
        self._data = data
        self._sampler = PairSampler(KeptPairs(data.split.training, data.read), request.batch, request.seed)

    def network(self, start: Path | None, tell: Callable[[str], None]) -> nn.Module:
        """Build the network, optionally with weights of another training, or with ImageNet weights in its encoder."""
        network = UGSNetLight(classes=self.classes)
        if start:
            load_start(network, start, _CLASS_LAYERS, tell)
        return network

    def loss(self, network: Any, step: int, device: torch.device) -> Tensor:
        """Loss of the published UGSNet plus Dice."""
        images, labels = self._sampler.batch(step)
        return green_loss(network.supervise(normalise(images.to(device))), labels.to(device))

    def tiles(self, paths: PairPaths) -> Iterator[Tile]:
        """Adjacent squares."""
        pair, side = self._data.read(paths), int(self.tile_px)
        height, width = pair.label.shape
        for top in range(0, height, side):
            for left in range(0, width, side):
                image, label, _ = window_of(pair, top, left, side)
                if (label != UNKNOWN).any():
                    yield image, label

    def compare(
        self, network: nn.Module, tile: Tile, _number: int, /
    ) -> tuple[NDArray[np.generic], NDArray[np.generic]]:
        """Most probable class of every pixel."""
        image, label = tile
        device = next(network.parameters()).device
        logits = network(normalise(torch.from_numpy(image)[None].to(device)))
        return label, logits.argmax(dim=1)[0].cpu().numpy()

    def card(self, name: str, trained_on: str, accuracy: tuple[Accuracy, ...]) -> ModelCard:
        """Build the card; the normalisation still has to be moved into the graph."""
        classes = self._data.card_classes
        return ModelCard(
            name=name,
            title=name,
            description=(
                f"Tells {told(self._data.names)} in 8-bit RGB images of {self._data.resolution:g} m; trained by its "
                "user with ugsnet-light, a UGSNet for computers without a graphics card. Expect less where the ground, "
                "the season or the camera differ from the training images."
            ),
            task=next((_TASKS[item.name] for item in classes[1:] if item.name in _TASKS), "segmentation"),
            architecture=self.architecture,
            bands=tuple(
                CardBand(role=role, scale=1 / 255, fill=round(FILL * 255)) for role in ("red", "green", "blue")
            ),
            data_type="uint8",
            resolution=self._data.resolution,
            tile=512,
            halo=64,
            blend=32,
            classes=classes,
            mean=(0.5, 0.5, 0.5),
            std=(0.5, 0.5, 0.5),
            training_data=trained_on,
            licence="as its user decides",
            accuracy=accuracy,
        )
