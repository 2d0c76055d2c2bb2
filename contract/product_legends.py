"""Legends of other products: which of their values mean the surface; presets are data, in ``resources/products.json``.

Stdlib only: QGIS offers them, the engine uses them.
"""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from .errors import RequestError

_PRESETS = Path(__file__).parents[1] / "resources" / "products.json"
_THRESHOLD = re.compile(r">=\s*(\d+(?:\.\d+)?)")
_YEAR = re.compile(r"until\s+(\d{4})")
_CLASSES = re.compile(r"\d{1,9}(?:\s*,\s*\d{1,9})*")

EXAMPLES = "50,60 or >=30 or until 2020"
"""Legends that :func:`parse_legend` reads."""


@dataclass(frozen=True, kw_only=True)
class ProductLegend:
    """Meaning of the values of a product.

    Attributes:
        id: Short name; empty = given by its values.
        title: Name for people.
        kind: "classes", a list of values; "threshold" of a percentage; or "year" of change.
        values: Values of the surface, for classes.
        nodata: Values without data, besides that of the file.
        threshold: Lowest value that counts as the surface.
        full: Value at which a cell is all surface.
        first: Year of the value 0, for years; 0 = the values are years.
        step: Years from one value to the next one.
        last: Largest value that is a year; 0 = none.
        exceptions: Value -> its year, where the rule does not hold.
        zero_outside: Whether 0 also means outside the product's area.
        only_alone: Versions of the product that differ in method, so that their difference is no change; empty = none.
    """

    id: str = ""
    title: str = ""
    kind: Literal["classes", "threshold", "year"]
    values: tuple[int, ...] = ()
    nodata: tuple[int, ...] = ()
    threshold: float = 0.0
    full: float = 100.0
    first: int = 0
    step: int = 1
    last: int = 0
    exceptions: dict[str, int] = field(default_factory=dict)
    zero_outside: bool = False
    only_alone: str = ""

    def year_of(self, value: int) -> int | None:
        """Year of a value; None = the value is no year."""
        if str(value) in self.exceptions:
            return self.exceptions[str(value)]
        if not self.first:
            return value if value > 0 else None
        return self.first + self.step * value if 0 < value <= self.last else None


@functools.cache
def product_presets() -> tuple[ProductLegend, ...]:
    """All presets."""
    entries: list[dict[str, Any]] = json.loads(_PRESETS.read_text(encoding="utf-8"))
    for entry in entries:
        entry.update({name: tuple(entry.get(name, ())) for name in ("values", "nodata")})
    return tuple(ProductLegend(**entry) for entry in entries)


def parse_legend(text: str) -> ProductLegend:
    """The legend of a preset's id, or one that is given by its values: "50,60", ">=30" or "until 2020".

    Raises:
        RequestError: The text is empty, or none of these.
    """
    text = text.strip()
    for preset in product_presets():
        if preset.id == text:
            return preset
    known = ", ".join(preset.id for preset in product_presets())
    if not text:
        raise RequestError(
            "The product has no legend: nothing says which of its values mean the surface.",
            f"Name a preset ({known}), or the values: {EXAMPLES}.",
        )
    if match := _THRESHOLD.fullmatch(text):
        return ProductLegend(title=text, kind="threshold", threshold=float(match[1]))
    if _YEAR.fullmatch(text):
        return ProductLegend(title=text, kind="year")
    if _CLASSES.fullmatch(text):
        return ProductLegend(title=text, kind="classes", values=tuple(int(value) for value in text.split(",")))
    raise RequestError(f"{text!r} is no legend of a product.", f"Name a preset ({known}), or the values: {EXAMPLES}.")


def year_in_legend(text: str) -> int | None:
    """Year that a legend of years names; None = none."""
    match = _YEAR.fullmatch(text.strip())
    return int(match[1]) if match else None
