"""Makes labels from the labellers' files, and check sheets for reviewing them."""

from __future__ import annotations

import argparse

from ...models.training.labels import UNKNOWN
from .crops import FOLDER, SHEETS, read_crops, read_images
from .ids import label_of, read_ids
from .maps import IMPERVIOUS, LABELS, SUPERPIXELS, read_map, write_label
from .sheets import check

FIRST, SECOND = FOLDER / "ids", FOLDER / "ids_second"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("crops", nargs="*", help="names of crops (default: all that have been labelled)")
    parser.add_argument("--second", action="store_true", help="the second, blind pass: makes check sheets only")
    options = parser.parse_args()
    folder = SECOND if options.second else FIRST
    wanted = options.crops or [path.stem for path in sorted(folder.glob("*.csv"))]
    crops = [crop for crop in read_crops() if crop.name in wanted]
    images = read_images(crops)
    for crop in crops:
        numbers = read_map(SUPERPIXELS / f"{crop.name}.png")
        try:
            label = label_of(numbers, read_ids(folder / f"{crop.name}.csv"))
        except (ValueError, OSError) as error:
            raise SystemExit(f"{crop.name}: {error}") from None
        if not options.second:
            write_label(LABELS / f"{crop.name}.png", label)
        (SHEETS / crop.name).mkdir(parents=True, exist_ok=True)
        sheet = SHEETS / crop.name / ("check_second.png" if options.second else "check.png")
        check(images[crop.name], numbers, label).save(sheet, compress_level=1)
        shares = f"impervious {(label == IMPERVIOUS).mean():.2f}, undecided {(label == UNKNOWN).mean():.2f}"
        print(f"{crop.name}: {shares}; check {sheet}", flush=True)


if __name__ == "__main__":
    main()
