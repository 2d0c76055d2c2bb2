"""Cards of the bundled models for Sentinel-2, and the command that makes the bundled files from trained weights.

python -m onemetre.research.jointseg.card --weights <folder of a training> --out models/zoo

The number of bands in the weights determines the model: red, green and blue, or these and near infrared.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ...contract.card import Accuracy, CardBand, CardClass, ModelCard
from ...models.export.export import export_onnx
from ...models.networks.jointseg import JointSeg
from ...models.training.labels import Surface
from ...models.training.loop.weights import save_adaptable
from .evaluate import load_network

NAMES = {3: "jointseg.s2rgb_v2", 4: "jointseg.s2rgbn_v1"}
"""Model names by number of bands."""

TILE = 128

_DESCRIPTION = (
    "Impervious surface, green and other at 1 m, and the image sharpened to 1 m, from one Sentinel-2 L2A image "
    "({bands} at 10 m). JointSeg: super-resolution in two steps (2.5 m, 1 m) and segmentation in one network. "
    "Learned from simulated Sentinel-2 images only; no real one had a part in it. What is smaller than some 7 m is a "
    "guess, and edges are smooth. {weak}"
)

_WEAK = {
    3: (
        "Weak where colour does not tell: gravel, rock, sand and bare soil against pale concrete and roofs, milky or "
        "grey water against asphalt, dry grass against soil, narrow roads and single houses."
    ),
    4: (
        "Better than the model without near infrared everywhere it was measured. Weak still: sand, rock and bare "
        "ground that is as pale as concrete (quarries, deserts), narrow roads, single houses, runways between grass."
    ),
}

_TRAINING_DATA = (
    "Simulated Sentinel-2 (point spread of 3.5-8 m, random grid phase, radiometry and noise) from 1 m grounds: "
    "procedural towns and mountains with exact labels, made by this project; NAIP crops of Bishop, Chico, Palm Springs "
    "and Riverside 2020 (urban-tree-detection-data, CC BY 4.0; NAIP is public domain), where green is high NDVI, and "
    "impervious surface is drawn by this project on some crops and elsewhere only known not to be green; NAIP crops of "
    "small towns in Ohio with coarse labels{dubai}. Tone curves of NAIP after opensr-degradation. Nothing was learned "
    "from real Sentinel-2 images, but maps of one (Bolzano, June 2022) were looked at when the kinds of made-up ground "
    "were chosen, so it is no independent test. 3000 steps of 4 scenes of 320 m."
)

_DUBAI = "; the Dubai set of Humans in the Loop without tile 2 (said to be CC0; not verified)"
"""Left out for four bands, because it has no near infrared."""

_FILL = {"red": 600, "green": 800, "blue": 500, "nir": 2500}


def jointseg_card(accuracy: tuple[Accuracy, ...] = (), bands: int = 3) -> ModelCard:
    """Card as it is before the export; inputs are reflectance x 10000.

    Args:
        accuracy: Figures of the model.
        bands: 3 (red, green, blue) or 4 (and near infrared).
    """
    roles = list(_FILL)[:bands]
    words = ", ".join("near infrared" if role == "nir" else role for role in roles)
    return ModelCard(
        name=NAMES[bands],
        title=f"Impervious surface, Sentinel-2 RGB{'N' * (bands > 3)} to 1 m (JointSeg)",
        description=_DESCRIPTION.format(bands=words, weak=_WEAK[bands]),
        task="impervious-surface",
        architecture="jointseg",
        bands=tuple(CardBand(role=role, scale=1e-4, fill=fill) for role, fill in _FILL.items() if role in roles),
        data_type="uint16",
        resolution=10.0,
        scale_factor=JointSeg.SCALE,
        tile=TILE,
        halo=JointSeg.HALO,
        margin=JointSeg.HALO,
        classes=(
            CardClass(value=Surface.OTHER, name="other", title="Other (water, bare ground)", color="#e8e4d8"),
            CardClass(value=Surface.IMPERVIOUS, name="impervious", title="Impervious surface", color="#d7301f"),
            CardClass(value=Surface.GREEN, name="green", title="Green", color="#4dac26"),
        ),
        superresolved=True,
        training_data=_TRAINING_DATA.format(dubai=_DUBAI if bands == 3 else ""),
        licence="GPL-2.0-or-later",
        accuracy=accuracy,
    )


def main(arguments: list[str] | None = None) -> None:
    """Export trained weights as the bundled model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--weights", type=Path, required=True, help="folder of a training")
    parser.add_argument("--out", type=Path, required=True, help="folder for the .onnx file and its card")
    parser.add_argument("--accuracy", type=Path, help="figures from research.jointseg.evaluate")
    options = parser.parse_args(arguments)
    rows = json.loads(options.accuracy.read_text(encoding="utf-8")) if options.accuracy else []
    network = load_network(options.weights)
    card = jointseg_card(tuple(Accuracy(**row) for row in rows), network.bands)
    file = options.out / f"{card.name}.onnx"
    export_onnx(network, card, file)
    save_adaptable(network, file)


if __name__ == "__main__":
    main()
