"""Warnings about classes that do not occur in the truth: figures exist nevertheless, and say little."""

from __future__ import annotations

from collections.abc import Sequence

from .accuracy import UNKNOWN, Matrix


def missing_classes(matrix: Matrix, names: Sequence[str], *, has_255: bool) -> list[str]:
    """Warnings for the user, whole sentences.

    Args:
        matrix: Confusion matrix [classes, classes] over all places.
        names: Name per class number.
        has_255: Whether the truth has pixels of 255 that were not counted.
    """
    pixels = matrix.sum(axis=1)
    missing = [name for name, count in zip(names, pixels, strict=True) if not count]
    present = [name for name in names if name not in missing]
    if not missing:
        return []
    warnings = [
        f"The class {name} does not occur in the truth: its F1 says nothing, and mean F1 says little."
        for name in missing
    ]
    if len(present) == 1:
        warnings.append(
            f"The whole truth is {present[0]}: overall accuracy does not tell whether the model separates the classes."
        )
    if has_255:
        example = f"1={names[1]},255={names[0]}" if missing == [names[0]] else f"255={missing[-1]}"
        warnings.append(
            f"The truth has pixels of {UNKNOWN}, which means unknown and is not counted. If it is a class, name it, "
            f"for example CLASSES={example}."
        )
    return warnings
