"""Shared parts of the cards of models trained on the user's own images."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....contract.card import CardClass

_REST = "#d9d9d9"
_COLORS = {"green": "#4dac26", "impervious": "#7b3294", "water": "#2e86c1"}
_OTHERS = ("#8e44ad", "#e67e22", "#16a085", "#f1c40f", "#7f5539", "#d63384", "#34495e", "#9acd32")


def own_classes(names: Sequence[str]) -> tuple[CardClass, ...]:
    """Classes of a card by value, with colours.

    Args:
        names: Class names for display; the first one is the rest.
    """
    short = [class_name(name) for name in names]
    others = [name for name in short[1:] if name not in _COLORS]
    colors = _COLORS | {name: _OTHERS[number % len(_OTHERS)] for number, name in enumerate(others)} | {short[0]: _REST}
    return tuple(
        CardClass(value=value, name=name, title=title, color=colors[name])
        for value, (name, title) in enumerate(zip(short, names, strict=True))
    )


def class_name(title: str) -> str:
    """Class name in lower-case letters, digits, dots, hyphens and _."""
    return re.sub(r"[^a-z0-9._-]+", "-", title.lower()).strip("-._") or "class"


def told(names: Sequence[str]) -> str:
    """List of the classes for a description: "water, roads and trees from other"."""
    rest, *mapped = names
    listed = ", ".join(mapped[:-1]) + (" and " if mapped[:-1] else "") + mapped[-1]
    return f"{listed} from {rest}"
