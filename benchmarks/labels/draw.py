"""Draws the crops to label: 40 at random, by city, and the hard ones of hard.csv. Writes crops.csv.

Every city has at least five; the rest are allotted in proportion to the number of its crops; within a city all crops
have the same probability. One year per place. No two crops overlap. The labellers are assigned at random as well.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

from ...research.places.naip import GSD_M, Chip, groups, read_chips
from ...research.places.ndvi_thresholds import read_thresholds
from .crops import FOLDER, NAIP, Crop, write_crops

SEED = 20260
YEAR = 2020
CITIES = ("bishop", "chico", "claremont", "eureka", "palm_springs", "riverside")
RANDOM, AT_LEAST = 40, 5
LABELLERS = "ABCD"
SECOND = {"random": 7, "hard": 3}


def main() -> None:
    write_crops(draw(NAIP))


def draw(folder: Path) -> list[Crop]:
    """Draw the crops from the images in a folder. The same folder gives the same crops."""
    chips = read_chips(folder, [f"{city}_{YEAR}" for city in CITIES])
    generator = np.random.default_rng(SEED)
    chosen = _random(chips, generator)
    reasons = _hard(chips, chosen)
    chosen += [chip for chip in chips if chip.name in reasons]
    limits = read_thresholds()
    group_of = {chip.name: chips[first].name for chip, first in zip(chips, groups(chips), strict=True)}
    crops = [
        Crop(
            name=chip.name,
            city=chip.place.rsplit("_", 1)[0],
            group=group_of[chip.name],
            kind="hard" if chip.name in reasons else "random",
            why=reasons.get(chip.name, ""),
            threshold=limits[chip.place],
            labeller="",
            second="",
        )
        for chip in chosen
    ]
    return _dealt(crops, generator)


def _random(chips: list[Chip], generator: np.random.Generator) -> list[Chip]:
    total = Counter(chip.place for chip in chips)
    shares = {place: (RANDOM - AT_LEAST * len(total)) * count / len(chips) for place, count in total.items()}
    wanted = {place: AT_LEAST + int(share) for place, share in shares.items()}
    by_remainder = sorted(shares, key=lambda place: int(shares[place]) - shares[place])
    for place in by_remainder[: RANDOM - sum(wanted.values())]:
        wanted[place] += 1
    chosen: list[Chip] = []
    for index in generator.permutation(len(chips)):
        chip = chips[index]
        if wanted[chip.place] and not any(_overlap(chip, other) for other in chosen):
            wanted[chip.place] -= 1
            chosen.append(chip)
    names = {chip.name for chip in chosen}
    return [chip for chip in chips if chip.name in names]


def _hard(chips: list[Chip], taken: list[Chip]) -> dict[str, str]:
    """Names of the hard crops and the reasons; rejects crops that overlap one drawn at random."""
    with (FOLDER / "hard.csv").open(newline="", encoding="utf-8") as file:
        reasons = {row["name"]: row["why"] for row in csv.DictReader(file)}
    by_name = {chip.name: chip for chip in chips}
    for name in reasons:
        if clash := [chip.name for chip in taken if _overlap(by_name[name], chip)]:
            raise SystemExit(f"{name} overlaps {clash[0]}, which was drawn at random. Put another crop into hard.csv.")
    return reasons


def _overlap(one: Chip, other: Chip) -> bool:
    side = one.image.shape[1] * GSD_M
    return one.place == other.place and max(abs(one.x - other.x), abs(one.y - other.y)) < side


def _dealt(crops: list[Crop], generator: np.random.Generator) -> list[Crop]:
    """Give each labeller the same number from every city; the second pass goes to the next labeller in the alphabet."""
    order = {crop.name: LABELLERS[place % len(LABELLERS)] for place, crop in enumerate(crops)}
    again = [
        name
        for kind, count in SECOND.items()
        for name in generator.choice([crop.name for crop in crops if crop.kind == kind], count, replace=False)
    ]
    following = dict(zip(LABELLERS, LABELLERS[1:] + LABELLERS[:1], strict=True))
    return [
        replace(crop, labeller=order[crop.name], second=following[order[crop.name]] if crop.name in again else "")
        for crop in crops
    ]


if __name__ == "__main__":
    main()
