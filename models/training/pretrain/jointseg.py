"""JointSeg on the user's own 1 m images: classes at 1 m from Sentinel-2 scenes simulated from the images."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ....contract.card import Accuracy, CardBand, ModelCard
from ....contract.errors import RequestError
from ....contract.requests import PretrainRequest
from ...networks.jointseg import JointSeg
from ..labels import UNKNOWN
from ..loop.start_weights import load_trained
from ..losses.green_loss import dense_loss
from ..losses.joint_loss import SMOOTH, LossWeights, image_loss
from ..pairs.folders import Pair, PairPaths
from ..pairs.kept_pairs import KeptPairs
from ..pairs.pair_score import Tile
from ..simulate.scenes import collate
from .card import told
from .data import OwnData
from .scenes import TILE_M, OwnScenes, at_metre, scene_tiles, see_tile

RESOLUTIONS_M = (0.5, 2.0)
"""Ground sampling distances of images that can train a 1 m map, in metres."""

_CLASS_LAYERS = ("head.1.",)
_FILL = {"red": 600, "green": 800, "blue": 500, "nir": 2500}
_TILE = 128


class JointSegLearner:
    """JointSeg's implementation of :class:`.learner.Learner`.

    Raises:
        RequestError: The images are too fine or too coarse.
    """

    architecture = "jointseg"
    weight_decay = 1e-4
    checked_tiles = 24

    def __init__(self, data: OwnData, request: PretrainRequest) -> None:
        low, high = RESOLUTIONS_M
        if not low <= data.resolution <= high:
            raise RequestError(
                f"jointseg learns 1 m maps from images of {low:g} to {high:g} m, not {data.resolution:g} m.",
                "Correct RESOLUTION, resample the images to 1 m, or train ugsnet-light.",
            )
        self.classes = len(data.names)
        self.tile_px = TILE_M / data.resolution
        self._data = data
        self._batch = request.batch
        self._scenes = OwnScenes(KeptPairs(data.split.training, self._read), request.seed)

    def network(self, start: Path | None, tell: Callable[[str], None]) -> nn.Module:
        """Build the network, optionally with weights of another training."""
        network = JointSeg(self._data.bands, self.classes)
        if start:
            load_trained(network, start, _CLASS_LAYERS, tell)
        return network

    def loss(self, network: Any, step: int, device: torch.device) -> Tensor:
        """Cross entropy and Dice of the map, L1 of both images."""
        batch = collate(self._scenes.of_step(step, self._batch))
        image, fine, medium, labels = (part.to(device) for part in batch)
        result, weights = network(image), LossWeights()
        loss = weights.image * image_loss(result, fine, medium)
        if bool((labels != UNKNOWN).any()):
            loss = loss + dense_loss(result.logits, labels.long(), SMOOTH)
        return loss

    def tiles(self, paths: PairPaths) -> Iterator[Tile]:
        """Adjacent squares, each with ground around it."""
        return scene_tiles(self._read(paths))

    def compare(
        self, network: nn.Module, tile: Tile, number: int, /
    ) -> tuple[NDArray[np.generic], NDArray[np.generic]]:
        """Most probable class of every 1 m pixel, under a point spread and light determined by the number."""
        scene, inside = see_tile(*tile, seed=number)  # type: ignore[arg-type]
        device = next(network.parameters()).device
        found = network(torch.from_numpy(scene.image)[None].to(device)).logits.argmax(dim=1)[0].cpu().numpy()
        return scene.labels[inside], found[inside]

    def card(self, name: str, trained_on: str, accuracy: tuple[Accuracy, ...]) -> ModelCard:
        """Card for inputs of reflectance x 10000."""
        classes = self._data.card_classes
        roles = ("red", "green", "blue", "nir")[: self._data.bands]
        return ModelCard(
            name=name,
            title=name,
            description=(
                f"Tells {told(self._data.names)} at 1 m, and sharpens the image to 1 m, from a Sentinel-2 L2A image "
                f"({', '.join(roles)} at 10 m). JointSeg, trained by its user on Sentinel-2 that was simulated from "
                f"images of {self._data.resolution:g} m; no real Sentinel-2 image had a part in it. Expect less where "
                "the ground or the season differ from the training images."
            ),
            task="impervious-surface" if any(c.name == "impervious" for c in classes[1:]) else "segmentation",
            architecture=self.architecture,
            bands=tuple(CardBand(role=role, scale=1e-4, fill=_FILL[role]) for role in roles),
            data_type="uint16",
            resolution=10.0,
            scale_factor=JointSeg.SCALE,
            tile=_TILE,
            halo=JointSeg.HALO,
            margin=JointSeg.HALO,
            classes=classes,
            superresolved=True,
            training_data=trained_on,
            licence="as its user decides",
            accuracy=accuracy,
        )

    def _read(self, paths: PairPaths) -> Pair:
        return at_metre(self._data.read(paths), self._data.resolution)
