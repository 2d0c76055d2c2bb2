"""Towns that grow, seen by a simulated Sentinel-2 and mapped by a bundled model: what is found of the growth.

    python -m onemetre.benchmarks.series.towns --folder build/towns

Each town is drawn twice, built and as the open country in which it lies. Parcels of about 80 m turn from country into
town, one after the other, at known dates; a few are pulled down again. Every year has a season and crops of its own,
and a shift of the image by up to 4 m. Half of the towns fit the temperature, the others are scored.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.transform import from_origin
from scipy.spatial import cKDTree

from ...contract.requests import MapRequest, Reading
from ...engine.assess.calibration import count, fit_temperature
from ...engine.channel import Channel
from ...engine.requests import map as mapping
from ...engine.years.consistency import Rule
from ...models.training.labels import Surface
from ...models.training.simulate import sensor
from ...models.training.simulate.fields import smooth_noise
from ...research.city.town import make_city
from .score import Reading as Found
from .score import readings, table

YEARS = (2017, 2019, 2021, 2023)
SIDE_M, PARCEL_M, BLOCK_M, RIM_M = 1000, 80, 100, 50
BUILT, STEP, DEMOLISHED = 0.55, 0.07, 0.006
"""Parts of the parcels: built in the first year, built in each step, pulled down in each step."""

MODEL = Path(__file__).parents[2] / "models" / "zoo" / "jointseg.s2rgbn_v3.onnx"


def parcels(rng: np.random.Generator) -> NDArray[np.bool_]:
    """Whether each pixel is built in each year, [years, rows, columns]."""
    seeds = rng.uniform(0, SIDE_M, ((SIDE_M // PARCEL_M) ** 2, 2))
    y, x = np.mgrid[0:SIDE_M, 0:SIDE_M]
    nearest = cKDTree(seeds).query(np.stack([y, x], axis=-1).reshape(-1, 2))[1].reshape(y.shape)
    distance = np.hypot(*(seeds - SIDE_M / 2).T) / SIDE_M + rng.normal(0, 0.08, len(seeds))
    rank = distance.argsort().argsort() / len(seeds)
    years = []
    for step in range(len(YEARS)):
        built = rank < BUILT + STEP * step
        gone = (rank * 7919 % 1) < DEMOLISHED * step
        years.append((built & ~gone)[nearest])
    return np.stack(years)


def season(reflectance: NDArray[np.float32], label: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.float32]:
    """The ground in another year: light of the day, and vegetation and soil field by field."""
    changed = reflectance * np.exp(rng.normal(0, 0.06, (4, 1, 1))).astype(np.float32)
    growth = 0.25 * smooth_noise(rng, label.shape, 120.0) + rng.normal(0, 0.1)
    living = label != Surface.IMPERVIOUS
    for band, power in ((0, -1.0), (1, -0.5), (2, -0.7), (3, 0.6)):
        changed[band] *= np.where(living, np.exp(power * growth), 1.0).astype(np.float32)
    return np.clip(changed, 0, 1.5).astype(np.float32)


def town(seed: int) -> tuple[NDArray[np.bool_], list[NDArray[np.uint16]]]:
    """Truth of all years at 1 m, [years, rows, columns], and the images, reflectance x 10000 at 10 m."""
    rng = np.random.default_rng(seed)
    built, country = make_city(SIDE_M, seed), make_city(SIDE_M, seed, 0.0)
    truth, images = [], []
    for there in parcels(rng):
        label = np.where(there, built.label, country.label)
        ground = season(np.where(there, built.reflectance, country.reflectance), label, rng)
        shift = rng.integers(-4, 5, 2)
        seen = sensor.degrade(np.roll(ground, shift, (1, 2)), sensor.draw_spread(rng, 4))
        seen = sensor.add_noise(seen + sensor.draw_haze(rng, 4)[:, None, None], rng)
        images.append(np.clip(np.rint(seen * 10_000), 1, 65_535).astype(np.uint16))
        truth.append(label == Surface.IMPERVIOUS)
    return np.stack(truth), images


def mapped(folder: Path, seed: int, images: list[NDArray[np.uint16]]) -> NDArray[np.uint8]:
    """Probabilities of all years by the model, whole percent at 1 m, [years, rows, columns]."""
    percent = []
    for year, image in zip(YEARS, images, strict=True):
        path = folder / f"town {seed} probability {year}.tif"
        if not path.exists():
            source = folder / f"town_{seed}_{year}.tif"
            place = from_origin(640_000, 5_204_000, 10, 10)
            profile = {"count": 4, "dtype": "uint16", "height": image.shape[1], "width": image.shape[2]}
            with rasterio.open(source, "w", driver="GTiff", crs="EPSG:32632", transform=place, **profile) as raster:
                raster.write(image)
                raster.descriptions = ("red", "green", "blue", "nir")
                raster.scales = (1e-4,) * 4
            request = MapRequest(
                reading=Reading(sources=(str(source.resolve()),)),
                model=str(MODEL),
                output=str((folder / f"town {seed} map {year}.tif").resolve()),
                probability=str(path.resolve()),
                target="impervious",
                year=year,
            )
            with open(folder / "events.jsonl", "ab") as events:
                mapping.handle(request, Channel(events))
        with rasterio.open(path) as raster:
            percent.append(raster.read(1))
    return np.stack(percent)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("build/towns"), help="for images and maps, which are kept")
    parser.add_argument("--towns", type=int, default=12, help="number of towns, of which half are scored")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    inside = (slice(None), slice(RIM_M, -RIM_M), slice(RIM_M, -RIM_M))
    places = []
    for seed in range(7001, 7001 + options.towns):
        truth, images = town(seed)
        percent = mapped(options.folder, seed, images)
        places.append((truth[inside], percent[inside]))
        print(f"town {seed}: {truth[0].mean():.1%} to {truth[-1].mean():.1%} impervious", flush=True)
    known, scored = places[::2], places[1::2]
    temperature = fit_temperature(
        sum(count(p, t) for truth, percent in known for p, t in zip(percent, truth, strict=True))
    )
    share = round(100 * float(np.mean([truth[0].mean() for truth, _ in known])))
    rules = {
        "as they are": Rule(),
        f"calibrated ({temperature:.2f})": Rule(temperature=temperature),
        f"calibrated, prior {share} %": Rule(temperature=temperature, prior=share),
        "as they are, gain 3 % a year": Rule(gain=3.0),
    }
    maps: list[list[Found]] = [readings(YEARS, percent, rules) for _, percent in scored]
    net = np.mean([truth[-1].mean() - truth[0].mean() for truth, _ in scored])
    print(f"\n{len(scored)} towns; true net growth {net:.2%} of the area; blocks of {BLOCK_M} m\n")
    print("\n".join(table([truth for truth, _ in scored], maps, BLOCK_M)))


if __name__ == "__main__":
    main()
